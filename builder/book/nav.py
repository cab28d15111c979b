"""The book's sidebar: every module, and the chapters of the one being read.

The theme's own resolves the whole toc for every page, which was 80 % of the time to write a
book and most of the bytes of its pages.
"""

from __future__ import annotations

from typing import Any

from markupsafe import Markup
from sphinx.application import Sphinx

from builder.chapters import Chapter
from builder.course import Course


class Nav:
    """Knows the course's parts; asks Sphinx for titles and addresses when a page is written."""

    def __init__(self, course: Course) -> None:
        self.course = course

    def add_to_page(
        self, app: Sphinx, name: str, template: str, context: dict[str, Any], doctree: object
    ) -> None:
        """Give the sidebar template `mooc_nav`: parts, each with its links."""
        here = name if name in app.env.titles else self.course.home.docname
        context["mooc_home"] = self._link(app, self.course.home, name, here)
        context["mooc_nav"] = [self._part(app, part, name, here) for part in self.course.parts]

    def _part(self, app: Sphinx, part: Any, name: str, here: str) -> dict[str, Any]:
        open_ = any(chapter.docname == here for chapter in part.chapters)
        shown = part.chapters if open_ else part.chapters[:1]
        links = [self._link(app, chapter, name, here) for chapter in shown]
        return {"caption": part.caption or links[0]["title"], "open": open_, "links": links}

    def _link(self, app: Sphinx, chapter: Chapter, name: str, here: str) -> dict[str, Any]:
        return {
            "href": app.builder.get_relative_uri(name, chapter.docname) or "#",
            "title": Markup.escape(app.env.titles[chapter.docname].astext()),
            "page": chapter.page_id,
            "current": chapter.docname == here == name,
        }
