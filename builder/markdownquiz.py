"""Reads a quiz that is written in Markdown into the data that YAML would give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from builder.markdownanswers import READERS, TYPES, Draft
from builder.problems import CourseError, Problem, did_you_mean
from builder.questions import QUESTION_TYPES
from builder.quiztext import Part, Question, QuizText, quiz_text, unnamed
from builder.yamlfile import Where, Yaml, parse_yaml

FEEDBACK = ("right", "wrong")
NUMBERS = ("points", "words")
KEYS = (
    "type",
    "hint",
    *FEEDBACK,
    "outcome",
    *NUMBERS,
    "exemplar",
    "bloom",
    "looking_back",
    "source",
)
ANSWERS = "'- [x] option' and '- [ ] option', '= 75.3 ± 0.1 minutes', '= true' or '= a word'"
GUIDE = "see 'A quiz in Markdown' in docs/authoring.md"


def read_markdown(text: str, path: Path, first_line: int) -> tuple[Yaml, list[Problem]]:
    """The quiz's data with their lines, and what is wrong with it. Ids that are missing are made
    up, so that the rest can be checked. Raises CourseError when its head can't be read."""
    quiz = quiz_text(text, first_line)
    head = _head(quiz, path)
    lines, problems = dict(head.lines), [*_strays(quiz, path), *_missing_ids(quiz, path, head.data)]
    questions = [
        _question(parts, Draft(path, ("questions", index), lines, problems))
        for index, parts in enumerate(quiz.questions)
    ]
    data = {"id": "quiz", **head.data, "questions": questions}
    return Yaml(path, data, lines, head.written), problems


def _head(quiz: QuizText, path: Path) -> Yaml:
    head = parse_yaml(quiz.head, path, quiz.line)
    data = {} if head.data is None else head.data
    if not isinstance(data, dict):
        message = "the lines above the first question are not 'key: value' lines"
        raise CourseError([Problem(path, quiz.line, message, "begin with 'title:' and a title")])
    return Yaml(path, data, head.lines, head.written)


def _strays(quiz: QuizText, path: Path) -> Iterator[Problem]:
    for part in quiz.strays:
        hint = "begin each question with a number, as in '1. What do you say?'"
        yield Problem(path, part.line, "an option stands before the first question", hint)


def _missing_ids(quiz: QuizText, path: Path, head: Mapping[str, Any]) -> Iterator[Problem]:
    lines = [*([] if "id" in head else [quiz.line]), *(part.line for part in unnamed(quiz))]
    if lines:
        count = "an id is" if len(lines) == 1 else f"{len(lines)} ids are"
        hint = "'mooc check --write-ids' writes them into this file"
        yield Problem(path, lines[0], f"{count} missing in this quiz", hint)


def _question(parts: Question, draft: Draft) -> dict[str, Any]:
    prompt, *rest = parts
    draft.entry |= {"id": prompt.id or f"q{draft.at[-1]}", "prompt": prompt.text}
    draft.place((), prompt.line)
    for part in rest:
        _unreadable(part, draft)
    _keys([part for part in rest if part.kind == "key"], draft)
    _answers(prompt, [part for part in rest if part.kind in READERS], draft)
    return draft.entry


def _unreadable(part: Part, draft: Draft) -> None:
    if part.kind == "odd":
        hint = "write '- [x] ' before a right option and '- [ ] ' before a wrong one"
        draft.fault(part.line, "this box can't be read", hint)
    elif part.kind == "stray":
        hint = "indent what goes on from the line above; a key is written 'hint: text'"
        draft.fault(part.line, "this line belongs to nothing above it", hint)


def _keys(parts: Iterable[Part], draft: Draft) -> None:
    seen: set[str] = set()
    for part in parts:
        key = part.mark
        if key in seen:
            draft.fault(part.line, f"the key {key!r} stands twice", "keep one of the two")
        elif not part.text:
            draft.fault(part.line, f"{key!r} is empty", f"write something after '{key}:'")
        else:
            _key(key, part, draft)
        seen.add(key)


def _key(key: str, part: Part, draft: Draft) -> None:
    where: Where = (key,)
    if key not in KEYS:
        return draft.fault(part.line, f"unknown key {key!r}", did_you_mean(key, KEYS))
    if key == "outcome":
        draft.entry[key] = [code.strip() for code in part.text.split(",")]
    elif key in FEEDBACK:
        draft.entry.setdefault("feedback", {})[key] = part.text
        where = ("feedback", key)
    else:
        draft.entry[key] = _number(part.text) if key in NUMBERS else part.text
    draft.place(where, part.line)


def _number(text: str) -> Any:
    try:
        return float(text) if "." in text else int(text)
    except ValueError:
        return text


def _answers(prompt: Part, parts: Sequence[Part], draft: Draft) -> None:
    kinds = list(dict.fromkeys(part.kind for part in parts))
    kind, wanted = (kinds or [""])[0], draft.entry.get("type", "")
    if len(kinds) > 1:
        other = next(part for part in parts if part.kind == kinds[1])
        hint = f"a question has one kind of answer: {ANSWERS}"
        draft.fault(other.line, "this is another kind of answer than the one above", hint)
    if wanted and wanted not in TYPES[kind]:
        draft.fault(draft.lines[(*draft.at, "type")], *_wrong_type(wanted))
    elif not kind and not wanted and "words" not in draft.entry:
        hint = f"write {ANSWERS}; 'words: 60' makes a reflection"
        draft.fault(prompt.line, "this question has no answer", hint)
    elif kind:
        READERS[kind](draft, [part for part in parts if part.kind == kind])
    draft.entry.setdefault("type", TYPES[kind][0])


def _wrong_type(wanted: str) -> tuple[str, str]:
    if wanted not in QUESTION_TYPES:
        return f"unknown question type {wanted!r}", did_you_mean(wanted, list(QUESTION_TYPES))
    if not any(wanted in types for types in TYPES.values()):
        return f"a {wanted!r} can't be written in Markdown", "put it into a bank, in quizzes/"
    return f"these are not the answers of a {wanted!r}", GUIDE
