"""A chart as an author writes it, a name and options in words, becomes one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builder.charts.data import ChartError, CsvRows, read_csv, read_number, read_span, read_whole
from builder.charts.figure import Chart
from builder.problems import CourseError, Problem, did_you_mean

NEEDED = ("kind", "data", "x", "y", "title")
OPTIONS = (
    *("kind", "data", "x", "y", "unit", "rows", "baseline", "recalculate"),
    *("target", "mark", "title", "better", "start", "decimals"),
)
FLAGS = ("screened",)


@dataclass(frozen=True)
class ChartText:
    """What stands at that line of a chapter; the text of a flag doesn't matter."""

    name: str
    options: Mapping[str, str | None]
    path: Path
    line: int


def make_chart(written: ChartText, file: Callable[[str], Path], lang: str, taken: bool) -> Chart:
    """The chart that is asked for. `file` finds what `data` names; `taken`: its name stands on the
    page already. Raises CourseError at the chart's or the cell's line."""
    try:
        _check_options(written, taken)
        path = _file(str(written.options["data"]), file)
    except ChartError as error:
        raise _at(written.path, written.line, error) from error
    data = _rows(path)
    try:
        return Chart(rows=data.rows, lang=lang, **_read(written))
    except ChartError as error:
        if error.row:
            raise _at(path, data.lines[error.row - 1], error) from error
        raise _at(written.path, written.line, error) from error


def _check_options(written: ChartText, taken: bool) -> None:
    name = written.name
    if not written.options:
        hint = "write them right below, each as in ':kind: run', without an empty line"
        raise ChartError(f"the chart {name!r} has no options", hint)
    if taken:
        raise ChartError(f"the name {name!r} stands twice on this page", "choose another one")
    missing = [f":{key}:" for key in NEEDED if key not in written.options]
    if missing:
        message = f"the chart {name!r} has no {', '.join(missing)}"
        raise ChartError(message, "these options can't be left out")


def _file(written: str, file: Callable[[str], Path]) -> Path:
    path = file(written)
    if not path.is_file():
        beside = [other.name for other in sorted(path.parent.glob("*.csv"))]
        hint = did_you_mean(path.name, beside, "the path begins at this chapter's folder")
        raise ChartError(f"there is no file {written!r}", hint)
    return path


def _rows(path: Path) -> CsvRows:
    try:
        return read_csv(path)
    except ChartError as error:
        raise _at(path, error.row, error) from error


def _read(written: ChartText) -> dict[str, Any]:
    """The options as Chart takes them. Raises ChartError."""
    words = {key: text or "" for key, text in written.options.items()}
    columns = _split(words["y"])
    read = {key: READERS[key](words[key], key) for key in READERS if key in words}
    return {
        "name": written.name,
        "y": columns[0] if len(columns) == 1 else columns,
        "screened": "screened" in words,
        **{key: words[key].strip() for key in SAME if key in words},
        **{NAMES.get(key, key): value for key, value in read.items()},
    }


def _at(path: Path, line: int, error: ChartError) -> CourseError:
    return CourseError([Problem(path, line, error.message, error.hint)])


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _targets(text: str, option: str) -> Sequence[float]:
    if re.search(r"\d,\d", text):
        hint = "write a decimal with a point, as in 7.5; several as in 12, 7, with spaces"
        raise ChartError(f"{option!r} may be one number or two: {text.strip()!r}", hint)
    return [read_number(part, option) for part in _split(text)]


def _marks(text: str, option: str) -> dict[object, str]:
    """`13 = Text reminders begin`; several are separated by semicolons."""
    marks: dict[object, str] = {}
    for part in filter(None, (part.strip() for part in text.split(";"))):
        at, equals, words = part.partition("=")
        if not (at.strip() and equals and words.strip()):
            hint = "write for example 13 = Text reminders begin; separate several by semicolons"
            raise ChartError(f"{option!r} is not a place and its text: {part!r}", hint)
        if at.strip() in marks:
            raise ChartError(f"{option!r} names {at.strip()!r} twice", "join the two texts")
        marks[at.strip()] = words.strip()
    return marks


READERS: dict[str, Callable[[str, str], Any]] = {
    "rows": read_span,
    "baseline": read_span,
    "recalculate": read_whole,
    "decimals": read_whole,
    "start": read_number,
    "target": _targets,
    "mark": _marks,
}
NAMES = {"rows": "plot", "mark": "marks"}
"""Options whose name is another one in Chart."""
SAME = ("kind", "x", "unit", "title", "better")
"""Options that Chart takes as they are written."""
