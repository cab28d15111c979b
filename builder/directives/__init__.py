"""The Sphinx extension that `_config.yml` names: quizzes, charts and terms in any build."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError
from sphinx.util import logging as sphinx_logging

from builder.directives import glossary, places
from builder.directives.accessibility import AccessibilityDirective
from builder.directives.chart import ChartDirective
from builder.directives.context import context_of
from builder.directives.image_names import NamesOfImages
from builder.directives.named_files import bring_named_files
from builder.directives.page import add_page_data
from builder.directives.quiz import (
    QuizDirective,
    depart_quiz,
    question_node,
    quiz_node,
    text_node,
    visit_as_text,
    visit_question,
    visit_quiz,
)
from builder.directives.record import (
    CertificateDirective,
    JournalDirective,
    record_node,
    visit_record,
)
from builder.directives.tasks import name_tasks
from builder.directives.termlinks import TermLinks, note_node, visit_note
from builder.problems import CourseError
from builder.runtime import BOOK_SCRIPTS, BOOK_STYLES, joined_scripts, joined_styles

log = sphinx_logging.getLogger(__name__)

AS_TEXT = (visit_as_text, visit_as_text)
OTHER_WRITERS: dict[str, Any] = {n: AS_TEXT for n in ("latex", "text", "man", "texinfo")}


def setup(app: Sphinx) -> dict[str, Any]:
    """Register directives, their HTML, and the scripts and styles of the book."""
    app.add_directive("quiz", QuizDirective)
    app.add_directive("chart", ChartDirective)
    app.add_directive("accessibility-statement", AccessibilityDirective)
    app.add_directive("certificate", CertificateDirective)
    app.add_directive("journal", JournalDirective)
    app.add_node(quiz_node, html=(visit_quiz, depart_quiz), **OTHER_WRITERS)
    app.add_node(question_node, html=(visit_question, None), **OTHER_WRITERS)
    app.add_node(text_node, html=AS_TEXT, **OTHER_WRITERS)
    app.add_node(record_node, html=(visit_record, None), **OTHER_WRITERS)
    app.add_config_value("mooc_fingerprint", "", "env")
    app.add_css_file("mooc.css")
    app.add_js_file("mooc.js", loading_method="defer")
    app.connect("builder-inited", _write_assets)
    app.connect("builder-inited", _show_true_places)
    app.connect("env-purge-doc", lambda _, env, docname: places.forget(env, docname))
    app.connect("env-merge-info", lambda _, env, docs, other: places.merge(env, docs, other))
    app.connect("doctree-read", _warn_of_images_without_alt)
    app.add_transform(NamesOfImages)
    app.connect("doctree-read", bring_named_files)
    app.connect("doctree-read", name_tasks)
    app.connect("html-page-context", add_page_data, priority=900)
    _link_terms(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _link_terms(app: Sphinx) -> None:
    links = TermLinks()
    app.add_directive_to_domain("std", "glossary", glossary.PlacedGlossary, override=True)
    app.add_node(note_node, html=(visit_note, None))
    app.connect("env-purge-doc", glossary.forget)
    app.connect("env-merge-info", glossary.merge)
    app.connect("doctree-read", glossary.note)
    app.connect("env-updated", glossary.stale_pages)
    app.connect("env-updated", links.begin)
    app.connect("doctree-resolved", links.make)


def _write_assets(app: Sphinx) -> None:
    """Put the book's one script and one style sheet where Sphinx will find and fingerprint them."""
    if app.builder.format != "html":
        return
    try:
        project = context_of(app.srcdir).project
    except CourseError as error:
        raise ExtensionError(str(error)) from None
    static = Path(app.outdir) / "_static"
    static.mkdir(parents=True, exist_ok=True)
    styles, script = joined_styles(project, BOOK_STYLES), joined_scripts(project, BOOK_SCRIPTS)
    for name, text in (("mooc.css", styles), ("mooc.js", script)):
        if not (static / name).exists() or (static / name).read_text("utf-8") != text:
            (static / name).write_text(text, "utf-8")


def _show_true_places(app: Sphinx) -> None:
    env: BuildEnvironment | None = app.env
    if env is None:
        return
    for handler in logging.getLogger(sphinx_logging.NAMESPACE).handlers:
        handler.addFilter(places.TruePlaces(env))


def _warn_of_images_without_alt(app: Sphinx, doctree: nodes.document) -> None:
    for image in doctree.findall(nodes.image):
        if "alt" not in image:
            hint = "say what it shows, or write an empty alt text if it only decorates"
            log.warning(
                "the image %r has no alt text", image["uri"], location=image,
                type="mooc", subtype="alt", extra={"mooc_hint": hint},
            )  # fmt: skip
