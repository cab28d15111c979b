"""What a rule about a played package is, and how rules are run on what was seen."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from builder.verify.finding import Finding, Level
from builder.verify.play.record import Played, Visit
from builder.verify.rules.rule import Faults, findings

Check = Callable[[Played], Faults]


@dataclass(frozen=True)
class PlayRule:
    """`after` names rules which, when they found something, explain what this one would find.
    `session`: asks for what only a SCO has."""

    id: str
    level: Level
    title: str
    reason: str
    source: str
    fix: str
    subject: str
    after: tuple[str, ...]
    session: bool
    check: Check


PLAY_RULES: dict[str, PlayRule] = {}


def rule(
    id_: str,
    level: Level,
    *,
    source: str,
    fix: str,
    after: tuple[str, ...] = (),
    session: bool = True,
) -> Callable[[Check], Check]:
    """Registers a function; its docstring is the rule's title and, below, the reason for it."""

    def register(check: Check) -> Check:
        title, _, reason = inspect.cleandoc(check.__doc__ or "").partition("\n")
        subject = (inspect.getmodule(check).__doc__ or "").partition("\n")[0]
        assert id_ not in PLAY_RULES, id_
        PLAY_RULES[id_] = PlayRule(
            id_,
            level,
            title,
            " ".join(reason.split()),
            source,
            fix,
            subject,
            after,
            session,
            check,
        )
        return check

    return register


def judge(played: Played) -> list[Finding]:
    """Every rule that applies to what was seen, in the rules' order."""
    found: dict[str, list[Finding]] = {}

    def findings_of(id_: str) -> list[Finding]:
        each = PLAY_RULES[id_]
        if id_ not in found:
            silent = any(map(findings_of, each.after)) or (each.session and played.sco.asset)
            faults = iter(()) if silent else each.check(played)
            found[id_] = list(findings(each.id, each.level, each.fix, faults))
        return found[id_]

    return [finding for id_ in PLAY_RULES for finding in findings_of(id_)]


def place(played: Played, sitting: str) -> str:
    return f"sco {played.sco.id}: {sitting}"


def in_any(played: Played, seen: Callable[[Visit], Iterable[str]], but: str = "") -> Faults:
    """What was seen in any visit, each thing once, where it was seen first."""
    first: dict[str, str] = {}
    for visit in played.visits:
        for message in seen(visit) if visit.sitting != but else ():
            first.setdefault(message, visit.sitting)
    yield from ((place(played, sitting), message) for message, sitting in first.items())
