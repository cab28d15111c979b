"""Adds to each page of the book what the runtime must know of it."""

from __future__ import annotations

import json
from typing import Any

from sphinx.application import Sphinx

from builder.directives.context import Context, context_of
from builder.statekey import page_id_of, state_key


def add_page_data(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """The config block goes last into the body of every page made from a source."""
    if doctree is None or "body" not in context:
        return
    config = page_config(context_of(app.srcdir), page_id_of(pagename), context.get("title", ""))
    context["body"] += json_block(config)


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


def json_block(config: dict[str, Any]) -> str:
    """JSON inside a page: `<` can't end the block early."""
    text = json.dumps(config, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'\n<script type="application/json" id="mooc-config">{text}</script>\n'
