"""Strip: one bar for a whole, cut into labelled parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from string import ascii_uppercase

from builder.charts import svg
from builder.charts.kinds.amounts import whole_of
from builder.charts.kinds.base import Kind, Picture, Request, Table
from builder.charts.labels import nudge
from builder.charts.layout import Drawing, Layout
from builder.charts.series import GAP
from builder.charts.words import number, plain_name, sentence

BAR = 44
"""Height of the bar, in SVG units."""
FILLS = 4
"""How many fills `chart.css` has: `part-1` and so on."""


@dataclass(frozen=True)
class Part:
    """One part; `share` and `start` are shares of the whole, 0 to 1."""

    name: str
    shown: str
    share: float
    start: float
    fill: int


def make_picture(request: Request) -> Picture:
    """Draw the parts in the order of the rows. Raises ChartError when they make no whole."""
    parts = _parts(request)
    span = request.say("strip_span", kind=request.chart_name, count=len(parts))
    said = [request.say("row_says", label=part.name, value=part.shown) for part in parts]
    return Picture(partial(draw_strip, parts), [span, *said], _table(request, parts))


def _parts(request: Request) -> list[Part]:
    values = whole_of(request)
    shares = [value / sum(values) for value in values]
    starts = [0.0, *accumulate(shares)]
    return [
        Part(request.labels[row], _shown(request, values[p], shares[p]), shares[p], starts[p], p)
        for p, row in enumerate(request.plot)
    ]


def _shown(request: Request, value: float, share: float) -> str:
    """The value as given when it is a percentage, else the share it makes."""
    return f"{request.data(value) if request.unit == '%' else number(100 * share, 0)}%"


def _table(request: Request, parts: Sequence[Part]) -> Table:
    heads = [sentence(plain_name(request.x)), request.y_name]
    values = [request.data(value) for value in request.of(request.plot)]
    rows = [[part.name, value] for part, value in zip(parts, values, strict=True)]
    if request.unit != "%":
        heads.append(request.words["share_column"])
        rows = [[*row, part.shown] for row, part in zip(rows, parts, strict=True)]
    return Table(heads, rows)


def draw_strip(parts: Sequence[Part], layout: Layout) -> Drawing:
    """The bar, with labels under the parts where all fit, else lettered and listed below."""
    bars = [_bar(part, layout) for part in parts]
    blocks = [block for part in parts if (block := _block(part, layout))]
    if len(blocks) == len(parts):
        lines = max(len(block) for block in blocks)
        labels = [_under(part, block, layout) for part, block in zip(parts, blocks, strict=True)]
        return Drawing("".join([*bars, *labels]), BAR + (lines + 0.6) * layout.line_height)
    listed = list(_list(parts, layout))
    body = [*bars, _letters(parts, layout), *(row for row, _ in listed)]
    return Drawing("".join(body), listed[-1][1] + GAP)


def _bar(part: Part, layout: Layout) -> str:
    at = (part.start * layout.width, 0)
    return svg.rectangle(at, part.share * layout.width, BAR, f"part part-{part.fill % FILLS + 1}")


def _block(part: Part, layout: Layout) -> list[str] | None:
    """The lines of a label that fits under its part, or None."""
    width = part.share * layout.width - GAP
    lines = [part.shown, *svg.wrap(part.name, width, layout.size)]
    fits = all(svg.text_width(words, layout.size) <= width for words in lines)
    return lines if fits and len(lines) <= 4 else None


def _under(part: Part, lines: Sequence[str], layout: Layout) -> str:
    """The share and, below it, the name, flush with the part's left edge."""
    written = []
    for place, words in enumerate(lines):
        at = (part.start * layout.width + 1, BAR + (place + 1.2) * layout.line_height)
        written.append(svg.text(at, words, "part-name" if place else "part-share"))
    return svg.group(written, "part-label")


def _letters(parts: Sequence[Part], layout: Layout) -> str:
    """A letter under the middle of each part, moved aside where parts are thin."""
    wanted = [(part.start + part.share / 2) * layout.width for part in parts]
    places = nudge(wanted, [layout.size] * len(parts), 0, layout.width)
    y = BAR + 1.3 * layout.line_height
    written = []
    for place, (x, middle) in enumerate(zip(places, wanted, strict=True)):
        written.append(svg.polyline([(middle, BAR), (x, y - layout.size)], "leader"))
        written.append(svg.text((x, y), ascii_uppercase[place % 26], "part-share", "middle"))
    return svg.group(written, "part-letters")


def _list(parts: Sequence[Part], layout: Layout) -> Iterator[tuple[str, float]]:
    """What each letter stands for, in the order of the parts, and how far down it reaches."""
    y = BAR + 2.8 * layout.line_height
    for place, part in enumerate(parts):
        letter = svg.text((0, y), ascii_uppercase[place % 26], "part-share")
        lines = svg.wrap(f"{part.shown} {part.name}", layout.width - 24, layout.size)
        texts = [
            svg.text((24, y + line * layout.line_height), words, "part-name")
            for line, words in enumerate(lines)
        ]
        y += (len(lines) - 1) * layout.line_height
        yield svg.group([letter, *texts], "part-label"), y
        y += 1.25 * layout.line_height


KIND = Kind(make_picture)
