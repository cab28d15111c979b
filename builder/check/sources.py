"""Everything that checks look at, read once, and every problem that keeps a course from a build."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from pathlib import Path

from builder.banks import Bank, load_banks
from builder.chapters import untitled
from builder.check.charts import chart_faults
from builder.check.page import Embedded, Page
from builder.check.passage import Passage
from builder.check.reading import anchor_levels, make_parser, read_bank, read_page, read_rows
from builder.course import Course, banks_folder, load_course, quizzes_dir
from builder.embedding import (
    Place,
    asked_twice,
    chosen_questions,
    id_taken,
    inline_bank,
    unknown_bank,
)
from builder.facts import Facts, load_facts
from builder.problems import CourseError, Problem, attempt, did_you_mean
from builder.project import Project
from builder.questions.base import Question

WRITTEN = (".md", ".ipynb", ".yml", ".yaml", ".bib", ".css", ".html", ".svg", ".py", ".js")
# Folders that hold no sources.
PASSED_OVER = ("_build", "node_modules", "__pycache__")


@dataclass(frozen=True)
class Quiz:
    """A bank, or some of it, as a chapter shows it at that line. `inline`: it is written there."""

    page: Page
    bank: Bank
    questions: tuple[Question, ...]
    line: int
    inline: bool


@dataclass(frozen=True)
class Sources:
    """A course as its author wrote it. `banks` are those of files; `texts` are the chapters and
    what banks say in them; `today` is the day of the check."""

    course: Course
    banks: Mapping[str, Bank]
    facts: Facts
    pages: Mapping[str, Page]
    quizzes: Sequence[Quiz]
    texts: Sequence[Page]
    today: date

    @cached_property
    def every_bank(self) -> tuple[Bank, ...]:
        """The banks of files and those written in chapters."""
        inline = [quiz.bank for quiz in self.quizzes if quiz.bank.id not in self.banks]
        return (*self.banks.values(), *inline)

    @cached_property
    def labels(self) -> frozenset[str]:
        """Every label of the book; Sphinx takes small and capital letters as one."""
        return frozenset(label.name.lower() for text in self.texts for label in text.labels)

    @cached_property
    def by_path(self) -> Mapping[Path, Page]:
        return {page.chapter.path.resolve(): page for page in self.pages.values()}

    @cached_property
    def anchor_levels(self) -> int:
        """Down to which level headings can be linked to by their own words."""
        return anchor_levels(self.course.project)

    @cached_property
    def passages(self) -> Mapping[str, Sequence[Passage]]:
        """What chapters, banks and data say, by the names that facts give them."""
        said = {text.place: text.passages for text in self.texts}
        for path in self.files:
            if path.suffix == ".csv":
                name = path.relative_to(self.course.project.course_dir).as_posix()
                said[name] = read_rows(path)
        return said

    @cached_property
    def text(self) -> str:
        """All that is written in the course and its banks, to look for names in."""
        banks = [bank.source.path for bank in self.banks.values()]
        config = self.course.project.course_dir / "_config.yml"
        written = [path for path in self.files if path.suffix in WRITTEN]
        return "\n".join(path.read_text("utf-8", "replace") for path in [*written, *banks, config])

    @cached_property
    def files(self) -> tuple[Path, ...]:
        """The files of the course's folder, without hidden ones and what a build left there."""
        folder = self.course.project.course_dir
        found = (path for path in sorted(folder.rglob("*")) if path.is_file())
        ours = (path for path in found if self.course.project.is_source(path))
        return tuple(path for path in ours if not _is_hidden(path.relative_to(folder)))


def read_sources(project: Project, today: date) -> Sources:
    """Read a whole course. Raises CourseError with the problems of all files at once."""
    problems: list[Problem] = []
    course = attempt(lambda: load_course(project), problems)
    banks = attempt(lambda: load_banks(quizzes_dir(project)), problems)
    facts = attempt(lambda: load_facts(project), problems)
    if course is None or banks is None or facts is None:
        raise CourseError(problems)
    return _with_pages(course, banks, facts, today)


def _with_pages(course: Course, banks: Mapping[str, Bank], facts: Facts, today: date) -> Sources:
    parser = make_parser(course.project)
    pages = {c.docname: read_page(c, parser) for c in course.chapters}
    problems = [untitled(p.chapter.path) for p in pages.values() if not (p.headings or p.includes)]
    found = [
        attempt(partial(_quiz, course, page, embedded, banks), problems)
        for page in pages.values()
        for embedded in page.quizzes
    ]
    quizzes = [quiz for quiz in found if quiz]
    problems += [*_unknown_quizzes(course, quizzes), *_repeated_ids(quizzes, banks)]
    problems += [*_repeated_questions(course, quizzes), *chart_faults(course, pages.values())]
    if problems:
        raise CourseError(problems)
    quoted = [read_bank(quiz.page.chapter, quiz.bank, parser) for quiz in quizzes]
    return Sources(course, banks, facts, pages, quizzes, [*pages.values(), *quoted], today)


def _quiz(course: Course, page: Page, embedded: Embedded, banks: Mapping[str, Bank]) -> Quiz:
    place = Place(page.chapter.path, embedded.line)
    if not embedded.bank:
        bank = inline_bank(embedded.body, place, embedded.body_line)
    elif embedded.bank in banks:
        bank = banks[embedded.bank]
    else:
        folder = banks_folder(course.project, course.about)
        raise CourseError([unknown_bank(embedded.bank, sorted(banks), place, folder)])
    questions = chosen_questions(bank, embedded.names, place)
    return Quiz(page, bank, questions, embedded.line, inline=not embedded.bank)


def _unknown_quizzes(course: Course, quizzes: Sequence[Quiz]) -> Iterator[Problem]:
    known = [quiz.bank.id for quiz in quizzes]
    for index, name in enumerate(course.about.completion.quizzes or []):
        if name not in known:
            where = ("completion", "quizzes", index)
            hint = did_you_mean(name, known)
            yield course.source.problem(where, f"there is no quiz {name!r}", hint)


def _repeated_ids(quizzes: Sequence[Quiz], banks: Mapping[str, Bank]) -> Iterator[Problem]:
    """A quiz written in a chapter has an id of its own."""
    seen: dict[str, Path] = {id_: bank.source.path for id_, bank in banks.items()}
    for quiz in (quiz for quiz in quizzes if quiz.inline):
        if quiz.bank.id in seen:
            message, hint = id_taken(quiz.bank.id, seen[quiz.bank.id])
            yield Problem(quiz.page.path, quiz.line, message, hint)
        seen.setdefault(quiz.bank.id, quiz.page.path)


def _repeated_questions(course: Course, quizzes: Sequence[Quiz]) -> Iterator[Problem]:
    """A platform keeps one record a question: it can't stand twice in a module."""
    for module in course.modules:
        seen: dict[str, Page] = {}
        inside = [quiz for quiz in quizzes if quiz.page.chapter in module.chapters]
        asked = [(quiz, question) for quiz in inside for question in quiz.questions]
        for quiz, question in asked:
            name = quiz.bank.interaction_id(question)
            if name in seen:
                message, hint = asked_twice(name, quiz.page.path, seen[name].path)
                yield Problem(quiz.page.path, quiz.line, message, hint)
            seen.setdefault(name, quiz.page)


def _is_hidden(path: Path) -> bool:
    return any(part.startswith((".", "_")) or part in PASSED_OVER for part in path.parts)
