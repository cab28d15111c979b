"""XmR chart: values in time order about their mean, with limits from their moving ranges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.charts.kinds.base import Kind, Picture, Request
from builder.charts.kinds.timeline import TAKES, provisional, timeline
from builder.charts.series import Level, Role
from builder.charts.statistics import Limits, Signal, shifted, xmr_limits, xmr_signals


@dataclass(frozen=True)
class Phase:
    """Rows judged by one set of limits, which some of them (the baseline) set."""

    rows: range
    baseline: range
    limits: Limits


def make_picture(request: Request) -> Picture:
    """Draw mean and limits, anew from `recalculate` on, and mark the four signals."""
    phases = make_phases(request)
    levels = [level for phase in phases for level in levels_of(request, phase)]
    signals = [signal for phase in phases for signal in _signals(request, phase)]
    sentences = [said for phase in phases for said in describe(request, phase)]
    return timeline(request, levels, signals, sentences=sentences)


def make_phases(request: Request) -> list[Phase]:
    """One phase, or two where limits are set anew."""
    plot, turn = request.plot, request.recalculate
    first = plot if turn is None else range(plot.start, turn)
    baselines = [(first, request.baseline or first)]
    if turn is not None:
        second = range(turn, plot.stop)
        baselines.append((second, second))
    return [
        Phase(rows, baseline, xmr_limits(request.of(baseline), request.screened))
        for rows, baseline in baselines
    ]


def levels_of(request: Request, phase: Phase) -> Iterator[Level]:
    """Mean, upper and lower limit over the points of a phase."""
    start = request.plot.start
    first, last = phase.rows[0] - start, phase.rows[-1] - start
    set_by = phase.baseline[-1] - start
    carried = set_by if set_by < last else None
    limits = phase.limits
    for key, value in (("upper", limits.upper), ("mean", limits.mean), ("lower", limits.lower)):
        role: Role = "centre" if key == "mean" else "limit"
        shown = request.computed(value)
        yield Level(role, key, value, shown, first, last, carried if key == "mean" else None)


def _signals(request: Request, phase: Phase) -> Sequence[Signal]:
    return shifted(xmr_signals(request.of(phase.rows), phase.limits), phase.rows.start)


def describe(request: Request, phase: Phase) -> Iterator[str]:
    """The limits of a phase in words, with what to know before trusting them."""
    limits, baseline = phase.limits, phase.baseline
    yield request.say(
        "mean_set",
        mean=request.amount(request.computed(limits.mean)),
        upper=request.computed(limits.upper),
        lower=request.computed(limits.lower),
        first=request.at(baseline[0]),
        last=request.at(baseline[-1]),
    )
    yield from provisional(request, limits)


KIND = Kind(make_picture, TAKES | {"recalculate", "screened"}, fewest_rows=2)
