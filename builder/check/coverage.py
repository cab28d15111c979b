"""What a course holds, counted: figures and facts of chapters, and what its questions test."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from builder.check.sources import Sources
from builder.questions.base import Bloom

BLOOM: tuple[str, ...] = get_args(Bloom)
UNSAID = "–"  # a question without a level of Bloom's


@dataclass(frozen=True)
class Coverage:
    """`figures` and `facts` are counts by chapter; `types` count questions. `levels` are, for each
    outcome, its questions by level; notes test nothing and aren't in them."""

    figures: Mapping[str, int]
    facts: Mapping[str, int]
    types: Mapping[str, int]
    levels: Mapping[str, Mapping[str, int]]
    registered: int
    unverified: int

    @property
    def untested(self) -> Sequence[str]:
        return [code for code, levels in self.levels.items() if not levels]


def coverage(sources: Sources) -> Coverage:
    questions = [question for quiz in sources.quizzes for question in quiz.questions]
    entries = sources.facts.entries
    return Coverage(
        {name: page.figures for name, page in sources.pages.items()},
        _facts(sources),
        dict(Counter(question.type for question in questions)),
        _levels(sources),
        len(entries),
        sum(entry.unverified for entry in entries),
    )


def _facts(sources: Sources) -> Mapping[str, int]:
    """How many facts each chapter states, its quizzes included."""
    places = {name: {name} for name in sources.pages}
    for quiz in sources.quizzes:
        places[quiz.page.chapter.docname].add(quiz.bank.id)
    entries = sources.facts.entries
    return {
        name: sum(not within.isdisjoint(entry.used) for entry in entries)
        for name, within in places.items()
    }


def _levels(sources: Sources) -> Mapping[str, Mapping[str, int]]:
    codes = [code for module in sources.course.modules for code in module.outcomes]
    levels: dict[str, Counter[str]] = {code: Counter() for code in codes}
    for quiz in sources.quizzes:
        for question in quiz.questions:
            for code in () if question.is_note else question.outcome:
                levels.setdefault(code, Counter())[question.bloom or UNSAID] += 1
    return {code: dict(counts) for code, counts in levels.items()}
