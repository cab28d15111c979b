"""Directory entries and other data that say when somebody last looked whether they are true."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from builder.check.rule import check
from builder.check.sources import Sources
from builder.problems import CourseError, Problem
from builder.yamlfile import Where, parse_yaml, read_text

KEY = "checked"
MONTHS = 6
OURS = ("course.yml", "facts.yml")


@check(
    "W20",
    "an entry of a directory was not checked for six months",
    "schemes open, close and move; `checked: 2026-11-23` says when somebody looked",
)
def stale_entries(sources: Sources) -> Iterator[Problem]:
    for path in sources.files:
        try:
            for line, written in _dates_in(path):
                if message := _fault(written, sources.today):
                    hint = f"look whether it is still so, and write {sources.today.isoformat()}"
                    yield Problem(path, line, message, hint)
        except CourseError as error:
            yield from error.problems


def _dates_in(path: Path) -> Iterator[tuple[int, str]]:
    """Each date with its line. Raises CourseError when the file can't be read."""
    if path.suffix not in (".csv", ".yml", ".yaml") or path.name in OURS:
        return
    text = read_text(path)
    if KEY in text and path.suffix == ".csv":
        yield from _in_table(text)
    elif KEY in text:
        source = parse_yaml(text, path)
        for where, written in _in_data(source.data, ()):
            yield source.line(where), written


def _in_table(text: str) -> Iterator[tuple[int, str]]:
    """The cells of a column that is called `checked`."""
    reader = csv.DictReader(text.splitlines())
    for row in reader if KEY in (reader.fieldnames or ()) else ():
        yield reader.line_num, row[KEY] or ""


def _in_data(data: Any, where: Where) -> Iterator[tuple[Where, str]]:
    if isinstance(data, dict):
        if KEY in data:
            yield (*where, KEY), str("" if data[KEY] is None else data[KEY])
        for key, value in data.items():
            yield from _in_data(value, (*where, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _in_data(value, (*where, index))


def _fault(written: str, today: date) -> str:
    if not written.strip():
        return "never checked"
    try:
        when = date.fromisoformat(written.strip())
    except ValueError:
        return f"checked: {written!r} is not a date like {today.isoformat()}"
    if when > today:
        return f"checked on {when.isoformat()}, which is still to come"
    months = (today.year - when.year) * 12 + today.month - when.month - (today.day < when.day)
    return f"not checked since {when.isoformat()}" if months >= MONTHS else ""
