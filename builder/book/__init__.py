"""Makes the HTML book in one Sphinx run. No other package knows Jupyter Book or Sphinx's app."""

from __future__ import annotations

import io
import json
import logging
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.locale import translators
from sphinx.util.docutils import docutils_namespace, patch_docutils

from builder.book.config import sphinx_config
from builder.book.extension import attach, page_stamps
from builder.book.kernel import forget_stale_results, isolate_kernels, make_results_cache
from builder.book.warnings import WarningCollector
from builder.chapters import Chapter
from builder.course import Course
from builder.problems import CourseError, Problem, errors_in

log = logging.getLogger(__name__)

LEFT_OUT = ("*.map", ".buildinfo", ".doctrees", "objects.inv")


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


def build_book(course: Course) -> Book:
    """Build what has changed since last time, in `build/.cache`. Raises CourseError."""
    cache = course.project.build_dir / ".cache"
    collector = WarningCollector(course)
    forget_stale_results(course, cache)
    make_results_cache(cache)
    try:
        changed = _run_sphinx(course, cache, collector)
    except Exception as error:  # an extension, a notebook's kernel, anything that Sphinx runs
        raise CourseError([*collector.problems, collector.of_crash(error)]) from None
    finally:
        collector.read_again_next_time(cache / "doctrees")
    if errors_in(collector.problems):
        raise CourseError([*course.warnings, *collector.problems])
    pages = {page.chapter.docname: page for page in _pages(course, cache)}
    log.info("built book: %s pages, %s written", len(pages), changed)
    return Book(cache / "html", pages, tuple(collector.problems))


def _run_sphinx(course: Course, cache: Path, collector: WarningCollector) -> int:
    """One Sphinx run; returns how many pages it wrote."""
    early = io.StringIO()
    isolate_kernels(cache)
    translators.clear()  # or the words of a course built before this one, in Welsh say, would stay
    with patch_docutils(), docutils_namespace():
        app = Sphinx(
            srcdir=course.project.course_dir,
            confdir=None,
            outdir=cache / "html",
            doctreedir=cache / "doctrees",
            buildername="html",
            confoverrides=sphinx_config(course, cache),
            status=None,
            warning=early,
            parallel=os.cpu_count() or 1,
        )
        collector.listen(app, early.getvalue())
        written = attach(app, course, cache)
        app.build()
        return len(written())


def _pages(course: Course, cache: Path) -> Iterator[Page]:
    for chapter in course.chapters:
        data = json.loads((cache / "pages" / f"{chapter.docname}.json").read_text("utf-8"))
        yield Page(chapter, data["title"], data["body"])


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
