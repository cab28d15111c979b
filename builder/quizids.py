"""Writes the ids that quizzes in Markdown need into their chapters: those that are missing."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from builder.banks import LONGEST_INTERACTION_ID
from builder.chapters import Chapter
from builder.check.page import Embedded
from builder.check.reading import make_parser, read_page
from builder.course import load_course, quizzes_dir
from builder.directives.places import NOTEBOOK_STEP
from builder.naming import bank_id, question_id
from builder.problems import CourseError, Problem
from builder.project import Project
from builder.quiztext import DASH, NAMED, Part, is_markdown, quiz_text
from builder.yamlfile import parse_yaml


@dataclass(frozen=True)
class Edit:
    """What to write around a line, which the reader saw as `seen`."""

    line: int
    seen: str
    above: str = ""
    after: str = ""


def write_missing_ids(project: Project) -> dict[Path, int]:
    """How many ids were written, by file. Those that are there stay. Raises CourseError, with
    paths from the project's root."""
    try:
        return _write_missing_ids(project)
    except CourseError as error:
        raise CourseError(p.relative_to(project.root) for p in error.problems) from None


def _write_missing_ids(project: Project) -> dict[Path, int]:
    course = load_course(project)
    parser = make_parser(project)
    found = [(chapter, read_page(chapter, parser).quizzes) for chapter in course.chapters]
    taken = {path.stem for path in quizzes_dir(project).glob("*.yml")}
    taken |= {_id_of(quiz) for _, quizzes in found for quiz in quizzes}
    written = {}
    for chapter, quizzes in found:
        edits = [edit for quiz in quizzes for edit in _edits(chapter, quiz, taken)]
        if edits:
            _write(chapter.path, edits)
            written[chapter.path] = len(edits)
    return written


def _id_of(quiz: Embedded) -> str:
    """The id that stands in the quiz; empty where there is none, or none that can be read."""
    head = quiz_text(quiz.body, 1).head if is_markdown(quiz.body) else quiz.body
    try:
        data = parse_yaml(head, Path()).data
    except CourseError:
        return ""
    return str(data.get("id", "")) if isinstance(data, dict) else ""


def _edits(chapter: Chapter, quiz: Embedded, taken: set[str]) -> Iterator[Edit]:
    if quiz.bank or not is_markdown(quiz.body):
        return
    text, name = quiz_text(quiz.body, quiz.body_line), _id_of(quiz)
    if not name:
        name = bank_id(f"{chapter.page_id}-quiz", taken)
        taken.add(name)
        yield Edit(quiz.body_line, quiz.body.split("\n")[0], above=f"id: {name}")
    room = LONGEST_INTERACTION_ID - len(f"{name}_")
    prompts = [parts[0] for parts in text.questions]
    yield from _named(prompts, room)
    for question in text.questions:
        yield from _named([part for part in question[1:] if part.kind in NAMED], room)


def _named(parts: Sequence[Part], room: int) -> Iterator[Edit]:
    """An id at the end of each line that begins a part without one."""
    taken = {part.id for part in parts}
    for part in parts:
        if not part.id:
            id_ = question_id(DASH.split(part.lines[0])[0], taken, part.kind, room)
            taken.add(id_)
            yield Edit(part.line, part.written, after=f" {{#{id_}}}")


def _write(path: Path, edits: Sequence[Edit]) -> None:
    """Replace the file whole, or not at all. Raises CourseError."""
    text = path.read_bytes().decode("utf-8")
    edited = (
        _notebook_with(text, edits, path) if path.suffix == ".ipynb" else _with(text, edits, path)
    )
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(edited.encode())
    shutil.copymode(path, part)
    os.replace(part, path)


def _with(text: str, edits: Iterable[Edit], path: Path) -> str:
    lines = text.split("\n")
    for edit in edits:
        lines[edit.line - 1] = _edited(lines[edit.line - 1], edit, path)
    return "\n".join(lines)


def _edited(line: str, edit: Edit, path: Path) -> str:
    before, end = line.removesuffix("\r"), "\r" if line.endswith("\r") else ""
    # Another edit may have put something above it or after it.
    at = before.rfind(edit.seen.rstrip()) if edit.seen.strip() else len(before)
    if at < 0:
        hint = "write it yourself, as in '{#name}' at the end of the line"
        raise CourseError([Problem(path, edit.line, "no id can be written here", hint)])
    margin = before[:at] if edit.seen.strip() else ""
    above = f"{margin}{edit.above}{end}\n" if edit.above else ""
    return f"{above}{before.rstrip()}{edit.after}{end}" if edit.after else f"{above}{before}{end}"


def _notebook_with(text: str, edits: Iterable[Edit], path: Path) -> str:
    """Lines are those of cells; the notebook is written as Jupyter writes it."""
    notebook = json.loads(text)
    for edit in sorted(edits, key=lambda edit: (edit.line, edit.after), reverse=True):
        number, line = divmod(edit.line, NOTEBOOK_STEP)
        cell = notebook["cells"][number - 1]
        whole = _with("".join(cell["source"]), [replace(edit, line=line - 1)], path)
        cell["source"] = whole if isinstance(cell["source"], str) else whole.splitlines(True)
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"
