"""What a `{quiz}` in a chapter shows: a bank, some of its questions, or a quiz written there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from builder.banks import Bank, make_bank
from builder.markdownquiz import read_markdown
from builder.problems import CourseError, Problem, attempt, did_you_mean
from builder.questions.base import Question
from builder.quiztext import is_markdown
from builder.yamlfile import Yaml, parse_yaml


@dataclass(frozen=True)
class Place:
    """Where a `{quiz}` stands."""

    path: Path
    line: int

    def problem(self, message: str, hint: str) -> Problem:
        return Problem(self.path, self.line, message, hint)


def unknown_bank(bank_id: str, known: Sequence[str], place: Place, folder: Path) -> Problem:
    """A file that is nearly the bank is named: banks lie in one folder and end in `.yml`."""
    hint = did_you_mean(bank_id, known, f"write {folder.name}/{bank_id}.yml")
    near = sorted(p for p in folder.rglob("*") if p.name.partition(".")[0] == bank_id)
    if near:
        found = near[0].relative_to(folder).as_posix()
        hint = f"move {found!r} to {bank_id}.yml, right in {folder.name}/"
    elif known and not hint.startswith("did you mean"):
        hint = did_you_mean(bank_id, known)
    return place.problem(f"there is no bank {bank_id!r}", hint)


def id_taken(quiz_id: str, by: Path) -> tuple[str, str]:
    """What to say of a quiz written in a chapter whose id another file has."""
    hint = "learners' records hang on it: give this quiz an id of its own"
    return f"the quiz id {quiz_id!r} is taken by {by.name!r}", hint


def asked_twice(name: str, path: Path, first: Path) -> tuple[str, str]:
    """What to say of a question that an LMS would have to keep two records of."""
    where = "on this page" if path == first else f"first in {first.name!r}"
    hint = "a question is asked once in a package: copy it under another id"
    return f"the question {name!r} stands twice, {where}", hint


def inline_bank(text: str, place: Place, first_line: int) -> Bank:
    """The bank of a quiz that is written in a chapter, where its body begins at `first_line`.
    Raises CourseError."""
    if is_markdown(text):
        return _markdown_bank(text, place.path, first_line)
    source = parse_yaml(text, place.path, first_line)
    data = dict(source.data) if isinstance(source.data, dict) else {}
    bank_id = str(data.pop("id", ""))
    if not bank_id:
        hint = "name a bank, as in {quiz} m3-variation, or begin the body with 'id:'"
        raise CourseError([place.problem("this quiz names no bank and has no id", hint)])
    return make_bank(bank_id, replace(source, data=data))


def _markdown_bank(text: str, path: Path, first_line: int) -> Bank:
    source, faults = read_markdown(text, path, first_line)
    data = dict(source.data)
    bank_id = str(data.pop("id"))
    found: list[Problem] = []
    filled = replace(source, data=data)
    bank = attempt(lambda: make_bank(bank_id, filled), found)
    if bank is None or faults:
        raise CourseError([*faults, *_elsewhere(found, faults, source)])
    return bank


def _elsewhere(found: Sequence[Problem], faults: Sequence[Problem], source: Yaml) -> list[Problem]:
    """What is wrong with questions that could be read; of the others, models see only a part."""
    starts = [source.line(("questions", n)) for n in range(len(source.data["questions"]))]
    faulty = {bisect_right(starts, fault.line) for fault in faults}
    return [problem for problem in found if bisect_right(starts, problem.line) not in faulty]


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
