"""`mooc new` writes a course that builds at once and shows all there is, from the wheel alone."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import urllib.request
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from builder.cli.new import new
from builder.questions import QUESTION_TYPES

ADDRESS = re.compile(r"http://[\w.:]+/\S*")
ROOT = Path(__file__).parent.parent
DIRECTIVES = ("quiz", "chart", "glossary", "accessibility-statement", "certificate", "journal")


def run(*arguments: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(main, [*arguments], input=typed, catch_exceptions=False)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_new_course_builds_without_a_problem(tmp_path: Path, language: str) -> None:
    folder = tmp_path / "new"
    title = 'Tŷ & "te": $5'
    assert run("new", str(folder), "--title", title, "--language", language).exit_code == 0
    checked = run("check", "--strict", "--project", str(folder))
    assert checked.output == "checked: 0 errors, 0 warnings\n"
    built = run("build", "--project", str(folder))
    assert (built.exit_code, built.stderr) == (0, "")
    report = json.loads((folder / "build" / "report.json").read_text("utf-8"))
    assert not report["problems"]
    assert title in report["course"]["title"]
    names = {path.name for path in (folder / "build" / "packages").glob("*.zip")}
    assert names == {f"ty-te-5-m1-{language}-{f}.zip" for f in ("scorm12", "scorm2004-4th")}


def test_it_shows_every_directive_and_type(tmp_path: Path) -> None:
    run("new", str(tmp_path / "new"), "--title", "New")
    chapters = [*(tmp_path / "new").rglob("*.md")]
    text = "\n".join(path.read_text("utf-8") for path in chapters)
    assert {name for name in DIRECTIVES if f"{{{name}}}" in text} == set(DIRECTIVES)
    pages = (tmp_path / "new" / "course").rglob("*.html")
    assert not list(pages)
    run("build", "--project", str(tmp_path / "new"))
    html = (tmp_path / "new/build/html/first/questions.html").read_text("utf-8")
    html += (tmp_path / "new/build/html/first/quiz.html").read_text("utf-8")
    assert set(re.findall(r'data-type="(\w+)"', html)) == set(QUESTION_TYPES)


def test_a_folder_with_anything_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert run("new", str(tmp_path), "--title", "New").exit_code == 0
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    again = run("new", str(tmp_path), "--title", "Newer")
    assert again.exit_code == 1
    assert again.stderr.splitlines() == [
        f"{tmp_path.as_posix()}: this folder is not empty",
        "    hint: name a new one; 'mooc init' makes a course of a Jupyter Book that is there",
        "nothing written: 1 problem",
    ]
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "'--title': write a title"),
        (["--title", "A", "--id", "My course"], "'--id': 'My course' is not allowed: use small"),
        (["--title", "A", "--language", "xx"], "'--language': there are no interface words in"),
        (["--title", "£5"], "'--id': '5' is not allowed"),
        (["--title", "x" * 201], "'--title': write a title"),
    ],
)
def test_what_cannot_be_a_course_is_refused(tmp_path: Path, options: list[str], said: str) -> None:
    result = run("new", str(tmp_path / "new"), *options)
    assert result.exit_code == 2 and said.replace("'5'", "''") in result.stderr
    assert not (tmp_path / "new").exists()


def test_a_terminal_is_asked_and_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["builder.cli.new"], "on_a_terminal", lambda: True)
    typed = "Clean hands\nxx\n\nNo Id\n\n"
    result = CliRunner().invoke(new, [str(tmp_path / "new")], input=typed)
    assert result.exit_code == 0, result.output
    text = (tmp_path / "new" / "course" / "course.yml").read_text("utf-8")
    assert text.startswith("id: clean-hands ") and "language: en " in text
    assert "there are no interface words in the language 'xx'" in result.stderr
    assert "'No Id' is not allowed" in result.stderr


# [accept 57]
@pytest.mark.slow
def test_the_wheel_holds_all_that_a_course_needs(tmp_path: Path) -> None:
    """Outside the clone, with nothing of it on the path."""
    wheel = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert wheel.returncode == 0, wheel.stderr
    (path,) = (tmp_path / "dist").glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path / "installed")
    assert str(tmp_path) in mooc(tmp_path, "import builder; print(builder.__file__)")
    command = "from builder.cli import main; main()"
    mooc(tmp_path, command, "new", "hands", "--title", "Clean hands")
    assert (tmp_path / "hands" / ".gitignore").exists()
    mooc(tmp_path / "hands", command, "check", "--strict")
    built = mooc(tmp_path / "hands", command, "build")
    assert "clean-hands-m1-en-scorm12.zip" in built
    zips = sorted((tmp_path / "hands" / "build" / "packages").glob("*.zip"))
    mooc(tmp_path / "hands", command, "verify", "--strict", *map(str, zips))
    assert "<h1" in previewed(tmp_path / "hands", command)


def previewed(folder: Path, code: str) -> str:
    """The home page as `mooc preview` serves it, which then ends by itself on Ctrl-C."""
    running = subprocess.Popen(
        [sys.executable, "-c", code, "preview", "--no-open", "--port", "0"],
        cwd=folder, env=environment(folder), text=True, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    try:
        assert running.stdout
        lines = iter(running.stdout.readline, "")
        address = next(found[0] for line in lines if (found := ADDRESS.search(line)))
        with urllib.request.urlopen(address, timeout=60) as answer:
            assert answer.status == 200
            page: str = answer.read().decode()
    finally:
        os.killpg(running.pid, signal.SIGINT)
        running.communicate(timeout=60)
    assert running.returncode == 0
    return page


def mooc(folder: Path, code: str, *arguments: str) -> str:
    """What Python says that has the unpacked wheel instead of the clone."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=folder, env=environment(folder), capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def environment(folder: Path) -> dict[str, str]:
    base = next(path for path in (folder, folder.parent) if (path / "installed").exists())
    return {**os.environ, "PYTHONPATH": str(base / "installed")}
