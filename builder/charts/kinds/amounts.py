"""What bars, dots, squares and strips share: labelled amounts that are never below zero."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from builder.charts import svg
from builder.charts.data import ChartError
from builder.charts.kinds.base import Picture, Request, Table
from builder.charts.layout import WIDE
from builder.charts.rowchart import LABEL_WIDTH, Amount, Amounts, Mark, draw_amounts
from builder.charts.words import plain, plain_name, sentence

MOST_LINES = 3
"""Lines of a label, each as wide as `LABEL_WIDTH`."""


def picture_of(request: Request, mark: Mark) -> Picture:
    """Each row's amount from where the scale begins, drawn with `mark`."""
    rows = amounts_of(request)
    _check_start(request)
    start = request.amount(plain(request.start))
    caution = request.say("cut", start=start) if request.start else ""
    span = request.say("amounts_span", kind=request.chart_name, count=len(rows))
    return Picture(
        draw=partial(draw_amounts, Amounts(rows, request.y_name, request.start, mark)),
        sentences=[span, *say_rows(request), *([caution] if caution else [])],
        table=table_of(request),
        caution=caution,
    )


def amounts_of(request: Request) -> list[Amount]:
    """The rows with their labels. Raises ChartError: a negative amount, a label with no room."""
    _refuse_negative(request)
    for row in request.plot:
        _check_label(request.labels[row], row + 1)
    return [
        Amount(request.labels[row], request.values[row], request.short(request.values[row]))
        for row in request.plot
    ]


def whole_of(request: Request) -> Sequence[float]:
    """The values as parts of a whole. Raises ChartError when there is none."""
    _refuse_negative(request)
    values = request.of(request.plot)
    if sum(values) == 0:
        raise ChartError("the parts add up to 0", f"a {request.kind} shows the parts of a whole")
    return values


def _refuse_negative(request: Request) -> None:
    for row in request.plot:
        if request.values[row] < 0:
            message = f"{request.y[0]!r} is negative: {request.values[row]:g}"
            raise ChartError(message, f"a {request.kind} shows amounts from zero up", row + 1)


def _check_label(label: str, row: int) -> None:
    lines = svg.wrap(label, LABEL_WIDTH, WIDE.size)
    widest = max(svg.text_width(line, WIDE.size) for line in lines)
    if len(lines) > MOST_LINES or widest > LABEL_WIDTH:
        hint = "shorten it to about 60 letters, in words of at most 20; say the rest in the caption"
        raise ChartError(f"no room for the label {label!r}", hint, row)


def _check_start(request: Request) -> None:
    """What lies below the beginning of the scale would not be drawn."""
    lowest = min(request.of(request.plot))
    if request.start and not 0 < request.start < lowest:
        message = f"'start' is {request.start:g}, but the lowest value is {lowest:g}"
        raise ChartError(message, "choose a number between 0 and the lowest value, or leave it out")


def say_rows(request: Request) -> list[str]:
    return [
        request.say(
            "row_says",
            label=request.labels[row],
            value=request.amount(request.data(request.values[row])),
        )
        for row in request.plot
    ]


def table_of(request: Request) -> Table:
    heads = [sentence(plain_name(request.x)), request.y_name]
    rows = [[request.labels[row], request.data(request.values[row])] for row in request.plot]
    return Table(heads, rows)
