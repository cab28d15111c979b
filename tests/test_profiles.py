"""What each platform would record, worked out from the values that content leaves behind."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import ROOT

from builder.cli import main
from builder.verify.play import play_file
from builder.verify.play.records import Outcome, table
from builder.verify.profile import Record, load_profile, profile_names

ROOT_STATUS, RAW = "cmi.core.lesson_status", "cmi.core.score.raw"
COMPLETION, SUCCESS = "cmi.completion_status", "cmi.success_status"
SCALED, RAW_2004 = "cmi.score.scaled", "cmi.score.raw"


@pytest.mark.parametrize(
    ("name", "edition", "values", "grade", "complete"),
    [
        ("strict", "1.2", {ROOT_STATUS: "incomplete", RAW: "45"}, 0.45, False),
        ("strict", "1.2", {ROOT_STATUS: "passed", RAW: "80"}, 0.8, True),
        ("strict", "2004 4th Edition", {COMPLETION: "completed", SCALED: "0.5"}, 0.5, True),
        ("strict", "2004 3rd Edition", {SUCCESS: "passed", SCALED: "-1"}, 0.0, False),
        ("moodle", "1.2", {ROOT_STATUS: "failed", RAW: "45"}, 0.45, False),
        ("moodle", "2004 4th Edition", {SUCCESS: "passed", SCALED: "0.9"}, None, True),
        ("moodle", "2004 4th Edition", {COMPLETION: "completed", RAW_2004: "90"}, 0.9, True),
        ("openedx", "1.2", {ROOT_STATUS: "incomplete", RAW: "45"}, None, False),
        ("openedx", "1.2", {ROOT_STATUS: "failed", RAW: "45"}, 0.0, False),
        ("openedx", "1.2", {ROOT_STATUS: "passed", RAW: "100"}, 1.0, True),
        ("openedx", "2004 4th Edition", {SUCCESS: "failed", SCALED: "0.7"}, 0.0, False),
        ("openedx", "2004 4th Edition", {SUCCESS: "unknown", SCALED: "0.0454"}, 0.0454, False),
        ("openedx", "2004 4th Edition", {SCALED: "0.7"}, None, False),
        ("openedx", "2004 4th Edition", {COMPLETION: "completed", RAW_2004: "70"}, 0.7, True),
        ("esr", "2004 4th Edition", {COMPLETION: "completed", SCALED: "1"}, None, False),
    ],
)
def test_each_platform_makes_its_own_of_the_same_values(
    name: str, edition: str, values: dict[str, str], grade: float | None, complete: bool
) -> None:
    assert load_profile(name).recorded(edition, values) == Record(grade=grade, complete=complete)


@pytest.mark.parametrize("name", profile_names())
def test_each_statement_of_a_profile_has_its_evidence(name: str) -> None:
    public = r"https://|mod/scorm/|openedx-scorm-xblock \d|SCORM .* RTE|seen in .* \d|untested"
    for statement in load_profile(name).statements:
        assert re.search(public, statement.evidence), statement.says


def test_settings_of_a_profile_are_the_platforms_own() -> None:
    assert load_profile("openedx").settings("1.2") == {"silent": "true", "late": "500"}
    assert load_profile("moodle").headers("1.2") == {"Permissions-Policy": "unload=()"}


def test_a_platform_is_for_playing() -> None:
    path = ROOT / "pyproject.toml"
    told = CliRunner().invoke(main, ["verify", "--as", "moodle", str(path)])
    assert told.exit_code == 2 and "--play" in told.output


def test_what_is_no_package_plays_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(b"no zip")
    assert play_file(path).findings == ()


def test_records_are_a_table() -> None:
    records = {
        "strict": Record(grade=0.5, complete=True),
        "openedx": Record(grade=None, complete=True),
        "esr": Record(grade=None, complete=False),
    }
    assert list(table([Outcome("m3", "answers right", records)])) == [
        "what platforms would record:",
        "sco m3         strict         openedx             esr",
        "answers right  50%, complete  no grade, complete  no grade, open",
    ]
