"""The straight line from a project to its book, packages and report."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from jinja2 import TemplateError

from builder.alone import alone_in
from builder.banks import Bank, load_banks
from builder.book import Book, build_book, publish_book
from builder.course import Course, load_course, quizzes_dir
from builder.embedding import id_taken
from builder.formats import FORMATS
from builder.interrupts import uninterrupted
from builder.package import (
    Package,
    package_problems,
    remove_old_packages,
    replace_packages,
    write_packages,
)
from builder.plans import Bundle, bundles_of, module_outlines
from builder.problems import CourseError, Problem, attempt, did_you_mean
from builder.project import Project
from builder.record import write_record
from builder.report import Report, write_report
from builder.sco import Sco, make_scos, module_titles
from builder.sco.quizzes import Quiz, read_quizzes
from builder.words import TOOLKIT

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Wanted:
    """What to build: names of formats, of plans (or ids of routes) and ids of modules (none: all
    of the course's)."""

    formats: Sequence[str] = ()
    modules: Sequence[str] = ()
    plans: Sequence[str] = ()
    packages: bool = True


def build_course(project: Project, wanted: Wanted) -> Report:
    """Build book, packages and report. Raises CourseError, with paths from the project's root;
    the last good output then stays as it was."""
    try:
        course, banks = load(project)
        check_wanted(course, wanted)
        with alone_in(project.build_dir / ".cache", "build"):
            return _build(course, banks, wanted)
    except CourseError as error:
        raise CourseError(p.relative_to(project.root) for p in error.problems) from None
    except TemplateError as error:
        raise CourseError([_of_template(error, project)]) from None


def _of_template(error: TemplateError, project: Project) -> Problem:
    """A problem of the project's own templates. Raises the error where it has none."""
    own = project.templates[0]
    if not own.is_dir() or own == TOOLKIT.templates[0]:
        raise error
    path = Path(getattr(error, "filename", None) or own)
    message = f"a template can't be used: {error.message}"
    hint = "compare it with the toolkit's, or take it out"
    return Problem(path, getattr(error, "lineno", None) or 0, message, hint).relative_to(
        project.root
    )


def _build(course: Course, banks: Mapping[str, Bank], wanted: Wanted) -> Report:
    project = course.project
    book = build_book(course)
    check_completion(course, book)
    check_quiz_ids(book, banks)
    bundles, scos = planned(course, book)
    write_record(course, book, [scos[module.id] for module in course.modules])
    packages: list[Package] = []
    if wanted.packages:
        packages = write_packages(course, chosen_bundles(course, bundles, wanted), scos)
        log.info("wrote %s packages", len(packages))
    found = package_problems(packages, "warning")
    problems = [*course.warnings, *book.warnings, *unused_banks(course, book, banks), *found]
    shown = tuple(problem.relative_to(project.root) for problem in problems)
    parts = tuple(scos[module.id] for module in course.modules)
    report = Report(course, book, parts, tuple(packages), shown)
    with uninterrupted():  # or new packages would stand beside an old book
        replace_packages(packages)
        publish_book(course, book)
        if wanted == Wanted():
            remove_old_packages(course, packages)
        write_report(report)
    return report


def planned(course: Course, book: Book) -> tuple[list[Bundle], dict[str, Sco]]:
    """Every zip of a course, and every SCO by its id. All of them, whatever is wanted: the files
    of a package are named alike in every build. Raises CourseError."""
    titles = module_titles(course, book)
    bundles = bundles_of(course, titles)
    modules = module_outlines(course, titles)
    return bundles, make_scos(course, book, [*modules, *(o for b in bundles for o in b.outlines)])


def load(project: Project) -> tuple[Course, dict[str, Bank]]:
    """Read everything an author wrote. Raises CourseError with the problems of all files."""
    problems: list[Problem] = []
    course = attempt(lambda: load_course(project), problems)
    banks = attempt(lambda: load_banks(quizzes_dir(project)), problems)
    if course is None or banks is None:
        raise CourseError(problems)
    log.info("loaded %s chapters and %s banks", len(course.chapters), len(banks))
    return course, banks


def check_wanted(course: Course, wanted: Wanted) -> None:
    """Raises CourseError when what is asked for isn't in the course."""
    plans = [plan.plan for plan in course.about.plans] + [r.id for r in course.about.routes]
    faults = [
        *_unknown("module", wanted.modules, [module.id for module in course.modules]),
        *_unknown("plan or route", wanted.plans, plans),
        *_unknown("format", wanted.formats, list(FORMATS)),
    ]
    if faults:
        path = course.project.course_file
        raise CourseError(Problem(path, 0, message, hint) for message, hint in faults)


def _unknown(kind: str, names: Sequence[str], known: Sequence[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        if name not in known:
            yield f"there is no {kind} {name!r}", did_you_mean(name, known)


def chosen_bundles(course: Course, bundles: Iterable[Bundle], wanted: Wanted) -> list[Bundle]:
    """The zips asked for, in the formats asked for. Raises CourseError when that is none."""
    chosen = [
        replace(bundle, formats=_formats(course, bundle, wanted))
        for bundle in bundles
        if not wanted.modules or (bundle.plan == "module" and bundle.id in wanted.modules)
        if not wanted.plans or bundle.plan in wanted.plans or bundle.id in wanted.plans
    ]
    if not any(bundle.formats for bundle in chosen):
        hint = "look at 'plans:' and their 'formats:', or ask for less"
        message = "no package is both asked for and planned here"
        raise CourseError([Problem(course.project.course_file, 0, message, hint)])
    return chosen


def _formats(course: Course, bundle: Bundle, wanted: Wanted) -> tuple[str, ...]:
    """A plan's own formats are all it can be made in; any other is made in what is asked for."""
    if not wanted.formats:
        return bundle.formats or tuple(course.about.formats)
    asked = dict.fromkeys(wanted.formats)  # once each
    return tuple(name for name in asked if name in (bundle.formats or FORMATS))


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


def check_quiz_ids(book: Book, banks: Mapping[str, Bank]) -> None:
    """Raises CourseError when a quiz written in a chapter has the id of a bank, or of another."""
    problems: list[Problem] = []
    seen: dict[str, Path] = {}
    for page in book.pages.values():
        for quiz in read_quizzes(page.body, ""):
            path, bank = page.chapter.path, banks.get(quiz.id)
            if bank and not _shows(quiz, bank):
                problems.append(Problem(path, 0, *id_taken(quiz.id, bank.source.path)))
            elif not bank and quiz.id in seen:
                problems.append(Problem(path, 0, *id_taken(quiz.id, seen[quiz.id])))
            seen.setdefault(quiz.id, path)
    if problems:
        raise CourseError(problems)


def _shows(quiz: Quiz, bank: Bank) -> bool:
    """Whether all questions of the quiz are the bank's."""
    names = {bank.interaction_id(question) for question in bank.questions}
    return names.issuperset(str(question["id"]) for question in quiz.questions)


def unused_banks(course: Course, book: Book, banks: Mapping[str, Bank]) -> Iterator[Problem]:
    """A warning for each bank that no page embeds."""
    used = {quiz.id for page in book.pages.values() for quiz in read_quizzes(page.body, "")}
    for bank in banks.values():
        if bank.id not in used:
            hint = f"write ```{{quiz}} {bank.id}``` in a chapter, or delete the file"
            message = f"no chapter embeds the bank {bank.id!r}"
            yield Problem(bank.source.path, 0, message, hint, "warning")
