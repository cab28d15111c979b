"""What the bench knows of each question: where it stands, who shows it, what `mooc check` says."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.banks import Bank
from builder.bench.forms import Form, make_form, shown_forms
from builder.book import Book
from builder.chapters import Chapter
from builder.check import at_cell, warnings_of
from builder.check.sources import Sources
from builder.course import Course
from builder.problems import Problem
from builder.questions.base import Question
from builder.words import load_words


@dataclass(frozen=True)
class Item:
    """A question. `place` is where it is written; `pages` are the chapters that show it."""

    question: Question
    name: str
    place: str
    form: Form
    pages: tuple[Chapter, ...]
    modules: tuple[str, ...]
    warnings: tuple[Problem, ...]


@dataclass(frozen=True)
class Group:
    """The questions of a bank. `warnings` are those about the bank as a whole."""

    bank: Bank
    place: str
    items: tuple[Item, ...]
    warnings: tuple[Problem, ...]


@dataclass(frozen=True)
class Bench:
    """Every question of a course, in the order of the book; what no page shows comes last."""

    course: Course
    groups: tuple[Group, ...]
    titles: dict[str, str]  # of the chapters, by docname

    @property
    def items(self) -> list[Item]:
        return [item for group in self.groups for item in group.items]


def read_bench(sources: Sources, book: Book) -> Bench:
    """The questions of these sources, with the forms that this book gives them."""
    reader = _Reader(sources, book)
    groups = tuple(reader.group(bank) for bank in _in_order(sources))
    return Bench(sources.course, groups, {name: page.title for name, page in book.pages.items()})


def _in_order(sources: Sources) -> list[Bank]:
    banks = [*(quiz.bank for quiz in sources.quizzes), *sources.every_bank]
    return list({bank.id: bank for bank in banks}.values())


class _Reader:
    def __init__(self, sources: Sources, book: Book) -> None:
        self.sources = sources
        self.root = sources.course.project.root
        self.words = load_words(sources.course.project, sources.course.about.language)
        self.shown = shown_forms(book)
        self.warnings = list(warnings_of(sources))
        modules = sources.course.modules
        self.module = {c.docname: module.id for module in modules for c in module.chapters}

    def group(self, bank: Bank) -> Group:
        starts = [bank.source.line(("questions", n)) for n in range(len(bank.questions))]
        lines = bank.source.lines.values()
        in_file = bank.id in self.sources.banks
        first, end = (0, math.inf) if in_file else (min(lines), max(lines) + 1)
        ends = [*starts[1:], end]
        items = tuple(map(self._item, [bank] * len(starts), bank.questions, starts, ends))
        warnings = self._warnings(bank, first, starts[0])
        return Group(bank, self._place(bank, int(first)), items, warnings)

    def _item(self, bank: Bank, question: Question, start: int, end: float) -> Item:
        pages = tuple(self._pages(bank, question))
        modules = tuple(dict.fromkeys(self.module.get(page.docname, "") for page in pages))
        return Item(
            question,
            bank.interaction_id(question),
            self._place(bank, start),
            make_form(bank, question, self.shown, self.words),
            pages,
            modules,
            self._warnings(bank, start, end),
        )

    def _pages(self, bank: Bank, question: Question) -> Iterator[Chapter]:
        for quiz in self.sources.quizzes:
            if quiz.bank.id == bank.id and question in quiz.questions:
                yield quiz.page.chapter

    def _warnings(self, bank: Bank, first: float, end: float) -> tuple[Problem, ...]:
        here = [p for p in self.warnings if p.path == bank.source.path and first <= p.line < end]
        return tuple(at_cell(problem).relative_to(self.root) for problem in here)

    def _place(self, bank: Bank, line: int) -> str:
        problem = at_cell(Problem(bank.source.path, line, "")).relative_to(self.root)
        return ", ".join(filter(None, (problem.place, problem.message.rstrip(": "))))


def outcomes_of(bench: Bench) -> dict[str, str]:
    """Each outcome with its words: the modules' in their order, then those that none has."""
    known = {c: words for m in bench.course.modules for c, words in m.outcomes.items()}
    return known | {
        code: "" for item in bench.items for code in item.question.outcome if code not in known
    }


def counted(items: Sequence[Item], outcome: str) -> list[Item]:
    """The marked questions that test an outcome; without one, those that say none."""
    marked = [item for item in items if not item.question.is_note]
    if not outcome:
        return [item for item in marked if not item.question.outcome]
    return [item for item in marked if outcome in item.question.outcome]
