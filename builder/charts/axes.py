"""Draws the axes of values in time order."""

from __future__ import annotations

from builder.charts import svg
from builder.charts.scale import sparse, tick_labels
from builder.charts.series import GAP, Frame, Series


def draw_y_axis(series: Series, frame: Frame, *, values: bool = True) -> str:
    """A faint line at each round value, and the `values` themselves at the left."""
    box, ticks = frame.box, series.ticks(frame.layout.y_ticks)
    third = frame.layout.size / 3
    parts = []
    for tick, label in zip(ticks, tick_labels(ticks), strict=True):
        y = frame.y(tick)
        parts.append(svg.line((box.left, y), (box.right, y), "grid"))
        if values:
            parts.append(svg.text((box.left - GAP, y + third), label, "tick-name", "end"))
    return svg.group(parts, "y-axis")


def draw_x_axis(series: Series, frame: Frame) -> str:
    """The base line, a tick at some points, and the name of what is counted."""
    box, layout = frame.box, frame.layout
    below = box.bottom + layout.line_height
    parts = [svg.line((box.left, box.bottom), (box.right, box.bottom), "axis")]
    for place in _shown(series, frame):
        x = frame.x(place)
        parts.append(svg.line((x, box.bottom), (x, box.bottom + 4), "axis"))
        parts.append(svg.text((x, below), series.labels[place], "tick-name", "middle"))
    name_at = ((box.left + box.right) / 2, below + layout.line_height)
    parts.append(svg.text(name_at, series.x_name, "axis-name", "middle"))
    return svg.group(parts, "x-axis")


def _shown(series: Series, frame: Frame) -> list[int]:
    """The points whose label stands on the x axis: as many as have room."""
    widest = max(svg.text_width(label, frame.layout.size) for label in series.labels)
    room = int((frame.box.right - frame.box.left) // (widest + 2 * GAP))
    return sparse(series.labels, max(1, min(room, frame.layout.x_ticks)))
