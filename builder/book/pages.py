"""What a build of the book gives: its files, and each chapter's body and title."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from builder.chapters import Chapter
from builder.course import Course
from builder.problems import Problem


@dataclass(frozen=True)
class Page:
    """A chapter as Sphinx wrote it: `body` is HTML without the theme around it."""

    chapter: Chapter
    title: str
    body: str


@dataclass(frozen=True)
class Book:
    """The built book. Links and images in a page's body are relative to its file below `files`."""

    files: Path
    pages: Mapping[str, Page]
    warnings: tuple[Problem, ...]


def forget_gone_pages(course: Course, cache: Path) -> None:
    """Sphinx leaves pages of chapters that were renamed or taken out: they would be published."""
    names = {chapter.docname for chapter in course.chapters}
    for kept in (cache / "pages").rglob("*.json"):
        name = kept.relative_to(cache / "pages").as_posix().removesuffix(".json")
        if name not in names:
            (cache / "html" / f"{name}.html").unlink(missing_ok=True)
            kept.unlink()


def read_pages(course: Course, cache: Path) -> Iterator[Page]:
    """The pages that the builds so far have kept."""
    for chapter in course.chapters:
        data = json.loads((cache / "pages" / f"{chapter.docname}.json").read_text("utf-8"))
        yield Page(chapter, data["title"], data["body"])
