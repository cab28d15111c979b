"""Says what stopped Sphinx itself, where its author can mend it."""

from __future__ import annotations

import logging
import re
import traceback
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError, SphinxError, SphinxParallelError

import builder
from builder.problems import Problem
from builder.project import Project

log = logging.getLogger(__name__)

OURS = Path(builder.__file__).parent
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
IN_CHAPTER = "while reading the chapter "
RAISED = re.compile(r"[\w.]+(Error|Exception)\b")
# What some errors mean to an author, and what may mend them.
WORDS = {
    "RecursionError": (
        "it goes on without end",
        "does it include itself, or a quiz stand in one of its own questions?",
    ),
    "DeadKernelError": (
        "its kernel died",
        "a cell ends the kernel, or needs more memory than there is",
    ),
}


def note_chapter_of_crash(app: Sphinx) -> None:
    """Let an error that stops the reading of a chapter carry its name: of one in another process
    nothing else comes back."""
    read_doc = app.builder.read_doc

    def read_and_note(docname: str, **more: Any) -> None:
        try:
            read_doc(docname, **more)
        except Exception as error:
            error.add_note(f"{IN_CHAPTER}{docname}")
            raise

    app.builder.read_doc = read_and_note  # type: ignore[method-assign, misc]


def problem_of_crash(error: Exception, env: BuildEnvironment | None, project: Project) -> Problem:
    """A problem for what stopped Sphinx. Raises the error when the fault is our own."""
    config = project.course_dir / "_config.yml"
    if missing := re.search(r"Could not import extension (\S+)", str(error)):
        hint = f"pip install the package that has it ({missing[1].split('.')[0]}?), or take it out"
        return Problem(config, 0, f"the Sphinx extension {missing[1]!r} is not installed", hint)
    if isinstance(error, SphinxParallelError):
        return _in_another_process(error, env, project)
    cause = getattr(error, "orig_exc", None) or error
    frames = traceback.extract_tb(cause.__traceback__)
    if frames and _is_below(frames[-1].filename, OURS) and not isinstance(cause, SphinxError):
        raise cause
    log.debug("Sphinx stopped", exc_info=error)
    what = _what(type(cause).__name__, str(cause))
    theirs = [frame for frame in frames if _is_below(frame.filename, project.course_dir)]
    if theirs:
        return Problem(Path(theirs[-1].filename), theirs[-1].lineno or 0, what)
    if bibliography := getattr(cause, "filename", None) if _is_pybtex(cause) else None:
        hint = "close every '{' and '\"', and write a comma behind each entry; save it as UTF-8"
        line = getattr(cause, "lineno", None) or 0
        return Problem(Path(bibliography), line, f"this bibliography can't be read: {cause}", hint)
    if isinstance(error, ExtensionError) and error.orig_exc:
        message = f"the extension {error.modname!r} stops: {what}"
        return Problem(config, 0, message, "check its settings in this file")
    if isinstance(error, SphinxError):
        return Problem(config, 0, _what("", str(error)), "check the settings in this file")
    return _in_a_chapter(error, env)


def _is_pybtex(error: BaseException) -> bool:
    return type(error).__module__.startswith("pybtex")


def _in_a_chapter(error: Exception, env: BuildEnvironment | None) -> Problem:
    docname = env.temp_data.get("docname") if env else None
    if env is None or not docname:
        raise error
    words, hint = _words(type(error).__name__, str(error))
    return _unreadable(env.doc2path(docname), words, hint)


def _in_another_process(
    error: SphinxParallelError, env: BuildEnvironment | None, project: Project
) -> Problem:
    """All that is left of it is text."""
    report = str(error.traceback)
    files = re.findall(r'File "(.+?)", line \d+', report)
    if not files or _is_below(files[-1], OURS):
        raise RuntimeError(report) from error
    log.debug("Sphinx stopped: %s", report)
    lines = str(error).strip().splitlines()
    named = [line for line in lines if RAISED.match(line)] or lines  # some say more below it
    kind, _, text = named[-1].partition(": ")
    words, hint = _words(kind.rpartition(".")[2], text)
    noted = re.search(f"^{IN_CHAPTER}(.+)$", report, re.MULTILINE)
    if noted and env:
        return _unreadable(env.doc2path(noted[1]), words, hint)
    return Problem(project.course_dir, 0, f"a chapter can't be read: {words}", hint)


def _unreadable(path: str, words: str, hint: str) -> Problem:
    return Problem(Path(path), 0, f"this chapter can't be read: {words}", hint)


def _words(kind: str, text: str) -> tuple[str, str]:
    hint = "leave out half of its text, then the other half, to find the place"
    return WORDS.get(kind, (_what(kind, text), hint))


def _is_below(file: str, folder: Path) -> bool:
    return Path(file).resolve().is_relative_to(folder.resolve())


def _what(kind: str, text: str) -> str:
    first = (COLOURS.sub("", text).strip().splitlines() or [""])[0]
    return ": ".join(filter(None, [kind, first]))
