"""The kinds of chart. To add one: a file here with a `KIND`, and a word in `KINDS`."""

from __future__ import annotations

from collections.abc import Mapping

from builder.charts.kinds import between, ranges, run, slope, strip, targets, xmr
from builder.charts.kinds.base import Kind, Note, Picture, Request, Table

KINDS: Mapping[str, Kind] = {
    "run": run.KIND,
    "xmr": xmr.KIND,
    "ranges": ranges.KIND,
    "between": between.KIND,
    "targets": targets.KIND,
    "slope": slope.KIND,
    "strip": strip.KIND,
}

__all__ = ["KINDS", "Kind", "Note", "Picture", "Request", "Table"]
