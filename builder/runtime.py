"""Puts the learner's runtime together from its parts, in a fixed order, readable as shipped."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from markupsafe import Markup

from builder.project import Project
from builder.questions import QUESTION_TYPES

# Each script may use those before it. What a question type brings stands between the two parts.
_QUESTIONS = ("text", "state", "marks", "questions")
_BROUGHT = tuple(sorted({kind.script for kind in QUESTION_TYPES.values() if kind.script}))
_SESSION = ("draw", "quiz", "local", "keeping", "session")
BOOK_SCRIPTS = tuple(
    f"{n}.js" for n in (*_QUESTIONS, *_BROUGHT, *_SESSION, "book", "terms", "start")
)
_STYLES = tuple(f"css/{n}.css" for n in ("tokens", "blocks", "question", "chart"))
CHOSEN_STYLES = ("css/constructs.css", "css/design.css")  # a SCO takes only the rules it uses
BOOK_STYLES = (*_STYLES, "css/book.css", *CHOSEN_STYLES)
SCO_STYLES = (*_STYLES, "css/sco.css")


def sco_scripts(adapter: str, types: Iterable[str], parts: Iterable[str]) -> tuple[str, ...]:
    """The scripts of a SCO that has questions of these types and talks to the LMS through
    `adapter`. A type's own script goes in only where it is used, the journal where there are
    notes, and so do those of `parts`: `certificate`, `terms`."""
    used = {QUESTION_TYPES[name].script for name in types}
    brought = tuple(script for script in _BROUGHT if script in used)
    journal = ["journal"] if "notes" in brought else []
    own = ("api", adapter, *_SESSION, "results", *journal, "pages", *parts, "tabs", "start")
    return tuple(f"{name}.js" for name in (*_QUESTIONS, *brought, *own))


def joined(project: Project, parts: Sequence[str]) -> str:
    """The text of the named files of `scorm_templates/runtime/`, one after the other."""
    texts = [project.template(f"runtime/{part}").read_text("utf-8").strip() for part in parts]
    return "\n".join(texts) + "\n"


def json_for_script(config: Any) -> Markup:
    """What the runtime must know, as JSON for a `<script>`, which no `<` in it can end early."""
    text = json.dumps(config, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))
