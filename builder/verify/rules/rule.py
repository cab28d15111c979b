"""What a rule is, and how rules are run on a package."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from builder.verify.archive import shown
from builder.verify.finding import LEVELS, Finding, Level
from builder.verify.package import Package

Stage = Literal["file", "archive", "manifest"]
Faults = Iterator[tuple[str, str]]  # the place and what is wrong there
Check = Callable[[Package], Faults]
SUBJECTS = "ZMORLSFHJ"  # the first letters of rules, in the order of `rules/__init__.py`
MOST_SHOWN = 5  # of one rule; a count tells of the others


@dataclass(frozen=True)
class Rule:
    """`needs` is how far a package must be readable; `after` names rules which, when they found
    something, explain what this one would find."""

    id: str
    level: Level
    title: str
    reason: str
    source: str
    fix: str
    subject: str
    needs: Stage
    after: tuple[str, ...]
    check: Check


RULES: dict[str, Rule] = {}


def rule(
    id_: str,
    level: Level,
    *,
    source: str,
    fix: str,
    needs: Stage = "manifest",
    after: tuple[str, ...] = (),
) -> Callable[[Check], Check]:
    """Registers a function; its docstring is the rule's title and, below, the reason for it."""

    def register(check: Check) -> Check:
        title, _, reason = inspect.cleandoc(check.__doc__ or "").partition("\n")
        subject = (inspect.getmodule(check).__doc__ or "").partition("\n")[0]
        told = " ".join(reason.split())
        assert id_ not in RULES, id_
        RULES[id_] = Rule(id_, level, title, told, source, fix, subject, needs, after, check)
        return check

    return register


def check_package(package: Package) -> list[Finding]:
    """What every rule that applies to a package, as far as it could be read, finds in it."""
    found: dict[str, list[Finding]] = {}

    def findings_of(id_: str) -> list[Finding]:
        if id_ not in found:
            each = RULES[id_]
            explained = any(findings_of(other) for other in each.after)
            silent = explained or not _ready(package, each.needs)
            found[id_] = (
                [] if silent else list(findings(each.id, each.level, each.fix, each.check(package)))
            )
        return found[id_]

    return sorted((f for id_ in RULES for f in findings_of(id_)), key=_rank)


def _rank(finding: Finding) -> tuple[int, int, str]:
    """Errors first, and what is nearer to the zip as a whole before what is in its files."""
    return LEVELS.index(finding.level), SUBJECTS.index(finding.rule[0]), finding.rule


def _ready(package: Package, stage: Stage) -> bool:
    if stage == "file":
        return True
    return package.archive is not None if stage == "archive" else package.manifest is not None


def findings(
    id_: str, level: Level, fix: str, faults: Iterable[tuple[str, str]]
) -> Iterator[Finding]:
    """A rule's faults, the first few by themselves and the others as a number."""
    faults = iter(dict.fromkeys(faults))
    first = list(islice(faults, MOST_SHOWN))
    others = sum(1 for _ in faults)
    for number, (where, message) in enumerate(first, 1):
        more = f" (and {others} more)" if others and number == MOST_SHOWN else ""
        yield Finding(id_, level, shown(where), f"{message}{more}", fix)
