"""What run, XmR, moving-range and gap charts share: from levels and signals to a picture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from string import ascii_uppercase

from builder.charts.kinds.base import Note, Picture, Request, Table
from builder.charts.series import Flag, Level, Series
from builder.charts.statistics import Limits, Rule, Signal
from builder.charts.timechart import draw_series
from builder.charts.words import plain, plain_name, sentence

TAKES = frozenset({"baseline", "target", "marks"})
PROVISIONAL = 12
"""Limits from so few points, or fewer, are provisional."""

Finding = tuple[Rule, int, Sequence[Signal]]


def timeline(
    request: Request,
    levels: Sequence[Level],
    signals: Sequence[Signal],
    *,
    sentences: Sequence[str],
    stems: bool = False,
) -> Picture:
    """Make the picture of values in time order. Signals count rows, levels count points."""
    findings = _findings(signals)
    series = _series(request, [*levels, *_targets(request)], findings, stems)
    notes = [_note(request, *lettered) for lettered in _lettered(findings)]
    said = [_span(request), *sentences, *_marked(request), *_found(request, notes)]
    return Picture(
        draw=lambda layout: draw_series(series, layout),
        sentences=said,
        table=_table(request, findings),
        notes=notes,
    )


def provisional(request: Request, limits: Limits) -> Iterator[str]:
    """What to know before trusting limits."""
    if request.screened:
        yield request.say("screened")
    if limits.count <= PROVISIONAL:
        yield request.say("provisional", count=limits.count)


def _series(
    request: Request, levels: Sequence[Level], findings: Sequence[Finding], stems: bool
) -> Series:
    start = request.plot.start
    return Series(
        words=request.words,
        x_name=sentence(plain_name(request.x)),
        y_name=request.y_name,
        labels=request.labels[start : request.plot.stop],
        values=request.of(request.plot),
        levels=levels,
        marks=[(row - start, text) for row, text in request.marks if row in request.plot],
        sides=_sides(findings, start),
        flags=_flags(findings, start),
        stems=stems,
    )


def _targets(request: Request) -> list[Level]:
    last = len(request.plot) - 1
    return [Level("target", "target", t, plain(t), 0, last) for t in request.targets]


def _findings(signals: Sequence[Signal]) -> list[Finding]:
    """Signals in order of their first point met; points outside one limit are one finding."""

    def kind(signal: Signal) -> tuple[str, int, int]:
        alone = signal.rule == "outside"
        return signal.rule, signal.side, 0 if alone else signal.met

    groups = [list(group) for _, group in groupby(sorted(signals, key=kind), key=kind)]
    groups.sort(key=lambda group: (group[0].met, group[0].rule))
    return [(group[0].rule, group[0].side, group) for group in groups]


def _lettered(findings: Sequence[Finding]) -> Iterator[tuple[str, Finding]]:
    for place, finding in enumerate(findings):
        turn, letter = divmod(place, len(ascii_uppercase))
        yield ascii_uppercase[letter] + (str(turn) if turn else ""), finding


def _sides(findings: Sequence[Finding], start: int) -> Mapping[int, int]:
    """The shape of each point in a signal; being outside a limit outweighs a longer pattern."""
    ordered = sorted(findings, key=lambda finding: finding[0] == "outside")
    return {
        row - start: side for _, side, group in ordered for signal in group for row in signal.points
    }


def _flags(findings: Sequence[Finding], start: int) -> list[Flag]:
    """The letters, each where its rule was first met; those at one point stand together."""
    letters: dict[int, list[str]] = {}
    sides = _sides(findings, start)
    for letter, (_, _, group) in _lettered(findings):
        letters.setdefault(group[0].met - start, []).append(letter)
    return [Flag("\N{NO-BREAK SPACE}".join(lts), at, sides[at]) for at, lts in letters.items()]


def _note(request: Request, letter: str, finding: Finding) -> Note:
    rule, side, group = finding
    points = group[0].points
    values = {
        "places": ", ".join(request.at(signal.met) for signal in group),
        "count": len(points),
        "steps": len(points) - 1,
        "first": request.at(points[0]),
        "last": request.at(points[-1]),
        "met": request.at(group[0].met),
    }
    keys = (f"{rule}_{'high' if side > 0 else 'low'}", f"{rule}_met")
    said = [request.say(key, **values) for key in keys]
    return Note(letter, side, sentence("; ".join(filter(None, said))) + ".")


def _span(request: Request) -> str:
    """The first sentences: what is drawn, and its lowest and highest value."""
    rows, values = request.plot, request.of(request.plot)
    low, high = min(values), max(values)
    span = request.say(
        "span",
        kind=request.chart_name,
        count=len(rows),
        first=request.at(rows[0]),
        last=request.at(rows[-1]),
    )
    if low == high:
        return f"{span} {request.say('same', value=request.amount(request.data(low)))}"
    said = request.say(
        "extremes",
        low=request.amount(request.data(low)),
        low_at=request.at(rows[values.index(low)]),
        high=request.amount(request.data(high)),
        high_at=request.at(rows[values.index(high)]),
    )
    return f"{span} {said}"


def _marked(request: Request) -> Iterator[str]:
    for target in request.targets:
        yield request.say("target_is", value=request.amount(plain(target)))
    for row, text in request.marks:
        if row in request.plot:
            yield request.say("marked", at=request.at(row), text=text)


def _found(request: Request, notes: Sequence[Note]) -> list[str]:
    return [note.text for note in notes] or [request.say("no_signals")]


def _table(request: Request, findings: Sequence[Finding]) -> Table:
    """A row for each point; the letters of its signals in a last column, if there are any."""
    heads = [sentence(plain_name(request.x)), request.y_name]
    rows = [[request.labels[row], request.data(request.values[row])] for row in request.plot]
    if findings:
        heads.append(request.say("signal_column"))
        for row, cells in zip(request.plot, rows, strict=True):
            cells.append(", ".join(_letters_at(row, findings)))
    return Table(heads, rows)


def _letters_at(row: int, findings: Sequence[Finding]) -> list[str]:
    return [
        letter
        for letter, (_, _, group) in _lettered(findings)
        if any(row in signal.points for signal in group)
    ]
