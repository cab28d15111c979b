"""Turns what Sphinx, MyST and MyST-NB complain about into problems of the author's own files."""

from __future__ import annotations

import json
import logging
import os
import re
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging as sphinx_logging

from builder.book.breaks import RefuseMisplacedBreaks
from builder.book.crash import COLOURS, note_chapter_of_crash, problem_of_crash
from builder.book.wording import KIND, in_our_words
from builder.chapters import untitled
from builder.course import Course
from builder.directives.places import (
    KeepLinesOfImages,
    comes_again,
    place_of_problem,
    true_place,
)
from builder.problems import Problem, errors_in

# Told, but a book with these is still right.
ONLY_WARNINGS = {
    "mooc.alt",
    "myst.header",
    "misc.highlighting_failure",
    "config.cache",
    "myst-nb.lexer",
    "design.card_legacy",
}
UNREADABLE = "Ignored unreadable document"  # an editor's lock: chapters were read before
SAVED = "Notebook exception traceback saved in"  # below the cache; which cell it was is said
VAGUE = "executing notebook failed"
ENVIRONMENT, HELD = "environment.pickle", "environment.pickle.held"


class WarningCollector(logging.Handler):
    """Listens to an application's runs, one at a time. `problems` grows while one goes on."""

    def __init__(self, course: Course) -> None:
        super().__init__(logging.WARNING)
        self.app: Sphinx | None = None
        self.begin(course)

    def begin(self, course: Course) -> None:
        """Forget the run before, if there was one."""
        self.course = course
        self.config = course.project.course_dir / "_config.yml"
        self.problems: list[Problem] = []
        self.docnames: set[str] = set()  # of chapters with problems
        self.read: set[str] = set()  # of chapters read in this run
        self.finished = False

    def listen(self, app: Sphinx, early: str) -> None:
        """Hear an app from now on; `early` is what it printed while it was made."""
        self.app = app
        logging.getLogger(sphinx_logging.NAMESPACE).handlers.insert(0, self)
        app.add_transform(KeepLinesOfImages)
        app.add_transform(RefuseMisplacedBreaks)
        note_chapter_of_crash(app)
        app.connect("env-before-read-docs", lambda _, env, docnames: self.read.update(docnames))
        app.connect("env-check-consistency", lambda _, env: self._check_titles(env))
        app.connect("env-check-consistency", self._hold_back)
        app.connect("build-finished", self._finish)
        for line in filter(None, COLOURS.sub("", early).splitlines()):
            if UNREADABLE not in line:
                self._add(self._early_problem(line))

    def emit(self, record: logging.LogRecord) -> None:
        problem: Problem | None = getattr(record, "mooc_problem", None)
        location = problem.place if problem else getattr(record, "location", None)
        docname, number = self._docname_and_line(location)
        if self.env and comes_again(self.env, docname, number):
            return
        if problem:
            self._add(place_of_problem(self.env, problem) if self.env else problem)
            return
        path, line, place = self._place(docname, number)
        text = " ".join(COLOURS.sub("", record.getMessage()).split())
        text = text.replace(f"{self.course.project.root.resolve()}/", "")
        if UNREADABLE in text or text.startswith(SAVED):
            return
        level = "warning" if _kind(record, text) in ONLY_WARNINGS else "error"
        failed = self._failed_cell(path) if getattr(record, "type", "") == "mystnb" else None
        at_cell, message, hint = failed or (line, *self._words(record, KIND.sub("", text)))
        where = f"{place}: " if place else ""
        self._drop_vaguer(path, message)
        self._add(Problem(path, at_cell, where + message, hint, level))  # type: ignore[arg-type]

    def of_crash(self, error: Exception) -> Problem:
        """A problem for an error that stopped Sphinx itself. What is our own fault is raised."""
        return problem_of_crash(error, self.env, self.course.project)

    def read_again_next_time(self, doctrees: Path) -> None:
        """Sphinx warns only when it reads, so a chapter with problems must be read again, and so
        must all that a failed run has read. A run that was stopped isn't trusted at all."""
        again = self.docnames | (self.read if errors_in(self.problems) else set())
        for docname in again:
            (doctrees / f"{docname}.doctree").unlink(missing_ok=True)
        if not self.finished:
            (doctrees / ENVIRONMENT).unlink(missing_ok=True)
            (doctrees / HELD).unlink(missing_ok=True)

    @property
    def env(self) -> BuildEnvironment | None:
        return self.app.env if self.app else None

    def _hold_back(self, app: Sphinx, env: BuildEnvironment) -> None:
        """Sphinx has noted what it read, but written no page yet: should it be killed now, the
        next run must not believe that nothing is left to do."""
        os.replace(Path(app.doctreedir) / ENVIRONMENT, Path(app.doctreedir) / HELD)

    def _finish(self, app: Sphinx, exception: Exception | None) -> None:
        self.finished = exception is None
        if self.finished and (Path(app.doctreedir) / HELD).exists():
            os.replace(Path(app.doctreedir) / HELD, Path(app.doctreedir) / ENVIRONMENT)

    def _check_titles(self, env: BuildEnvironment) -> None:
        for docname in sorted(self.read & env.titles.keys()):
            if env.titles[docname].astext() == "<no title>":
                self.docnames.add(docname)
                self._add(untitled(Path(env.doc2path(docname))))

    def _early_problem(self, line: str) -> Problem:
        text = line.removeprefix("WARNING: ").removeprefix("ERROR: ")
        text = text.replace(f"{self.course.project.root.resolve()}/", "")
        message, hint = in_our_words(text, self.env)
        return Problem(self.config, 0, message, hint, "error" if "ERROR" in line else "warning")

    def _drop_vaguer(self, path: Path, message: str) -> None:
        """MyST-NB tells first that a notebook failed, then lets us know where."""
        if re.match(r"((a|this) cell|cell \d+) failed: ", message):
            vague = [p for p in self.problems if p.path == path and p.message.startswith(VAGUE)]
            self.problems = [problem for problem in self.problems if problem not in vague]

    def _add(self, problem: Problem) -> None:
        if problem not in self.problems:
            self.problems.append(problem)

    def _place(self, docname: str, line: int) -> tuple[Path, int, str]:
        """File, line and (for a notebook) cell that a message is about."""
        if self.env is None or docname not in self.env.found_docs:
            return Path(docname) if docname else self.config, line, ""
        self.docnames.add(docname)
        return true_place(self.env, docname, line)

    def _docname_and_line(self, location: Any) -> tuple[str, int]:
        if isinstance(location, nodes.Node):
            location = _location_of(location)
        if isinstance(location, tuple):
            return str(location[0] or ""), int(location[1] or 0)
        match = re.fullmatch(r"(.*?)(?::(\d+))?:?", str(location or ""))
        path, line = (match[1], int(match[2] or 0)) if match else ("", 0)
        return (self.env.path2doc(path) or path if self.env and path else path), line

    def _words(self, record: logging.LogRecord, text: str) -> tuple[str, str]:
        message, hint = in_our_words(text, self.env)
        return message, getattr(record, "mooc_hint", "") or hint

    def _failed_cell(self, path: Path) -> tuple[int, str, str] | None:
        """Which cell of a notebook failed, and how, from what MyST-NB keeps of the run."""
        docname = self.env.path2doc(str(path)) if self.env else None
        if not self.env or not docname:
            return None
        data = getattr(self.env, "nb_metadata", {}).get(docname, {}).get("exec_data") or {}
        trace = COLOURS.sub("", data.get("traceback") or "").strip()
        if not trace:
            return None
        line, cell = _failing_cell(path, trace)
        if late := re.search(r"timed out while it was being executed, after (\d+) seconds", trace):
            hint = "make it quicker, or allow more in _config.yml: 'execute: {timeout: …}'"
            return line, f"{cell} failed: it took more than {late[1]} seconds", hint
        hint = "run the notebook from the top in Jupyter to see it"
        return line, f"{cell} failed: {trace.splitlines()[-1]}", hint


def _kind(record: logging.LogRecord, text: str) -> str:
    """What sort of warning it is; MyST says so at the end of the text when docutils logs it."""
    if found := KIND.search(text):
        return found[1]
    return f"{getattr(record, 'type', '')}.{getattr(record, 'subtype', '')}"


def _location_of(node: nodes.Node) -> tuple[str, int] | str | None:
    """Where a node, or the nearest that holds it, begins: MyST gives some nodes no line."""
    current: Any = node
    while current is not None and not getattr(current, "line", None):
        current = current.parent
    source = getattr(current, "source", None) or getattr(node, "source", None)
    return f"{source}:{current.line}" if source and current is not None else source


def _failing_cell(path: Path, trace: str) -> tuple[int, str]:
    """The cell whose source stands between two lines in nbclient's report; a notebook that is
    text has lines."""
    shown = re.search(r"^-{18,}\n(.*?)\n-{18,}$", trace, re.DOTALL | re.MULTILINE)
    source, text = shown[1].strip() if shown else "", path.read_text("utf-8-sig")
    if path.suffix != ".ipynb":
        above, found, _ = text.replace("\r\n", "\n").partition(source)
        return (above.count("\n") + 1, "this cell") if source and found else (0, "a cell")
    for number, cell in enumerate(json.loads(text)["cells"], start=1):
        if source and "".join(cell["source"]).strip() == source:
            return 0, f"cell {number}"
    return 0, "a cell"
