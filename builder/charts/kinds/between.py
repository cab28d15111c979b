"""Rare events: a run chart of the gaps between them, each gap a bar to its point."""

from __future__ import annotations

from builder.charts.kinds import run
from builder.charts.kinds.base import Kind, Picture, Request
from builder.charts.kinds.timeline import TAKES


def make_picture(request: Request) -> Picture:
    """Draw the gaps from zero up: the higher a point, the longer nothing happened."""
    return run.make_picture(request, stems=True)


KIND = Kind(make_picture, TAKES)
