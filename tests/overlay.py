"""Lays the files of one test over a small course: each stands after '=== ' and its path, below the
lines that the command should write, after '#! '."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

SECTION = re.compile(r"^=== (.*)\n", re.MULTILINE)


def lay(base: Path, text: str, project: Path) -> list[str]:
    """The base course with the files of `text` laid over it. Returns the lines expected."""
    shutil.copytree(base, project)
    expected, *parts = SECTION.split(text)
    for name, content in zip(parts[::2], parts[1::2], strict=True):
        write(project / name, content)
    return [line[3:] for line in expected.splitlines()]


def write(path: Path, text: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
