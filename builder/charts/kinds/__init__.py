"""The kinds of chart. To add one: a file here, a word in `KINDS`, its name in `words`."""

from __future__ import annotations

from collections.abc import Mapping

from builder.charts.kinds import bar, between, dot, ranges, run, slope, strip, targets, waffle, xmr
from builder.charts.kinds.base import Kind, Note, Picture, Request, Table

KINDS: Mapping[str, Kind] = {
    "run": run.KIND,
    "xmr": xmr.KIND,
    "ranges": ranges.KIND,
    "between": between.KIND,
    "targets": targets.KIND,
    "slope": slope.KIND,
    "strip": strip.KIND,
    "bar": bar.KIND,
    "dot": dot.KIND,
    "waffle": waffle.KIND,
}

__all__ = ["KINDS", "Kind", "Note", "Picture", "Request", "Table"]
