"""The straight line from a project to its book, packages and report."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.banks import Bank, load_banks
from builder.book import Book, build_book, publish_book
from builder.course import Course, load_course, quizzes_dir
from builder.formats import FORMATS
from builder.formats.base import Format
from builder.package import Package, remove_old_packages, write_packages
from builder.problems import CourseError, Problem, did_you_mean
from builder.project import Project
from builder.report import Report, write_report
from builder.sco import Sco, make_scos
from builder.sco.quizzes import read_quizzes

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Wanted:
    """What to build: names of formats and ids of modules (none: all of the course's)."""

    formats: Sequence[str] = ()
    modules: Sequence[str] = ()
    packages: bool = True


def build_course(project: Project, wanted: Wanted) -> Report:
    """Build book, packages and report. Raises CourseError, with paths from the project's root;
    the last good output then stays as it was."""
    try:
        return _build(project, wanted)
    except CourseError as error:
        raise CourseError(p.relative_to(project.root) for p in error.problems) from None


def _build(project: Project, wanted: Wanted) -> Report:
    course, banks = load(project)
    formats = chosen_formats(course, wanted)
    book = build_book(course)
    check_completion(course, book)
    scos = make_scos(course, book)
    packages: list[Package] = []
    if wanted.packages:
        packages = write_packages(course, chosen_scos(course, scos, wanted), formats)
        log.info("wrote %s packages", len(packages))
    publish_book(course, book)
    if wanted == Wanted():
        remove_old_packages(course, packages)
    problems = [*course.warnings, *book.warnings, *unused_banks(course, book, banks)]
    shown = tuple(problem.relative_to(project.root) for problem in problems)
    report = Report(course, book, tuple(scos), tuple(packages), shown)
    write_report(report)
    return report


def load(project: Project) -> tuple[Course, dict[str, Bank]]:
    """Read everything an author wrote. Raises CourseError with the problems of all files."""
    problems: list[Problem] = []
    course, banks = None, None
    try:
        course = load_course(project)
    except CourseError as error:
        problems += error.problems
    try:
        banks = load_banks(quizzes_dir(project))
    except CourseError as error:
        problems += error.problems
    if course is None or banks is None:
        raise CourseError(problems)
    log.info("loaded %s chapters and %s banks", len(course.chapters), len(banks))
    return course, banks


def chosen_formats(course: Course, wanted: Wanted) -> list[Format]:
    """The formats asked for, or course.yml's. Raises CourseError for an unknown name."""
    names = wanted.formats or course.about.formats
    unknown = [name for name in names if name not in FORMATS]
    if unknown:
        hint = did_you_mean(unknown[0], list(FORMATS))
        raise CourseError(
            [course.source.problem(("formats",), f"unknown format {unknown[0]!r}", hint)]
        )
    return [FORMATS[name] for name in names]


def chosen_scos(course: Course, scos: Sequence[Sco], wanted: Wanted) -> list[Sco]:
    """The modules asked for, or all. Raises CourseError for an unknown id."""
    by_id = {sco.id: sco for sco in scos}
    unknown = [id_ for id_ in wanted.modules if id_ not in by_id]
    if unknown:
        hint = did_you_mean(unknown[0], list(by_id))
        problem = Problem(course.project.toc_file, 0, f"there is no module {unknown[0]!r}", hint)
        raise CourseError([problem])
    return [by_id[id_] for id_ in wanted.modules] or list(scos)


def check_completion(course: Course, book: Book) -> None:
    """Raises CourseError when `completion` in course.yml names a quiz that no page has."""
    wanted = course.about.completion.quizzes or []
    known = [quiz.id for page in book.pages.values() for quiz in read_quizzes(page.body, "")]
    problems = [
        course.source.problem(
            ("completion", "quizzes", index),
            f"there is no quiz {name!r}",
            did_you_mean(name, known),
        )
        for index, name in enumerate(wanted)
        if name not in known
    ]
    if problems:
        raise CourseError(problems)


def unused_banks(course: Course, book: Book, banks: Mapping[str, Bank]) -> Iterator[Problem]:
    """A warning for each bank that no page embeds."""
    used = {quiz.id for page in book.pages.values() for quiz in read_quizzes(page.body, "")}
    for bank in banks.values():
        if bank.id not in used:
            hint = f"write ```{{quiz}} {bank.id}``` in a chapter, or delete the file"
            message = f"no chapter embeds the bank {bank.id!r}"
            yield Problem(bank.source.path, 0, message, hint, "warning")
