"""Reads YAML with line numbers and turns it into models, gathering every problem on the way."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from builder.complaints import entry_complaint, syntax_complaint
from builder.lookalikes import hint_of
from builder.problems import CourseError, Problem, did_you_mean, nearest

Where = tuple[str | int, ...]
KEY = "[key]"  # pydantic's word too: the key itself, when its value begins on another line
TEXT_TAG, MERGE = "tag:yaml.org,2002:str", "tag:yaml.org,2002:merge"
NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")  # not in XML


class Entry(BaseModel):
    """What an author writes: unknown keys are refused, numbers are not taken for text."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        frozen=True,
        allow_inf_nan=False,
        str_strip_whitespace=True,
    )


E = TypeVar("E", bound=Entry)
Filled = Annotated[str, StringConstraints(min_length=1)]


@dataclass(frozen=True)
class Fault:
    """Something wrong inside an entry; `at` is the way to it from the entry, for its line."""

    message: str
    at: Where = ()
    hint: str = ""


@dataclass(frozen=True)
class Yaml:
    """Plain data read from one YAML text, the line (from 1) on which each part of it begins, the
    parts that aren't text to YAML (`1.10`, `true`) as they are written, and hints about lines that
    only look right."""

    path: Path
    data: Any
    lines: Mapping[Where, int]
    written: Mapping[Where, str] = field(default_factory=dict)
    odd: Mapping[int, str] = field(default_factory=dict)

    def line(self, where: Where) -> int:
        """The line of `where`, or of the nearest part that holds it."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)

    def problem(self, where: Where, message: str, hint: str = "") -> Problem:
        line = self.line(where)
        puzzling = message.startswith("unknown ") or message.endswith("'key: value' lines")
        return Problem(self.path, line, message, self.odd.get(line, hint) if puzzling else hint)


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


def read_yaml(path: Path, version: str = "1.2") -> Yaml:
    """The YAML of a file (Jupyter Book reads its own as 1.1). Raises CourseError."""
    return parse_yaml(read_text(path), path, version=version)


@lru_cache(maxsize=2000)  # ruamel.yaml is slow, and most of a course is the same at the next look
def parse_yaml(text: str, path: Path, first_line: int = 1, version: str = "1.2") -> Yaml:
    """Parse YAML that begins at `first_line` of `path`. Raises CourseError."""
    odd = {n: hint for n, line in enumerate(text.split("\n")) if (hint := hint_of(line))}
    try:
        root, data = _composed(text, version)
        parts = list(_parts(root, (), root.start_mark.line)) if root else []
    except (YAMLError, ValueError, RecursionError) as error:
        line, message, hint = _syntax_complaint(text, error)
        if found := [n for n in (line, line - 1) if n in odd]:
            line, hint = found[0], odd[found[0]]
        raise CourseError([Problem(path, line + first_line, message, hint)]) from None
    last = text.rstrip().count("\n")
    lines = {where: min(line, last) + first_line for where, line, _ in parts}
    if unreadable := [lines[where] for where, _, node in parts if _has_codes(node)]:
        message = "a '\\' between double quotes makes a character that can't be shown"
        hint = "use single quotes, or put the text after '|' on lines of its own"
        raise CourseError(Problem(path, line, message, hint) for line in unreadable)
    if cut := [node.end_mark.line + first_line for _, _, node in parts if _is_cut(node, text)]:
        message = "what stands after ' #' is a note, and left out"
        hint = "put text that holds ' #' between quotes; a note begins with '# ', a space after it"
        raise CourseError(Problem(path, line, message, hint) for line in cut)
    written = {where: node.value for where, _, node in parts if _is_no_text(node)}
    odd = {line + first_line: hint for line, hint in odd.items()}
    return Yaml(path, data, {(): first_line} | lines, written, odd)


class _Constructor(SafeConstructor):
    """Makes plain data. Dates stay text, as YAML 1.2 has it."""


_Constructor.add_constructor("tag:yaml.org,2002:timestamp", SafeConstructor.construct_yaml_str)


def _composed(text: str, version: str) -> tuple[Node | None, Any]:
    """The nodes of a YAML text, which know their lines, and the data made of them. Keys are
    always text, even `1` or `no`."""
    reader = YAML(typ="safe", pure=True)
    reader.Constructor = _Constructor
    reader.version = version
    reader.composer.warn_double_anchors = False  # YAML allows them
    root = reader.compose(text)
    if root is None:
        return None, None
    for _, _, node in _parts(root, (), 0):
        for key, _ in node.value if isinstance(node, MappingNode) else ():
            key.tag = TEXT_TAG if isinstance(key, ScalarNode) and key.tag != MERGE else key.tag
    return root, reader.constructor.construct_document(root)


def _parts(node: Node, where: Where, line: int) -> Iterator[tuple[Where, int, Node]]:
    """Every part, the line on which it begins (from 0; a list's or mapping's is its key's), and
    its node. A key that stands on another line than its text is a part too."""
    yield where, line, node
    if isinstance(node, MappingNode):
        for key, value in node.value:
            at, above = (*where, str(key.value)), key.start_mark.line
            written = isinstance(value, ScalarNode) and value.start_mark != value.end_mark
            text = _text_line(value) if written else above
            yield from _parts(value, at, text)
            if text != above:
                yield (*at, KEY), above, key
    elif isinstance(node, SequenceNode):
        for index, value in enumerate(node.value):
            yield from _parts(value, (*where, index), value.start_mark.line)


def _text_line(node: ScalarNode) -> int:
    """Text after '|' or '>' begins on the line below, and after empty lines later still."""
    blank = str(node.value)[: -len(str(node.value).lstrip()) or None].count("\n")
    return int(node.start_mark.line) + (1 + blank if node.style in ("|", ">") else 0)


def _has_codes(node: Node) -> bool:
    return isinstance(node, ScalarNode) and bool(NOT_TEXT.search(node.value))


def _is_cut(node: Node, text: str) -> bool:
    """Whether text goes on as in "Ward #3": YAML takes that for a comment."""
    plain = isinstance(node, ScalarNode) and not node.style and node.tag == TEXT_TAG and node.value
    return bool(plain) and bool(re.match(r"[ \t]+#\w", text[node.end_mark.index :]))


def _is_no_text(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.tag != TEXT_TAG


def _syntax_complaint(text: str, error: Exception) -> tuple[int, str, str]:
    """Line (from 0, inside the text), message and hint."""
    if isinstance(error, MarkedYAMLError):
        line, message, hint = syntax_complaint(error)
        return min(line, text.rstrip().count("\n")), message, hint
    if isinstance(error, ReaderError):
        code = f"U+{error.character:04X}" if isinstance(error.character, int) else "?"
        hint = "delete it (your editor may not show it)"
        return text[: error.position].count("\n"), f"the character {code} can't stand here", hint
    if isinstance(error, RecursionError):
        return 0, "lists or mappings stand too deep in one another", "close every '[' and '{'"
    return 0, f"not YAML: {str(error).splitlines()[0]}", "compare it with a file that works"


def make_entry(
    model: type[E], data: object, source: Yaml, where: Where = ()
) -> tuple[E | None, list[Problem]]:
    """The model made of `data`, or every reason why it can't be."""
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        return None, list(_problems(model, error.errors(), source, where))


def _problems(
    model: type[Entry], details: Sequence[Any], source: Yaml, where: Where
) -> Iterator[Problem]:
    """A problem for each complaint. A key that was only misspelt isn't called missing as well."""
    meant: set[Where] = set()
    for detail in sorted(details, key=lambda detail: detail["type"] != "extra_forbidden"):
        at: Where = tuple(detail["loc"])
        known = _keys_at(model, at if detail["type"] == "model_type" else at[:-1])
        if detail["type"] == "extra_forbidden":
            meant.add((*at[:-1], nearest(str(at[-1]), known)))
            hint = _unknown_key_hint(str(at[-1]), detail["input"], known)
            yield source.problem((*where, *at, KEY), f"unknown key {at[-1]!r}", hint)
        elif detail["type"] != "missing":
            yield _bad_value(detail, at, known, source, where)
        elif at not in meant:
            yield source.problem((*where, *at), f"{at[-1]!r} is missing", f"add '{at[-1]}:'")


def _bad_value(detail: Any, at: Where, known: Sequence[str], source: Yaml, where: Where) -> Problem:
    holder = at[:-2] if at[-1:] == (KEY,) else at
    name = next((part for part in reversed(holder) if isinstance(part, str)), "")
    written = source.written.get((*where, *at))
    return source.problem((*where, *at), *entry_complaint(detail, name, written, known))


def _unknown_key_hint(key: str, value: object, known: Sequence[str]) -> str:
    """In `{text: Yes, really}` YAML takes 'really' for a key without a value."""
    if value is None and not nearest(key, known):
        return "put text that holds a comma between quotes"
    return did_you_mean(key, known)


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
