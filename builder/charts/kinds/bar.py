"""Bar chart: amounts as lengths from zero."""

from __future__ import annotations

from builder.charts import svg
from builder.charts.kinds.amounts import picture_of
from builder.charts.kinds.base import Kind, Picture, Request
from builder.charts.rowchart import THICK
from builder.charts.scale import Scale


def make_picture(request: Request) -> Picture:
    """Draw the bars in the order of the rows. Raises ChartError."""
    return picture_of(request, _bar)


def _bar(scale: Scale, value: float, y: float) -> str:
    return svg.rectangle((scale.start, y - THICK / 2), scale(value) - scale.start, THICK, "bar")


KIND = Kind(make_picture, frozenset({"start"}))
