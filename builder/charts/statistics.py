"""The arithmetic of run charts and XmR charts: lists of numbers in, numbers and signals out.

Places in a list count from 0. The rules are those of the course: for run charts Perla, Provost and
Murray (2011), for XmR charts NHS England's Making Data Count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from math import comb, isclose, log2
from statistics import fmean
from typing import Literal

LIMIT_FACTOR = 2.66
"""3 / 1.128: from an average moving range of two neighbours to three standard deviations."""
RANGE_FACTOR = 3.267
"""The upper limit of moving ranges of two neighbours, as a multiple of their average."""
NEAR = 2 / 3
"""How far from the mean to a limit "close to the limit" begins."""
SHIFT, TREND = 6, 5
"""Run chart: points in a row on one side of the median; rises or falls in a row."""
ROW = 7
"""XmR chart: points in a row on one side of the mean, or points in a row rising or falling."""
POWER = 3.6
"""Days between events, raised to 1/3.6, are near enough to a normal distribution (Nelson 1994)."""

Rule = Literal["outside", "side", "direction", "near", "shift", "trend"]


@dataclass(frozen=True)
class Limits:
    """What the baseline of an XmR chart says of its process, in the unit of the data."""

    count: int
    mean: float
    average_range: float
    lower: float
    upper: float
    range_limit: float


@dataclass(frozen=True)
class Run:
    """Successive points on one side of a centre line: `side` is 1 above it, -1 below it."""

    side: int
    points: tuple[int, ...]


@dataclass(frozen=True)
class Runs:
    """How often and for how long points stay on one side; `useful` points are off the centre."""

    useful: int
    runs: int
    longest: int

    @property
    def crossings(self) -> int:
        return max(self.runs - 1, 0)


@dataclass(frozen=True)
class Signal:
    """Points that together break a rule; `side` is 1 high or rising, -1 low or falling."""

    rule: Rule
    side: int
    points: tuple[int, ...]
    met: int
    """The point at which the rule was first met."""


@dataclass(frozen=True)
class AnhojLimits:
    """A run longer than `longest`, or fewer crossings than `crossings`, is a signal."""

    longest: int
    crossings: int


def side_of(value: float, centre: float) -> int:
    """1 above `centre`, -1 below it, 0 on it (allowing for the rounding of floats)."""
    if isclose(value, centre, rel_tol=1e-9, abs_tol=1e-9):
        return 0
    return 1 if value > centre else -1


def moving_ranges(values: Sequence[float]) -> list[float]:
    """The distance of each value from the one before: one fewer than the values."""
    return [abs(after - before) for before, after in pairwise(values)]


def xmr_limits(values: Sequence[float], screened: bool = False) -> Limits:
    """Set the limits of an XmR chart from its baseline: two values or more.

    `screened` leaves out moving ranges beyond their own upper limit, once (Nelson 1982).
    """
    ranges = moving_ranges(values)
    mean, average = fmean(values), fmean(ranges)
    if screened:
        average = fmean(r for r in ranges if side_of(r, RANGE_FACTOR * average) <= 0)
    reach = LIMIT_FACTOR * average
    return Limits(len(values), mean, average, mean - reach, mean + reach, RANGE_FACTOR * average)


def between_limits(gaps: Sequence[float]) -> Limits:
    """Limits for days between rare events: an XmR chart of gap ** (1/3.6), turned back into days.

    `average_range` and `range_limit` stay on the transformed scale.
    """
    limits = xmr_limits([gap ** (1 / POWER) for gap in gaps])
    lower = max(limits.lower, 0.0) ** POWER
    return replace(limits, mean=limits.mean**POWER, lower=lower, upper=limits.upper**POWER)


def find_runs(values: Sequence[float], centre: float, *, skip_ties: bool = True) -> list[Run]:
    """The runs about `centre`. A point on it is skipped, or else ends the run it stands in."""
    sides = [(side_of(value, centre), place) for place, value in enumerate(values)]
    if skip_ties:
        sides = [(side, place) for side, place in sides if side]
    groups = groupby(sides, key=lambda pair: pair[0])
    return [Run(side, tuple(place for _, place in group)) for side, group in groups if side]


def count_runs(values: Sequence[float], centre: float) -> Runs:
    """Count useful points and runs about `centre`, points on it skipped."""
    lengths = [len(run.points) for run in find_runs(values, centre)]
    return Runs(sum(lengths), len(lengths), max(lengths, default=0))


def anhoj_limits(useful: int) -> AnhojLimits:
    """The limits of Anhøj and Olesen (2014) for `useful` points, at least 1: longest run
    round(log2 n + 3), crossings the 5th percentile of Binomial(n - 1, 0.5)."""
    trials, wanted = useful - 1, 0.05 * 2 ** (useful - 1)
    crossings = below = 0
    while (below := below + comb(trials, crossings)) < wanted:
        crossings += 1
    return AnhojLimits(round(log2(useful) + 3), crossings)


def run_signals(values: Sequence[float], centre: float) -> list[Signal]:
    """Shift and trend of a run chart about its median, in order of the point that met the rule."""
    shifts = _long_runs("shift", find_runs(values, centre), SHIFT)
    trends = _long_runs("trend", _slopes(values, skip_ties=True), TREND + 1)
    return sorted(shifts + trends, key=_when)


def xmr_signals(values: Sequence[float], limits: Limits) -> list[Signal]:
    """The four Making Data Count signals, in order of the point that met the rule.

    A point on the mean ends a run; equal neighbours end a rise or fall. Two of three successive
    points count as close to a limit when both lie beyond two-thirds of the way, on one side.
    """
    sides = find_runs(values, limits.mean, skip_ties=False)
    found = outside(values, limits.lower, limits.upper) + _near(values, limits)
    found += _long_runs("side", sides, ROW)
    found += _long_runs("direction", _slopes(values, skip_ties=False), ROW)
    return sorted(found, key=_when)


def outside(values: Sequence[float], lower: float, upper: float) -> list[Signal]:
    """One signal for each value beyond a limit; a value on the limit is inside."""
    high = [Signal("outside", 1, (i,), i) for i, v in enumerate(values) if side_of(v, upper) > 0]
    low = [Signal("outside", -1, (i,), i) for i, v in enumerate(values) if side_of(v, lower) < 0]
    return sorted(high + low, key=_when)


def shifted(signals: Sequence[Signal], start: int) -> list[Signal]:
    """The same signals counted from `start`, for values that are part of a longer list."""
    return [
        replace(signal, points=tuple(p + start for p in signal.points), met=signal.met + start)
        for signal in signals
    ]


def spread(values: Sequence[float]) -> float:
    """The gap between the highest and the lowest, for instance between groups of patients."""
    return max(values) - min(values)


def _when(signal: Signal) -> tuple[int, str]:
    return signal.met, signal.rule


def _long_runs(rule: Rule, runs: Sequence[Run], length: int) -> list[Signal]:
    long = [run for run in runs if len(run.points) >= length]
    return [Signal(rule, run.side, run.points, run.points[length - 1]) for run in long]


def _slopes(values: Sequence[float], *, skip_ties: bool) -> list[Run]:
    """Stretches of rising (1) or falling (-1) points, each with the point that it starts from."""
    kept = [i for i, v in enumerate(values) if not (skip_ties and i and v == values[i - 1])]
    steps = [(side_of(values[b], values[a]), a, b) for a, b in pairwise(kept)]
    slopes = []
    for side, group in groupby(steps, key=lambda step: step[0]):
        climbed = list(group)
        slopes.append(Run(side, (climbed[0][1], *(after for _, _, after in climbed))))
    return [slope for slope in slopes if slope.side]


def _near(values: Sequence[float], limits: Limits) -> list[Signal]:
    found = []
    for side, limit in ((1, limits.upper), (-1, limits.lower)):
        edge = limits.mean + NEAR * (limit - limits.mean)
        near = [i for i, value in enumerate(values) if side_of(value, edge) == side]
        for chain in _chains(near):
            if len(chain) > 1:
                found.append(Signal("near", side, chain, chain[1]))
    return found


def _chains(places: Sequence[int]) -> list[tuple[int, ...]]:
    """Split ascending places where more than one point lies between neighbours."""
    chains: list[tuple[int, ...]] = []
    for place in places:
        if chains and place - chains[-1][-1] <= 2:
            chains[-1] = (*chains[-1], place)
        else:
            chains.append((place,))
    return chains
