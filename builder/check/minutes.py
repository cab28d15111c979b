"""How long chapters take: what the text says of itself, and what its length says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.chapters import read_front
from builder.check.page import Page
from builder.check.rule import check
from builder.check.sources import Sources
from builder.problems import Problem
from builder.questions.draws import asked

WORDS_A_MINUTE = 200
MINUTES_A_QUESTION = 0.75
# A page of few words may ask for a long task; but nobody reads it in much less time than this.
TOO_LONG, TOO_SHORT, SPARE = 4, 0.8, 10
# What a module says of its hours may differ from its chapters' minutes by this share.
FAR_OFF = 0.25


@dataclass(frozen=True)
class Length:
    """A chapter's words and questions; `said` are the minutes of its front matter."""

    page: Page
    words: int
    questions: int
    said: int | None

    @property
    def minutes(self) -> int:
        """Reading and answering, in whole minutes."""
        return max(1, round(self.words / WORDS_A_MINUTE + self.questions * MINUTES_A_QUESTION))


def lengths(sources: Sources) -> list[Length]:
    """Each chapter's length, in reading order."""
    counts = dict.fromkeys(sources.pages, 0)
    for quiz in sources.quizzes:
        counts[quiz.page.chapter.docname] += asked(quiz.questions, quiz.bank.about.draw)
    return [
        Length(page, page.words, counts[name], page.chapter.front.minutes)
        for name, page in sources.pages.items()
    ]


@check("W05", "a chapter's `minutes` don't fit its text", "learners plan by them")
def minutes_that_do_not_fit(sources: Sources) -> Iterator[Problem]:
    for length in lengths(sources):
        said, least = length.said, length.minutes
        if said and (said + 1 < least * TOO_SHORT or said > least * TOO_LONG + SPARE):
            message = f"minutes: {said}, where reading and answering takes about {least}"
            yield _at_key(length.page, "minutes", message, "say how long it takes, tasks included")


@check("W06", "a module's `hours` don't fit its chapters", "certificates and reports show them")
def hours_that_do_not_fit(sources: Sources) -> Iterator[Problem]:
    by_name = {length.page.chapter.docname: length for length in lengths(sources)}
    for module in sources.course.modules:
        inside = [by_name[chapter.docname] for chapter in module.chapters]
        hours = sum(length.said or length.minutes for length in inside) / 60
        if module.hours and abs(hours - module.hours) > module.hours * FAR_OFF:
            message = f"hours: {module.hours:g}, where the chapters' minutes make {hours:.1f}"
            yield _at_key(inside[0].page, "module", message, "correct the hours or the minutes")


@check("W07", "a chapter is longer than `checks: longest`", "learners take a chapter at a time")
def long_chapters(sources: Sources) -> Iterator[Problem]:
    longest = sources.course.about.checks.longest
    for length in lengths(sources):
        if length.minutes > longest:
            message = f"about {length.minutes} minutes to read and answer, over {longest}"
            yield Problem(length.page.chapter.path, 0, message, "make two chapters of it")


def _at_key(page: Page, key: str, message: str, hint: str) -> Problem:
    _, source = read_front(page.chapter.path)
    deeper = (key, "hours") if key == "module" else (key,)
    return source.problem(deeper, message, hint)
