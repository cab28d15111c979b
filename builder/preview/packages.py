"""The packages of a book that is previewed: what a build would zip, kept in memory."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from builder.book import Book
from builder.contents import Contents, package_files
from builder.course import Course
from builder.formats import FORMATS
from builder.package import package_faults
from builder.pipeline import Wanted, check_completion, chosen_bundles, planned
from builder.plans import Bundle
from builder.problems import CourseError, Problem
from builder.record import write_record
from builder.sco import Sco


class Packages:
    """Made when they are first asked for, by whichever thread asks."""

    def __init__(self, course: Course, book: Book) -> None:
        self.course = course
        self.book = book
        self._lock = threading.RLock()
        self._contents: dict[tuple[str, str], Contents] = {}

    def problems(self) -> list[Problem]:
        """Why no packages can be made, as a build would say."""
        try:
            check_completion(self.course, self.book)
            bundles, scos = self._planned()
        except CourseError as error:
            return list(error.problems)
        return list(package_faults(self.course, bundles, scos))

    def listing(self) -> list[dict[str, Any]]:
        """Each package with its formats, and the pages in it by their chapter's name. Raises
        CourseError."""
        bundles, _ = self._planned()
        return [_facts(bundle) for bundle in bundles]

    def contents(self, id_: str, format_name: str) -> Contents | None:
        """The files of a package by name; None if there is no such package. Raises CourseError."""
        with self._lock:
            bundles, scos = self._planned()
            for bundle in bundles:
                if bundle.id == id_ and format_name in bundle.formats:
                    return self._filled(bundle, scos, format_name)
        return None

    def _planned(self) -> tuple[list[Bundle], dict[str, Sco]]:
        with self._lock:
            return self._made

    @cached_property
    def _made(self) -> tuple[list[Bundle], dict[str, Sco]]:
        bundles, scos = planned(self.course, self.book)
        write_record(self.course, self.book, [scos[module.id] for module in self.course.modules])
        return chosen_bundles(self.course, bundles, Wanted()), scos

    def _filled(self, bundle: Bundle, scos: dict[str, Sco], format_name: str) -> Contents:
        key = bundle.id, format_name
        if key not in self._contents:
            parts = [scos[outline.id] for outline in bundle.outlines]
            files = package_files(self.course, bundle, parts, FORMATS[format_name])
            self._contents[key] = files
        return self._contents[key]


def _facts(bundle: Bundle) -> dict[str, Any]:
    formats = [{"name": name, "label": FORMATS[name].label} for name in bundle.formats]
    pages = dict(_pages(bundle))
    return {"id": bundle.id, "title": bundle.title, "formats": formats, "pages": pages}


def _pages(bundle: Bundle) -> Iterator[tuple[str, dict[str, str]]]:
    for outline in bundle.outlines:
        for chapter in outline.chapters:
            yield chapter.docname, {"sco": outline.id, "page": chapter.page_id}
