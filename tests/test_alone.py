"""Two commands never write into one folder at the same time; a disk that refuses is told."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from overlay import lay

from builder.alone import alone_in
from builder.cli import main
from builder.problems import CourseError

BASE = Path(__file__).with_name("bad_courses") / "base"
HOLD = """
import sys
from pathlib import Path
from builder.alone import alone_in
with alone_in(Path(sys.argv[1]), "build"):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    lay(BASE, "", tmp_path / "project")
    return tmp_path / "project"


def run(project: Path, command: str = "build") -> tuple[int, list[str]]:
    arguments = [command, "--project", str(project)]
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    return result.exit_code, result.stderr.splitlines()


@pytest.mark.parametrize(("command", "folder"), [("build", ""), ("preview", "/preview")])
def test_the_second_of_two_is_told(project: Path, command: str, folder: str) -> None:
    held = project / f"build/.cache{folder}"
    first = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(held)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert first.stdout and first.stdout.readline() == "held\n"
    code, (told, hint, _) = run(project, command)
    assert code == 1 and hint == "    hint: wait, or end it"
    assert told.endswith(f"build/.cache{folder}: another {command} of this course is going on")
    first.communicate("")


def test_the_next_one_is_let_in_however_the_first_ended(tmp_path: Path) -> None:
    killed = [sys.executable, "-c", HOLD.replace("sys.stdin.read()", "import os; os._exit(9)")]
    assert subprocess.run([*killed, str(tmp_path)], stdout=subprocess.DEVNULL).returncode == 9
    with alone_in(tmp_path, "build"), pytest.raises(CourseError), alone_in(tmp_path, "build"):
        pass
    with alone_in(tmp_path, "build"):
        pass


def test_a_drive_without_locks_keeps_nobody_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(file: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("builder.alone._take", refuse)
    with alone_in(tmp_path, "build"):
        pass


def test_a_file_where_the_output_should_be(project: Path) -> None:
    (project / "build").touch()
    code, lines = run(project)
    assert code == 1 and lines == [
        f"{project / 'build/.cache'}: can't be read or written: Not a directory",
        "    hint: look at the rights of this place, and how much room is left on the disk",
        "not built: 1 problem",
    ]


def test_a_full_disk(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(project)
    before = (project / "build/report.json").read_bytes()

    def full(*args: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("zipfile.ZipFile.writestr", full)
    code, lines = run(project)
    assert code == 1 and lines[0].endswith(": can't be read or written: No space left on device")
    assert (project / "build/report.json").read_bytes() == before
