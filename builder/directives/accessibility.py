"""The `{accessibility-statement}` directive: the statement that course.yml gives, as sections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from builder.accessibility import Accessibility
from builder.course import read_course_file
from builder.directives.context import Context, context_of
from builder.directives.places import number_for
from builder.problems import Problem
from builder.yamlfile import Yaml

log = logging.getLogger(__name__)


class AccessibilityDirective(SphinxDirective):
    """What is aimed at, what was tested and how, what falls short, whom to tell, and the date."""

    def run(self) -> list[nodes.Node]:
        context = context_of(self.env.srcdir)
        _, source, _ = read_course_file(context.project)
        if context.about.accessibility and source:
            return list(self._sections(context, context.about.accessibility, source))
        path = Path(self.env.doc2path(self.env.docname))
        hint = "add it there, with the keys contact, tested, limits and date"
        problem = Problem(path, self.lineno, "course.yml has no 'accessibility'", hint)
        log.error("%s", problem, extra={"mooc_problem": problem})
        return []

    def _sections(
        self, context: Context, said: Accessibility, source: Yaml
    ) -> Iterator[nodes.section]:
        words = context.words
        aim = words("statement_aim", standard=said.standard)
        short = words("statement_short" if said.limits else "statement_no_limits")
        day = words("statement_date", date=day_in_words(said.date, context.about.language))
        first = [nodes.paragraph("", f"{aim} {short}"), nodes.paragraph("", day)]
        yield self._section("standard", words, first)
        for key, texts in (
            ("tested", said.tested), ("not_tested", said.not_tested), ("limits", said.limits),
        ):  # fmt: skip
            if texts:
                yield self._section(key, words, [self._list(key, texts, source)])
        yield self._section("contact", words, self._text(said.contact, ("contact",), source))

    def _section(self, key: str, words: Any, content: Sequence[nodes.Node]) -> nodes.section:
        title = nodes.title("", words(f"statement_{key}"))
        name = key.replace("_", "-")
        section = nodes.section("", title, *content, ids=[f"accessibility-{name}"])
        self.set_source_info(section)
        return section

    def _list(self, key: str, texts: Sequence[str], source: Yaml) -> nodes.bullet_list:
        items = [self._text(text, (key, index), source) for index, text in enumerate(texts)]
        return nodes.bullet_list("", *(nodes.list_item("", *item) for item in items))

    def _text(self, myst: str, where: tuple[str | int, ...], source: Yaml) -> list[nodes.Node]:
        """What is wrong in it is told at its line in course.yml."""
        line = source.line(("accessibility", *where))
        number = number_for(self.env, source.path, line)
        holder = nodes.container()
        holder.source, holder.line = self.env.doc2path(self.env.docname), number
        renderer: Any = self.state._renderer  # type: ignore[attr-defined]
        with renderer.current_node_context(holder):
            renderer.nested_render_text(myst, number - 1)
        return list(holder.children)


def day_in_words(day: str, language: str) -> str:
    """As the interface writes days: English is British."""
    try:
        locale = Locale.parse("en-GB" if language == "en" else language, sep="-")
    except (UnknownLocaleError, ValueError):
        return day
    return format_date(date.fromisoformat(day), "long", locale)
