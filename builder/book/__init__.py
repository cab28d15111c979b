"""Makes the HTML book in one Sphinx run. No other package knows Jupyter Book or Sphinx's app."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from pathlib import Path

from builder.book.extension import page_stamps
from builder.book.live import LiveBook
from builder.book.pages import Book, Page
from builder.course import Course

__all__ = ["Book", "LiveBook", "Page", "build_book", "publish_book"]

LEFT_OUT = ("*.map", ".buildinfo", ".doctrees", "objects.inv")


def build_book(course: Course) -> Book:
    """Build what has changed since last time, in `build/.cache`. Raises CourseError."""
    with closing(LiveBook(course.project.build_dir / ".cache")) as live:
        return live.build(course)


def publish_book(course: Course, book: Book) -> None:
    """Replace `build/html` by the new book, unless it is that book already."""
    html = course.project.build_dir / "html"
    stamps = json.dumps(page_stamps(course.project.build_dir / ".cache" / "pages"), sort_keys=True)
    published = course.project.build_dir / ".cache" / "published.json"
    if not html.exists() or not published.exists() or published.read_text() != stamps:
        _replace_folder(book.files, html)
        published.write_text(stamps)


def _replace_folder(source: Path, target: Path) -> None:
    """Copy beside the old folder first: a build that is stopped leaves the last good book."""
    new, old = target.with_name(f".{target.name}.new"), target.with_name(f".{target.name}.old")
    for leftover in (new, old):
        shutil.rmtree(leftover, ignore_errors=True)
    shutil.copytree(source, new, ignore=shutil.ignore_patterns(*LEFT_OUT))
    if target.exists():
        target.rename(old)
    new.rename(target)
    shutil.rmtree(old, ignore_errors=True)
