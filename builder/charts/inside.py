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
        parts.append(_write(flag.letter, spot, "flag"))
    for level in levels:
        name = name_of(series, level, frame.layout)
        clear = (spot for spot in _along(level, name, frame) if is_clear(spot, path, taken))
        for spot in islice(clear, 1):
            taken.append(spot)
            parts.append(_write(name, spot, f"{level.role}-name"))
    return svg.group(parts, "inside")


def _write(words: str, box: Box, css: str) -> str:
    middle = ((box.left + box.right) / 2, box.bottom - 0.22 * (box.bottom - box.top))
    return svg.text(middle, words, css, "middle")


def _lines(series: Series, frame: Frame) -> list[Box]:
    """The levels and marks as thin boxes that labels should keep clear of."""
    boxes = []
    for level in series.levels:
        (start, end), y = ends_of(level, frame), frame.y(level.value)
        boxes.append(Box(start, y - 1.5, end, y + 1.5))
    upright = [frame.x(point) for point, _ in series.marks]
    return boxes + [Box(x - 1.5, frame.box.top, x + 1.5, frame.box.bottom) for x in upright]


def _about(at: Point, flag: Flag, frame: Frame) -> list[Box]:
    """Places for a letter about its point, the best first: outwards, then aside."""
    width, height = svg.text_width(flag.letter, frame.layout.size) + 2, frame.layout.size
    reach = 2 * frame.layout.dot + 0.6 * height + 2
    asides = (0.0, 0.7, -0.7, 1.4, -1.4)
    boxes = []
    for away, aside in product((1.0, 1.6, -1.0, -1.6), asides):
        x, y = at[0] + aside * width, at[1] - flag.side * away * reach
        boxes.append(Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2))
    return boxes


def _along(level: Level, name: str, frame: Frame) -> Iterator[Box]:
    """Places for a name along its level: from its start on, above the line and below it."""
    start, end = ends_of(level, frame)
    width, height = svg.text_width(name, frame.layout.size), frame.layout.size
    sides = (1, -1) if level.key == "lower" else (-1, 1)
    left = start + 4
    while left + width <= end:
        for side in sides:
            middle = frame.y(level.value) + side * (height / 2 + 4)
            yield Box(left, middle - height / 2, left + width, middle + height / 2)
        left += 6
