"""What a kind of chart is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from builder.charts.data import MOST_DECIMALS
from builder.charts.layout import Drawing, Layout
from builder.charts.words import number, plain_name, sentence, with_unit


@dataclass(frozen=True)
class Request:
    """A chart as numbers. Rows count from 0 over all the data, also those not plotted."""

    kind: str
    words: Mapping[str, str]
    labels: Sequence[str]
    columns: Sequence[Sequence[float]]
    x: str
    y: Sequence[str]
    unit: str
    decimals: int
    plot: range
    baseline: range | None
    recalculate: int | None
    targets: Sequence[float]
    marks: Sequence[tuple[int, str]]
    screened: bool
    better: str
    start: float

    @property
    def values(self) -> Sequence[float]:
        """The only column of most kinds."""
        return self.columns[0]

    def of(self, rows: range) -> Sequence[float]:
        return self.values[rows.start : rows.stop]

    def at(self, row: int) -> str:
        """A row as words: `week 22`, or the label alone where it says enough itself."""
        label = self.labels[row]
        return f"{plain_name(self.x)} {label}" if label[:1].isdigit() else label

    def data(self, value: float) -> str:
        """A value with the decimals of the data."""
        return number(value, self.decimals)

    def computed(self, value: float) -> str:
        """A mean, median or limit: one decimal more than data that have fewer than two."""
        return number(value, max(self.decimals, min(self.decimals + 1, MOST_DECIMALS)))

    def amount(self, shown: str) -> str:
        return with_unit(shown, self.unit)

    def short(self, value: float) -> str:
        """A value with its unit only where that is a sign."""
        return with_unit(self.data(value), "%" if self.unit == "%" else "")

    def say(self, key: str, **values: object) -> str:
        return self.words[key].format(**values)

    @property
    def chart_name(self) -> str:
        return self.words[self.kind]

    @property
    def y_name(self) -> str:
        """The name of the y axis with its unit: `Reject rate (%)`, `Minutes`."""
        return self.head(self.y[0])

    def head(self, column: str) -> str:
        """A column's heading, its unit in brackets unless the name says it."""
        name = sentence(plain_name(column))
        said = "percent" if self.unit == "%" else self.unit.lower()
        return name if said in name.lower() else f"{name} ({self.unit})"


@dataclass(frozen=True)
class Table:
    """The numbers as text; the first cell of a row names it."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Note:
    """What a letter on the chart means; `side` is that of its triangle."""

    letter: str
    side: int
    text: str


@dataclass(frozen=True)
class Picture:
    """A chart ready to be drawn at any layout, with the same in words and in numbers."""

    draw: Callable[[Layout], Drawing]
    sentences: Sequence[str]
    table: Table
    notes: Sequence[Note] = ()
    caution: str = ""
    """What nobody may overlook: it stands in the caption."""


@dataclass(frozen=True)
class Kind:
    """One kind of chart: `takes` names the options that it understands beyond the common ones."""

    make: Callable[[Request], Picture]
    takes: frozenset[str] = frozenset()
    columns: int = 1
    fewest_rows: int = 1
    targets: tuple[int, int] | None = None
    """The fewest and the most targets, where that matters."""
