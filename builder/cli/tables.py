"""The tables of `mooc check --table`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.table import Table

from builder.check.coverage import BLOOM, UNSAID, Coverage
from builder.check.minutes import Length

Row = Sequence[object]


def tables(lengths: Sequence[Length], found: Coverage) -> Iterator[Table | str]:
    """Chapters, questions by type, and outcomes by level; then what a glance is for."""
    yield _chapters(lengths, found)
    yield ""
    yield _table(("type", "questions"), sorted(found.types.items()))
    yield ""
    yield _outcomes(found)
    yield ""
    yield f"outcomes that no question tests: {', '.join(found.untested) or 'none'}"
    yield f"facts: {found.registered}, of them unverified: {found.unverified}"


def chapter_row(length: Length, found: Coverage) -> Mapping[str, Any]:
    """What is said of a chapter, also as JSON."""
    name = length.page.chapter.docname
    return {
        "chapter": name,
        "words": length.words,
        "figures": found.figures[name],
        "facts": found.facts[name],
        "questions": length.questions,
        "minutes": length.minutes,
        "said": length.said,
    }


def _chapters(lengths: Sequence[Length], found: Coverage) -> Table:
    rows = [chapter_row(length, found) for length in lengths]
    keys = [*rows[0]] if rows else ["chapter"]
    total = ["all", *(sum(row[key] or 0 for row in rows) for key in keys[1:])]
    return _table(keys, [*([row[key] for key in keys] for row in rows), total])


def _outcomes(found: Coverage) -> Table:
    levels = (*BLOOM, UNSAID)
    rows = [
        (code, sum(counts.values()), *(counts.get(level, 0) for level in levels))
        for code, counts in found.levels.items()
    ]
    return _table(("outcome", "questions", *levels), rows)


def _table(headings: Sequence[str], rows: Sequence[Row]) -> Table:
    table = Table(box=None, pad_edge=False)
    for place, heading in enumerate(headings):
        table.add_column(heading, no_wrap=True, justify="right" if place else "left")
    for row in rows:
        table.add_row(*(UNSAID if cell is None else str(cell) for cell in row))
    return table
