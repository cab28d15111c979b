"""Puts the learner's runtime together from its parts, in a fixed order, readable as shipped."""

from __future__ import annotations

from collections.abc import Sequence

from builder.project import Project

# Each script may use those before it.
_PLAYER = ("text", "state", "marks", "questions", "order", "scenario", "quiz", "notes", "local")
BOOK_SCRIPTS = tuple(f"{name}.js" for name in (*_PLAYER, "session", "book", "start"))
BOOK_STYLES = tuple(f"css/{n}.css" for n in ("tokens", "blocks", "question", "chart", "book"))
SCO_STYLES = tuple(f"css/{n}.css" for n in ("tokens", "blocks", "question", "chart", "sco"))


def sco_scripts(adapter: str) -> tuple[str, ...]:
    """The scripts of a package whose format talks to the LMS through `adapter`."""
    own = ("api", adapter, "session", "results", "pages", "start")
    return tuple(f"{name}.js" for name in (*_PLAYER, *own))


def joined(project: Project, parts: Sequence[str]) -> str:
    """The text of the named files of `scorm_templates/runtime/`, one after the other."""
    texts = [project.template(f"runtime/{part}").read_text("utf-8").strip() for part in parts]
    return "\n".join(texts) + "\n"
