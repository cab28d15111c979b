"""Reads `_toc.yml`: which files make the book, in which parts, with the line of each entry."""

from __future__ import annotations

import glob
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field
from sphinx_external_toc.parsing import MalformedError, parse_toc_data

from builder.problems import CourseError, Problem, did_you_mean
from builder.yamlfile import Entry, Filled, Where, Yaml, make_entry, read_yaml

SUFFIXES = (".md", ".ipynb")
RENAMED = {".md": ".md", ".markdown": ".md", ".ipynb": ".ipynb"}  # endings that mean these
JB_KEYS = {"parts", "chapters"}
LISTS = ("chapters", "sections", "entries")
GROUPS = ("parts", "subtrees")
NAMES = ("file", "glob", "url")
REFUSAL = re.compile(r"(?P<message>.*) @ '(?P<place>.*?)'(?:: (?P<detail>.*))?", re.DOTALL)


Items = Annotated[list["TocItem"], Field(min_length=1)]
Groups = Annotated[list["TocGroup"], Field(min_length=1)]


class TocItem(Entry):
    """A line of the toc: one of `file`, `glob` and `url`, and what stands below it."""

    file: Filled = ""
    glob: Filled = ""
    url: Filled = ""
    title: str = ""
    options: dict[str, Any] = {}
    sections: Items = []
    entries: Items = []
    subtrees: Groups = []


class TocGroup(Entry):
    """A part, and Sphinx's own options for it."""

    caption: str | None = None
    chapters: Items = []
    sections: Items = []
    entries: Items = []
    hidden: Any = None
    maxdepth: Any = None
    numbered: Any = None
    reversed: Any = None
    titlesonly: Any = None
    style: Any = None
    restart_numbering: Any = None


class TocFile(Entry):
    """The keys of `_toc.yml`."""

    format: Literal["jb-book", "jb-article", "default"] = "default"
    root: Filled
    title: str = ""
    options: dict[str, Any] = {}
    defaults: dict[str, Any] = {}
    meta: dict[str, Any] = {}
    parts: Groups = []
    subtrees: Groups = []
    chapters: Items = []
    sections: Items = []
    entries: Items = []


@dataclass(frozen=True)
class TocEntry:
    """One file of the book. `docname` is its path without suffix, as Sphinx names it."""

    docname: str
    path: Path
    line: int
    title: str = ""


@dataclass(frozen=True)
class TocPart:
    """A part of the book. `whole_book` is true when the toc has no parts of its own."""

    caption: str
    entries: tuple[TocEntry, ...]
    whole_book: bool = False


@dataclass(frozen=True)
class Toc:
    root: TocEntry
    parts: tuple[TocPart, ...]


def read_toc(path: Path) -> Toc:
    """Read a Jupyter Book 1 table of contents. Raises CourseError."""
    source = read_yaml(path, version="1.1")
    if source.data is None:
        hint = "begin with 'format: jb-book', 'root: index' and 'parts:'"
        raise CourseError([Problem(path, 1, "the table of contents is empty", hint)])
    toc, problems = make_entry(TocFile, source.data, source)
    if isinstance(source.data, dict) and "format" not in source.data and JB_KEYS & set(source.data):
        problems.append(source.problem((), "'format' is missing", "add 'format: jb-book'"))
    if toc is None:
        raise CourseError(problems)
    root = _entry(source, ("root",), {"file": toc.root}, problems)
    parts = tuple(_parts(source, problems))
    problems += _repeated(path, [root, *(e for part in parts for e in part.entries)])
    problems += [] if problems else _refused(source)
    if problems:
        raise CourseError(problems)
    return Toc(root, parts)


def _refused(source: Yaml) -> Iterator[Problem]:
    """What Jupyter Book itself makes of the file."""
    try:
        parse_toc_data(source.data)
    except (MalformedError, AttributeError, TypeError) as error:
        found = REFUSAL.fullmatch(str(error))
        parts = [part for part in (found["place"] if found else "").split("/") if part]
        where = tuple(int(part) if part.isdigit() else part for part in parts)
        what = (found["detail"] or found["message"]) if found else str(error)
        hint = "below 'format: jb-book' stand 'parts:' with 'chapters:', or 'chapters:' alone"
        # Sets stand in its messages, in an order that changes from run to run.
        yield source.problem(where, f"Jupyter Book refuses this: {_sorted_sets(what)}", hint)


def _sorted_sets(text: str) -> str:
    return re.sub(r"\{(.*?)\}", lambda m: ", ".join(sorted(m[1].split(", "))), text)


def _parts(source: Yaml, problems: list[Problem]) -> Iterator[TocPart]:
    data: dict[str, Any] = source.data
    for key in GROUPS:
        for index, part in enumerate(data.get(key, ())):
            entries = tuple(_entries(source, (key, index), part, problems))
            if entries:
                yield TocPart(part.get("caption") or "", entries)
    loose = tuple(_entries(source, (), {**data, "subtrees": ()}, problems))
    if loose:
        yield TocPart("", loose, whole_book=True)


def _entries(
    source: Yaml, where: Where, data: dict[str, Any], problems: list[Problem]
) -> Iterator[TocEntry]:
    """The files listed below one entry, at any depth, in reading order."""
    for key in LISTS:
        for index, item in enumerate(data.get(key, ())):
            at = (*where, key, index)
            yield from _item(source, at, item, problems)
            yield from _entries(source, at, item, problems)
    for index, group in enumerate(data.get("subtrees", ())):
        yield from _entries(source, (*where, "subtrees", index), group, problems)


def _item(
    source: Yaml, at: Where, item: dict[str, Any], problems: list[Problem]
) -> Iterator[TocEntry]:
    named = [name for name in NAMES if name in item]
    if len(named) != 1:
        message = f"this entry has {' and '.join(named)}" if named else "this entry names no file"
        problems.append(source.problem(at, message, "write one 'file:' for each '-'"))
    elif "file" in item:
        yield _entry(source, at, item, problems)
    elif "glob" in item:
        yield from _globbed(source, at, item["glob"])


def _globbed(source: Yaml, where: Where, pattern: str) -> Iterator[TocEntry]:
    folder = source.path.parent
    for path in sorted(p for p in folder.glob(pattern + ".*") if p.suffix in SUFFIXES):
        yield TocEntry(
            path.relative_to(folder).with_suffix("").as_posix(), path, source.line(where)
        )


def _entry(source: Yaml, where: Where, item: dict[str, Any], problems: list[Problem]) -> TocEntry:
    name = item["file"]
    docname = name.removesuffix(".md").removesuffix(".ipynb")
    folder = source.path.parent
    found = [p for p in (folder / f"{docname}{suffix}" for suffix in SUFFIXES) if p.exists()]
    if fault := _file_fault(name, docname, found, folder):
        problems.append(source.problem(where, *fault))
    line = source.line((*where, "file"))
    return TocEntry(docname, found[0] if found else folder / name, line, item.get("title", ""))


def _file_fault(name: str, docname: str, found: list[Path], folder: Path) -> tuple[str, str] | None:
    if name.startswith("/") or ".." in Path(name).parts:
        return f"the chapter {name!r} lies outside {folder.name}/", "move it there"
    if not found and (other := next(folder.glob(f"{glob.escape(docname)}.*"), None)):
        message = f"the chapter {docname!r} is {other.name}: only .md and .ipynb can be read"
        if ending := RENAMED.get(other.suffix.lower()):
            return message, f"rename it to {other.with_suffix(ending).name}"
        return message, "convert it to Markdown, or to a notebook"
    if not found:
        known = [p.relative_to(folder).with_suffix("").as_posix() for p in _sources(folder)]
        hint = did_you_mean(docname, known, "write that file, or take the line out")
        return f"there is no chapter file {name!r}", hint
    if len(found) > 1:
        both = " and ".join(path.name for path in found)
        return f"the chapter {docname!r} is two files, {both}", "rename one of them"
    return None


def _sources(folder: Path) -> list[Path]:
    hidden = ("_", ".")
    files = (p for suffix in SUFFIXES for p in folder.rglob(f"*{suffix}"))
    return [p for p in files if not any(n.startswith(hidden) for n in p.relative_to(folder).parts)]


def _repeated(path: Path, entries: list[TocEntry]) -> Iterator[Problem]:
    first: dict[str, TocEntry] = {}
    for entry in entries:
        earlier = first.setdefault(entry.docname, entry)
        if earlier is not entry:
            message = f"the chapter {entry.docname!r} stands twice, first on line {earlier.line}"
            yield Problem(path, entry.line, message, "a chapter belongs to one module only")
