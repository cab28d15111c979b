"""Question banks: `quizzes/<bank-id>.yml`, or the body of an inline quiz."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from builder.problems import CourseError, Problem, did_you_mean
from builder.questions import QUESTION_TYPES
from builder.questions.base import Question
from builder.questions.draws import draw_faults
from builder.yamlfile import Entry, Filled, Where, Yaml, make_entry, read_yaml

BANK_ID = re.compile(r"[a-z][a-z0-9-]*")
LONGEST_INTERACTION_ID = 50  # safe in LMS reports and data models alike

QuizKind = Literal["formative", "module", "assessment", "survey"]


class BankFile(Entry):
    """The keys of a bank beside its questions."""

    title: Filled
    kind: QuizKind = "formative"
    pass_mark: Annotated[float, Field(ge=0, le=1)] | None = None
    tries: Annotated[int, Field(ge=0, le=7)] = 0
    shuffle: Literal["none", "options", "questions", "both"] = "none"
    draw: dict[str, Annotated[int, Field(ge=1)]] = {}


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
    for path in sorted(p for p in folder.glob("*.y*ml") if not p.name.startswith(".")):
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
    if path.suffix != ".yml":
        hint = f"rename it to {path.stem}.yml"
        raise CourseError([Problem(path, 0, f"{path.name!r} does not end in .yml", hint)])
    return make_bank(path.stem, read_yaml(path))


def make_bank(bank_id: str, source: Yaml) -> Bank:
    """A bank of parsed YAML. Raises CourseError."""
    if not isinstance(source.data, dict):
        message = "a bank is 'key: value' lines" if source.data else "this bank is empty"
        raise CourseError([source.problem((), message, "begin with 'title:', then 'questions:'")])
    data = dict(source.data)
    entries = data.pop("questions", None)
    about, problems = make_entry(BankFile, data, source)
    problems += _bad_name(bank_id, source)
    if not isinstance(entries, list) or not entries:
        hint = "list them below 'questions:', each beginning with '- id:'"
        problems.append(source.problem(("questions",), "the bank has no questions", hint))
        entries = []
    questions = [_question(entry, source, index) for index, entry in enumerate(entries)]
    problems += [problem for _, found in questions for problem in found]
    problems += [*_repeated(entries, source), *_long_ids(bank_id, entries, source)]
    if problems or about is None:
        raise CourseError(problems)
    bank = Bank(bank_id, about, tuple(question for question, _ in questions if question), source)
    faults = list(draw_faults(about.kind, about.draw, bank.questions))
    if faults:
        raise CourseError(source.problem(fault.at, fault.message, fault.hint) for fault in faults)
    return bank


def _bad_name(bank_id: str, source: Yaml) -> Iterator[Problem]:
    if not BANK_ID.fullmatch(bank_id):
        hint = "use small letters, digits and '-', a letter first, as in m3-variation"
        line = source.lines.get(("id",), 0)
        yield Problem(source.path, line, f"{bank_id!r} can't name a bank", hint)


def _question(data: Any, source: Yaml, index: int) -> tuple[Question | None, list[Problem]]:
    where: Where = ("questions", index)
    if not isinstance(data, dict):
        return None, [source.problem(where, "a question is 'key: value' lines", "begin with 'id:'")]
    kind = data.get("type")
    if not isinstance(kind, str) or kind not in QUESTION_TYPES:
        at = (*where, "type")
        message = "'type' is missing" if kind is None else f"unknown question type {kind!r}"
        hint = did_you_mean(str(kind or ""), list(QUESTION_TYPES))
        return None, [source.problem(at, message, hint)]
    question, problems = make_entry(QUESTION_TYPES[kind], data, source, where)
    if question:
        problems += [source.problem((*where, *f.at), f.message, f.hint) for f in question.faults()]
    return question, problems


def _ids(entries: list[Any]) -> Iterator[tuple[Where, str]]:
    """The id of each question that has one, whatever else is wrong with it."""
    for index, entry in enumerate(entries):
        if isinstance(entry, dict) and isinstance(entry.get("id"), str):
            yield ("questions", index, "id"), entry["id"]


def _repeated(entries: list[Any], source: Yaml) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for where, id_ in _ids(entries):
        if id_ in seen:
            message = f"the question id {id_!r} stands twice, first on line {seen[id_]}"
            yield source.problem(where, message, "give the newer one another id")
        seen.setdefault(id_, source.line(where))


def _long_ids(bank_id: str, entries: list[Any], source: Yaml) -> Iterator[Problem]:
    for where, id_ in _ids(entries):
        name = f"{bank_id}_{id_}"
        if len(name) > LONGEST_INTERACTION_ID:
            message = f"the name {name!r} has {len(name)} characters"
            most = f"learning platforms keep {LONGEST_INTERACTION_ID}"
            yield source.problem(where, message, f"{most}: shorten the question's id or the file's")


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
