"""What is wrong with a course, said so that its author can mend it: the one kind of complaint."""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, order=True)
class Problem:
    """One fault in one place. `line` counts from 1; 0 means the file as a whole. `number` is that
    of the check that found it (`W04`); what loaders and the build find has none."""

    path: Path
    line: int
    message: str
    hint: str = ""
    level: Literal["error", "warning"] = "error"
    number: str = ""

    @property
    def place(self) -> str:
        return f"{self.path.as_posix()}:{self.line}" if self.line else self.path.as_posix()

    def __str__(self) -> str:
        number = f" {self.number}" if self.number else ""
        word = f"warning{number}: " if self.level == "warning" else ""
        hint = f"\n    hint: {self.hint}" if self.hint else ""
        return f"{self.place}: {word}{self.message}{hint}"

    def relative_to(self, root: Path) -> Problem:
        """The same problem with its path shown from the project's root, if it lies inside."""
        path = Path(os.path.realpath(self.path.parent), self.path.name)  # a link keeps its name
        folder = Path(os.path.realpath(root))
        shown = path.relative_to(folder) if path.is_relative_to(folder) else self.path
        return replace(self, path=shown)


class CourseError(Exception):
    """Stops a build. Carries every problem found so far, not just the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


def attempt(load: Callable[[], T], problems: list[Problem]) -> T | None:
    """What `load` returns; None where it raises CourseError, whose problems join the list."""
    try:
        return load()
    except CourseError as error:
        problems += error.problems
        return None


def errors_in(problems: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.level == "error"]


def nearest(word: str, known: Sequence[str]) -> str:
    """The known word that was probably meant; empty when none is near."""
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    return near[0] if near else ""


def did_you_mean(word: str, known: Sequence[str], otherwise: str = "") -> str:
    """A hint naming the nearest known word; when none is near `otherwise`, or all of them."""
    if near := nearest(word, known):
        return f"did you mean {near!r}?"
    return otherwise or (f"choose one of: {', '.join(sorted(known))}" if known else "")
