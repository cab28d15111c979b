"""Dot plot: amounts as places on a scale from zero."""

from __future__ import annotations

from builder.charts import svg
from builder.charts.kinds.amounts import picture_of
from builder.charts.kinds.base import Kind, Picture, Request
from builder.charts.scale import Scale

RADIUS = 6


def make_picture(request: Request) -> Picture:
    """Draw the dots in the order of the rows. Raises ChartError."""
    return picture_of(request, _dot)


def _dot(scale: Scale, value: float, y: float) -> str:
    at = (scale(value), y)
    return svg.line((scale.start, y), at, "reach") + svg.dot(at, RADIUS, "point")


KIND = Kind(make_picture, frozenset({"start"}))
