"""Draws amounts by label, one row each, along one scale."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from builder.charts import svg
from builder.charts.layout import Drawing, Layout
from builder.charts.scale import Scale, round_ends, tick_labels
from builder.charts.series import BOLD, GAP
from builder.charts.words import plain

LABEL_WIDTH = 224
"""Room for labels beside the scale of a wide drawing."""
THICK = 20
"""Height of a bar."""
TOOTH = 4
"""How far the edge of a scale that doesn't begin at zero goes to and fro."""

Mark = Callable[[Scale, float, float], str]
"""Draws a value at a height, given the scale."""


@dataclass(frozen=True)
class Amount:
    """One row: its label, and its value also as shown."""

    name: str
    value: float
    shown: str


@dataclass(frozen=True)
class Amounts:
    """The rows, the name of their scale and the value at which it begins."""

    rows: Sequence[Amount]
    scale_name: str
    start: float
    mark: Mark

    @property
    def high(self) -> float:
        return max(amount.value for amount in self.rows) or 1.0


def draw_amounts(amounts: Amounts, layout: Layout) -> Drawing:
    """Labels beside the marks, or above them where the drawing is narrow; values at the ends."""
    names = [_lines(amount, layout) for amount in amounts.rows]
    scale = _scale(amounts, names, layout)
    rows, y = [], 0.0
    for amount, name in zip(amounts.rows, names, strict=True):
        rows.append(_row(amounts, amount, name, scale, y, layout))
        y += _height(name, layout)
    axis, bottom = _axis(amounts, scale, y, layout)
    body = [_grid(amounts, scale, y, layout), svg.group(rows, "rows"), axis]
    return Drawing("".join(body), bottom)


def _lines(amount: Amount, layout: Layout) -> list[str]:
    return svg.wrap(
        amount.name, layout.width - 2 * GAP if layout.short else LABEL_WIDTH, layout.size
    )


def _scale(amounts: Amounts, names: Sequence[Sequence[str]], layout: Layout) -> Scale:
    """Between the labels (or half of the first tick's number) and room for the values."""
    widest = max(svg.text_width(line, layout.size) for name in names for line in name)
    first = svg.text_width(plain(amounts.start), layout.size) / 2
    left = max(first, TOOTH + 1) if layout.short else widest + 1.5 * GAP
    values = max(svg.text_width(amount.shown, layout.size) for amount in amounts.rows)
    return Scale(amounts.start, amounts.high, left, layout.width - BOLD * values - 2 * GAP)


def _height(name: Sequence[str], layout: Layout) -> float:
    text = len(name) * layout.line_height
    return (text + THICK if layout.short else max(text, THICK)) + 1.75 * GAP


def _row(
    amounts: Amounts, amount: Amount, name: Sequence[str], scale: Scale, top: float, layout: Layout
) -> str:
    height = _height(name, layout)
    text = len(name) * layout.line_height
    middle = top + height - THICK / 2 - GAP if layout.short else top + height / 2
    first = top + layout.size if layout.short else middle - text / 2 + layout.size
    at, anchor = (scale.start + GAP, "") if layout.short else (scale.start - 1.5 * GAP, "end")
    value_at = (scale(amount.value) + 1.5 * GAP, middle + layout.size / 3)
    lines = [
        svg.text((at, first + place * layout.line_height), line, "name", anchor)
        for place, line in enumerate(name)
    ]
    mark = amounts.mark(scale, amount.value, middle)
    return "".join([*lines, mark, svg.text(value_at, amount.shown, "value")])


def _ticks(amounts: Amounts, scale: Scale, layout: Layout) -> list[tuple[float, str]]:
    """Where the scale begins, and the round numbers on it that have room for their names."""
    widest = svg.text_width(plain(amounts.high), layout.size) + 2 * GAP
    most = max(1, min(layout.y_ticks, int((scale.end - scale.start) // widest)))
    ticks = round_ends([amounts.start, amounts.high], most)
    first = amounts.start + (ticks[1] - ticks[0]) / 2
    named = zip(ticks, tick_labels(ticks), strict=True)
    inside = [(tick, name) for tick, name in named if first < tick <= amounts.high]
    return [(amounts.start, plain(amounts.start)), *inside]


def _grid(amounts: Amounts, scale: Scale, bottom: float, layout: Layout) -> str:
    places = [scale(tick) for tick, _ in _ticks(amounts, scale, layout)[1:]]
    return svg.group((svg.line((x, 0), (x, bottom), "grid") for x in places), "x-grid")


def _axis(amounts: Amounts, scale: Scale, y: float, layout: Layout) -> tuple[str, float]:
    """The edge from which amounts are drawn, the numbers of the scale, and its name."""
    edge = (
        _torn(scale.start, y)
        if amounts.start
        else svg.line((scale.start, 0), (scale.start, y), "axis")
    )
    below = y + layout.line_height
    numbers = [
        svg.text((scale(tick), below), name, "tick-name", "middle")
        for tick, name in _ticks(amounts, scale, layout)
    ]
    lines = svg.wrap(amounts.scale_name, layout.width - scale.start, layout.size)
    names = [
        svg.text((scale.start, below + (place + 1) * layout.line_height), line, "axis-name")
        for place, line in enumerate(lines)
    ]
    bottom = below + (len(lines) + 0.4) * layout.line_height
    return svg.group([edge, *numbers, *names], "x-axis"), bottom


def _torn(x: float, bottom: float) -> str:
    """A zigzag in place of a straight edge: something has been cut off here."""
    count = int(bottom // (2 * TOOTH))
    points = [(x + TOOTH * (-1) ** place, bottom * place / count) for place in range(count + 1)]
    return svg.polyline(points, "torn-gap") + svg.polyline(points, "torn")
