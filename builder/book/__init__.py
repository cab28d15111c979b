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
from sphinx.errors import SphinxError, SphinxParallelError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from builder.book.config import sphinx_config
from builder.book.extension import attach
from builder.book.kernel import forget_stale_results, isolate_kernels
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
    """Build what has changed since last time. Raises CourseError; `build/html` is replaced only
    by a whole new book."""
    cache = course.project.build_dir / ".cache"
    collector = WarningCollector(course)
    forget_stale_results(course, cache)
    try:
        changed = _run_sphinx(course, cache, collector)
    except SphinxParallelError:
        raise  # a fault of our own in another process
    except SphinxError as error:
        raise CourseError([*collector.problems, collector.of_crash(error)]) from None
    finally:
        collector.read_again_next_time(cache / "doctrees")
    if errors_in(collector.problems):
        raise CourseError([*course.warnings, *collector.problems])
    html = course.project.build_dir / "html"
    if changed or not html.exists():
        _replace_folder(cache / "html", html)
    pages = {page.chapter.docname: page for page in _pages(course, cache)}
    log.info("built book: %s pages, %s written", len(pages), changed)
    return Book(cache / "html", pages, tuple(collector.problems))


def _run_sphinx(course: Course, cache: Path, collector: WarningCollector) -> int:
    """One Sphinx run; returns how many pages it wrote."""
    early = io.StringIO()
    isolate_kernels(cache)
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
