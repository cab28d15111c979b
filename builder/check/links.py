"""Links inside the course."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from builder.check.page import Link, Page
from builder.check.rule import check
from builder.check.sources import Sources
from builder.problems import Problem, did_you_mean
from builder.toc import SUFFIXES

ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
OWN_DISK = re.compile(r"file:|[a-z]:[\\/]", re.IGNORECASE)
Found = tuple[str, str] | None  # what is wrong, and the hint


@check(
    "W01",
    "a link leads nowhere, or can't be read as one",
    "the build stops at it, or learners see its brackets",
)
def broken_links(sources: Sources) -> Iterator[Problem]:
    for page in sources.texts:
        pictures = (Link(picture.source, picture.line, "file") for picture in page.pictures)
        for link in (*page.links, *pictures):
            if fault := _fault(sources, page, link):
                yield Problem(page.path, link.line, *fault)


def _fault(sources: Sources, page: Page, link: Link) -> Found:
    if link.kind == "unread":
        hint = "close its brackets; write an address that has spaces as in [text](<an address>)"
        return f"this is not read as a link: {link.target}", hint
    if OWN_DISK.match(link.target):
        hint = "copy the file into the course, and link to it there"
        return f"{link.target!r} is a place on your own computer", hint
    if ELSEWHERE.match(link.target):
        return None
    path, sign, anchor = link.target.partition("#")
    if link.kind == "label" or (sign and not path):
        return _label_fault(sources, page, anchor or path)
    target = _path(sources, page, path)
    if link.kind == "file":
        there = _is_file(target) or path.endswith(".*")
        return None if there else (f"there is no file {path!r}", _near(target))
    return _page_fault(sources, path, target, anchor)


def _label_fault(sources: Sources, page: Page, name: str) -> Found:
    name = unquote(name)
    if name.lower() in sources.labels or name in _slugs(sources, page):
        return None
    hint = f"write ({name})= on the line above the place that is meant"
    return f"there is no label {name!r}", did_you_mean(name, sorted(sources.labels), hint)


def _page_fault(sources: Sources, name: str, target: Path, anchor: str) -> Found:
    """A chapter, with or without its suffix, a file, or a label without '#'."""
    stem = target.stem if target.suffix in SUFFIXES else target.name
    others = [target.with_name(stem + suffix) for suffix in SUFFIXES] if stem else []
    found = next((path for path in (target, *others) if _is_file(path)), None)
    page = sources.by_path.get(found.resolve()) if found else None
    if found is None:
        fault = f"there is no chapter or file {name!r}", _near(target)
        return None if name.lower() in sources.labels or name in sources.pages else fault
    if page is None and found.suffix in SUFFIXES:
        return f"the book has no chapter {name!r}", "list it in _toc.yml, or take the link out"
    if page and anchor and unquote(anchor) not in _slugs(sources, page):
        hint = "write (a-name)= above the place that is meant, and link to #a-name alone"
        return f"{name!r} has no heading with the anchor {anchor!r}", hint
    return None


def _path(sources: Sources, page: Page, name: str) -> Path:
    """A path begins at the chapter, or with '/' at the course's folder."""
    name = unquote(name).partition("?")[0]
    folder = sources.course.project.course_dir if name.startswith("/") else page.chapter.path.parent
    return Path(folder / name.lstrip("/"))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # no file has so long a name
        return False


def _near(path: Path) -> str:
    known = [file.name for file in path.parent.glob("*")]
    return did_you_mean(path.name, known, "check the file's name and folder")


def _slugs(sources: Sources, page: Page) -> set[str]:
    levels = sources.anchor_levels
    return {heading.slug for heading in page.headings if heading.level <= levels}
