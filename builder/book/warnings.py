"""Turns what Sphinx, MyST and MyST-NB complain about into problems of the author's own files."""

from __future__ import annotations

import json
import logging
import re
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging as sphinx_logging

from builder.course import Course
from builder.directives.places import true_place
from builder.problems import Problem

# Told, but a book with these is still right.
ONLY_WARNINGS = {
    "mooc.alt",
    "myst.header",
    "misc.highlighting_failure",
    "config.cache",
    "mystnb.lexer",
}
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
KIND = re.compile(r"\s*\[[a-z_]+(\.[a-z_]+)*\]$")
HINTS = (
    ("cross-reference target not found", "check the label or the file's path"),
    ("undefined label", "check the label: it stands as (label)= before what it names"),
    ("image file not readable", "check the file's name and folder, small and capital letters too"),
    ("Unknown directive type", "check the directive's spelling"),
    ("unknown document", "check the file's path"),
)  # fmt: skip


class WarningCollector(logging.Handler):
    """Listens to one Sphinx run. `problems` grows while it goes on."""

    def __init__(self, course: Course) -> None:
        super().__init__(logging.WARNING)
        self.course = course
        self.problems: list[Problem] = []
        self.docnames: set[str] = set()
        self.app: Sphinx | None = None

    def listen(self, app: Sphinx, early: str) -> None:
        """Hear an app from now on; `early` is what it printed while it was made."""
        self.app = app
        logging.getLogger(sphinx_logging.NAMESPACE).handlers.insert(0, self)
        config = self.course.project.course_dir / "_config.yml"
        for line in filter(None, COLOURS.sub("", early).splitlines()):
            message = line.removeprefix("WARNING: ")
            self._add(Problem(config, 0, message, level="warning"))

    def emit(self, record: logging.LogRecord) -> None:
        if problem := getattr(record, "mooc_problem", None):
            self._note_doc(record)
            self._add(problem)
            return
        path, line, place = self._place(record)
        kind = f"{getattr(record, 'type', '')}.{getattr(record, 'subtype', '')}"
        message, hint = self._words(record, kind, path)
        level = "warning" if kind in ONLY_WARNINGS else "error"
        where = f"{place}: " if place else ""
        self._add(Problem(path, line, where + message, hint, level))  # type: ignore[arg-type]

    def of_crash(self, error: Exception) -> Problem:
        """A problem for an error that stopped Sphinx itself."""
        text = COLOURS.sub("", str(error))
        config = self.course.project.course_dir / "_config.yml"
        if missing := re.search(r"Could not import extension (\S+)", text):
            hint = f"install the package that has it (pip install {missing[1].split('.')[0]})"
            return Problem(config, 0, f"the Sphinx extension {missing[1]!r} is not installed", hint)
        return Problem(config, 0, text.strip().splitlines()[0])

    def read_again_next_time(self, doctrees: Path) -> None:
        """Sphinx warns only when it reads: a chapter with problems must be read again."""
        for docname in self.docnames:
            (doctrees / f"{docname}.doctree").unlink(missing_ok=True)

    def _add(self, problem: Problem) -> None:
        if problem not in self.problems:
            self.problems.append(problem)

    def _note_doc(self, record: logging.LogRecord) -> None:
        if self.app and self.app.env and (docname := self.app.env.temp_data.get("docname")):
            self.docnames.add(docname)

    def _place(self, record: logging.LogRecord) -> tuple[Path, int, str]:
        """File, line and (for a notebook) cell that a message is about."""
        docname, line = self._docname_and_line(getattr(record, "location", None))
        env = self.app.env if self.app else None
        if env is None or docname not in env.found_docs:
            path = Path(docname) if docname else self.course.project.course_dir / "_config.yml"
            return path, line, ""
        self.docnames.add(docname)
        return true_place(env, docname, line)

    def _docname_and_line(self, location: Any) -> tuple[str, int]:
        if isinstance(location, nodes.Node):
            source, line = getattr(location, "source", None), getattr(location, "line", None)
            location = f"{source}:{line or 0}" if source else None
        if isinstance(location, tuple):
            return str(location[0] or ""), int(location[1] or 0)
        match = re.fullmatch(r"(.*?)(?::(\d+))?:?", str(location or ""))
        path, line = (match[1], int(match[2] or 0)) if match else ("", 0)
        env = self.app.env if self.app else None
        return (env.path2doc(path) or path if env and path else path), line

    def _words(self, record: logging.LogRecord, kind: str, path: Path) -> tuple[str, str]:
        text = " ".join(KIND.sub("", COLOURS.sub("", record.getMessage())).split())
        if kind == "mystnb.exec" and path.suffix == ".ipynb":
            return self._failed_cell(path) or (text, "")
        hint = getattr(record, "mooc_hint", "")
        found = [tip for words, tip in HINTS if words.lower() in text.lower()]
        return text, hint or (found[0] if found else "")

    def _failed_cell(self, path: Path) -> tuple[str, str] | None:
        """Which cell of a notebook failed, and how, from what MyST-NB keeps of the run."""
        env = self.app.env if self.app else None
        docname = env.path2doc(str(path)) if env else None
        if not env or not docname:
            return None
        data = getattr(env, "nb_metadata", {}).get(docname, {}).get("exec_data") or {}
        trace = COLOURS.sub("", data.get("traceback") or "").strip()
        if not trace:
            return None
        last = trace.splitlines()[-1]
        hint = "run the notebook from the top in Jupyter to see it"
        return f"cell {_cell_number(path, trace)} failed: {last}", hint


def _cell_number(path: Path, trace: str) -> int:
    """The place (from 1) of the cell whose source stands in nbclient's report."""
    cells = json.loads(path.read_text("utf-8"))["cells"]
    sources = ["".join(cell["source"]).strip() for cell in cells]
    for number, (cell, source) in enumerate(zip(cells, sources, strict=True), start=1):
        if cell["cell_type"] == "code" and source and source in trace:
            return number
    return 0
