"""What `--against` found, as text, as plain data and as a JUnit test suite."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from builder.verify.against import Replacement
from builder.verify.play.resume import Resumed

VERDICTS = {
    "safe": "safe to replace",
    "structural": "structural: add as a new activity",
    "unknown": "the same to a platform; what becomes of saved work is not known",
}
WEIGHTS = {
    "structural": "what makes it structural:",
    "learner": "what learners half way notice:",
    "harmless": "changes that touch nobody's work:",
}
MOST_SHOWN = 40


@dataclass(frozen=True)
class Compared:
    """A new package, the old one, and what was found: by reading them, and maybe by playing."""

    new: Path
    old: Path
    found: Replacement
    resumed: Sequence[Resumed] = ()


def text(compared: Compared) -> Iterator[str]:
    """The verdict, then the changes by their weight."""
    found = compared.found
    yield f"{compared.new} against {compared.old}: {VERDICTS[found.verdict]}"
    for weight, heading in WEIGHTS.items():
        changes = [change for change in found.changes if change.weight == weight]
        yield from _list(heading, [f"{c.where}: {c.message}" for c in changes])
    if not found.changes:
        yield "  nothing that can be compared has changed"
    if found.fates:
        yield f"  saved answers: {_answers(found)} (read as either version would)"
        can = "can change, never below the best so far" if found.score_can_change else "stay"
        yield f"  scores {can}"
    for each in compared.resumed:
        yield f"  played, {each.sco}: {_resumed(each)}"


def _list(heading: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield f"  {heading}"
        yield from (f"    {line}" for line in lines[:MOST_SHOWN])
    if len(lines) > MOST_SHOWN:
        yield f"    and {len(lines) - MOST_SHOWN} more"


def _answers(found: Replacement) -> str:
    every = list(found.fates.values())
    kept = f"{every.count('kept')} of {len(every)} kept"
    rest = [(every.count(fate), fate) for fate in ("forgotten", "misread") if fate in every]
    return ", ".join([kept, *(f"{number} {fate}" for number, fate in rest)])


def _resumed(each: Resumed) -> str:
    parts = [f"the new package shows {len(each.kept)} of {len(each.answers)} answers again"]
    parts += [f"not {', '.join(each.lost)}"] if each.lost else []
    parts += [f"others for {', '.join(each.changed)}"] if each.changed else []
    parts += [f"the platform had {each.before}, then {each.after}"]
    return "; ".join([*parts, *([each.trouble] if each.trouble else [])])


def facts(compared: Compared) -> dict[str, Any]:
    found = compared.found
    return {
        "file": str(compared.new),
        "old": str(compared.old),
        "verdict": found.verdict,
        "changes": [asdict(change) for change in found.changes],
        "answers": dict(found.fates),
        "score_can_change": found.score_can_change,
        "resumed": [asdict(each) | {"lost": each.lost} for each in compared.resumed],
    }


def suite(compared: Compared, fails: bool) -> Any:
    """One test case."""
    name = f"{compared.new} against {compared.old}"
    root = etree.Element("testsuite", name=name, tests="1", failures=str(int(fails)))
    case = etree.SubElement(root, "testcase", classname=compared.new.stem, name="replaces the old")
    part = etree.SubElement(case, "failure" if fails else "system-out")
    part.text = "\n".join(text(compared))
    if fails:
        part.set("message", VERDICTS[compared.found.verdict])
    return root
