"""Ctrl-C in the middle of a build: one line, exit code 130, and what was built before is whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from overlay import lay, write

from builder.interrupts import uninterrupted

BASE = Path(__file__).with_name("bad_courses") / "base"
COMMAND = "from builder.cli import main; main()"
# The chapter says that Sphinx is at work, then gives the test all the time it needs.
SLOW = """import pathlib, time

def setup(app):
    app.connect("source-read", wait)

def wait(app, docname, source):
    if docname == "two":
        pathlib.Path(app.srcdir, "reading").touch()
        time.sleep(60)
"""


def build(project: Path) -> subprocess.Popen[str]:
    """In a group of its own, as a terminal's jobs are."""
    return subprocess.Popen(
        [sys.executable, "-c", COMMAND, "build", "--project", str(project)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip


def outputs(project: Path) -> dict[str, bytes]:
    made = project / "build"
    files = [path for path in made.rglob("*") if path.is_file() and ".cache" not in path.parts]
    return {path.relative_to(made).as_posix(): path.read_bytes() for path in files}


def test_ctrl_c_leaves_the_last_good_output_whole(tmp_path: Path) -> None:
    project = tmp_path / "project"
    lay(BASE, "", project)
    first = build(project)
    first.communicate(timeout=120)
    before = outputs(project)
    assert first.returncode == 0 and before
    write(project / "course" / "two.md", "# Two\n\nNew text.\n")
    write(project / "course" / "slow.py", SLOW)
    config = project / "course" / "_config.yml"
    extension = "sphinx: {local_extensions: {slow: .}}\n"
    write(config, config.read_text("utf-8") + extension)
    running = build(project)
    wait_for(project / "course" / "reading", running)
    os.killpg(running.pid, signal.SIGINT)
    _, said = running.communicate(timeout=30)
    assert running.returncode == 130
    assert said.splitlines()[-1] == "stopped: what was there before is as it was"
    assert "Traceback" not in said
    assert outputs(project) == before


def wait_for(path: Path, running: subprocess.Popen[str]) -> None:
    """Until the file is there, or the process has ended without it."""
    while not path.exists():
        assert running.poll() is None, running.communicate()
        time.sleep(0.01)


def test_ctrl_c_waits_while_output_is_replaced() -> None:
    done = []
    with pytest.raises(KeyboardInterrupt):
        with uninterrupted():
            signal.raise_signal(signal.SIGINT)
            done.append("all of it")
        done.append("never")
    assert done == ["all of it"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
