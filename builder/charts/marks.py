"""Draws marks: dated remarks above the data, each with an upright line at its point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from builder.charts import svg
from builder.charts.labels import Box
from builder.charts.layout import Layout
from builder.charts.series import GAP, Frame, Series, x_scale


@dataclass(frozen=True)
class MarkLabel:
    """A mark's text beside the top of its line, beginning in a row of the band above the data."""

    point: int
    lines: Sequence[str]
    at: float
    anchor: str
    row: int


def place_marks(
    series: Series, layout: Layout, ends: tuple[float, float]
) -> tuple[list[MarkLabel], int]:
    """Give each mark rows of the band above the data; also the number of rows of that band."""
    x = x_scale(series, *ends)
    taken = [Box(0, 0, svg.text_width(series.y_name, layout.size) + 2 * GAP, 1)]
    labels = []
    for point, words in sorted(series.marks):
        lines = svg.wrap(words, 0.42 * layout.width, layout.size)
        width = max(svg.text_width(line, layout.size) for line in lines)
        left, anchor = _beside(x(point), width, layout.width)
        row = 0
        while any(_rows(left, width, row, lines).meets(other) for other in taken):
            row += 1
        taken.append(_rows(left, width, row, lines))
        at = left if not anchor else left + width
        labels.append(MarkLabel(point, lines, at, anchor, row))
    return labels, int(max(box.bottom for box in taken))


def _rows(left: float, width: float, row: int, lines: Sequence[str]) -> Box:
    return Box(left - GAP, row, left + width + GAP, row + len(lines))


def _beside(x: float, width: float, room: float) -> tuple[float, str]:
    """The left end of a label beside `x`: at its right, or where that is too narrow at its left."""
    if x + 6 + width <= room:
        return x + 6, ""
    return max(x - 6 - width, 0.0), "end"


def draw_marks(labels: Sequence[MarkLabel], frame: Frame) -> str:
    """A thin upright line at each marked point, its text at the top."""
    layout = frame.layout
    lines, texts = [], []
    for label in labels:
        x, top = frame.x(label.point), label.row * layout.line_height
        lines.append(svg.line((x, top + 3), (x, frame.box.bottom), "mark"))
        for place, words in enumerate(label.lines):
            y = top + layout.size + place * layout.line_height
            texts.append(svg.text((label.at, y), words, "mark-name", label.anchor))
    return svg.group([*lines, *texts], "marks")
