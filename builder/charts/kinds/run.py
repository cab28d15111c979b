"""Run chart: values in time order about the median of a baseline."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from builder.charts.kinds.base import Kind, Picture, Request
from builder.charts.kinds.timeline import TAKES, timeline
from builder.charts.series import Level
from builder.charts.statistics import anhoj_limits, count_runs, run_signals, shifted

FEWEST_USEFUL = 10
"""Useful points before the number of runs says anything."""


def make_picture(request: Request, *, stems: bool = False) -> Picture:
    """Draw the median frozen after its baseline, and mark shifts and trends."""
    baseline = request.baseline or request.plot
    centre = median(request.of(baseline))
    signals = shifted(run_signals(request.of(request.plot), centre), request.plot.start)
    sentences = [_median_set(request, baseline, centre), *_runs(request, centre)]
    return timeline(
        request, [_level(request, baseline, centre)], signals, sentences=sentences, stems=stems
    )


def _level(request: Request, baseline: range, centre: float) -> Level:
    last, set_by = len(request.plot) - 1, baseline[-1] - request.plot.start
    shown = request.computed(centre)
    return Level("centre", "median", centre, shown, 0, last, set_by if set_by < last else None)


def _median_set(request: Request, baseline: range, centre: float) -> str:
    value = request.amount(request.computed(centre))
    first, last = request.at(baseline[0]), request.at(baseline[-1])
    return request.say("median_set", value=value, first=first, last=last)


def _runs(request: Request, centre: float) -> Sequence[str]:
    """How often the line changes sides, and a warning when that is too seldom (Anhøj, Olesen)."""
    runs = count_runs(request.of(request.plot), centre)
    said = [request.say("runs", useful=runs.useful, runs=runs.runs, longest=runs.longest)]
    if runs.useful >= FEWEST_USEFUL:
        limit = anhoj_limits(runs.useful).crossings
        if runs.crossings < limit:
            said.append(request.say("few_crossings", crossings=runs.crossings, limit=limit))
    return said


KIND = Kind(make_picture, TAKES)
