"""Moving-range chart: how far each value lies from the one before."""

from __future__ import annotations

from dataclasses import replace

from builder.charts.kinds.base import Kind, Picture, Request, Table
from builder.charts.kinds.timeline import provisional, timeline
from builder.charts.series import Level, Role
from builder.charts.statistics import Limits, moving_ranges, outside, shifted, xmr_limits


def make_picture(request: Request) -> Picture:
    """Draw the ranges of the plotted rows with their average and upper limit."""
    baseline = request.baseline or request.plot
    limits = xmr_limits(request.of(baseline), request.screened)
    ranges = _as_ranges(request)
    signals = shifted(outside(ranges.of(ranges.plot), 0.0, limits.range_limit), ranges.plot.start)
    levels = [
        _level(ranges, "limit", "upper", limits.range_limit),
        _level(ranges, "centre", "average", limits.average_range),
    ]
    sentences = [_range_set(request, baseline, limits), *provisional(request, limits)]
    picture = timeline(ranges, levels, signals, sentences=sentences)
    return replace(picture, table=_with_values(request, picture.table))


def _as_ranges(request: Request) -> Request:
    """The same rows with the range before each in place of its value: one row fewer."""
    ranges = [0.0, *moving_ranges(request.values)]
    plot = range(request.plot.start + 1, request.plot.stop)
    return replace(request, columns=[ranges], y=[request.words["range_axis"]], plot=plot)


def _level(ranges: Request, role: Role, key: str, value: float) -> Level:
    return Level(role, key, value, ranges.computed(value), 0, len(ranges.plot) - 1)


def _range_set(request: Request, baseline: range, limits: Limits) -> str:
    return request.say(
        "range_set",
        average=request.amount(request.computed(limits.average_range)),
        upper=request.computed(limits.range_limit),
        first=request.at(baseline[0]),
        last=request.at(baseline[-1]),
    )


def _with_values(request: Request, table: Table) -> Table:
    """The table of ranges with a column of the values they come from, and the first row."""
    label, *others = table.heads
    first = request.plot[0]
    blank = [""] * (len(others))
    rows = [[request.labels[first], *blank], *table.rows]
    shown = [request.data(value) for value in request.of(request.plot)]
    heads = [label, request.y_name, *others]
    return Table(heads, [[r[0], v, *r[1:]] for r, v in zip(rows, shown, strict=True)])


KIND = Kind(make_picture, frozenset({"baseline", "marks", "screened"}), fewest_rows=2)
