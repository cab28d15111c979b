"""Finds room for labels: apart from each other and off the line of the data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
    crossed = any(box.crossed_by(a, b) for a, b in zip(path, path[1:], strict=False))
    return not crossed and not any(box.meets(other) for other in taken)


def nudge(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Places as near as can be to `wanted`, at least `gap` apart, from `low` to `high`.

    Labels that would overlap move apart evenly about their middle (pool adjacent violators).
    """
    order = sorted(range(len(wanted)), key=lambda place: (wanted[place], place))
    most = max(high - gap * (len(wanted) - 1), low)
    pools: list[list[float]] = []
    for rank, place in enumerate(order):
        pools.append([min(max(wanted[place] - rank * gap, low), most)])
        while len(pools) > 1 and _mean(pools[-2]) > _mean(pools[-1]):
            pools[-2:] = [pools[-2] + pools[-1]]
    flat = [_mean(pool) for pool in pools for _ in pool]
    moved = {place: flat[rank] + rank * gap for rank, place in enumerate(order)}
    return [moved[place] for place in range(len(wanted))]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
