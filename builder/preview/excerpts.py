"""The lines of a source file around a problem, to show beside it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from builder.problems import Problem

AROUND = 2
CELL = re.compile(r"cell (\d+)(?:, line (\d+))?\b")


@dataclass(frozen=True)
class Line:
    number: int
    text: str
    here: bool


def excerpt(problem: Problem, root: Path) -> list[Line]:
    """The line of a problem and two on either side; of a notebook, those of the cell. Nothing
    where the place isn't known or the file can't be read."""
    path = root / problem.path
    try:
        text = path.read_text("utf-8-sig")
        if path.suffix == ".ipynb" and (cell := CELL.match(problem.message)):
            return _around(_cell_source(text, int(cell[1])), int(cell[2] or 0))
    except (OSError, UnicodeDecodeError, LookupError, TypeError, ValueError):
        return []
    return _around(text, problem.line) if problem.line else []


def _cell_source(text: str, number: int) -> str:
    source = json.loads(text)["cells"][number - 1]["source"]
    return source if isinstance(source, str) else "".join(source)


def _around(text: str, here: int) -> list[Line]:
    lines = list(enumerate(text.splitlines(), start=1))
    first = max(1, here - AROUND)
    last = here + AROUND if here else len(lines)
    return [Line(n, line, n == here) for n, line in lines if first <= n <= last]
