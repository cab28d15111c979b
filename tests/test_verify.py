"""`verify_package`: silent about good packages, and the one right rule for each fault."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import ROOT
from damages import (
    ALL,
    DAMAGES,
    MAP,
    OBJECTIVE,
    PRIMARY,
    Damage,
    before_controls,
    both,
    light,
    manifest,
    packed,
    put,
    read,
)
from hostile import HOSTILE
from lxml import etree

from builder.cli import main
from builder.verify import verify_package
from builder.verify.rules import RULES
from builder.verify.rules.__main__ import rules_page

WRITES = MAP.format("g", 'writeSatisfiedStatus="true"')


def course(mini: Path, format_: str) -> Path:
    return mini / "build" / "packages" / f"mini-course-en-{format_}.zip"


@pytest.mark.parametrize("name", ["mini", "real"])
def test_our_own_packages_break_no_rule(name: str, request: pytest.FixtureRequest) -> None:
    paths = sorted((request.getfixturevalue(name) / "build" / "packages").glob("*.zip"))
    assert paths
    for path in paths:
        assert verify_package(path) == [], path.name


@pytest.mark.parametrize("name", ALL)
def test_what_is_damaged_below_was_good(name: str, mini: Path, tmp_path: Path) -> None:
    path = tmp_path / "good.zip"
    path.write_bytes(packed(light(course(mini, name))))
    assert verify_package(path) == []


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.rule)
def test_a_damaged_package_breaks_the_one_rule(damage: Damage, mini: Path, tmp_path: Path) -> None:
    for name in damage.formats:
        bad = tmp_path / f"{name}.zip"
        bad.write_bytes(damage.raw(packed(damage.change(light(course(mini, name))))))
        findings = verify_package(bad)
        assert {finding.rule for finding in findings} == {damage.rule}, findings
        assert all("\n" not in f"{f.where}{f.message}" for f in findings)


# Both also use a map, of which S06 warns by itself.
MAPPED = {
    "S04": PRIMARY.format("", MAP.format("g", ""), ""),
    "S10": PRIMARY.format('objectiveID="a"', WRITES, OBJECTIVE.format("b", WRITES)),
}


@pytest.mark.parametrize("rule", MAPPED)
def test_objectives_that_are_mapped_wrong(rule: str, mini: Path, tmp_path: Path) -> None:
    good = course(mini, "scorm2004-4th")
    bad = tmp_path / "bad.zip"
    bad.write_bytes(packed(before_controls(MAPPED[rule])(read(good))))
    assert {finding.rule for finding in verify_package(bad)} == {rule, "S06"}


def test_every_rule_is_broken_by_something() -> None:
    tried = {damage.rule for damage in DAMAGES} | {rule for rule, _ in HOSTILE.values()} | {*MAPPED}
    assert tried == set(RULES)
    assert len(DAMAGES) >= 80


def test_the_page_of_rules_is_current() -> None:
    page = (ROOT / "docs" / "rules.md").read_text("utf-8")
    assert page == rules_page(), "run: python -m builder.verify.rules > docs/rules.md"


def test_every_rule_says_why_and_how_to_mend_it() -> None:
    for rule in RULES.values():
        assert rule.title and rule.reason.endswith("."), rule.id
        assert rule.fix and not rule.fix.endswith("."), rule.id


# What the command prints.


@pytest.fixture
def two(mini: Path, tmp_path: Path) -> list[str]:
    """A good package and one with an error and a warning."""
    good = course(mini, "scorm12")
    bad = tmp_path / "bad.zip"
    bad.write_bytes(
        packed(both(put("extra.png", b"x"), manifest("<title>Two", "<title>"))(read(good)))
    )
    return [str(good), str(bad)]


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["verify", *words])


def test_findings_are_grouped_by_package_and_counted(two: list[str]) -> None:
    result = run(*two)
    lines = result.stdout.splitlines()
    assert result.exit_code == 1
    assert lines[:2] == [f"{two[0]}: nothing found", f"{two[1]}: 1 error, 1 warning, 0 advice"]
    assert lines[-1] == "2 packages: 1 error, 1 warning, 0 advice"


def test_warnings_fail_when_asked(two: list[str], tmp_path: Path) -> None:
    warned = tmp_path / "warned.zip"
    warned.write_bytes(packed(put("extra.png", b"x")(read(Path(two[0])))))
    assert run(str(warned)).exit_code == 0
    assert run("--strict", str(warned)).exit_code == 1


def test_the_findings_as_json(two: list[str]) -> None:
    result = run("--json", *two)
    data = json.loads(result.stdout)
    assert result.exit_code == 1 and (data["error"], data["warning"], data["advice"]) == (1, 1, 0)
    assert [each["file"] for each in data["packages"]] == two
    assert data["packages"][1]["findings"][0]["rule"] == "O03"


def test_the_findings_as_junit(two: list[str], tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    run("--junit", str(report), *two)
    good, bad = etree.parse(report).getroot()
    assert (good.get("tests"), good.get("failures")) == ("1", "0")
    assert (bad.get("tests"), bad.get("failures")) == ("2", "1")
    assert bad.find("testcase/failure").get("type") == "O03"


def test_every_case_of_junit_has_its_own_name(mini: Path, tmp_path: Path) -> None:
    bad, report = tmp_path / "bad.zip", tmp_path / "report.xml"
    gone = manifest('<file href="two.html"/>', r'\g<0><file href="a.html"/><file href="b.html"/>')
    bad.write_bytes(packed(gone(read(course(mini, "scorm12")))))
    run("--junit", str(report), str(bad))
    names = [case.get("name") for case in etree.parse(report).iter("testcase")]
    assert len(names) == 2 == len(set(names))


def test_the_admins_page_shows_what_the_command_prints() -> None:
    text = (ROOT / "docs" / "admin.md").read_text("utf-8")
    shown = text.split("$ mooc verify other.zip\n")[1].split("```")[0]
    assert shown.count("fix: ") == 2
    for line in shown.splitlines():
        if line.strip().startswith("fix: "):
            assert line.strip()[5:] in {rule.fix for rule in RULES.values()}
