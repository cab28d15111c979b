"""Charts of improvement data as accessible HTML: computed, deterministic, without a script."""

from __future__ import annotations

from builder.charts.data import ChartError
from builder.charts.figure import Chart

__all__ = ["Chart", "ChartError"]
