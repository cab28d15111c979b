"""From a chart as its author wrote it to the numbers that its kind draws."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from builder.charts.data import ChartError, Row, cells_of, decimals_of, numbers_of
from builder.charts.kinds import KINDS, Kind, Request
from builder.charts.words import words_in
from builder.problems import did_you_mean

Span = tuple[int, int]

BETTER = ("lower", "higher")


@dataclass(frozen=True)
class Options:
    """What an author may say about a chart. Rows count from 1 over all the data."""

    kind: str
    rows: Sequence[Row]
    x: str
    y: str | Sequence[str]
    unit: str = ""
    title: str = ""
    caption: str = ""
    name: str = ""
    plot: Span | None = None
    baseline: Span | None = None
    recalculate: int | None = None
    target: float | Sequence[float] | None = None
    marks: Mapping[object, str] = field(default_factory=dict)
    screened: bool = False
    better: str = ""
    start: float = 0.0
    decimals: int | None = None
    lang: str = "en"

    @property
    def targets(self) -> tuple[float, ...]:
        if self.target is None:
            return ()
        return (self.target,) if isinstance(self.target, (int, float)) else tuple(self.target)

    @property
    def columns(self) -> tuple[str, ...]:
        return (self.y,) if isinstance(self.y, str) else tuple(self.y)


def read_options(options: Options) -> Request:
    """Check the options against each other and the data. Raises ChartError."""
    kind = _kind(options)
    _check_names(options)
    _check_taken(options, kind)
    if not options.rows:
        raise ChartError("no rows", "a chart needs at least one row of data")
    labels = cells_of(options.rows, options.x)
    plot = _span("rows", options.plot, len(labels)) or range(len(labels))
    _check_enough(options.kind, kind, "rows", plot)
    return Request(
        kind=options.kind,
        words=words_in(options.lang),
        labels=labels,
        columns=_columns(options, kind),
        x=options.x,
        y=options.columns,
        unit=options.unit,
        decimals=_decimals(options),
        plot=plot,
        baseline=_baseline(options, kind, len(labels)),
        recalculate=_recalculate(options, kind, plot),
        targets=options.targets,
        marks=_marks(options, labels),
        screened=options.screened,
        better=options.better,
        start=options.start,
    )


def _kind(options: Options) -> Kind:
    if options.kind not in KINDS:
        hint = did_you_mean(options.kind, list(KINDS))
        raise ChartError(f"unknown kind of chart {options.kind!r}", hint)
    return KINDS[options.kind]


def _check_names(options: Options) -> None:
    """Titles are what a screen reader announces; names become ids."""
    if not options.title.strip():
        raise ChartError("no title", "say in a few words what the chart shows")
    if options.name and not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", options.name):
        hint = "a letter, then letters, digits, '-' and '_'"
        raise ChartError(f"not a name for a chart: {options.name!r}", hint)


def _check_taken(options: Options, kind: Kind) -> None:
    """Refuse an option that the kind would ignore in silence."""
    given = {
        "baseline": options.baseline,
        "recalculate": options.recalculate,
        "target": options.targets,
        "marks": options.marks,
        "screened": options.screened,
        "better": options.better,
        "start": options.start,
    }
    for option in (name for name, value in given.items() if value and name not in kind.takes):
        users = ", ".join(name for name, other in KINDS.items() if option in other.takes)
        raise ChartError(f"kind {options.kind!r} has no {option!r}", f"it is for: {users}")
    if options.better not in ("", *BETTER):
        raise ChartError(f"'better' is lower or higher, not {options.better!r}")
    wanted = kind.targets
    if wanted is not None and not wanted[0] <= len(options.targets) <= wanted[1]:
        hint = "several are separated by commas: 12, 7, 5"
        raise ChartError(
            f"kind {options.kind!r} needs {wanted[0]} to {wanted[1]} targets, "
            f"not {len(options.targets)}",
            hint,
        )


def _columns(options: Options, kind: Kind) -> list[list[float]]:
    if len(options.columns) != kind.columns:
        wanted = "one column" if kind.columns == 1 else f"{kind.columns} columns"
        hint = "separate them by a comma: before, after" if kind.columns > 1 else ""
        given = len(options.columns)
        raise ChartError(f"kind {options.kind!r} needs {wanted} in 'y', not {given}", hint)
    return [numbers_of(options.rows, column) for column in options.columns]


def _decimals(options: Options) -> int:
    if options.decimals is not None:
        return options.decimals
    return max(decimals_of(cells_of(options.rows, column)) for column in options.columns)


def _span(option: str, span: Span | None, count: int) -> range | None:
    if span is None:
        return None
    first, last = span
    if not 1 <= first <= last <= count:
        message = f"{option!r} is {first}-{last}, but there are {count} rows"
        raise ChartError(message, f"choose two rows from 1 to {count}, the lower one first")
    return range(first - 1, last)


def _baseline(options: Options, kind: Kind, count: int) -> range | None:
    baseline = _span("baseline", options.baseline, count)
    if baseline:
        _check_enough(options.kind, kind, "baseline", baseline)
    return baseline


def _check_enough(name: str, kind: Kind, option: str, rows: range) -> None:
    if len(rows) < kind.fewest_rows:
        message = f"kind {name!r} needs at least {kind.fewest_rows} rows in {option!r}"
        raise ChartError(message, "one value has no moving range")


def _recalculate(options: Options, kind: Kind, plot: range) -> int | None:
    """The row from which limits are new; both phases must be able to set limits."""
    if options.recalculate is None:
        return None
    row, few = options.recalculate - 1, kind.fewest_rows
    if not plot.start + few <= row <= plot.stop - few:
        first, last = plot.start + few + 1, plot.stop - few + 1
        message = f"'recalculate' is row {options.recalculate}"
        raise ChartError(message, f"choose a row from {first} to {last}")
    if options.baseline and options.baseline[1] > row:
        message = f"'baseline' goes on to row {options.baseline[1]}"
        raise ChartError(message, f"end it before the new limits, at row {row} or earlier")
    return row


def _marks(options: Options, labels: Sequence[str]) -> list[tuple[int, str]]:
    """Marks by row; an author names the row by its value of x."""
    marks = []
    for at, text in options.marks.items():
        if str(at) not in labels:
            hint = f"{options.x!r} goes from {labels[0]} to {labels[-1]}"
            raise ChartError(f"no row has {options.x} {str(at)!r} for the mark {text!r}", hint)
        marks.append((labels.index(str(at)), text))
    return marks
