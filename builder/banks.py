"""Question banks: `quizzes/<bank-id>.yml`, or the body of an inline quiz."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from builder.problems import CourseError, Problem, did_you_mean
from builder.questions import QUESTION_TYPES
from builder.questions.base import Question
from builder.yamlfile import Entry, Where, Yaml, make_entry, read_yaml

BANK_ID = re.compile(r"[a-z][a-z0-9-]*")
LONGEST_INTERACTION_ID = 50  # safe in LMS reports and data models alike

QuizKind = Literal["formative", "module", "assessment", "survey"]


class BankFile(Entry):
    """The keys of a bank beside its questions."""

    title: Annotated[str, StringConstraints(min_length=1)]
    kind: QuizKind = "formative"
    pass_mark: Annotated[float, Field(ge=0, le=1)] | None = None
    tries: Annotated[int, Field(ge=0, le=7)] = 0
    shuffle: Literal["none", "options", "questions", "both"] = "none"


@dataclass(frozen=True)
class Bank:
    """A quiz's questions, and where each was written. `tries` 0 is as many as the learner likes."""

    id: str
    about: BankFile
    questions: tuple[Question, ...]
    source: Yaml

    def interaction_id(self, question: Question) -> str:
        """What an LMS calls the question: stable for ever, `[A-Za-z0-9_]{1,50}`."""
        return f"{self.id}_{question.id}".replace("-", "_")

    def line(self, question: Question, where: Where = ()) -> int:
        index = self.questions.index(question)
        return self.source.line(("questions", index, *where))


def load_banks(folder: Path) -> dict[str, Bank]:
    """Every bank by id. Raises CourseError with the problems of all of them."""
    banks: dict[str, Bank] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.y*ml")):
        try:
            banks[path.stem] = read_bank(path)
        except CourseError as error:
            problems += error.problems
    problems += _clashes(banks.values())
    if problems:
        raise CourseError(problems)
    return banks


def read_bank(path: Path) -> Bank:
    """One bank. Raises CourseError with every problem in it."""
    if path.suffix != ".yml" or not BANK_ID.fullmatch(path.stem):
        hint = "name it like m3-variation.yml: small letters, digits and hyphens"
        raise CourseError([Problem(path, 0, f"{path.name!r} is no name for a bank", hint)])
    return make_bank(path.stem, read_yaml(path))


def make_bank(bank_id: str, source: Yaml) -> Bank:
    """A bank of parsed YAML. Raises CourseError."""
    if not isinstance(source.data, dict):
        hint = "begin with 'title:', then 'questions:'"
        raise CourseError([source.problem((), "a bank is 'key: value' lines", hint)])
    data = dict(source.data)
    entries = data.pop("questions", None)
    about, problems = make_entry(BankFile, data, source)
    if not isinstance(entries, list) or not entries:
        hint = "list them below 'questions:', each beginning with '- id:'"
        problems.append(source.problem(("questions",), "the bank has no questions", hint))
        entries = []
    questions = [_question(entry, source, index) for index, entry in enumerate(entries)]
    problems += [problem for _, found in questions for problem in found]
    problems += _repeated(entries, source)
    made = tuple(question for question, _ in questions if question)
    problems += _long_ids(bank_id, made, source)
    if problems or about is None:
        raise CourseError(problems)
    return Bank(bank_id, about, made, source)


def _question(data: Any, source: Yaml, index: int) -> tuple[Question | None, list[Problem]]:
    where: Where = ("questions", index)
    if not isinstance(data, dict):
        return None, [source.problem(where, "a question is 'key: value' lines", "begin with 'id:'")]
    kind = data.get("type")
    if kind not in QUESTION_TYPES:
        at = (*where, "type")
        message = "'type' is missing" if kind is None else f"unknown question type {kind!r}"
        return None, [source.problem(at, message, did_you_mean(str(kind), list(QUESTION_TYPES)))]
    question, problems = make_entry(QUESTION_TYPES[kind], data, source, where)
    if question:
        problems += [source.problem((*where, *f.at), f.message, f.hint) for f in question.faults()]
    return question, problems


def _repeated(entries: list[Any], source: Yaml) -> Iterator[Problem]:
    seen: dict[object, int] = {}
    for index, entry in enumerate(entries):
        id_ = entry.get("id") if isinstance(entry, dict) else None
        if id_ is None or not isinstance(id_, str):
            continue
        where: Where = ("questions", index, "id")
        if id_ in seen:
            message = f"the question id {id_!r} stands twice, first on line {seen[id_]}"
            yield source.problem(where, message, "an id names one question of the bank for ever")
        seen.setdefault(id_, source.line(where))


def _long_ids(bank_id: str, questions: Iterable[Question], source: Yaml) -> Iterator[Problem]:
    for index, question in enumerate(questions):
        name = f"{bank_id}_{question.id}"
        if len(name) > LONGEST_INTERACTION_ID:
            message = f"{name!r} is longer than {LONGEST_INTERACTION_ID} characters"
            hint = "shorten the question's id: learning platforms cut longer ones"
            yield source.problem(("questions", index, "id"), message, hint)


def _clashes(banks: Iterable[Bank]) -> Iterator[Problem]:
    """Two questions that an LMS could not tell apart (`a-b` + `c`, `a` + `b_c`)."""
    seen: dict[str, Bank] = {}
    for bank in banks:
        for question in bank.questions:
            name = bank.interaction_id(question)
            other = seen.setdefault(name, bank)
            if other is not bank:
                message = f"a question of the bank {other.id!r} is also called {name!r} in an LMS"
                path, line = bank.source.path, bank.line(question, ("id",))
                yield Problem(path, line, message, "give one of the two another id")
