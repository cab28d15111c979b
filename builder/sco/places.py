"""Finds the place in a source of what only its HTML shows to be wrong."""

from __future__ import annotations

import json
from pathlib import Path


def place_of(path: Path, words: str) -> tuple[int, str]:
    """The first line of a chapter that has these words, or 0, and for a notebook its cell."""
    if path.suffix != ".ipynb":
        return _line_of(path.read_text("utf-8"), words), ""
    cells = json.loads(path.read_text("utf-8"))["cells"]
    for number, cell in enumerate(cells, start=1):
        if line := _line_of("".join(cell["source"]), words):
            return 0, f"cell {number}, line {line}: "
    return 0, ""


def _line_of(text: str, words: str) -> int:
    lines = enumerate(text.splitlines(), start=1)
    return next((number for number, line in lines if words in line), 0)
