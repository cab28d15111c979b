"""The numbers that the course states about its own data, worked out anew."""

from __future__ import annotations

import csv
from pathlib import Path
from statistics import fmean, median

import pytest

from builder.charts.statistics import (
    Signal,
    anhoj_limits,
    between_limits,
    count_runs,
    find_runs,
    moving_ranges,
    run_signals,
    side_of,
    spread,
    xmr_limits,
    xmr_signals,
)

DATA = Path(__file__).parent.parent / "course" / "data"


def column(name: str, head: str) -> list[float]:
    with next(DATA.glob(f"{name}-*.csv")).open(encoding="utf-8", newline="") as file:
        return [float(row[head]) for row in csv.DictReader(file)]


DNA = column("d04", "percent")
MINUTES = column("d09", "minutes")
OUTLIER = [*MINUTES[:13], 88.0, *MINUTES[14:20]]
REJECTS = column("d10", "percent")
GAPS = column("d11", "days")


def met(signals: list[Signal], rule: str) -> list[int]:
    """The weeks (from 1) at which a rule is first met."""
    return [signal.met + 1 for signal in signals if signal.rule == rule]


# D04: a run chart


def test_the_baseline_of_a_run_chart() -> None:
    baseline = DNA[:12]
    runs = count_runs(baseline, median(baseline))
    assert (median(baseline), round(fmean(baseline), 2)) == (13, 13.17)
    assert (runs.useful, runs.runs, runs.longest) == (10, 7, 2)
    assert run_signals(baseline, median(baseline)) == []


def test_a_shift_about_the_frozen_median() -> None:
    runs = count_runs(DNA, 13)
    assert (runs.useful, runs.runs, runs.crossings, runs.longest) == (22, 8, 7, 12)
    assert run_signals(DNA, 13) == [Signal("shift", -1, tuple(range(12, 24)), 17)]


def test_the_median_of_all_points_and_after_the_change() -> None:
    assert (median(DNA), median(DNA[12:])) == (11.0, 9.0)
    assert count_runs(DNA, 11.0).useful == 21


@pytest.mark.parametrize(
    ("useful", "longest", "crossings"), [(10, 6, 2), (21, 7, 6), (22, 7, 7), (1, 3, 0)]
)
def test_anhoj_limits(useful: int, longest: int, crossings: int) -> None:
    limits = anhoj_limits(useful)
    assert (limits.longest, limits.crossings) == (longest, crossings)


# D09: an XmR chart


def test_the_limits_of_weeks_1_to_20() -> None:
    limits = xmr_limits(MINUTES[:20])
    ranges = moving_ranges(MINUTES[:20])
    assert ranges == [3, 7, 12, 7, 1, 6, 0, 5, 11, 7, 1, 3, 4, 0, 3, 7, 7, 3, 8]
    assert (sum(MINUTES[:20]), sum(ranges), max(ranges)) == (1240, 95, 12)
    assert (limits.mean, limits.average_range) == (62.0, 5.0)
    assert [round(limits.lower, 1), round(limits.upper, 1)] == [48.7, 75.3]
    assert round(limits.range_limit, 1) == 16.3
    assert xmr_signals(MINUTES[:20], limits) == []


def test_the_new_weeks_against_the_old_limits() -> None:
    signals = xmr_signals(MINUTES, xmr_limits(MINUTES[:20]))
    assert met(signals, "outside") == [22, 28]
    assert met(signals, "near") == [26]
    assert met(signals, "direction") == []
    (row,) = (signal for signal in signals if signal.rule == "side")
    assert (row.side, row.points[0] + 1, row.met + 1) == (-1, 20, 26)


def test_the_limits_set_anew_from_week_21() -> None:
    limits = xmr_limits(MINUTES[20:])
    assert (sum(MINUTES[20:]), sum(moving_ranges(MINUTES[20:]))) == (612, 44)
    assert (limits.mean, limits.average_range) == (51.0, 4.0)
    assert [round(limits.lower, 1), round(limits.upper, 1)] == [40.4, 61.6]
    assert round(limits.range_limit, 1) == 13.1
    assert xmr_signals(MINUTES[20:], limits) == []


def test_an_outlier_swells_the_limits_and_screening_shrinks_them() -> None:
    limits, screened = xmr_limits(OUTLIER), xmr_limits(OUTLIER, screened=True)
    assert (limits.mean, round(limits.average_range, 2)) == (63.5, 7.74)
    assert [round(limits.lower, 1), round(limits.upper, 1)] == [42.9, 84.1]
    assert round(limits.range_limit, 1) == 25.3
    assert [r for r in moving_ranges(OUTLIER) if r > limits.range_limit] == [26, 30]
    assert round(screened.average_range, 2) == round((147 - 26 - 30) / 17, 2) == 5.35
    assert [round(screened.lower, 1), round(screened.upper, 1)] == [49.3, 77.7]


# D10, D11, D12


def test_reject_rates() -> None:
    limits = xmr_limits(REJECTS)
    assert round(sum(REJECTS), 1) == 97.3
    assert (round(limits.mean, 2), round(limits.average_range, 3)) == (8.11, 0.736)
    assert [round(limits.lower, 2), round(limits.upper, 2)] == [6.15, 10.07]


def test_gaps_between_rare_events() -> None:
    before, after = GAPS[:10], GAPS[10:]
    assert (fmean(before), median(before)) == (10.5, 10.5)
    assert (round(fmean(after), 1), median(after)) == (28.2, 27.0)
    assert run_signals(GAPS, 10.5) == [Signal("shift", 1, tuple(range(10, 16)), 15)]


def test_limits_of_gaps() -> None:
    limits = between_limits(GAPS[:10])
    assert [round(v, 1) for v in (limits.mean, limits.lower, limits.upper)] == [10.1, 1.2, 38.5]
    assert [gap for gap in GAPS if gap > limits.upper] == [41]


def test_a_gap_between_groups_that_widens() -> None:
    before, after = (
        [100 * d / b for d, b in zip(column("d12", dna), column("d12", booked), strict=True)]
        for dna, booked in (("before_dna", "before_booked"), ("after_dna", "after_booked"))
    )
    assert [round(v, 1) for v in before] == column("d12", "before_percent")
    assert [round(v, 1) for v in after] == column("d12", "after_percent")
    falls = [100 * (b - a) / b for b, a in zip(before, after, strict=True)]
    assert [round(fall, 1) for fall in falls] == [4.4, 23.4, 36.8, 39.5, 50.0]
    assert (round(spread(before), 1), round(spread(after), 1)) == (14.2, 17.1)
    assert (round(before[0] / before[-1], 2), round(after[0] / after[-1], 2)) == (2.83, 5.41)


# The rules at their edges


def test_a_point_on_the_centre() -> None:
    values = [3, 3, 2, 3]
    assert [run.points for run in find_runs(values, 2)] == [(0, 1, 3)]
    assert [run.points for run in find_runs(values, 2, skip_ties=False)] == [(0, 1), (3,)]


def test_a_trend_skips_equal_neighbours() -> None:
    trends = [s for s in run_signals([1, 2, 3, 3, 4, 5, 6], 3.5) if s.rule == "trend"]
    assert [(s.points, s.met) for s in trends] == [((0, 1, 2, 4, 5, 6), 6)]
    assert not [s for s in run_signals([1, 2, 3, 4, 5], 3.5) if s.rule == "trend"]


@pytest.mark.parametrize("step", [1, -1])
def test_seven_rising_or_falling(step: int) -> None:
    limits = xmr_limits([0, 20, 0, 20])
    values = [10.0 + step * place for place in range(7)]
    assert met(xmr_signals(values, limits), "direction") == [7]
    assert met(xmr_signals(values[:6], limits), "direction") == []
    assert met(xmr_signals([*values[:3], *values[2:]], limits), "direction") == []


def test_seven_on_one_side_and_a_point_on_the_mean() -> None:
    limits = xmr_limits([9, 11, 9, 11])
    assert met(xmr_signals([11] * 7, limits), "side") == [7]
    assert met(xmr_signals([11] * 6 + [10] + [11] * 6, limits), "side") == []


def test_two_of_three_near_a_limit_are_on_one_side() -> None:
    limits = xmr_limits([0, 3, 0, 3, 0, 3])  # mean 1.5, limits 1.5 ± 7.98, near beyond 5.32
    assert met(xmr_signals([1, 7, 1, 7, 1], limits), "near") == [4]
    assert met(xmr_signals([1, 7, -5, 1, 1, 7], limits), "near") == []


def test_floats_do_not_make_signals() -> None:
    assert side_of(0.1 + 0.2, 0.3) == 0
    limits = xmr_limits([62.0, 67.0])
    assert xmr_signals([limits.upper, limits.lower], limits)[:1] == []
