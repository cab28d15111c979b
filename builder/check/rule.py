"""What a check is: a number to name it by, and a function that finds what it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from builder.check.sources import Sources
from builder.problems import Problem

Find = Callable[[Sources], Iterator[Problem]]


@dataclass(frozen=True)
class Check:
    """`title` says what it finds, `reason` why somebody should care."""

    number: str
    title: str
    reason: str
    find: Find

    def warnings(self, sources: Sources) -> Iterator[Problem]:
        for problem in self.find(sources):
            yield replace(problem, level="warning", number=self.number)


def check(number: str, title: str, reason: str) -> Callable[[Find], Check]:
    """Make a check of a function."""
    return lambda find: Check(number, title, reason, find)
