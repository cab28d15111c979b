"""Keeps one Sphinx application from build to build: starting one takes longer than most builds."""

from __future__ import annotations

import gc
import io
import logging
import os
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import CONFIG_OK
from sphinx.locale import translators
from sphinx.util import logging as sphinx_logging
from sphinx.util.docutils import docutils_namespace, patch_docutils

from builder.book.config import sphinx_config
from builder.book.extension import attach, page_stamps
from builder.book.kernel import forget_stale_results, isolate_kernels, make_results_cache
from builder.book.pages import Book, forget_gone_pages, read_pages
from builder.book.progress import ProgressHandler
from builder.book.sources import Stamps, chapters_below, data_files, settings_files, stamps_of
from builder.book.warnings import WarningCollector
from builder.course import Course
from builder.problems import CourseError, errors_in

log = logging.getLogger(__name__)


class LiveBook:
    """A book that is built again and again below `cache`, each time only what has changed. What
    an application takes in while it starts (settings, the toc, front matter) needs a new one.
    There is one at a time in a process, for Sphinx registers itself all over docutils."""

    def __init__(self, cache: Path) -> None:
        self.cache = cache
        self._app: Sphinx | None = None
        self._stack = ExitStack()
        self._started_with: Any = None
        self._data: Stamps | None = None

    def build(self, course: Course) -> Book:
        """Build what has changed since last time. Raises CourseError; then, too, the next call
        goes on from there."""
        self._run_notebooks_anew(course)
        facts = _taken_in_at_start(course)
        if self._app and facts != self._started_with:
            self.close()
            self.write_home_again(course)
        try:
            app = self._app
            changed = self._again(app, course) if app else self._start(course, facts)
        except BaseException:
            self.close()  # whatever stopped it may have left the application in any state
            raise
        if errors_in(self._collector.problems):
            raise CourseError([*course.warnings, *self._collector.problems])
        forget_gone_pages(course, self.cache)
        pages = {page.chapter.docname: page for page in read_pages(course, self.cache)}
        log.info("built book: %s pages, %s written", len(pages), changed)
        return Book(self.cache / "html", pages, tuple(self._collector.problems))

    def write_home_again(self, course: Course) -> None:
        """In the next build, and with it what Sphinx copies only when it writes a page."""
        (self.cache / "html" / f"{course.home.docname}.html").unlink(missing_ok=True)

    def close(self) -> None:
        """End the application. The next build begins another."""
        self._app = None
        self._started_with = None
        self._stack.close()
        gc.collect()  # sphinx-external-toc looks for the collectors of every app still in memory

    def _run_notebooks_anew(self, course: Course) -> None:
        """When data that they may read has changed, or nobody knows whether."""
        data = stamps_of(data_files(course.project.course_dir))
        if data != self._data:
            forget_stale_results(course, self.cache)
            self._data = data
        make_results_cache(self.cache)

    def _start(self, course: Course, facts: object) -> int:
        self._collector = WarningCollector(course)
        isolate_kernels(self.cache)
        translators.clear()  # or the words of a course built before, in Welsh say, would stay
        self._stack.enter_context(patch_docutils())
        self._stack.enter_context(docutils_namespace())
        changed = self._run(lambda: self._first(course))
        self._started_with = facts
        return changed

    def _first(self, course: Course) -> None:
        """The one build that may have much to read and write: by several processes."""
        early = io.StringIO()
        self._app = app = Sphinx(
            srcdir=course.project.course_dir,
            confdir=None,
            outdir=self.cache / "html",
            doctreedir=self.cache / "doctrees",
            buildername="html",
            confoverrides=sphinx_config(course, self.cache),
            status=None,
            warning=early,
            parallel=os.cpu_count() or 1,
        )
        self._collector.listen(app, early.getvalue())
        logging.getLogger(sphinx_logging.NAMESPACE).addHandler(ProgressHandler())
        attach(app, course, self.cache)
        app.build()
        app.parallel = 1
        app.env.config_status = CONFIG_OK  # or every build would read everything, as this one may

    def _again(self, app: Sphinx, course: Course) -> int:
        self._collector.begin(course)
        return self._run(app.build)

    def _run(self, build: Callable[[], None]) -> int:
        """Build, and let what had problems be read again next time. Returns how many pages were
        written."""
        before = page_stamps(self.cache / "pages")
        try:
            build()
        except Exception as error:  # an extension, a notebook's kernel, anything that Sphinx runs
            problem = self._collector.of_crash(error)
            raise CourseError([*self._collector.problems, problem]) from None
        finally:
            self._collector.read_again_next_time(self.cache / "doctrees")
        return len(page_stamps(self.cache / "pages").items() - before.items())


def _taken_in_at_start(course: Course) -> object:
    """What an application would not notice by itself."""
    source = course.project.course_dir
    files = stamps_of(settings_files(course.project))
    return course.about, course.home, course.parts, files, chapters_below(source)
