"""Reads `_toc.yml`: which files make the book, in which parts, with the line of each entry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sphinx_external_toc.parsing import MalformedError, parse_toc_data

from builder.problems import CourseError, Problem, did_you_mean
from builder.yamlfile import Where, Yaml, read_yaml

SUFFIXES = (".md", ".ipynb")
LISTS = ("chapters", "sections", "entries")


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
    source = read_yaml(path)
    _check_form(source)
    problems: list[Problem] = []
    root = _entry(source, ("root",), {"file": source.data["root"]}, problems)
    parts = tuple(_parts(source, problems))
    problems += _repeated(path, [root, *(e for part in parts for e in part.entries)])
    if problems:
        raise CourseError(problems)
    return Toc(root, parts)


def _check_form(source: Yaml) -> None:
    """What Jupyter Book itself refuses, told with a line."""
    try:
        parse_toc_data(source.data if isinstance(source.data, dict) else {})
    except (MalformedError, AttributeError, TypeError) as error:
        message, _, place = str(error).partition(" @ ")
        parts = place.strip("'").split("/") if place else []
        where = tuple(int(part) if part.isdigit() else part for part in parts if part)
        hint = "it has 'format: jb-book', 'root:' and 'parts:' with 'chapters:' of 'file:' entries"
        raise CourseError(
            [source.problem(where, message or "not a table of contents", hint)]
        ) from None


def _parts(source: Yaml, problems: list[Problem]) -> Iterator[TocPart]:
    data: dict[str, Any] = source.data
    for index, part in enumerate(data.get("parts") or data.get("subtrees") or ()):
        key = "parts" if "parts" in data else "subtrees"
        entries = tuple(_entries(source, (key, index), part, problems))
        if entries:
            yield TocPart(str(part.get("caption", "")), entries)
    loose = tuple(_entries(source, (), data, problems))
    if loose:
        yield TocPart("", loose, whole_book=True)


def _entries(
    source: Yaml, where: Where, data: dict[str, Any], problems: list[Problem]
) -> Iterator[TocEntry]:
    """The files listed below one entry, at any depth, in reading order."""
    for key in LISTS:
        for index, item in enumerate(data.get(key) or ()):
            at = (*where, key, index)
            if "file" in item:
                yield _entry(source, at, item, problems)
            elif "glob" in item:
                yield from _globbed(source, at, str(item["glob"]))
            yield from _entries(source, at, item, problems)


def _globbed(source: Yaml, where: Where, pattern: str) -> Iterator[TocEntry]:
    folder = source.path.parent
    for path in sorted(p for p in folder.glob(pattern + ".*") if p.suffix in SUFFIXES):
        yield TocEntry(
            path.relative_to(folder).with_suffix("").as_posix(), path, source.line(where)
        )


def _entry(source: Yaml, where: Where, item: dict[str, Any], problems: list[Problem]) -> TocEntry:
    name = str(item["file"])
    docname = name.removesuffix(".md").removesuffix(".ipynb")
    folder = source.path.parent
    found = [p for p in (folder / f"{docname}{suffix}" for suffix in SUFFIXES) if p.exists()]
    if not found:
        known = [p.relative_to(folder).with_suffix("").as_posix() for p in _sources(folder)]
        hint = did_you_mean(docname, known)
        problems.append(source.problem(where, f"there is no chapter file {name!r}", hint))
    line = source.line((*where, "file"))
    return TocEntry(docname, found[0] if found else folder / name, line, str(item.get("title", "")))


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
