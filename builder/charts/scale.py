"""Scales: from numbers to places on paper, and the round numbers beside an axis."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from builder.charts.words import number

FROM_ZERO = 0.4
"""A scale starts at zero when the lowest value is less than this share of the highest."""
EDGE = 0.02
"""A value so near to a round number (as a share of a step) has the next one for its end."""
WHOLE_STEPS = (1, 5, 10, 20, 25, 50, 100, 200, 500, 1000)


@dataclass(frozen=True)
class Scale:
    """A straight line from values (`low` to `high`) to places (`start` to `end`) in SVG units."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)


def round_step(span: float, ticks: int) -> float:
    """The smallest of 1, 2, 5 × 10ⁿ that cuts `span` into no more than `ticks` parts."""
    size = 10.0 ** floor(log10(span / ticks))
    return next(size * part for part in (1, 2, 5, 10, 20) if span / (size * part) <= ticks)


def round_ends(
    values: Iterable[float], ticks: int, *, zero: bool = False, margin: float = 0.0
) -> list[float]:
    """Round numbers, at most about `ticks`, from below the lowest value to above the highest.

    `margin` is room beyond them as a share of their range; a scale that begins at 0 has none there.
    """
    low, high = _ends(values, zero)
    room = margin * (high - low)
    high, low = high + room, max(low - room, 0.0) if low >= 0 else low - room
    step = round_step(high - low, ticks)
    first, last = floor(low / step - (EDGE if low else 0)), ceil(high / step + EDGE)
    return [step * place for place in range(first, last + 1)]


def _ends(values: Iterable[float], zero: bool) -> tuple[float, float]:
    known = list(values)
    low, high = min(known), max(known)
    if 0 <= low <= FROM_ZERO * high or (zero and low >= 0):
        low = 0.0
    if high == low:
        return (low - 1 if low else 0.0), high + 1
    return low, high


def tick_labels(ticks: Sequence[float]) -> list[str]:
    """Ticks as text, all with the decimals that their step needs."""
    step = ticks[1] - ticks[0]
    decimals = max(0, -floor(log10(step) + 1e-9))
    return [number(tick, decimals) for tick in ticks]


def sparse(labels: Sequence[str], most: int) -> list[int]:
    """Which labels of an axis to show, at most about `most`: whole numbers at round places."""
    if all(label.isdecimal() for label in labels):
        return _round_places([int(label) for label in labels], most)
    return list(range(0, len(labels), ceil(len(labels) / most)))


def _round_places(numbers: Sequence[int], most: int) -> list[int]:
    step = next((s for s in WHOLE_STEPS if len(numbers) / s <= most), WHOLE_STEPS[-1])
    places = [place for place, value in enumerate(numbers) if value % step == 0 or step == 1]
    crowded = places and places[0] < 0.6 * step
    return places if places and (places[0] == 0 or crowded) else [0, *places]
