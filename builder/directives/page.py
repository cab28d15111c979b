"""Adds to each page of the book what the runtime must know of it."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

from builder.directives.context import Context, context_of
from builder.runtime import json_for_script
from builder.statekey import page_id_of, state_key


def add_page_data(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """The config block goes last into the body of every page made from a source."""
    if doctree is None or "body" not in context:
        return
    config = page_config(context_of(app.srcdir), page_id_of(pagename), context.get("title", ""))
    data = json_for_script(config)
    context["body"] += f'\n<script type="application/json" id="mooc-config">{data}</script>\n'


def page_config(course: Context, page_id: str, title: str) -> dict[str, Any]:
    about = course.about
    return {
        "mode": "book",
        "course": about.id,
        "courseTitle": about.title,
        "title": title,
        "lang": about.language,
        "width": 5,
        "pages": [{"id": page_id, "k": state_key(page_id)}],
        "pass": about.pass_mark,
        "notes": "device",
        "strings": dict(course.words.strings),
    }
