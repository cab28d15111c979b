"""What each platform would record, as a table and as plain data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from builder.verify.profile import Record


@dataclass(frozen=True)
class Outcome:
    """What each platform would record for the same visit, by the profile's name."""

    sco: str
    visit: str
    records: Mapping[str, Record]


def table(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Grade and completion, a row a visit and a column a platform."""
    for sco in dict.fromkeys(outcome.sco for outcome in outcomes):
        yield "what platforms would record:"
        yield from _columns(sco, [outcome for outcome in outcomes if outcome.sco == sco])


def _columns(sco: str, outcomes: Sequence[Outcome]) -> Iterator[str]:
    names = list(outcomes[0].records)
    words = [[o.visit, *(_words(o.records[name]) for name in names)] for o in outcomes]
    rows = [[f"sco {sco}", *names], *words]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def _words(record: Record) -> str:
    grade = "no grade" if record.grade is None else f"{record.grade:.0%}"
    return f"{grade}, {'complete' if record.complete else 'open'}"


def record_facts(outcomes: Sequence[Outcome]) -> list[dict[str, Any]]:
    return [
        {
            "sco": outcome.sco,
            "visit": outcome.visit,
            "platforms": {name: each.model_dump() for name, each in outcome.records.items()},
        }
        for outcome in outcomes
    ]
