"""Makes SCOs of the book's pages: one document a module, with nothing in it that isn't used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import html

from builder.book import Book
from builder.chapters import Chapter, Module
from builder.course import Course
from builder.directives.termlinks import NOTE as TERM_NOTE
from builder.problems import CourseError, Problem
from builder.sco.body import BodyRewriter, heading_id
from builder.sco.files import Files
from builder.sco.links import Links, links_of
from builder.sco.quizzes import Quiz, read_quizzes
from builder.sco.styles import Styles
from builder.statekey import key_width, state_key, worst_case_length
from builder.words import load_words


@dataclass(frozen=True)
class ScoPage:
    """A page of a SCO. `extra` pages came along because a page links to them: seeing them counts
    for nothing. `minutes` is None where the author gives none."""

    id: str
    title: str
    body: str
    minutes: int | None
    extra: bool

    @property
    def key(self) -> str:
        return state_key(self.id)

    @property
    def h1_id(self) -> str:
        return heading_id(self.id)


@dataclass(frozen=True)
class Sco:
    """What an LMS launches as one. `files` maps names in the package to files on disk; `css` is
    what its pages need beyond the common style sheet; `width` is that of keys in saved state."""

    id: str
    title: str
    hours: float | None
    pages: tuple[ScoPage, ...]
    quizzes: tuple[Quiz, ...]
    files: Mapping[str, Path]
    css: str
    width: int

    @property
    def own_pages(self) -> list[ScoPage]:
        """The pages that count."""
        return [page for page in self.pages if not page.extra]

    @property
    def questions(self) -> list[dict[str, Any]]:
        return [question for quiz in self.quizzes for question in quiz.questions]

    @property
    def has_terms(self) -> bool:
        """Whether a page links a term of the glossary and says what it means."""
        return any(TERM_NOTE in page.body for page in self.pages)

    @property
    def scored(self) -> bool:
        return any(quiz.scored for quiz in self.quizzes)

    def pass_mark(self, default: float) -> float:
        """The share of the points needed: each scored quiz's own mark, weighed by its points."""
        scored = [quiz for quiz in self.quizzes if quiz.scored and quiz.points]
        needed = sum(quiz.pass_mark * quiz.points for quiz in scored)
        return round(needed / sum(quiz.points for quiz in scored), 4) if scored else default

    @property
    def worst_case_state(self) -> int:
        """The most characters of suspend_data that answers can need."""
        return worst_case_length(len(self.own_pages), self.questions, self.width)


def make_scos(course: Course, book: Book) -> list[Sco]:
    """One SCO a module. Raises CourseError with what can't work in a package."""
    problems: list[Problem] = []
    titles = {module.id: _title(book, module) for module in course.modules}
    scos = [_make_sco(course, book, module, titles, problems) for module in course.modules]
    if problems:
        raise CourseError(problems)
    return scos


def _title(book: Book, module: Module) -> str:
    return module.caption or as_text(book.pages[module.chapters[0].docname].title)


def as_text(markup: str) -> str:
    """Text of a line of HTML."""
    return "".join(map(str, html.fromstring(f"<i>{markup}</i>").itertext()))


def _make_sco(
    course: Course,
    book: Book,
    module: Module,
    titles: Mapping[str, str],
    problems: list[Problem],
) -> Sco:
    files, styles = Files(), Styles()
    words = load_words(course.project, course.about.language)
    links = links_of(course, book, module, titles)
    pages: list[ScoPage] = []
    defined: set[str] = set()
    for chapter in links.chapters:
        rewriter = BodyRewriter(chapter, links, files, styles, words, problems, defined)
        body = rewriter.rewritten(book.pages[chapter.docname].body)
        pages.append(_page(book, chapter, body, extra=chapter not in module.chapters))
    quizzes = tuple(quiz for page in pages for quiz in read_quizzes(page.body, page.id))
    problems += _repeated_questions(links, quizzes)
    width = _key_width(course, pages, quizzes, problems)
    title, css = titles[module.id], styles.css()
    return Sco(module.id, title, module.hours, tuple(pages), quizzes, files.found, css, width)


def _page(book: Book, chapter: Chapter, body: str, extra: bool) -> ScoPage:
    title = as_text(book.pages[chapter.docname].title)
    return ScoPage(chapter.page_id, title, body, chapter.front.minutes, extra)


def _key_width(
    course: Course, pages: Sequence[ScoPage], quizzes: Sequence[Quiz], problems: list[Problem]
) -> int:
    keys = [page.key for page in pages] + [q["k"] for quiz in quizzes for q in quiz.questions]
    width = key_width(keys)
    if width is None and len(set(keys)) == len(keys):
        message = "two questions or pages have the same short key"
        problems.append(Problem(course.project.toc_file, 0, message, "rename one of them"))
    return width or 5


def _repeated_questions(links: Links, quizzes: Sequence[Quiz]) -> Iterator[Problem]:
    """An LMS keeps one record a question: it can't stand twice in a SCO."""
    paths = {chapter.page_id: chapter.path for chapter in links.chapters}
    seen: dict[str, str] = {}  # the page of each question
    for page, id_ in ((quiz.page, q["id"]) for quiz in quizzes for q in quiz.questions):
        if id_ in seen:
            where = "on this page" if seen[id_] == page else f"first in {paths[seen[id_]].name!r}"
            hint = "a question is asked once in a module: copy it under another id"
            yield Problem(paths[page], 0, f"the question {id_!r} stands twice, {where}", hint)
        seen.setdefault(id_, page)
