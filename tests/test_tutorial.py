"""Follows the tutorial of docs/authoring.md: writes its files, runs its commands, hears them."""

from __future__ import annotations

import re
import shlex
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from builder.cli import main

AUTHORING = Path(__file__).parent.parent / "docs" / "authoring.md"
BLOCK = re.compile(r"^(?P<fence>`{3,})(?P<info>[^\n`]+)\n(?P<text>.*?)^(?P=fence)$", re.S | re.M)


def steps() -> list[tuple[str, str]]:
    """What stands after the fence, and the text, of each block of the tutorial."""
    guide = AUTHORING.read_text("utf-8")
    tutorial = guide.partition("\n## Your first course\n")[2].partition("\n## ")[0]
    return [(match["info"], match["text"]) for match in BLOCK.finditer(tutorial)]


@pytest.mark.slow
def test_the_tutorial_works_as_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    said, commands = "", []
    for info, text in steps():
        if info == "sh":
            said = "".join(run(line, monkeypatch) for line in text.splitlines())
            commands += text.splitlines()
        elif info == "text":
            assert text.strip() in said
        else:
            Path(info.partition(" ")[2]).write_text(text, "utf-8")
    assert [line.split()[1] for line in commands if line.startswith("mooc")] == [
        *("new", "check", "build", "check", "check", "build", "verify", "build"),
    ]
    page = Path("build/html/first/notebook.html").read_text("utf-8")
    assert "62.5% of visits began with washed hands" in page
    with zipfile.ZipFile("build/packages/hands-m1-cy-scorm12.zip") as package:
        (name,) = [name for name in package.namelist() if name.endswith(".html")]
        assert "Gwirio’r ateb" in package.read(name).decode()


def run(line: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """What a command of the tutorial says; it works like that of the same name in a shell."""
    command, *arguments = shlex.split(line)
    if command == "cd":
        monkeypatch.chdir(Path.cwd() / arguments[0])
    elif command == "rm":
        Path(arguments[0]).unlink()
    else:
        result = CliRunner().invoke(main, arguments, catch_exceptions=False)
        assert (command, result.exit_code) == ("mooc", 0), result.output
        return result.output
    return ""
