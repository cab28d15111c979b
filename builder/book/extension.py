"""What our own build adds to Sphinx: kept page bodies, MathML, and a sidebar made once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from builder.book.livebuilder import LiveBuilder
from builder.book.maths import visit_displaymath, visit_math
from builder.book.nav import Nav
from builder.course import Course
from builder.words import load_words

UNNAMED = '<summary aria-label="Toggle hidden content">'


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_builder(LiveBuilder, override=True)
    app.add_html_math_renderer("mathml", (visit_math, None), (visit_displaymath, None))
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def attach(app: Sphinx, course: Course, cache: Path) -> None:
    """Connect to an app that has been made, before it builds."""
    _let_readers_run_side_by_side(app)
    pages = cache / "pages"
    nav = Nav(course)
    stale = _stale_when_titles_change(cache)
    app.connect("env-updated", stale)
    app.connect("html-page-context", nav.add_to_page, priority=400)
    app.connect("html-page-context", _let_folds_say_their_names, priority=700)
    app.connect("html-page-context", _keep_page(pages), priority=800)
    app.connect("html-page-context", _say_minutes(course), priority=850)


def _let_readers_run_side_by_side(app: Sphinx) -> None:
    """sphinx-external-toc loads an extension that forgets to say that it is safe to."""
    if extension := app.extensions.get("sphinx_multitoc_numbering"):
        extension.parallel_read_safe = True


def _let_folds_say_their_names(
    app: Sphinx, name: str, template: str, context: dict[str, Any], doctree: object
) -> None:
    """MyST-NB hides what stands on a folded cell from screen readers, behind English words."""
    if doctree is not None:
        context["body"] = context["body"].replace(UNNAMED, "<summary>")


def _keep_page(folder: Path) -> Callable[..., None]:
    def keep(
        app: Sphinx, name: str, template: str, context: dict[str, Any], doctree: object
    ) -> None:
        if doctree is None:
            return
        path = folder / f"{name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        data = {"title": context["title"], "body": context["body"]}
        path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")

    return keep


def _say_minutes(course: Course) -> Callable[..., None]:
    """The time a page takes stands above its title, as it does in a package."""
    words = load_words(course.project, course.about.language)
    minutes = {c.docname: c.front.minutes for c in course.chapters if c.front.minutes}

    def say(
        app: Sphinx, name: str, template: str, context: dict[str, Any], doctree: object
    ) -> None:
        if doctree is not None and name in minutes:
            said = words("minutes", n=minutes[name])
            context["body"] = f'<p class="eyebrow">{said}</p>\n{context["body"]}'

    return say


def page_stamps(folder: Path) -> dict[str, int]:
    """When each page was last written (it is kept as JSON by whichever process writes it)."""
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*.json")}


def _stale_when_titles_change(cache: Path) -> Callable[..., list[str]]:
    """Sidebars and 'next' links show other pages' titles: a new title rewrites every page."""

    def stale(app: Sphinx, env: BuildEnvironment) -> list[str]:
        titles = sorted((name, title.astext()) for name, title in env.titles.items())
        order = [str(item) for item in app.config.external_site_map.values()]
        digest = hashlib.sha256(json.dumps([titles, order]).encode()).hexdigest()
        kept = cache / "titles.sha256"
        if kept.exists() and kept.read_text() == digest:
            return []
        kept.write_text(digest)
        return list(env.all_docs)

    return stale
