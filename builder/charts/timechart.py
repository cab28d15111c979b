"""Draws a whole chart of values in time order."""

from __future__ import annotations

from builder.charts import svg
from builder.charts.axes import draw_x_axis, draw_y_axis
from builder.charts.inside import draw_inside
from builder.charts.layout import Drawing, Layout
from builder.charts.lines import draw_level_names, draw_levels, draw_points
from builder.charts.marks import draw_marks, place_marks
from builder.charts.series import GAP, Series, across, make_frame


def draw_series(series: Series, layout: Layout) -> Drawing:
    """Draw a whole chart: its band of marks, the data, the axes."""
    marks, rows = place_marks(series, layout, across(series, layout))
    height = layout.height + (rows - 1) * layout.line_height
    frame = make_frame(series, layout, rows * layout.line_height + 2 * GAP, height)
    parts = [
        svg.text((0, layout.size), series.y_name, "axis-name"),
        draw_y_axis(series, frame),
        draw_x_axis(series, frame),
        draw_marks(marks, frame),
        draw_levels(series, frame),
        draw_points(series, frame),
        draw_level_names(series, frame, series.lasting),
        draw_inside(series, frame, series.passing),
    ]
    return Drawing("".join(parts), height)
