"""One course being previewed: its last good book, and what is wrong with it now."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from builder.banks import Bank
from builder.book import LiveBook
from builder.pipeline import load, unused_banks
from builder.preview.news import News
from builder.preview.packages import Packages
from builder.preview.shown import Shown
from builder.problems import CourseError, Problem, errors_in
from builder.project import find_project

log = logging.getLogger(__name__)


class Preview:
    """Builds on demand and remembers the outcome. What it makes lies below
    `build/.cache/preview/`, apart from what `mooc build` makes and keeps."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.cache = root / "build" / ".cache" / "preview"
        self.shown = Shown(self.cache / "shown")
        self.news = News()
        self.problems: tuple[Problem, ...] = ()
        self.building = False
        self.built = 0  # when the last good build ended, in milliseconds
        self.packages: Packages | None = None
        self._banks: Mapping[str, Bank] = {}
        self._checked = True  # the packages of the last good book
        self._book = LiveBook(self.cache)
        self._begun = False

    def build(self) -> bool:
        """Build what has changed. Returns whether the book is good; `problems` says what isn't."""
        self._tell(building=True)
        self._checked = True
        problems = self._complaints(self._build)
        self._tell(problems)
        return not errors_in(problems)

    def check_packages(self) -> bool:
        """What a build would say of the packages, which nobody waits for. Returns whether there
        was anything to do."""
        if self._checked or self.packages is None:
            return False
        self._checked = True
        found = self._complaints(self._check)
        if found:
            self._tell([*self.problems, *found])
        return bool(found)

    def close(self) -> None:
        self.news.close()
        self._book.close()

    def _build(self) -> Iterable[Problem]:
        project = find_project(self.root)
        course, self._banks = load(project)
        if not self._begun:
            self._book.write_home_again(course)
            self._begun = True
        book = self._book.build(course)
        self.shown.take(book.files)
        self.packages = Packages(course, replace(book, files=self.shown.folder))
        self._checked = False
        self.built = time.time_ns() // 1_000_000
        return [*course.warnings, *book.warnings]

    def _check(self) -> Iterable[Problem]:
        assert self.packages
        course, book = self.packages.course, self.packages.book
        return [*self.packages.problems(), *unused_banks(course, book, self._banks)]

    def _complaints(self, work: Callable[[], Iterable[Problem]]) -> list[Problem]:
        """What there is to mend after some work, whatever became of it."""
        try:
            return list(work())
        except CourseError as error:
            return list(error.problems)
        except Exception as error:  # our own fault: the author goes on, and can tell us
            log.exception("the toolkit itself failed")
            message = f"the toolkit itself failed: {type(error).__name__}: {error}"
            hint = "this is not your mistake: please report it with what the terminal shows"
            return [Problem(self.root, 0, message, hint)]

    def _tell(self, problems: Iterable[Problem] | None = None, building: bool = False) -> None:
        if problems is not None:
            shown = {problem.relative_to(self.root) for problem in problems}
            self.problems = tuple(sorted(shown, key=lambda p: (p.level, p)))
        self.building = building
        self.news.publish()
