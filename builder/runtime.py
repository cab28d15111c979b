"""Puts the learner's runtime together from its parts, in a fixed order, readable as shipped."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from builder.project import Project
from builder.questions import QUESTION_TYPES
from builder.scripts import without_comments, words_said

# Each script may use those before it. What a question type or a quiz brings stands between.
_QUESTIONS = ("text", "state", "marks", "questions")
_BROUGHT = tuple(sorted({kind.script for kind in QUESTION_TYPES.values() if kind.script}))
_QUIZZES = ("arrange", "draw", "quiz")
_SESSION = ("local", "keeping", "session")
_BOOK = (*_QUESTIONS, *_BROUGHT, *_QUIZZES, *_SESSION, "book", "terms", "start")
BOOK_SCRIPTS = tuple(f"{name}.js" for name in _BOOK)
# What a page of the book with a `{certificate}` or `{journal}` loads besides.
RECORD_SCRIPTS = ("printing.js", "certificate.js", "journal.js", "record.js")
_STYLES = tuple(f"css/{n}.css" for n in ("tokens", "blocks", "question", "chart"))
CHOSEN_STYLES = ("css/constructs.css", "css/design.css")  # a SCO takes only the rules it uses
BOOK_STYLES = (*_STYLES, "css/book.css", "css/record.css", *CHOSEN_STYLES)
SCO_STYLES = (*_STYLES, "css/sco.css", "css/record.css")
SOURCE = "Source, with comments: scorm_templates/runtime/ of mooc-toolkit."


def sco_scripts(adapter: str, types: Iterable[str], parts: Iterable[str]) -> tuple[str, ...]:
    """The scripts of a SCO that has questions of these types and talks to the LMS through
    `adapter`. A type's own script goes in only where it is used, the journal where there are
    notes, and so do those of `parts`: `arrange`, `certificate`, `draw`, `quiz`, `terms`."""
    used = {QUESTION_TYPES[name].script for name in types}
    brought = tuple(script for script in _BROUGHT if script in used)
    journal = ["journal"] if "notes" in brought else []
    session = (*_SESSION, "api", adapter)
    page = ("printing", "results", *journal, "pages", "tabs", "start")
    own = (*sorted(parts), *session, *page)
    return tuple(f"{name}.js" for name in (*_QUESTIONS, *brought, *own))


def texts(project: Project, parts: Sequence[str]) -> list[str]:
    """The named files of `scorm_templates/runtime/`."""
    return [project.template(f"runtime/{part}").read_text("utf-8").strip() for part in parts]


def joined_scripts(project: Project, parts: Sequence[str]) -> str:
    """The scripts one after the other, under one line that says what they are. All of each stands
    in a function, so the first step of its indentation tells nothing."""
    code = "\n".join(map(without_comments, texts(project, parts)))
    code = re.sub(r"^  ", "", code, flags=re.MULTILINE)
    return f"/* {SOURCE} */\n{code}\n"


def joined_styles(project: Project, parts: Sequence[str]) -> str:
    return "\n".join(texts(project, parts)) + "\n"


def strings_said(strings: Mapping[str, Any], script: str) -> dict[str, Any]:
    """The strings that a script can say: by their whole key, or by one of two parts of it that it
    puts together, as `banner_` and `_sure`."""
    said = words_said(script)
    starts = tuple(word for word in said if word.endswith("_"))
    ends = tuple(word for word in said if word.startswith("_"))
    return {
        key: text
        for key, text in strings.items()
        if key in said or key.startswith(starts) or key.endswith(ends)
    }


def json_for_script(config: Any) -> Markup:
    """What the runtime must know, as JSON for a `<script>`, which no `<` in it can end early."""
    text = json.dumps(config, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))
