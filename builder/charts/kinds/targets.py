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
from builder.charts.series import GAP, Level, Series, across, frame_in
from builder.charts.statistics import Limits, side_of
from builder.charts.words import plain, plain_name, sentence

PANEL = 170
"""Height of the data in a panel, in SVG units."""


@dataclass(frozen=True)
class Panel:
    """The process with one target, and what the two say together."""

    series: Series
    target: Level
    title: str
    verdict: str


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
    )
    title = request.say("target_name", value=request.amount(plain(target)))
    return Panel(series, aim, title, _verdict(request, phase.limits, target))


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
    boxes, height = (_stack if layout.short else _row)(panels, layout)
    parts = [svg.text((0, layout.size), panels[0].series.y_name, "axis-name")]
    for place, (panel, box) in enumerate(zip(panels, boxes, strict=True)):
        first = layout.short or place == 0
        last = layout.short or place == len(panels) - 1
        parts.append(_draw_panel(panel, box, layout, first=first, last=last))
    return Drawing("".join(parts), height)


def _row(panels: Sequence[Panel], layout: Layout) -> tuple[list[Box], float]:
    left, right = _limits_across(panels, layout)
    width = (right - left + 2 * GAP) / len(panels)
    lines = max(len(_heading(panel, width - 2 * GAP, layout)) for panel in panels)
    top = (lines + 1.4) * layout.line_height + GAP
    boxes = [
        Box(left + place * width, top, left + (place + 1) * width - 2 * GAP, top + PANEL)
        for place in range(len(panels))
    ]
    return boxes, top + PANEL + 2.5 * layout.line_height


def _stack(panels: Sequence[Panel], layout: Layout) -> tuple[list[Box], float]:
    left, right = _limits_across(panels, layout)
    boxes, y = [], 1.4 * layout.line_height
    for panel in panels:
        y += len(_heading(panel, layout.width - left, layout)) * layout.line_height + GAP
        boxes.append(Box(left, y, right, y + 0.8 * PANEL))
        y += 0.8 * PANEL + 3 * layout.line_height
    return boxes, y - 0.5 * layout.line_height


def _limits_across(panels: Sequence[Panel], layout: Layout) -> tuple[float, float]:
    """Room for the values at the left and the names of the limits at the right."""
    panel = panels[0]
    levels = [level for level in panel.series.levels if level is not panel.target]
    return across(
        replace(panel.series, levels=levels, also=[*panel.series.also, panel.target.value]), layout
    )


def _heading(panel: Panel, width: float, layout: Layout) -> list[str]:
    return [panel.title, *svg.wrap(panel.verdict, width, layout.size)]


def _draw_panel(panel: Panel, box: Box, layout: Layout, *, first: bool, last: bool) -> str:
    frame = frame_in(box, panel.series, layout)
    limits = [level for level in panel.series.levels if level is not panel.target]
    heading = _heading(
        panel, layout.width - box.left if layout.short else box.right - box.left, layout
    )
    top = box.top - GAP - (len(heading) - 1) * layout.line_height
    parts = [
        svg.text((box.left, top + place * layout.line_height), words, css)
        for place, (words, css) in enumerate(
            zip(heading, ["panel-name", *["panel-verdict"] * len(heading)], strict=False)
        )
    ]
    parts += [
        draw_y_axis(panel.series, frame, values=first),
        draw_x_axis(panel.series, frame),
        draw_levels(panel.series, frame),
        draw_points(panel.series, frame),
        draw_level_names(panel.series, frame, limits if last else []),
        draw_inside(panel.series, frame, [panel.target]),
    ]
    return svg.group(parts, "panel")


KIND = Kind(
    make_picture,
    frozenset({"baseline", "target", "better", "screened"}),
    fewest_rows=2,
    targets=(1, 3),
)
