"""Makes SCOs of the book's pages: one document each, with nothing in it that isn't used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import html

from builder.book import Book
from builder.chapters import Chapter
from builder.course import Course
from builder.directives.termlinks import NOTE as TERM_NOTE
from builder.embedding import asked_twice
from builder.plans import Outline
from builder.problems import CourseError, Problem
from builder.runtime import CHOSEN_STYLES
from builder.sco.body import BodyRewriter, heading_id
from builder.sco.files import Files
from builder.sco.links import Links, links_of
from builder.sco.quizzes import ASSESSMENT, Quiz, read_quizzes
from builder.sco.rules import names_in, used_rules
from builder.sco.styles import Styles
from builder.statekey import ATTEMPTS, key_width, record_length, state_key, worst_case_length
from builder.words import load_words


@dataclass(frozen=True)
class ScoPage:
    """A page of a SCO. `extra` pages came along because a page links to them: seeing them counts
    for nothing. `minutes` is None where the author gives none. `module` is the title of its
    module, empty for the course's opening page."""

    id: str
    title: str
    body: str
    minutes: int | None
    extra: bool
    module: str
    outcomes: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return state_key(self.id)

    @property
    def h1_id(self) -> str:
        return heading_id(self.id)


@dataclass(frozen=True)
class Sco:
    """What an LMS launches as one. `files` maps names in the package to files on disk; `names` are
    the tags, classes and ids of its pages, `css` is what these need beyond the player's own style
    sheets; `width` is that of keys in saved state."""

    id: str
    title: str
    pages: tuple[ScoPage, ...]
    quizzes: tuple[Quiz, ...]
    files: Mapping[str, Path]
    names: frozenset[str]
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
    def parts(self) -> set[str]:
        """The scripts that only some SCOs need, by what is in its pages. A term needs its own
        where a page says what it means."""
        draws = any(quiz.draw for quiz in self.quizzes)
        needs = {
            "arrange": draws or any(quiz.shuffled for quiz in self.quizzes),
            "draw": draws,
            "quiz": any(quiz.kind == ASSESSMENT for quiz in self.quizzes),
            "terms": any(TERM_NOTE in page.body for page in self.pages),
        }
        return {name for name, needed in needs.items() if needed}

    @property
    def modules(self) -> list[str]:
        """The titles of the modules that its pages come from."""
        return list(dict.fromkeys(page.module for page in self.own_pages if page.module))

    @property
    def scored_quizzes(self) -> list[Quiz]:
        """Those that its score is made of. Where it holds several modules and an assessment of
        them all, that is the assessment alone."""
        scored = [quiz for quiz in self.quizzes if quiz.scored and quiz.points]
        assessments = [quiz for quiz in scored if quiz.kind == ASSESSMENT]
        return assessments if assessments and len(self.modules) > 1 else scored

    @property
    def scored(self) -> bool:
        return bool(self.scored_quizzes)

    def pass_mark(self, default: float) -> float:
        """The share of the points needed: each scored quiz's own mark, weighed by its points."""
        scored = self.scored_quizzes
        needed = sum(quiz.pass_mark * quiz.points for quiz in scored)
        return round(needed / sum(quiz.points for quiz in scored), 4) if scored else default

    @property
    def worst_case_state(self) -> int:
        """The most characters of suspend_data that answers can need."""
        asked = [q for quiz in self.quizzes for q in quiz.largest_draw(self._record_length)]
        again = [quiz for quiz in self.quizzes if quiz.attempts > 1]
        records = [*asked, *(ATTEMPTS for _ in again)]
        length = worst_case_length(len(self.own_pages), records, self.width)
        return length + sum(quiz.tombstones for quiz in again)

    def _record_length(self, question: Mapping[str, Any]) -> int:
        return record_length(question, self.width)


def module_titles(course: Course, book: Book) -> dict[str, str]:
    """The title of each module by id: its part's caption, or else its first page's title."""
    return {
        module.id: module.caption or as_text(book.pages[module.chapters[0].docname].title)
        for module in course.modules
    }


def as_text(markup: str) -> str:
    """Text of a line of HTML."""
    return "".join(map(str, html.fromstring(f"<i>{markup}</i>").itertext()))


def make_scos(course: Course, book: Book, outlines: Iterable[Outline]) -> dict[str, Sco]:
    """The SCO of each outline, by id. Files have the same names in all of them. Raises
    CourseError with what can't work in a package."""
    problems: list[Problem] = []
    titles = module_titles(course, book)
    names: dict[str, Path] = {}
    scos = {}
    for outline in outlines:
        if outline.id not in scos:
            scos[outline.id] = _make_sco(course, book, outline, titles, Files(names), problems)
    if problems:
        raise CourseError(problems)
    return scos


def _make_sco(
    course: Course,
    book: Book,
    outline: Outline,
    titles: Mapping[str, str],
    files: Files,
    problems: list[Problem],
) -> Sco:
    styles = Styles()
    words = load_words(course.project, course.about.language)
    links = links_of(course, book, outline, titles)
    pages: list[ScoPage] = []
    defined: set[str] = set()
    for chapter in links.chapters:
        rewriter = BodyRewriter(chapter, links, files, styles, words, problems, defined)
        body = rewriter.rewritten(book.pages[chapter.docname].body)
        module = links.modules.get(chapter.docname, "")
        extra = chapter not in outline.chapters
        pages.append(_page(book, chapter, body, extra, module))
    quizzes = tuple(quiz for page in pages for quiz in read_quizzes(page.body, page.id))
    problems += _repeated_questions(links, quizzes)
    width = _key_width(course, pages, quizzes, problems)
    names = names_in(page.body for page in pages)
    css = used_rules(_sheets(course, book), names) + styles.css()
    return Sco(outline.id, outline.title, tuple(pages), quizzes, files.found, names, css, width)


def _sheets(course: Course, book: Book) -> list[str]:
    """The style sheets of which a SCO takes what it uses: sphinx-design's, then ours."""
    design = book.files / "_static" / "sphinx-design.min.css"
    ours = [course.project.template(f"runtime/{name}") for name in CHOSEN_STYLES]
    return [path.read_text("utf-8") for path in (design, *ours) if path.is_file()]


def _page(book: Book, chapter: Chapter, body: str, extra: bool, module: str) -> ScoPage:
    title = as_text(book.pages[chapter.docname].title)
    front = chapter.front
    outcomes = tuple(front.outcomes)
    return ScoPage(chapter.page_id, title, body, front.minutes, extra, module, outcomes)


def _key_width(
    course: Course, pages: Sequence[ScoPage], quizzes: Sequence[Quiz], problems: list[Problem]
) -> int:
    keys = [page.key for page in pages] + [q["k"] for quiz in quizzes for q in quiz.questions]
    keys += [quiz.key for quiz in quizzes if quiz.key]
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
            message, hint = asked_twice(id_, paths[page], paths[seen[id_]])
            yield Problem(paths[page], 0, message, hint)
        seen.setdefault(id_, page)
