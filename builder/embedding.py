"""What a `{quiz}` in a chapter shows: a bank, some of its questions, or a quiz written there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from builder.banks import Bank, make_bank
from builder.problems import CourseError, Problem, did_you_mean
from builder.questions.base import Question
from builder.yamlfile import Yaml, parse_yaml


@dataclass(frozen=True)
class Place:
    """Where a `{quiz}` stands."""

    path: Path
    line: int

    def problem(self, message: str, hint: str) -> Problem:
        return Problem(self.path, self.line, message, hint)


def unknown_bank(bank_id: str, known: Sequence[str], place: Place) -> Problem:
    return place.problem(f"there is no bank {bank_id!r}", did_you_mean(bank_id, known))


def inline_bank(text: str, place: Place, first_line: int) -> Bank:
    """The bank of a quiz that is written in a chapter, where its body begins at `first_line`.
    Raises CourseError."""
    source = parse_yaml(text, place.path, first_line)
    data = dict(source.data) if isinstance(source.data, dict) else {}
    bank_id = str(data.pop("id", ""))
    if not bank_id:
        hint = "name a bank, as in {quiz} m3-variation, or begin the body with 'id:'"
        raise CourseError([place.problem("this quiz names no bank and has no id", hint)])
    return make_bank(bank_id, Yaml(place.path, data, source.lines, source.written))


def chosen_questions(bank: Bank, names: str | None, place: Place) -> tuple[Question, ...]:
    """The questions that `:questions:` names, in that order; all without it. Raises CourseError."""
    if names is None:
        return bank.questions
    if bank.about.draw:
        message = f"the bank {bank.id!r} draws its questions: ':questions:' can't choose some"
        hint = "leave ':questions:' out, or show them from a bank without 'draw:'"
        raise CourseError([place.problem(message, hint)])
    by_id = {question.id: question for question in bank.questions}
    wanted = [name.strip() for name in names.split(",")]
    if missing := [name for name in wanted if name not in by_id]:
        message = f"the bank {bank.id!r} has no question {missing[0]!r}"
        raise CourseError([place.problem(message, did_you_mean(missing[0], list(by_id)))])
    return tuple(by_id[name] for name in wanted)
