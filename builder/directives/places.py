"""Keeps the true place of text that a chapter takes in from another file.

MyST numbers lines within the chapter. Text of a bank is parsed under numbers of its own, the
bank's place in a list kept for the chapter times `STEP`, plus the bank's line; `true_place`
turns such a number back. Warnings that come long after parsing carry the number along.
"""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform

from builder.problems import Problem

STEP = 100_000_000
NOTEBOOK_STEP = 10_000  # MyST-NB numbers a line of a cell: cell × 10,000 + line


def number_for(env: BuildEnvironment, path: Path, line: int) -> int:
    """The number under which a line of `path` is parsed while reading the current chapter."""
    taken = _taken_in(env).setdefault(env.docname, [])
    if str(path) not in taken:
        taken.append(str(path))
    return (taken.index(str(path)) + 1) * STEP + line


def true_place(env: BuildEnvironment, docname: str, line: int) -> tuple[Path, int, str]:
    """The file, the line (0: none), and for a notebook the cell, that a number stands for."""
    index, rest = divmod(line, STEP)
    taken = _taken_in(env).get(docname, [])
    if 0 < index <= len(taken):
        return Path(taken[index - 1]), rest, ""
    path = Path(env.doc2path(docname))
    if path.suffix == ".ipynb" and line >= NOTEBOOK_STEP:
        cell, inside = divmod(line, NOTEBOOK_STEP)
        return path, 0, f"cell {cell}, line {max(inside - 1, 1)}"
    return path, line, ""


def comes_again(env: BuildEnvironment, docname: str, line: int) -> bool:
    """Whether a message of another process came before the list of files that its number needs:
    Sphinx passes it on at once, and once more when it has what the process read."""
    return line // STEP > len(_taken_in(env).get(docname, []))


def place_of_problem(env: BuildEnvironment, problem: Problem) -> Problem:
    """The same problem at the line or cell that its number stands for."""
    docname = env.path2doc(str(problem.path))
    if docname not in env.found_docs or problem.path != Path(env.doc2path(docname)):
        return problem
    path, line, cell = true_place(env, docname, problem.line)
    message = f"{cell}: {problem.message}" if cell else problem.message
    return replace(problem, path=path, line=line, message=message)


def forget(env: BuildEnvironment, docname: str) -> None:
    _taken_in(env).pop(docname, None)


def merge(env: BuildEnvironment, docnames: set[str], other: BuildEnvironment) -> None:
    _taken_in(env).update({k: v for k, v in _taken_in(other).items() if k in docnames})


def _taken_in(env: BuildEnvironment) -> dict[str, list[str]]:
    """For each chapter, the files it takes text from, in the order it first names them."""
    if not hasattr(env, "mooc_taken_in"):
        env.mooc_taken_in = {}  # type: ignore[attr-defined]
    found: dict[str, list[str]] = env.mooc_taken_in  # type: ignore[attr-defined]
    return found


class KeepLinesOfImages(SphinxTransform):
    """Sphinx takes the line from an image without source text, which MyST gives none."""

    default_priority = 1

    def apply(self, **kwargs: Any) -> None:
        for image in self.document.findall(nodes.image):
            image.rawsource = image.rawsource or image["uri"]


class TruePlaces(logging.Filter):
    """Rewrites the location of Sphinx's own messages, so that plain `jupyter-book` shows the
    bank's file and line too. Stands after Sphinx's filter that makes locations into text."""

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__()
        self.env = env

    def filter(self, record: logging.LogRecord) -> bool:
        location = getattr(record, "location", None)
        match = re.fullmatch(r"(.+):(\d{9,})", location) if isinstance(location, str) else None
        if match and (docname := self.env.path2doc(match[1])):
            path, line, _ = true_place(self.env, docname, int(match[2]))
            record.location = f"{path}:{line}"
        return True
