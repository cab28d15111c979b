"""`{certificate}` and `{journal}`: places in the book for the course's statement and all notes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import relative_uri

from builder.directives.context import context_of
from builder.problems import Problem

log = logging.getLogger(__name__)

SCRIPT = "mooc-record.js"


class record_node(nodes.General, nodes.Element):
    """A place that the script fills. Packages leave it out: their results page has both."""


class JournalDirective(SphinxDirective):
    """Where the notes of all chapters are shown."""

    def run(self) -> list[nodes.Node]:
        return [record_node(shown=self.name)]


class CertificateDirective(JournalDirective):
    """Where the whole course's statement is shown once it is earned."""

    def run(self) -> list[nodes.Node]:
        if context_of(self.env.srcdir).about.certificate:
            return super().run()
        path = Path(self.env.doc2path(self.env.docname))
        hint = "add 'certificate: participation' there, or take this out"
        problem = Problem(path, self.lineno, "course.yml has no 'certificate'", hint)
        log.error("%s", problem, extra={"mooc_problem": problem})
        return []


def visit_record(translator: Any, node: record_node) -> None:
    """The script comes with the page's first place."""
    words = context_of(translator.builder.app.srcdir).words
    here = translator.builder.get_target_uri(translator.builder.current_docname)
    src = relative_uri(here, f"_static/{SCRIPT}")
    first = next(iter(node.document.findall(record_node))) is node if node.document else True
    script = f'<script defer src="{src}"></script>' if first else ""
    translator.body.append(
        f'<div class="book-only"><div data-mooc="{node["shown"]}"></div>'
        f"<noscript><p>{words('needs_script')}</p></noscript>{script}</div>\n"
    )
    raise nodes.SkipNode
