"""Waffle chart: up to a hundred squares, each one unit, shared out among a few parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from builder.charts import svg
from builder.charts.data import ChartError
from builder.charts.kinds.amounts import amounts_of, say_rows, table_of, whole_of
from builder.charts.kinds.base import Kind, Picture, Request
from builder.charts.layout import Drawing, Layout
from builder.charts.rowchart import Amount
from builder.charts.series import GAP

SIDE = 10
"""Squares in a row, and rows in a waffle."""
STEP, SQUARE = 26, 22
"""From one square to the next, and the side of one, in SVG units."""
MOST_PARTS = 4
"""How many fills `chart.css` has, and how many weaves there are here."""


def make_picture(request: Request) -> Picture:
    """Draw the parts in the order of the rows, square by square. Raises ChartError."""
    parts = amounts_of(request)
    _check(request)
    filled = round(sum(part.value for part in parts))
    empty = SIDE**2 - filled if request.unit == "%" else 0
    span = request.say("waffle_span", kind=request.chart_name, squares=filled + empty)
    rest = [request.say("waffle_rest", squares=empty)] if empty else []
    return Picture(
        draw=partial(draw_waffle, parts, empty),
        sentences=[span, *say_rows(request), *rest],
        table=table_of(request),
    )


def _check(request: Request) -> None:
    values = whole_of(request)
    for row, value in zip(request.plot, values, strict=True):
        if not value.is_integer():
            hint = "round the values so that they still add up, or draw a 'bar' chart"
            raise ChartError(f"{value:g} is not a whole number of squares", hint, row + 1)
    if sum(values) > SIDE**2:
        raise ChartError(
            f"the parts add up to {sum(values):g}", "a waffle has 100 squares, each one unit"
        )
    if len(values) > MOST_PARTS:
        hint = f"a waffle has at most {MOST_PARTS}: join the smallest, or draw a 'bar' chart"
        raise ChartError(f"{len(values)} parts", hint)


def draw_waffle(parts: Sequence[Amount], empty: int, layout: Layout) -> Drawing:
    """The squares, row by row from the top, and what each part is: beside them or below."""
    fills = [fill for fill, part in enumerate(parts, start=1) for _ in range(round(part.value))]
    fills += [0] * empty
    squares = [_square(_place(turn), fill) for turn, fill in enumerate(fills)]
    bottom = (len(fills) + SIDE - 1) // SIDE * STEP
    corner = (0.0, bottom + GAP) if layout.short else (SIDE * STEP + 4.0 * GAP, 0.0)
    key = list(_key(parts, corner, layout))
    body = svg.group(squares, "squares") + svg.group((row for row, _ in key), "key")
    return Drawing(body, max(bottom, key[-1][1]))


def _place(turn: int) -> svg.Point:
    row, column = divmod(turn, SIDE)
    return column * STEP, row * STEP


def _square(at: svg.Point, fill: int) -> str:
    if not fill:
        return svg.rectangle(at, SQUARE, SQUARE, "empty")
    return svg.rectangle(at, SQUARE, SQUARE, f"part-{fill}") + _weave(at, fill)


def _weave(at: svg.Point, fill: int) -> str:
    """What tells the parts apart without their colour: nothing, a slash, a dot, a cross."""
    near, far = 0.22 * SQUARE, 0.78 * SQUARE
    (x, y), middle = at, SQUARE / 2
    slash = svg.line((x + near, y + far), (x + far, y + near), "weave")
    back = svg.line((x + near, y + near), (x + far, y + far), "weave")
    dot = svg.dot((x + middle, y + middle), 0.2 * SQUARE, "weave")
    return ("", slash, dot, slash + back)[fill - 1]


def _key(parts: Sequence[Amount], corner: svg.Point, layout: Layout) -> Iterator[tuple[str, float]]:
    """A square of each part with its value and label, and how far down it reaches."""
    x, y = corner
    text = x + SQUARE + 1.5 * GAP
    for fill, part in enumerate(parts, start=1):
        lines = svg.wrap(f"{part.shown} {part.name}", layout.width - text, layout.size)
        texts = [
            svg.text((text, y + layout.size + place * layout.line_height), line, "name")
            for place, line in enumerate(lines)
        ]
        height = max(SQUARE, len(lines) * layout.line_height)
        yield "".join([_square((x, y), fill), *texts]), y + height
        y += height + GAP


KIND = Kind(make_picture)
