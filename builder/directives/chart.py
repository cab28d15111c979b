"""The `{chart}` directive: a csv file and a few options become an accessible chart."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from builder.charts import Chart, ChartError
from builder.charts.data import CsvRows, read_csv, read_number, read_span, read_whole
from builder.charts.kinds import Table
from builder.problems import CourseError, Problem, did_you_mean

log = logging.getLogger(__name__)


class ChartDirective(SphinxDirective):
    """`{chart} name`, options that say what to draw, and the caption as its body."""

    required_arguments = 1
    has_content = True
    option_spec: ClassVar[dict[str, Any]] = {
        **dict.fromkeys(
            ["kind", "data", "x", "y", "unit", "rows", "baseline", "recalculate"]
            + ["target", "mark", "title", "better", "start", "decimals"],
            directives.unchanged_required,
        ),
        "screened": directives.flag,
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
        try:
            self._check_name()
            path, data = self._data()
        except ChartError as error:
            raise self._at_directive(error) from error
        try:
            return Chart(rows=data.rows, lang=self.config.language or "en", **self._options())
        except ChartError as error:
            if error.row:
                raise _at(path, data.lines[error.row - 1], error) from error
            raise self._at_directive(error) from error

    def _check_name(self) -> None:
        name = self.arguments[0]
        if not self.options:
            hint = "write them right below, each as in ':kind: run', without an empty line"
            raise ChartError(f"the chart {name!r} has no options", hint)
        if self.state.document.nametypes.get(name.lower()):
            raise ChartError(f"the name {name!r} stands twice on this page", "choose another one")
        missing = [key for key in ("kind", "data", "x", "y", "title") if key not in self.options]
        if missing:
            shown = ", ".join(f":{key}:" for key in missing)
            raise ChartError(
                f"the chart {name!r} has no {shown}", "these options can't be left out"
            )

    def _data(self) -> tuple[Path, CsvRows]:
        """The csv file, relative to this page; a page is made anew when the file changes."""
        written = self.options["data"]
        relative, absolute = self.env.relfn2path(written)
        self.env.note_dependency(relative)
        path = Path(absolute)
        if not path.is_file():
            beside = [f"{other.name}" for other in sorted(path.parent.glob("*.csv"))]
            hint = did_you_mean(path.name, beside, "the path begins at this chapter's folder")
            raise ChartError(f"there is no file {written!r}", hint)
        try:
            return path, read_csv(path)
        except ChartError as error:
            raise _at(path, error.row, error) from error

    def _options(self) -> dict[str, Any]:
        """The options as Chart takes them. Raises ChartError."""
        written = self.options
        columns = _split(written["y"])
        read = {key: READERS[key](written[key], key) for key in READERS if key in written}
        same = {key: written[key].strip() for key in SAME if key in written}
        return {
            "name": self.arguments[0],
            "y": columns[0] if len(columns) == 1 else columns,
            "screened": "screened" in written,
            **same,
            **{NAMES.get(key, key): value for key, value in read.items()},
        }

    def _at_directive(self, error: ChartError) -> CourseError:
        return _at(Path(self.env.doc2path(self.env.docname)), self.lineno, error)

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


def _at(path: Path, line: int, error: ChartError) -> CourseError:
    return CourseError([Problem(path, line, error.message, error.hint)])


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _targets(text: str, option: str) -> Sequence[float]:
    if re.search(r"\d,\d", text):
        hint = "write a decimal with a point, as in 7.5; several as in 12, 7, with spaces"
        raise ChartError(f"{option!r} may be one number or two: {text.strip()!r}", hint)
    return [read_number(part, option) for part in _split(text)]


def _marks(text: str, option: str) -> dict[object, str]:
    """`13 = Text reminders begin`; several are separated by semicolons."""
    marks: dict[object, str] = {}
    for part in filter(None, (part.strip() for part in text.split(";"))):
        at, equals, words = part.partition("=")
        if not (at.strip() and equals and words.strip()):
            hint = "write for example 13 = Text reminders begin; separate several by semicolons"
            raise ChartError(f"{option!r} is not a place and its text: {part!r}", hint)
        if at.strip() in marks:
            raise ChartError(f"{option!r} names {at.strip()!r} twice", "join the two texts")
        marks[at.strip()] = words.strip()
    return marks


READERS: dict[str, Callable[[str, str], Any]] = {
    "rows": read_span,
    "baseline": read_span,
    "recalculate": read_whole,
    "decimals": read_whole,
    "start": read_number,
    "target": _targets,
    "mark": _marks,
}
NAMES = {"rows": "plot", "mark": "marks"}
"""Options whose name is another one in Chart."""
SAME = ("kind", "x", "unit", "title", "better")
"""Options that Chart takes as they are written."""


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
