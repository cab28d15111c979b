"""Slope chart: each group before and after, a line between the two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from builder.charts import svg
from builder.charts.kinds.base import Kind, Picture, Request, Table
from builder.charts.labels import nudge
from builder.charts.layout import Drawing, Layout
from builder.charts.scale import Scale, round_ends
from builder.charts.series import GAP
from builder.charts.statistics import spread
from builder.charts.words import number, plain_name, sentence, with_unit


@dataclass(frozen=True)
class Slope:
    """One group; `outer` when it is the highest or lowest afterwards."""

    name: str
    ends: tuple[float, float]
    shown: tuple[str, str]
    outer: bool


@dataclass(frozen=True)
class Slopes:
    """All groups, the names of the two columns and the gap in each."""

    slopes: Sequence[Slope]
    heads: tuple[str, str]
    gaps: tuple[str, str]
    unit: str

    def side(self, end: int) -> list[float]:
        return [slope.ends[end] for slope in self.slopes]


def make_picture(request: Request) -> Picture:
    """Draw the groups; their order and the gap between them are what a reader looks for."""
    slopes = _slopes(request)
    return Picture(partial(draw_slopes, slopes), _sentences(request, slopes), _table(request))


def _slopes(request: Request) -> Slopes:
    columns = [[column[row] for row in request.plot] for column in request.columns]
    before, after = columns
    unit = request.words["points_unit"] if request.unit == "%" else request.unit
    slopes = [
        Slope(
            request.labels[row],
            (b, a),
            (request.data(b), request.data(a)),
            a in (max(after), min(after)),
        )
        for row, b, a in zip(request.plot, before, after, strict=True)
    ]
    gaps = [with_unit(request.data(spread(column)), unit) for column in columns]
    return Slopes(slopes, column_heads(request.y), (gaps[0], gaps[1]), request.unit)


def column_heads(columns: Sequence[str]) -> tuple[str, str]:
    """The names of two columns less what they share: `before_percent` is `Before`."""
    before, after = (plain_name(column).split() for column in columns)
    while len(before) > 1 and len(after) > 1 and before[-1] == after[-1]:
        before.pop()
        after.pop()
    return sentence(" ".join(before)), sentence(" ".join(after))


def _sentences(request: Request, slopes: Slopes) -> list[str]:
    before, after = slopes.heads
    kind, count = request.chart_name, len(slopes.slopes)
    said = [request.say("slope_span", kind=kind, count=count, before=before, after=after)]
    for slope in slopes.slopes:
        first, last = slope.shown
        amounts = {"before": first, "after": request.amount(last)}
        said.append(request.say("slope_line", label=slope.name, **amounts))
    return [*said, request.say("slope_gap", before=slopes.gaps[0], after=slopes.gaps[1])]


def _table(request: Request) -> Table:
    unit = request.words["points_unit"] if request.unit == "%" else request.unit
    change = request.words["change_column"] + (f" ({unit})" if unit else "")
    heads = [sentence(plain_name(request.x)), *map(request.head, request.y), change]
    before, after = request.columns
    rows = [
        [
            request.labels[row],
            request.data(before[row]),
            request.data(after[row]),
            number(after[row] - before[row], request.decimals),
        ]
        for row in request.plot
    ]
    return Table(heads, rows)


def draw_slopes(slopes: Slopes, layout: Layout) -> Drawing:
    """Two upright axes with the groups' lines between them."""
    labels = [[_label(s, end, slopes.unit, layout) for s in slopes.slopes] for end in (0, 1)]
    room = [max(svg.text_width(words, layout.size) for words in side) + 2 * GAP for side in labels]
    left, right = room[0], layout.width - room[1]
    top, bottom = 2 * layout.line_height, layout.height - 1.8 * layout.line_height
    values = [*slopes.side(0), *slopes.side(1)]
    ticks = round_ends(values, layout.y_ticks)
    scale = Scale(ticks[0], ticks[-1], bottom, top)
    parts = [_axis(slopes, end, x, (top, bottom), layout) for end, x in enumerate((left, right))]
    parts += [_line(slope, (left, right), scale, layout) for slope in slopes.slopes]
    parts += [_names(slopes, labels[end], end, (left, right)[end], scale, layout) for end in (0, 1)]
    return Drawing("".join(parts), layout.height)


def _label(slope: Slope, end: int, unit: str, layout: Layout) -> str:
    """The name and value at one end; on a narrow drawing the right end has the value only."""
    value = with_unit(slope.shown[end], unit if unit == "%" else "")
    if end == 0:
        return f"{slope.name}  {value}"
    return value if layout.short else f"{value}  {slope.name}"


def _axis(slopes: Slopes, end: int, x: float, ends: tuple[float, float], layout: Layout) -> str:
    """An upright line, the column's name above it and the gap between the groups below."""
    top, bottom = ends
    anchor = ("end", "")[end] if layout.short else "middle"
    return svg.group(
        [
            svg.line((x, top - GAP), (x, bottom), "axis"),
            svg.text((x, layout.size), slopes.heads[end], "column-name", "middle"),
            svg.text((x, bottom + 1.4 * layout.line_height), slopes.gaps[end], "gap-name", anchor),
        ],
        "column",
    )


def _line(slope: Slope, across: tuple[float, float], scale: Scale, layout: Layout) -> str:
    css = "slope outer" if slope.outer else "slope"
    ends = [(x, scale(value)) for x, value in zip(across, slope.ends, strict=True)]
    return svg.group(
        [svg.polyline(ends, "line"), *(svg.dot(e, layout.dot, "point") for e in ends)], css
    )


def _names(
    slopes: Slopes, labels: Sequence[str], end: int, x: float, scale: Scale, layout: Layout
) -> str:
    """The labels of one end, moved apart where values are close, each joined to its point."""
    wanted = [scale(value) for value in slopes.side(end)]
    places = nudge(wanted, layout.line_height, 0, layout.height - layout.line_height)
    away, anchor = ((-GAP, "end"), (GAP, ""))[end]
    parts = []
    for words, y, place in zip(labels, wanted, places, strict=True):
        if abs(place - y) > 2:
            parts.append(svg.polyline([(x, y), (x + away, place)], "leader"))
        parts.append(svg.text((x + 1.6 * away, place + layout.size / 3), words, "name", anchor))
    return svg.group(parts, "names")


KIND = Kind(make_picture, columns=2)
