"""Draws the lines of a series: levels with their names, and the data with their points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.charts import svg
from builder.charts.labels import nudge
from builder.charts.series import GAP, Frame, Level, Series, ends_of, name_of
from builder.charts.svg import Point


def draw_levels(series: Series, frame: Frame) -> str:
    """Centre line, limits and targets."""
    return svg.group((part for level in series.levels for part in _level(level, frame)), "levels")


def _level(level: Level, frame: Frame) -> Iterator[str]:
    """One line, or two when the level only continues after the rows that set it."""
    start, end = ends_of(level, frame)
    y = frame.y(level.value)
    turn = end if level.set_by is None else min(frame.x(level.set_by + 0.5), end)
    if turn > start:
        yield svg.line((start, y), (turn, y), level.role)
    if turn < end:
        yield svg.line((max(turn, start), y), (end, y), f"{level.role} carried")


def draw_points(series: Series, frame: Frame) -> str:
    """The line of the data and a shape at each point: a dot, or a triangle for a signal."""
    path = frame.path(series)
    base, radius = frame.box.bottom, frame.layout.dot
    stems = [svg.line((x, base), (x, y), "stem") for x, y in path] if series.stems else []
    shapes = [_shape(at, series.sides.get(point, 0), radius) for point, at in enumerate(path)]
    return svg.group([*stems, svg.polyline(path, "line"), *shapes], "points")


def _shape(at: Point, side: int, radius: float) -> str:
    return svg.triangle(at, 1.9 * radius, side, "signal") if side else svg.dot(at, radius, "point")


def draw_level_names(series: Series, frame: Frame, levels: Sequence[Level]) -> str:
    """The names at the right, moved apart where levels are close, each joined to its line."""
    size = frame.layout.size
    wanted = [frame.y(level.value) for level in levels]
    heights = [frame.layout.line_height] * len(levels)
    places = nudge(wanted, heights, frame.box.top - size / 2, frame.box.bottom + size / 2)
    right = frame.box.right
    parts = []
    for level, y, place in zip(levels, wanted, places, strict=True):
        if abs(place - y) > 2:
            parts.append(svg.polyline([(right, y), (right + GAP, place)], "leader"))
        at = (right + 1.5 * GAP, place + size / 3)
        parts.append(svg.text(at, name_of(series, level, frame.layout), f"{level.role}-name"))
    return svg.group(parts, "names")
