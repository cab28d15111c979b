"""Where the links of a page lead once its chapter is a page of a SCO."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from builder.book import Book
from builder.chapters import Chapter
from builder.course import Course
from builder.plans import Outline

HREF = re.compile(r'<a\b[^>]*?\bhref="([^"]*)"', re.DOTALL)


@dataclass(frozen=True)
class ToPage:
    """A link within the SCO, as a hash."""

    hash: str


@dataclass(frozen=True)
class ToModule:
    """A link to a page of another SCO: only its module's (or the course's) title can be said."""

    title: str


@dataclass(frozen=True)
class ToFile:
    path: Path


@dataclass(frozen=True)
class ToOutside:
    """Another host, or a mail address."""


@dataclass(frozen=True)
class ToNothing:
    """A page that only the book has (search, index)."""


Target = ToPage | ToModule | ToFile | ToOutside | ToNothing


@dataclass(frozen=True)
class Links:
    """The pages of one SCO, and what each link means there."""

    course: Course
    root: Path
    chapters: tuple[Chapter, ...]
    modules: Mapping[str, str]  # the title of its module, by docname

    def target(self, chapter: Chapter, href: str) -> Target:
        parts = urlsplit(href)
        if parts.scheme or parts.netloc:
            return ToOutside()
        docname = docname_of(chapter, href)
        if docname in self._page_ids:
            return ToPage(place_in(self._page_ids[docname], unquote(parts.fragment)))
        if docname in self.modules:
            return ToModule(self.modules[docname])
        if docname == self.course.home.docname:
            return ToModule(self.course.about.title)
        path = self.root / posixpath.join(posixpath.dirname(chapter.docname), unquote(parts.path))
        return ToFile(path) if path.is_file() and path.suffix != ".html" else ToNothing()

    @property
    def _page_ids(self) -> dict[str, str]:
        return {chapter.docname: chapter.page_id for chapter in self.chapters}


def place_in(page_id: str, fragment: str) -> str:
    """The id that an element of a page has in its SCO; without a fragment the page's own."""
    return f"{page_id}--{fragment}" if fragment else page_id


def docname_of(chapter: Chapter, href: str) -> str:
    """The chapter that a link names, seen from the page it stands on."""
    path = unquote(urlsplit(href).path)
    if not path:
        return chapter.docname
    joined = posixpath.join(posixpath.dirname(chapter.docname), path)
    return posixpath.normpath(joined).removesuffix(".html")


def links_of(course: Course, book: Book, outline: Outline, titles: Mapping[str, str]) -> Links:
    """The links of a SCO. Pages of the book alone that its pages name come along, and those that
    they name."""
    chapters = list(outline.chapters)
    extras = {chapter.docname: chapter for chapter in course.extras}
    for chapter in chapters:  # grows while we look
        for docname in _named_in(book, chapter):
            if docname in extras and extras[docname] not in chapters:
                chapters.append(extras[docname])
    by_docname = {c.docname: titles[m.id] for m in course.modules for c in m.chapters}
    return Links(course, book.files, tuple(chapters), by_docname)


def _named_in(book: Book, chapter: Chapter) -> Iterator[str]:
    for href in HREF.findall(book.pages[chapter.docname].body):
        yield docname_of(chapter, href)
