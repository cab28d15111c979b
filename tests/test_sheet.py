"""The sheet beside each zip: what it says, and that it is the same for the same zip."""

from __future__ import annotations

import hashlib
import re
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from damages import packed, read
from damages import text as text_in
from ruamel.yaml import YAML

from builder.cli import main
from builder.formats import FORMATS
from builder.pipeline import Wanted, build_course
from builder.project import Project
from builder.verify import Finding
from builder.verify.sheet import PLATFORMS, sheet_html, sheet_path

ROOT = Path(__file__).parent.parent
TEMPLATE = ROOT / "scorm_templates" / "sheet.html"


def words(text: str) -> str:
    return " ".join(re.sub(r"<style>.*?</style>|<[^>]+>", " ", text, flags=re.S).split())


def test_every_zip_has_a_sheet(mini: Path) -> None:
    zips = sorted((mini / "build" / "packages").glob("*.zip"))
    assert zips
    for path in zips:
        text = sheet_path(path).read_text("utf-8")
        assert hashlib.sha256(path.read_bytes()).hexdigest() in text
        assert path.name in text
        assert len(text) < 20_000
        assert ".part" not in text
        assert sheet_html(path, [], TEMPLATE) == sheet_html(path, [], TEMPLATE)


def test_what_a_sheet_says(mini: Path) -> None:
    path = mini / "build" / "packages" / "mini-one-en-scorm12.zip"
    text = words(sheet_path(path).read_text("utf-8"))
    for said in (
        "Format SCORM 1.2 Version 1.10 Language en",
        "Other hosts none",
        "of 2 points (quiz one-check); with less it stays open and is never reported as failed",
        "notes never: they are kept where the learner chooses",
        "Moodle, Totara Grading method: Highest grade",
        "Open edX Better the format scorm2004-4th",
        "Nothing: no errors, warnings or advice",
    ):
        assert said in text, text
    two = words(sheet_path(path.with_name("mini-two-en-scorm12.zip")).read_text("utf-8"))
    assert "Score none" in two


def test_findings_stand_in_it(mini: Path) -> None:
    path = mini / "build" / "packages" / "mini-one-en-scorm12.zip"
    found = [
        Finding("P20", "warning", "sco x", "no <alt>"),
        Finding("F01", "error", "a.js", "gone"),
    ]
    text = words(sheet_html(path, found, TEMPLATE, played=True))
    assert "Accessibility warning P20: sco x: no &lt;alt&gt;" in text
    assert "What the check found error F01: a.js: gone" in text


def test_any_zip_gets_one(tmp_path: Path) -> None:
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("a.txt", "x")
    result = CliRunner().invoke(main, ["verify", "--sheet", str(other)])
    assert result.exit_code == 1
    text = words((tmp_path / "other-sheet.html").read_text("utf-8"))
    assert "not readable" in text
    assert "were tried with none of another tool" not in text  # nothing is advised of it at all
    assert "Nothing that a platform could start was found" in text
    assert "error M01" in text or "error" in text.partition("What the check found")[2]


def test_settings_for_another_tools_package_say_what_they_are_for(
    mini: Path, tmp_path: Path
) -> None:
    ours = mini / "build" / "packages" / "mini-one-en-scorm12.zip"
    other = tmp_path / "other.zip"
    other.write_bytes(packed(text_in("index.html", "mooc-config", "other-config")(read(ours))))
    note = "tried with none of another tool"
    assert note in words(sheet_html(other, [], TEMPLATE))
    assert note not in words(sheet_html(ours, [], TEMPLATE))


def test_old_sheets_go_with_their_zips(mini_project: Project) -> None:
    folder = mini_project.build_dir / "packages"
    folder.mkdir(parents=True)
    (folder / "old-sheet.html").touch()
    course = mini_project.course_file
    text = course.read_text("utf-8")
    course.write_text(text.partition("formats:")[0] + "formats: [scorm12]\n", "utf-8")
    build_course(mini_project, Wanted())
    names = sorted(path.name for path in folder.iterdir())
    zips = [name for name in names if name.endswith(".zip")]
    assert names == sorted([*zips, *(sheet_path(Path(name)).name for name in zips)])


@pytest.mark.parametrize("entry", YAML(typ="safe").load(PLATFORMS), ids=lambda entry: entry["name"])
def test_settings_are_those_of_the_docs(entry: dict[str, str]) -> None:
    text = (ROOT / "docs" / "admin.md").read_text("utf-8")
    headings = [line[3:].lower() for line in text.splitlines() if line.startswith("## ")]
    assert entry["section"] in [re.sub(r"[^\w -]", "", h).replace(" ", "-") for h in headings]
    assert entry["format"] in (*FORMATS, "any")
    assert entry["evidence"] in ("tested", "seen", "code", "vendor", "not tried")
