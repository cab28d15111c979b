"""The `{chart}` directive: a csv file and a few options become an accessible chart."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from builder.charts import Chart
from builder.charts.kinds import Table
from builder.charts.text import FLAGS, OPTIONS, ChartText, make_chart
from builder.problems import CourseError

log = logging.getLogger(__name__)


class ChartDirective(SphinxDirective):
    """`{chart} name`, options that say what to draw, and the caption as its body."""

    required_arguments = 1
    has_content = True
    option_spec: ClassVar[dict[str, Any]] = {
        **dict.fromkeys(OPTIONS, directives.unchanged_required),
        **dict.fromkeys(FLAGS, directives.flag),
    }

    def run(self) -> list[nodes.Node]:
        try:
            chart = self._chart()
        except CourseError as error:
            for problem in error.problems:
                log.error("%s", problem, extra={"mooc_problem": problem})
            return []
        return [self._figure(chart), _only_elsewhere(chart)]

    def _chart(self) -> Chart:
        """The chart that is asked for. Raises CourseError at the option's or the cell's line."""
        name = self.arguments[0]
        taken = bool(self.state.document.nametypes.get(name.lower()))
        path = Path(self.env.doc2path(self.env.docname))
        written = ChartText(name, self.options, path, self.lineno)
        return make_chart(written, self._file, self.config.language or "en", taken)

    def _file(self, written: str) -> Path:
        """The csv file, relative to this page; a page is made anew when the file changes."""
        relative, absolute = self.env.relfn2path(written)
        self.env.note_dependency(relative)
        return Path(absolute)

    def _figure(self, chart: Chart) -> nodes.figure:
        """A figure like any other, so that links find it; its picture is HTML."""
        figure = nodes.figure("", nodes.raw("", chart.body(), format="html"))
        figure["classes"].append("chart-figure")
        figure["names"].append(chart.id.lower())
        self.set_source_info(figure)
        self.state.document.note_explicit_target(figure, figure)
        figure += _caption(self.parse_content_to_nodes(), chart.picture.caution)
        return figure


def _caption(content: Sequence[nodes.Node], caution: str) -> list[nodes.Node]:
    """The first paragraph and the caution as the caption, what follows as its legend."""
    has_first = bool(content) and isinstance(content[0], nodes.paragraph)
    said, rest = (content[0].children, content[1:]) if has_first else ([], content)
    if caution:
        said = [*said, nodes.Text(f" {caution}" if said else caution)]
    caption = [nodes.caption("", "", *said)] if said else []
    return [*caption, nodes.legend("", *rest)] if rest else [*caption]


def _only_elsewhere(chart: Chart) -> addnodes.only:
    """What writers other than HTML show: the chart in words, and its table."""
    table = chart.picture.table
    return addnodes.only("", nodes.paragraph("", chart.description), _table(table), expr="not html")


def _table(table: Table) -> nodes.table:
    group = nodes.tgroup("", cols=len(table.heads))
    columns = zip(table.heads, *table.rows, strict=True)
    # The text writer never ends where a column is narrower than a word of its cells.
    group += [nodes.colspec("", colwidth=max(map(len, column))) for column in columns]
    group += nodes.thead("", _row(table.heads))
    group += nodes.tbody("", *(_row(cells) for cells in table.rows))
    return nodes.table("", group)


def _row(cells: Sequence[str]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", cell)) for cell in cells))
