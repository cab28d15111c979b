"""Writes among the data, where there is room: letters of signals, names of levels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, product

from builder.charts import svg
from builder.charts.labels import Box, is_clear
from builder.charts.series import Flag, Frame, Level, Series, ends_of, name_of
from builder.charts.svg import Point


def draw_inside(series: Series, frame: Frame, levels: Sequence[Level]) -> str:
    """Write the letters of signals, and the names of `levels` where there is room for them."""
    path, taken = frame.path(series), _lines(series, frame)
    parts = []
    for flag in series.flags:
        spots = [spot for spot in _about(path[flag.point], flag, frame) if spot.within(frame.box)]
        spot = next((s for s in spots if is_clear(s, path, taken)), spots[0])
        taken.append(spot)
        parts += [_tie(path[flag.point], spot, frame), _write(flag.letter, spot, "flag")]
    for level in levels:
        name = name_of(series, level, frame.layout)
        for spot in islice(_along(level, name, frame, path, taken), 1):
            taken.append(spot)
            parts.append(_write(name, spot, f"{level.role}-name"))
    return svg.group(parts, "inside")


def _write(words: str, box: Box, css: str) -> str:
    at = ((box.left + box.right) / 2, box.bottom - 0.16 * (box.bottom - box.top))
    return svg.text(at, words, css, "middle")


def _tie(at: Point, spot: Box, frame: Frame) -> str:
    """A thin line from a point to its letter, when the letter had to go further away."""
    x, y = (spot.left + spot.right) / 2, (spot.top + spot.bottom) / 2
    if abs(y - at[1]) < 2 * _reach(frame):
        return ""
    return svg.line(at, (x, spot.top if y > at[1] else spot.bottom), "leader")


def _lines(series: Series, frame: Frame) -> list[Box]:
    """The levels and marks as thin boxes that labels should keep clear of."""
    boxes = []
    for level in series.levels:
        (start, end), y = ends_of(level, frame), frame.y(level.value)
        boxes.append(Box(start, y - 1, end, y + 1))
    upright = [frame.x(point) for point, _ in series.marks]
    return boxes + [Box(x - 1.5, frame.box.top, x + 1.5, frame.box.bottom) for x in upright]


def _about(at: Point, flag: Flag, frame: Frame) -> list[Box]:
    """Places for a letter about its point, the best first: near and outwards, then further."""
    width, height = svg.text_width(flag.letter, frame.layout.size) + 2, 0.9 * frame.layout.size
    spots = sorted(product((1.0, 1.3, 2.0, 2.7, 3.4, -1.0, -1.3, -2.0), range(-3, 4)), key=_cost)
    boxes = []
    for away, aside in spots:
        x, y = at[0] + aside * 0.4 * width, at[1] - flag.side * away * _reach(frame)
        boxes.append(Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2))
    return boxes


def _reach(frame: Frame) -> float:
    """From the middle of a signal's triangle to the middle of a letter next to it."""
    return 2 * frame.layout.dot + 0.6 * frame.layout.size


def _cost(spot: tuple[float, int]) -> tuple[float, int]:
    away, aside = spot
    return (away if away > 0 else 1.2 - away) + 0.25 * abs(aside), aside


def _along(
    level: Level, name: str, frame: Frame, path: Sequence[Point], taken: Sequence[Box]
) -> Iterator[Box]:
    """Clear places for a name beside its level; where there are none, any that is off the data."""
    spots = [spot for spot in _beside(level, name, frame) if spot.within(frame.box)]
    yield from (spot for spot in spots if is_clear(spot, path, taken))
    yield from (spot for spot in spots if is_clear(spot, path, ()))


def _beside(level: Level, name: str, frame: Frame) -> Iterator[Box]:
    """Places for a name from the start of its level on: above the line and below it."""
    start, end = ends_of(level, frame)
    width, height = svg.text_width(name, frame.layout.size), 0.9 * frame.layout.size
    sides = (1, -1) if level.key == "lower" else (-1, 1)
    left = start + 4
    while left + width <= end:
        for side in sides:
            middle = frame.y(level.value) + side * (height / 2 + 3)
            yield Box(left, middle - height / 2, left + width, middle + height / 2)
        left += 6
