"""A chapter's own front matter, and the module that its part of the book becomes."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import nbformat
from jupyter_client.kernelspec import KernelSpecManager
from pydantic import ConfigDict, Field, StringConstraints, model_validator

from builder.problems import CourseError, Problem, did_you_mean
from builder.statekey import page_id_of
from builder.toc import TocEntry
from builder.yamlfile import Entry, Yaml, make_entry, parse_yaml, read_text


class ModuleFront(Entry):
    """What the opening page of a module says of it."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,39}$")] | None = None
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


def read_chapter(folder: Path, entry: TocEntry) -> tuple[Chapter, list[Problem]]:
    """One chapter's front matter; a notebook is also checked to be one that can be run."""
    try:
        source, problems = _front_source(entry.path)
    except CourseError as error:
        return Chapter(entry.docname, entry.path, Front()), list(error.problems)
    front, found = make_entry(Front, source.data or {}, source)
    problems += found + _near_misses(source)
    return Chapter(entry.docname, entry.path, front or Front(), source.line(("module",))), problems


def _front_source(path: Path) -> tuple[Yaml, list[Problem]]:
    if path.suffix == ".ipynb":
        return _notebook_front(path)
    text = read_text(path)
    block = re.match(r"---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", text, re.DOTALL)
    source = parse_yaml(block[1] if block else "", path, 2)
    if source.data is not None and not isinstance(source.data, dict):
        raise CourseError([Problem(path, 2, "the front matter is not 'key: value' lines")])
    return source, []


def _notebook_front(path: Path) -> tuple[Yaml, list[Problem]]:
    """A notebook's front matter is the `mooc` key of its metadata."""
    try:
        data = json.loads(read_text(path))
    except json.JSONDecodeError as error:
        hint = "open it in Jupyter and save it again, or take the last version that opened"
        message = f"this notebook is not valid JSON: {error.msg}"
        raise CourseError([Problem(path, error.lineno, message, hint)]) from None
    front = data.get("metadata", {}).get("mooc", {}) if isinstance(data, dict) else {}
    return Yaml(path, front, {(): 1}), _notebook_problems(path, data)


def _notebook_problems(path: Path, data: Any) -> list[Problem]:
    try:
        nbformat.validate(data)
    except Exception as error:  # nbformat raises its validators' own errors
        what = str(error).splitlines()[0]
        return [Problem(path, 1, f"not a valid notebook: {what}", "open and save it in Jupyter")]
    kernel = data.get("metadata", {}).get("kernelspec", {}).get("name", "")
    known = sorted(KernelSpecManager().find_kernel_specs())
    if kernel and kernel not in known:
        hint = did_you_mean(kernel, known)
        return [Problem(path, 1, f"the kernel {kernel!r} is not installed here", hint)]
    return []


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
