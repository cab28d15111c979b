"""Reads YAML with line numbers and turns it into models, gathering every problem on the way."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.scalarstring import FoldedScalarString, LiteralScalarString

from builder.problems import CourseError, Problem, did_you_mean

Where = tuple[str | int, ...]


class Entry(BaseModel):
    """What an author writes: unknown keys are refused, numbers are not taken for text."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


E = TypeVar("E", bound=Entry)


@dataclass(frozen=True)
class Fault:
    """Something wrong inside an entry; `at` is the way to it from the entry, for its line."""

    message: str
    at: Where = ()
    hint: str = ""


@dataclass(frozen=True)
class Yaml:
    """Plain data read from one YAML text, and the line (from 1) on which each part of it begins."""

    path: Path
    data: Any
    lines: Mapping[Where, int]

    def line(self, where: Where) -> int:
        """The line of `where`, or of the nearest part that holds it."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)

    def problem(self, where: Where, message: str, hint: str = "") -> Problem:
        return Problem(self.path, self.line(where), message, hint)


def read_text(path: Path) -> str:
    """The text of a source file. Raises CourseError when it is missing or not UTF-8."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        hint = "save the file as UTF-8 in your editor"
        raise CourseError([Problem(path, line, "this file is not UTF-8 text", hint)]) from None
    except OSError as error:
        raise CourseError([Problem(path, 0, f"can't be read: {error.strerror}")]) from None


def read_yaml(path: Path) -> Yaml:
    """The YAML of a file. Raises CourseError."""
    return parse_yaml(read_text(path), path)


def parse_yaml(text: str, path: Path, first_line: int = 1) -> Yaml:
    """Parse YAML 1.2 that begins at `first_line` of `path`. Raises CourseError."""
    try:
        tree = YAML(typ="rt").load(text)
    except MarkedYAMLError as error:
        raise CourseError([_syntax_problem(error, path, first_line)]) from None
    except (YAMLError, ValueError) as error:
        raise CourseError([Problem(path, first_line, f"not YAML: {error}")]) from None
    lines = {where: line + first_line for where, line in _lines(tree, ())}
    return Yaml(path, _plain(tree), {(): first_line} | lines)


def _syntax_problem(error: MarkedYAMLError, path: Path, first_line: int) -> Problem:
    mark = error.problem_mark or error.context_mark
    line = (mark.line if mark else 0) + first_line
    what = " ".join((error.problem or error.context or "not YAML").split())
    if what.startswith("found duplicate key"):
        key = what.split('"')[1] if '"' in what else what
        return Problem(path, line, f"the key {key!r} stands twice", "keep one of the two")
    hint = (
        "put text that holds ': ', '#' or quotes between quotes, or after '|' on lines of its own"
    )
    return Problem(path, line, f"YAML syntax: {what}", hint)


def _lines(tree: object, where: Where) -> Iterator[tuple[Where, int]]:
    """Every part with its line, from 0. Text after '|' or '>' begins on the line below."""
    if isinstance(tree, CommentedMap):
        for key, value in tree.items():
            line = tree.lc.value(key)[0] if isinstance(value, str) else tree.lc.key(key)[0]
            block = isinstance(value, LiteralScalarString | FoldedScalarString)
            yield (*where, key), line + block
            yield from _lines(value, (*where, key))
    elif isinstance(tree, CommentedSeq):
        for index, value in enumerate(tree):
            yield (*where, index), tree.lc.item(index)[0]
            yield from _lines(value, (*where, index))


def _plain(tree: object) -> Any:
    if isinstance(tree, dict):
        return {key: _plain(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_plain(value) for value in tree]
    for kind in (bool, int, float, str):
        if isinstance(tree, kind):
            return kind(tree)
    return tree


def make_entry(
    model: type[E], data: object, source: Yaml, where: Where = ()
) -> tuple[E | None, list[Problem]]:
    """The model made of `data`, or every reason why it can't be."""
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        return None, [_problem(model, detail, source, where) for detail in error.errors()]


def _problem(model: type[Entry], detail: Any, source: Yaml, where: Where) -> Problem:
    at: Where = tuple(detail["loc"])
    key = at[-1] if at else ""
    if detail["type"] == "extra_forbidden":
        hint = did_you_mean(str(key), _keys_at(model, at[:-1]))
        return source.problem((*where, *at), f"unknown key {key!r}", hint)
    if detail["type"] == "missing":
        return source.problem((*where, *at), f"{key!r} is missing")
    return source.problem((*where, *at), *_words(detail, key))


def _words(detail: Any, key: object) -> tuple[str, str]:
    """Pydantic's complaint in the words of somebody who writes YAML: message and hint."""
    kind, given, limits = detail["type"], detail["input"], detail.get("ctx", {})
    said = f"{key}: {given!r}" if isinstance(given, str | int | float) else f"{key}"
    if kind == "string_type":
        return f"{said} should be text", f'put it in quotes: "{given}"'
    if kind == "literal_error":
        known = [word.strip("' ") for word in limits["expected"].replace(" or ", ", ").split(",")]
        return f"{said} is not known here", did_you_mean(str(given), known)
    if kind == "string_pattern_mismatch":
        return f"{said} is not allowed", "use letters, digits and the signs the guide shows"
    message = detail["msg"].removeprefix("Value error, ").removeprefix("Input ")
    return f"{said} {message[:1].lower()}{message[1:]}", limits.get("hint", "")


def _keys_at(model: type[Entry], at: Where) -> list[str]:
    """The keys known at a place inside a model."""
    current: object = model
    for part in at:
        models = [kind for kind in _models_in(current)]
        fields = models[0].model_fields if models else {}
        current = fields[part].annotation if part in fields else current
    return [name for kind in _models_in(current) for name in kind.model_fields]


def _models_in(kind: object) -> list[type[BaseModel]]:
    if isinstance(kind, type) and not isinstance(kind, types.GenericAlias):
        return [kind] if issubclass(kind, BaseModel) else []
    return [model for part in typing.get_args(kind) for model in _models_in(part)]
