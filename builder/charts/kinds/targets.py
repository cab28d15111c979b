"""One process against several targets: a small XmR panel for each, all on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from builder.charts import svg
from builder.charts.axes import draw_x_axis, draw_y_axis
from builder.charts.inside import draw_inside
from builder.charts.kinds import xmr
from builder.charts.kinds.base import Kind, Picture, Request
from builder.charts.labels import Box
from builder.charts.layout import Drawing, Layout
from builder.charts.lines import draw_level_names, draw_levels, draw_points
from builder.charts.series import BELOW, GAP, Frame, Level, Series, across, frame_in
from builder.charts.statistics import Limits, side_of
from builder.charts.words import plain, plain_name, sentence

MARGIN = 0.12
"""Room beyond the outermost line, as a share of the range of the data and the lines."""
PANEL = 170
"""Height of the data in a panel, in SVG units."""


@dataclass(frozen=True)
class Panel:
    """The process with one target, and what the two say together."""

    series: Series
    limits: Sequence[Level]
    target: Level
    title: str
    verdict: str


@dataclass(frozen=True)
class Place:
    """Where a panel's data go, and the lines of text above them."""

    box: Box
    heading: Sequence[str]


def make_picture(request: Request) -> Picture:
    """Draw the panels in the order in which the targets are given."""
    phase = xmr.make_phases(request)[0]
    panels = [_panel(request, phase, target) for target in request.targets]
    about = xmr.make_picture(replace(request, kind="xmr", targets=()))
    verdicts = [
        request.say("target_verdict", value=request.amount(plain(target)), verdict=panel.verdict)
        for target, panel in zip(request.targets, panels, strict=True)
    ]
    sentences = [f"{request.chart_name}.", *about.sentences, *verdicts]
    return Picture(partial(draw_panels, panels), sentences, about.table)


def _panel(request: Request, phase: xmr.Phase, target: float) -> Panel:
    levels = list(xmr.levels_of(request, phase))
    last = len(request.plot) - 1
    aim = Level("target", "target", target, plain(target), 0, last)
    series = Series(
        words=request.words,
        x_name=sentence(plain_name(request.x)),
        y_name=request.y_name,
        labels=request.labels[request.plot.start : request.plot.stop],
        values=request.of(request.plot),
        levels=[*levels, aim],
        also=request.targets,
        margin=MARGIN,
    )
    title = request.say("target_name", value=request.amount(plain(target)))
    return Panel(series, levels, aim, title, _verdict(request, phase.limits, target))


def _verdict(request: Request, limits: Limits, target: float) -> str:
    """What the process will do, left as it is: only limits and target together can say."""
    above, below = side_of(target, limits.upper) > 0, side_of(target, limits.lower) < 0
    if not (above or below):
        return request.say("target_inside")
    where = request.say("target_above" if above else "target_below")
    if not request.better:
        return where
    met = above == (request.better == "lower")
    return request.say("always_met" if met else "never_met", where=where)


def draw_panels(panels: Sequence[Panel], layout: Layout) -> Drawing:
    """Side by side where it is wide, one below the other where it is narrow."""
    places, height = (_stack if layout.short else _row)(panels, layout)
    last = len(panels) - 1
    parts = [svg.text((0, layout.size), panels[0].series.y_name, "axis-name")]
    for turn, (panel, place) in enumerate(zip(panels, places, strict=True)):
        frame = frame_in(place.box, panel.series, layout)
        names = panel.limits if layout.short or turn == last else []
        drawn = _draw_panel(panel, frame, names, values=layout.short or turn == 0)
        parts.append(svg.group([_draw_heading(place, layout), drawn], "panel"))
    return Drawing("".join(parts), height)


def _row(panels: Sequence[Panel], layout: Layout) -> tuple[list[Place], float]:
    left, right = _across(panels, layout)
    width = (right - left + 2 * GAP) / len(panels)
    headings = [_heading(panel, width - 2 * GAP, layout) for panel in panels]
    top = (max(map(len, headings)) + 1.4) * layout.line_height + GAP
    starts = [left + turn * width for turn in range(len(panels))]
    boxes = [Box(start, top, start + width - 2 * GAP, top + PANEL) for start in starts]
    places = [Place(box, heading) for box, heading in zip(boxes, headings, strict=True)]
    return places, top + PANEL + BELOW * layout.line_height


def _stack(panels: Sequence[Panel], layout: Layout) -> tuple[list[Place], float]:
    left, right = _across(panels, layout)
    places, y = [], 1.4 * layout.line_height
    for panel in panels:
        heading = _heading(panel, layout.width - left, layout)
        top = y + len(heading) * layout.line_height + GAP
        places.append(Place(Box(left, top, right, top + 0.8 * PANEL), heading))
        y = top + 0.8 * PANEL + (BELOW + 0.5) * layout.line_height
    return places, y - 0.5 * layout.line_height


def _across(panels: Sequence[Panel], layout: Layout) -> tuple[float, float]:
    """Room for the values at the left and the names of the limits at the right."""
    return across(replace(panels[0].series, levels=panels[0].limits), layout)


def _heading(panel: Panel, width: float, layout: Layout) -> list[str]:
    return [panel.title, *svg.wrap(panel.verdict, width, layout.size)]


def _draw_heading(place: Place, layout: Layout) -> str:
    """The target and what it means, the last line just above the panel."""
    y = place.box.top - GAP - (len(place.heading) - 1) * layout.line_height
    lines = []
    for turn, words in enumerate(place.heading):
        at = (place.box.left, y + turn * layout.line_height)
        lines.append(svg.text(at, words, "panel-verdict" if turn else "panel-name"))
    return svg.group(lines, "panel-heading")


def _draw_panel(panel: Panel, frame: Frame, names: Sequence[Level], *, values: bool) -> str:
    parts = [
        draw_y_axis(panel.series, frame, values=values),
        draw_x_axis(panel.series, frame),
        draw_levels(panel.series, frame),
        draw_points(panel.series, frame),
        draw_level_names(panel.series, frame, names),
        draw_inside(panel.series, frame, [panel.target]),
    ]
    return "".join(parts)


KIND = Kind(
    make_picture,
    frozenset({"baseline", "target", "better", "screened"}),
    fewest_rows=2,
    targets=(1, 3),
)
