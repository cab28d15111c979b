"""A chart as HTML: two drawings, what they say in words, and the numbers as a table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape

from builder.charts.kinds import KINDS, Note, Picture, Table
from builder.charts.layout import LAYOUTS, Layout
from builder.charts.reading import Options, read_options
from builder.charts.svg import coordinate, element
from builder.charts.words import words_in

TRIANGLES = {1: "\N{BLACK UP-POINTING TRIANGLE}", -1: "\N{BLACK DOWN-POINTING TRIANGLE}"}


@dataclass(frozen=True)
class Chart(Options):
    """A chart of data: a value with an HTML form, shown by notebooks as the result of a cell.

    Raises ChartError when it is made from options or rows that can't be drawn.
    """

    def __post_init__(self) -> None:
        _ = self.picture  # now, so that a fault shows where the chart is made

    @cached_property
    def picture(self) -> Picture:
        request = read_options(self)
        return KINDS[self.kind].make(request)

    @property
    def id(self) -> str:
        """The chart's name, or one made from its title: never a hash, a counter or chance."""
        slug = re.sub(r"[^a-z0-9]+", "-", self.title.lower()).strip("-")
        return self.name or f"chart-{slug}"

    @property
    def description(self) -> str:
        """All that the drawing shows, in sentences."""
        return " ".join(self.picture.sentences)

    def html(self) -> str:
        """The whole figure; its caption is plain text here."""
        said = " ".join(filter(None, [self.caption, self.picture.caution]))
        caption = element("figcaption", escape(said)) if said else ""
        return element("figure", self.body(), caption, css="chart-figure", id=self.id)

    def body(self) -> str:
        """The figure without its frame and caption, for a directive that has its own."""
        words = words_in(self.lang)
        drawings = [_svg(self, layout) for layout in LAYOUTS]
        title = element("p", escape(self.title), css="chart-title")
        notes = _notes(self.picture.notes, words)
        chart = element("div", title, *drawings, notes, css=f"chart chart-{self.kind}")
        return chart + _details(self, words)

    def _repr_html_(self) -> str:
        return self.html()


def _svg(chart: Chart, layout: Layout) -> str:
    """One drawing. Each has its own title and description, for one of them is hidden."""
    drawing = chart.picture.draw(layout)
    title, desc = f"{chart.id}-{layout.name}-title", f"{chart.id}-{layout.name}-desc"
    return element(
        "svg",
        element("title", escape(chart.title), id=title),
        element("desc", escape(chart.description), id=desc),
        drawing.body,
        css=f"chart-{layout.name}",
        viewBox=f"0 0 {coordinate(layout.width)} {coordinate(drawing.height)}",
        role="img",
        aria_labelledby=title,
        aria_describedby=desc,
    )


def _notes(notes: Sequence[Note], words: Mapping[str, str]) -> str:
    """What the letters mean."""
    items = [
        element(
            "li", element("b", f"{note.letter} {TRIANGLES[note.side]}"), f" {escape(note.text)}"
        )
        for note in notes
    ]
    return element("ul", *items, css="chart-notes", aria_label=words["notes_of"]) if items else ""


def _details(chart: Chart, words: Mapping[str, str]) -> str:
    summary = element("summary", escape(words["table"]))
    said = element("p", escape(chart.description))
    label = words["table_of"].format(title=chart.title)
    scroll = element(
        "div",
        table_html(chart.picture.table),
        css="table-scroll",
        tabindex="0",
        role="region",
        aria_label=label,
    )
    return element("details", summary, said, scroll, css="chart-table")


def table_html(table: Table) -> str:
    """A table with a heading for each column and each row."""
    heads = [element("th", escape(head), scope="col") for head in table.heads]
    rows = [
        element(
            "tr",
            element("th", escape(row[0]), scope="row"),
            *(element("td", escape(cell)) for cell in row[1:]),
        )
        for row in table.rows
    ]
    head = element("thead", element("tr", *heads))
    return element("table", head, element("tbody", *rows))
