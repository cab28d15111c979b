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
from builder.charts.series import BOLD, GAP
from builder.charts.statistics import spread
from builder.charts.words import plain_name, sentence, with_unit


@dataclass(frozen=True)
class Slope:
    """One group; `outer` when it is the highest or lowest afterwards."""

    name: str
    ends: tuple[float, float]
    shown: tuple[str, str]
    outer: bool


@dataclass(frozen=True)
class Slopes:
    """All groups, the names of the two columns and the gap in each, as words."""

    slopes: Sequence[Slope]
    heads: tuple[str, str]
    gaps: tuple[str, str]

    def side(self, end: int) -> list[float]:
        return [slope.ends[end] for slope in self.slopes]


@dataclass(frozen=True)
class Side:
    """One of the two upright axes: `end` 0 is the left, 1 the right."""

    end: int
    x: float
    scale: Scale
    layout: Layout

    @property
    def out(self) -> int:
        return (-1, 1)[self.end]

    @property
    def anchor(self) -> str:
        return ("end", "")[self.end]


def make_picture(request: Request) -> Picture:
    """Draw the groups; their order and the gap between them are what a reader looks for."""
    slopes = _slopes(request)
    return Picture(partial(draw_slopes, slopes), _sentences(request, slopes), _table(request))


def _slopes(request: Request) -> Slopes:
    before, after = ([column[row] for row in request.plot] for column in request.columns)
    slopes = [
        Slope(
            request.labels[row],
            (first, last),
            (request.short(first), request.short(last)),
            last in (max(after), min(after)),
        )
        for row, first, last in zip(request.plot, before, after, strict=True)
    ]
    gaps = [request.say("gap", value=_gap(request, column)) for column in (before, after)]
    return Slopes(slopes, column_heads(request.y), (gaps[0], gaps[1]))


def _gap(request: Request, column: Sequence[float]) -> str:
    return with_unit(request.data(spread(column)), _difference_unit(request))


def _difference_unit(request: Request) -> str:
    """Percentages differ by points."""
    return request.words["points_unit"] if request.unit == "%" else request.unit


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
        said.append(request.say("slope_line", label=slope.name, before=first, after=last))
    gaps = [_gap(request, slopes.side(end)) for end in (0, 1)]
    return [*said, request.say("slope_gap", before=gaps[0], after=gaps[1])]


def _table(request: Request) -> Table:
    unit = _difference_unit(request)
    change = request.words["change_column"] + (f" ({unit})" if unit else "")
    heads = [sentence(plain_name(request.x)), *map(request.head, request.y), change]
    before, after = request.columns
    rows = [
        [
            request.labels[row],
            request.data(before[row]),
            request.data(after[row]),
            request.data(after[row] - before[row]),
        ]
        for row in request.plot
    ]
    return Table(heads, rows)


def draw_slopes(slopes: Slopes, layout: Layout) -> Drawing:
    """Two upright axes with the groups' lines between them."""
    left, right = _sides(slopes, layout)
    parts = [
        *(_axis(slopes, side) for side in (left, right)),
        *(_line(slope, left, right) for slope in slopes.slopes),
        _values(slopes, left, named=True),
        _values(slopes, right, named=not layout.short),
    ]
    return Drawing("".join(parts), layout.height)


def _sides(slopes: Slopes, layout: Layout) -> tuple[Side, Side]:
    top, bottom = 2.4 * layout.line_height, layout.height - 2 * layout.line_height
    ticks = round_ends([*slopes.side(0), *slopes.side(1)], layout.y_ticks)
    scale = Scale(ticks[0], ticks[-1], bottom, top)
    names = max(
        svg.text_width(line, layout.size) for s in slopes.slopes for line in _name(s, layout)
    )
    left, right = (_value_width(slopes, end, layout) + 2 * GAP for end in (0, 1))
    end = layout.width - right - (0 if layout.short else names)
    return Side(0, left + names, scale, layout), Side(1, end, scale, layout)


def _name(slope: Slope, layout: Layout) -> list[str]:
    """A group's name, on a narrow drawing in lines of a quarter of its width."""
    return svg.wrap(slope.name, layout.width / 4, layout.size)


def _value_width(slopes: Slopes, end: int, layout: Layout) -> float:
    return BOLD * max(svg.text_width(slope.shown[end], layout.size) for slope in slopes.slopes)


def _axis(slopes: Slopes, side: Side) -> str:
    """An upright line, the column's name above it and the gap between the groups below."""
    layout, x = side.layout, side.x
    top, bottom = side.scale.end, side.scale.start
    below = (_kept_inside(slopes.gaps[side.end], x, layout), bottom + 1.5 * layout.line_height)
    return svg.group(
        [
            svg.line((x, top - GAP), (x, bottom + 4), "axis"),
            svg.text((x, layout.size), slopes.heads[side.end], "column-name", "middle"),
            svg.text(below, slopes.gaps[side.end], "gap-name", "middle"),
        ],
        "column",
    )


def _kept_inside(words: str, middle: float, layout: Layout) -> float:
    """Where the middle of a text may stand so that neither of its ends is cut off."""
    half = svg.text_width(words, layout.size) / 2
    return min(max(middle, half), layout.width - half)


def _line(slope: Slope, left: Side, right: Side) -> str:
    ends = [(side.x, side.scale(slope.ends[side.end])) for side in (left, right)]
    dots = [svg.dot(end, left.layout.dot, "point") for end in ends]
    css = "slope outer" if slope.outer else "slope"
    return svg.group([svg.polyline(ends, "line"), *dots], css)


def _values(slopes: Slopes, side: Side, *, named: bool) -> str:
    """The value of each group at one end, with its name, moved apart where values are close."""
    layout, names = side.layout, [_name(s, side.layout) if named else [""] for s in slopes.slopes]
    wanted = [side.scale(value) for value in slopes.side(side.end)]
    heights = [len(name) * layout.line_height for name in names]
    places = nudge(wanted, heights, layout.line_height, side.scale.start + layout.size)
    beyond = 2 * GAP + _value_width(slopes, side.end, layout)
    parts = []
    for slope, name, y, place in zip(slopes.slopes, names, wanted, places, strict=True):
        if abs(place - y) > 2:
            parts.append(svg.polyline([(side.x, y), (side.x + side.out * GAP, place)], "leader"))
        at = (side.x + 1.5 * side.out * GAP, place + layout.size / 3)
        parts.append(svg.text(at, slope.shown[side.end], "value", side.anchor))
        parts += _lines(name, (side.x + side.out * beyond, at[1]), side)
    return svg.group(parts, "names")


def _lines(name: Sequence[str], at: svg.Point, side: Side) -> list[str]:
    """The lines of a name about the height of its value."""
    x, middle = at
    height = side.layout.line_height
    first = middle - (len(name) - 1) * height / 2
    return [
        svg.text((x, first + place * height), words, "name", side.anchor)
        for place, words in enumerate(filter(None, name))
    ]


KIND = Kind(make_picture, columns=2)
