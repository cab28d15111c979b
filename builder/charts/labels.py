"""Finds room for labels: apart from each other and off the line of the data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from statistics import fmean

from builder.charts.svg import Point


@dataclass(frozen=True)
class Box:
    """A rectangle that a label would cover, in SVG units; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        beside = self.right <= other.left or other.right <= self.left
        return not (beside or self.bottom <= other.top or other.bottom <= self.top)

    def within(self, other: Box) -> bool:
        wide = other.left <= self.left and self.right <= other.right
        return wide and other.top <= self.top and self.bottom <= other.bottom

    def crossed_by(self, start: Point, end: Point) -> bool:
        """True when a straight line from `start` to `end` passes through (Liang and Barsky)."""
        run, rise = end[0] - start[0], end[1] - start[1]
        enter, leave = 0.0, 1.0
        for step, room in (
            (-run, start[0] - self.left),
            (run, self.right - start[0]),
            (-rise, start[1] - self.top),
            (rise, self.bottom - start[1]),
        ):
            if step == 0 and room < 0:
                return False
            if step < 0:
                enter = max(enter, room / step)
            elif step > 0:
                leave = min(leave, room / step)
        return enter <= leave


def is_clear(box: Box, path: Sequence[Point], taken: Sequence[Box]) -> bool:
    """True when neither the data's line nor another label is in the way."""
    crossed = any(box.crossed_by(a, b) for a, b in pairwise(path))
    return not crossed and not any(box.meets(other) for other in taken)


def nudge(
    wanted: Sequence[float], heights: Sequence[float], low: float, high: float
) -> list[float]:
    """Middles as near as can be to `wanted` for labels of these heights, from `low` to `high`.

    Labels that would overlap move apart evenly about their middle (pool adjacent violators).
    """
    order = sorted(range(len(wanted)), key=lambda place: (wanted[place], place))
    tall = [heights[place] for place in order]
    above = [*accumulate(tall, initial=0.0)]
    most = max(high - above[-1], low)
    pools: list[list[float]] = []
    for rank, place in enumerate(order):
        top = wanted[place] - tall[rank] / 2 - above[rank]
        pools.append([min(max(top, low), most)])
        while len(pools) > 1 and fmean(pools[-2]) > fmean(pools[-1]):
            pools[-2:] = [pools[-2] + pools[-1]]
    tops = [fmean(pool) for pool in pools for _ in pool]
    middles = [top + above[rank] + tall[rank] / 2 for rank, top in enumerate(tops)]
    return [middle for _, middle in sorted(zip(order, middles, strict=True))]
