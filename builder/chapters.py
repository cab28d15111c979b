"""A chapter's own front matter, and the module that its part of the book becomes."""

from __future__ import annotations

import json
import re
import textwrap
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import nbformat
from jupyter_client.kernelspec import KernelSpecManager
from pydantic import ConfigDict, Field, StringConstraints, model_validator

from builder.complaints import COURSE_ID
from builder.fences import open_fences
from builder.problems import CourseError, Problem, did_you_mean
from builder.statekey import page_id_of
from builder.toc import TocEntry
from builder.yamlfile import NOT_TEXT, Entry, Yaml, make_entry, parse_yaml, read_text

FRONT = re.compile(r"---[ \t]*\n(.*?)^(?:---+|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)

# Dashes and one of our keys, below nothing but a title: meant to be front matter.
MISPLACED = re.compile(
    r"(?P<above>(?:[ \t]*(?:#.*)?\n)*)[ \t]*[-\u2013\u2014]+[ \t]*\n"
    r"(?:minutes|description|outcomes|terms|by_hand|module):"
)


class ModuleFront(Entry):
    """What the opening page of a module says of it."""

    id: Annotated[str, StringConstraints(pattern=COURSE_ID)] | None = None
    hours: Annotated[float, Field(gt=0)] | None = None
    outcomes: dict[str, str] = {}


class Front(Entry):
    """Front matter of a chapter. Other keys belong to MyST and Jupyter Book and are left alone."""

    model_config = ConfigDict(extra="ignore", strict=True, frozen=True)

    module: ModuleFront | None = None
    book_only: bool = False
    minutes: Annotated[int, Field(gt=0)] | None = None
    description: str = ""
    outcomes: list[str] = []
    terms: bool = True
    by_hand: list[str] = []

    @model_validator(mode="before")
    @classmethod
    def _false_keeps_it_in_the_book(cls, data: Any) -> Any:
        """`module: false` is how an author says that a page belongs to no module."""
        if isinstance(data, dict) and data.get("module") is False:
            return {**data, "module": None, "book_only": True}
        return data


@dataclass(frozen=True)
class Chapter:
    """A source file of the book. `page_id` names its page in ids, links and saved state."""

    docname: str
    path: Path
    front: Front
    front_line: int = 1

    @property
    def page_id(self) -> str:
        return page_id_of(self.docname)


@dataclass(frozen=True)
class Module:
    """A part of the book: what one SCO teaches. `title` is empty until the book is made."""

    id: str
    caption: str
    hours: float | None
    outcomes: dict[str, str]
    chapters: tuple[Chapter, ...]

    @classmethod
    def of(cls, caption: str, chapters: tuple[Chapter, ...], default_id: str) -> Module:
        front = chapters[0].front.module or ModuleFront()
        id_ = front.id or default_id or chapters[0].page_id
        return cls(id_, caption, front.hours, front.outcomes, chapters)


def read_chapter(entry: TocEntry, runs: bool) -> tuple[Chapter, list[Problem]]:
    """One chapter's front matter; a notebook is also checked to be one, and one that can be run
    when it `runs`."""
    try:
        source, problems = _front_source(entry.path, runs)
    except CourseError as error:
        return Chapter(entry.docname, entry.path, Front()), list(error.problems)
    front, found = make_entry(Front, source.data or {}, source)
    problems += found + _near_misses(source)
    return Chapter(entry.docname, entry.path, front or Front(), source.line(("module",))), problems


def untitled(path: Path) -> Problem:
    hint = "begin it with a line like '# Its title', with a space after the '#'"
    return Problem(path, 0, "this chapter has no title", hint)


def read_front(path: Path) -> tuple[Front, Yaml]:
    """A chapter's front matter, and where each of its keys stands. Raises CourseError."""
    source, _ = _front_source(path, runs=False)
    front, problems = make_entry(Front, source.data or {}, source)
    if front is None:
        raise CourseError(problems)
    return front, source


def _front_source(path: Path, runs: bool) -> tuple[Yaml, list[Problem]]:
    if path.suffix == ".ipynb":
        return _notebook_front(path, runs)
    text = read_text(path).replace("\r\n", "\n")
    if unreadable := NOT_TEXT.search(text):
        line = text[: unreadable.start()].count("\n") + 1
        message = f"the character U+{ord(unreadable[0]):04X} can't stand here"
        raise CourseError([Problem(path, line, message, "delete it (your editor may not show it)")])
    source = parse_yaml(_front_block(path, text), path, 2)
    if source.data is not None and not isinstance(source.data, dict):
        hint = "write it as in 'minutes: 10'; a '---' at the very top opens front matter"
        raise CourseError([Problem(path, 2, "the front matter is not 'key: value' lines", hint)])
    problems = [_open_block(path, line, marks) for line, marks in open_fences(text)]
    if runs and source.data and source.data.get("file_format") == "mystnb":
        problems += _kernel_problems(path, source.data, source.line(("kernelspec", "name")))
    return source, problems


def _front_block(path: Path, text: str) -> str:
    """The lines between the two '---'. Raises CourseError where they stand elsewhere."""
    block = FRONT.match(text)
    if not block and re.match(r"---[ \t]*\n[A-Za-z_]+:", text):
        hint = "write '---' on a line of its own below it"
        raise CourseError([Problem(path, 1, "the front matter is never closed", hint)])
    if not block and (misplaced := MISPLACED.match(text)):
        line = misplaced["above"].count("\n") + 1
        hint = "write it there, and nothing above it"
        message = "front matter begins with '---' in the first line of the file"
        raise CourseError([Problem(path, line, message, hint)])
    return block[1] if block else ""


def _open_block(path: Path, line: int, marks: str, cell: int = 0) -> Problem:
    where = f"cell {cell}, line {line}: " if cell else ""
    message = f"{where}this block is never closed: it takes in all that follows"
    hint = f"write {marks} on a line of its own below it; a block around others needs more marks"
    return Problem(path, 0 if cell else line, message, hint)


def _notebook_front(path: Path, runs: bool) -> tuple[Yaml, list[Problem]]:
    """A notebook's front matter is the `mooc` key of its metadata."""
    try:
        data = json.loads(read_text(path))
    except json.JSONDecodeError as error:
        hint = "open it in Jupyter and save it again, or take the last version that opened"
        message = f"this notebook is not valid JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        raise CourseError([Problem(path, error.lineno, message, hint)]) from None
    if message := _notebook_fault(data):
        hint = "open it in Jupyter and save it again"
        raise CourseError([Problem(path, 0, f"not a valid notebook: {message}", hint)])
    problems = list(_kernel_problems(path, data["metadata"], 0)) if runs else []
    problems += [*_open_in_cells(path, data["cells"]), *_outside_mooc(path, data)]
    return Yaml(path, data["metadata"].get("mooc", {}), {(): 0}), problems


def _notebook_fault(data: Any) -> str:
    """What keeps the data from being a notebook; empty if nothing does."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # cells without ids: they came with nbformat 4.5
            nbformat.validate(data)
    except nbformat.ValidationError as error:
        at = [*error.relative_path, None, None]
        cell = f"cell {int(at[1]) + 1}: " if at[0] == "cells" and at[1] is not None else ""
        return cell + textwrap.shorten(str(error.message), 120, placeholder=" …")
    except Exception:  # nbformat trips over what isn't a notebook at all
        return "it has no cells, or no format number"
    return ""


def _open_in_cells(path: Path, cells: Sequence[Any]) -> Iterator[Problem]:
    for number, cell in enumerate(cells, 1):
        if cell["cell_type"] == "markdown":
            for line, marks in open_fences("".join(cell["source"])):
                yield _open_block(path, line, marks, number)


def _outside_mooc(path: Path, data: Any) -> Iterator[Problem]:
    """Front matter where a notebook's isn't looked for."""
    hint = "a notebook's front matter is the key 'mooc' of its metadata: {\"minutes\": 10}"
    for key in ("minutes", "module", "outcomes", "by_hand"):
        if key in data["metadata"]:
            yield Problem(path, 0, f"{key!r} stands outside of 'mooc'", hint)
    if data["cells"] and MISPLACED.match("".join(data["cells"][0]["source"])):
        yield Problem(path, 0, "cell 1: front matter can't stand in a cell", hint)


def _kernel_problems(path: Path, metadata: Any, line: int) -> Iterator[Problem]:
    spec = metadata.get("kernelspec")
    kernel = spec.get("name", "") if isinstance(spec, dict) else ""
    known = sorted(KernelSpecManager().find_kernel_specs())
    if kernel and kernel not in known:
        hint = did_you_mean(kernel, known)
        yield Problem(path, line, f"the kernel {kernel!r} is not installed here", hint)


def _near_misses(source: Yaml) -> list[Problem]:
    """Keys that look like ours but aren't: other keys may be MyST's, so this only warns."""
    known = list(Front.model_fields)
    keys = [key for key in (source.data or {}) if isinstance(key, str) and key not in known]
    hints = {key: did_you_mean(key, known) for key in keys}
    return [
        Problem(source.path, source.line((key,)), f"unknown key {key!r}", hint, "warning")
        for key, hint in hints.items()
        if hint.startswith("did you mean")
    ]
