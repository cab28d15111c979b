"""Values in time order as they are drawn, and the frame that gives each its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from builder.charts import svg
from builder.charts.labels import Box
from builder.charts.layout import Layout
from builder.charts.scale import Scale, round_ends, tick_labels
from builder.charts.svg import Point

Role = Literal["centre", "limit", "target"]

GAP = 8
"""Between a label and what it belongs to."""
BOLD = 1.08
"""How much wider a name may be in bold letters."""
BELOW = 2.5
"""Room for the ticks and the name of the x axis, in lines of text."""


@dataclass(frozen=True)
class Level:
    """A horizontal line from point `first` to `last`; beyond `set_by` it only continues."""

    role: Role
    key: str
    """Its word, with a place for the value: `mean`, `upper`, …"""
    value: float
    shown: str
    first: int
    last: int
    set_by: int | None = None


@dataclass(frozen=True)
class Flag:
    """A letter at a point; `side` says whether above (1) or below (-1) it."""

    letter: str
    point: int
    side: int


@dataclass(frozen=True)
class Series:
    """What is drawn. Points count from 0; `sides` holds the points that are part of a signal."""

    words: Mapping[str, str]
    x_name: str
    y_name: str
    labels: Sequence[str]
    values: Sequence[float]
    levels: Sequence[Level] = ()
    marks: Sequence[tuple[int, str]] = ()
    sides: Mapping[int, int] = field(default_factory=dict)
    flags: Sequence[Flag] = ()
    stems: bool = False
    also: Sequence[float] = ()
    """Values that the y axis has room for, though they are not drawn."""
    margin: float = 0.0
    """Room on the y axis beyond all values, as a share of their range."""

    @property
    def lasting(self) -> list[Level]:
        """The levels that reach the last point: named at the right, beside their end."""
        return [level for level in self.levels if level.last == len(self.values) - 1]

    @property
    def passing(self) -> list[Level]:
        """The levels that end earlier: named among the data."""
        return [level for level in self.levels if level not in self.lasting]

    def ticks(self, most: int) -> list[float]:
        values = [*self.values, *self.also, *(level.value for level in self.levels)]
        return round_ends(values, most, zero=self.stems, margin=self.margin)


@dataclass(frozen=True)
class Frame:
    """The place of the data in a drawing: from points and values to SVG units."""

    layout: Layout
    box: Box
    x: Scale
    y: Scale

    def path(self, series: Series) -> list[Point]:
        return [(self.x(place), self.y(value)) for place, value in enumerate(series.values)]


def make_frame(series: Series, layout: Layout, top: float, height: float) -> Frame:
    """Fit the data between what is above, below and at both sides of it."""
    left, right = across(series, layout)
    box = Box(left, top, right, height - BELOW * layout.line_height)
    return frame_in(box, series, layout)


def frame_in(box: Box, series: Series, layout: Layout) -> Frame:
    """The frame of a series in a given box."""
    ticks = series.ticks(layout.y_ticks)
    x = x_scale(series, box.left, box.right)
    return Frame(layout, box, x, Scale(ticks[0], ticks[-1], box.bottom, box.top))


def x_scale(series: Series, left: float, right: float) -> Scale:
    """Points side by side, half a step of room at both ends."""
    return Scale(-0.6, len(series.values) - 0.4, left, right)


def across(series: Series, layout: Layout) -> tuple[float, float]:
    """Where the data begin and end: room for the values at the left, the levels at the right."""
    values = tick_labels(series.ticks(layout.y_ticks))
    left = max(svg.text_width(value, layout.size) for value in values) + GAP
    names = [name_of(series, level, layout) for level in series.lasting]
    widest = max((svg.text_width(name, layout.size) for name in names), default=0.0) * BOLD
    return left, layout.width - widest - (1.5 * GAP if names else GAP)


def name_of(series: Series, level: Level, layout: Layout) -> str:
    return layout.word(series.words, level.key).format(value=level.shown)


def ends_of(level: Level, frame: Frame) -> tuple[float, float]:
    """Where a level begins and ends: half-way to the next point, or at the edge of the data."""
    start = frame.box.left if level.first == 0 else frame.x(level.first - 0.5)
    reaches = frame.x(level.last + 1) > frame.box.right
    return start, frame.box.right if reaches else frame.x(level.last + 0.5)
