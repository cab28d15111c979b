"""Reads an answer that one version saved as the player of another would.

The form of an answer is that of `scorm_templates/runtime/state.js`: marks and choices as bits, six
a character, then what was typed."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any, Literal

from builder.verify.against.content import Content, Question, Slot

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
SAMPLES = 3
Fate = Literal["kept", "forgotten", "misread"]
Value = str | list[str]


@dataclass(frozen=True)
class Answer:
    state: int
    tries: int
    best: int
    values: tuple[Value, ...]


def fate_of(question: Question, old: Content, new: Content) -> Fate:
    """What becomes of a saved answer to a question of the old version: kept when each of several
    answers is read as it was given; misread when one is read as another."""
    found = _found(question, old, new)
    if found is None:
        return "forgotten"
    fates = {_fate(question, found, answer) for answer in samples(question)}
    worst: Sequence[Fate] = ("misread", "forgotten", "kept")
    return next(fate for fate in worst if fate in fates)


def _found(question: Question, old: Content, new: Content) -> Question | None:
    """The question that the new version takes the saved key for; keys are cut to the old width."""
    every = [*new.questions.values(), *new.past]
    key = question.key[: old.width]
    found = [q for q in every if q.note == question.note and q.key.startswith(key)]
    return found[0] if len(found) == 1 else None


def _fate(old: Question, new: Question, answer: Answer) -> Fate:
    read = unpack(new, pack(old, answer))
    if read is None:
        return "forgotten"
    same = (
        old.id == new.id and old.out_of == new.out_of and _named(new, read) == _named(old, answer)
    )
    return "kept" if same else "misread"


def _named(question: Question, answer: Answer) -> dict[str, Any]:
    values = zip(question.slots, answer.values, strict=True)
    given = {slot["n"]: sorted(v) if slot["k"] == "many" else v for slot, v in values}
    return given | {"": (answer.state, answer.tries, answer.best)}


def samples(question: Question) -> Iterator[Answer]:
    """Answers that differ in each part."""
    for number in range(SAMPLES):
        values = tuple(_value(slot, n + number) for n, slot in enumerate(question.slots))
        state = 0 if question.note else 3 - number
        yield Answer(state, 0 if question.note else 1 + number, question.out_of, values)


def _value(slot: Slot, n: int) -> Value:
    ids = slot.get("ids")
    if not ids:
        return f"{n}5"[: slot["limit"]]
    turned = [*ids[n % len(ids) :], *ids[: n % len(ids)]]
    return turned[0] if slot["k"] == "one" else turned[: 1 + n] if slot["k"] == "many" else turned


def pack(question: Question, answer: Answer) -> str:
    numbers = [] if question.note else [answer.state, min(answer.tries, 7), answer.best]
    pairs = list(zip(question.slots, answer.values, strict=True))
    numbers += [n for slot, value in pairs for n in _numbers(slot, value)]
    bits = "".join(_bits(n, size) for n, size in zip(numbers, _sizes(question), strict=True))
    sixes = [bits[at : at + 6].ljust(6, "0") for at in range(0, len(bits), 6)]
    packed = "".join(ALPHABET[int(six, 2)] for six in sixes)
    return packed + "".join(_text(question, s, v) for s, v in pairs if not s.get("ids"))


def unpack(question: Question, body: str) -> Answer | None:
    """None when the body can't be an answer to this question."""
    sizes = _sizes(question)
    chars = math.ceil(sum(sizes) / 6)
    bits = iter("".join(_bits(ALPHABET.index(char), 6) for char in body[:chars]))
    numbers = iter([int("".join(b for _, b in zip(range(n), bits)) or "0", 2) for n in sizes])  # noqa: B905
    marks = (0, 0, 0) if question.note else (next(numbers), next(numbers), next(numbers))
    rest, values = body[chars:], []
    for slot in question.slots:
        if slot.get("ids"):
            values.append(_choice(slot, [next(numbers) for _ in _slot_sizes(slot)]))
        else:
            text, rest = _taken(rest, _length(question))
            values.append(text)
    fits = not rest and marks[2] <= question.out_of
    return Answer(*marks, tuple(values)) if fits else None


def _sizes(question: Question) -> list[int]:
    marks = [] if question.note else [2, 3, _width(question.out_of + 1)]
    return marks + [size for slot in question.slots for size in _slot_sizes(slot)]


def _slot_sizes(slot: Slot) -> list[int]:
    n = len(slot.get("ids", ()))
    return [_width(n + 1)] if slot["k"] == "one" else [1 if slot["k"] == "many" else _width(n)] * n


def _numbers(slot: Slot, value: Value) -> list[int]:
    ids = slot.get("ids", [])
    if slot["k"] == "one":
        return [ids.index(value) + 1 if value in ids else 0]
    if slot["k"] == "many":
        return [int(id_ in value) for id_ in ids]
    return [ids.index(id_) for id_ in value] if ids and value else [0] * len(ids)


def _choice(slot: Slot, numbers: list[int]) -> Value:
    ids = slot["ids"]
    if slot["k"] == "one":
        return ids[numbers[0] - 1] if 0 < numbers[0] <= len(ids) else ""
    if slot["k"] == "many":
        return [id_ for id_, number in zip(ids, numbers, strict=True) if number]
    return [ids[n] for n in numbers] if sorted(numbers) == list(range(len(ids))) else []


def _text(question: Question, slot: Mapping[str, Any], value: Value) -> str:
    """Letters and digits alone: what else there may be is escaped, and is no part of the form."""
    text = str(value)[: slot["limit"]]
    return _digits(len(text), _length(question)) + text


def _taken(rest: str, size: int) -> tuple[str, str]:
    length = sum(ALPHABET.index(c) * 64**place for c, place in zip(rest[:size][::-1], count()))  # noqa: B905
    end = size + length
    return rest[size:end], "?" if end > len(rest) else rest[end:]


def _length(question: Question) -> int:
    return 3 if question.note else 2


def _digits(number: int, size: int) -> str:
    return "".join(ALPHABET[number // 64**place % 64] for place in reversed(range(size)))


def _bits(number: int, size: int) -> str:
    return f"{number:0{size}b}" if size else ""


def _width(values: int) -> int:
    return math.ceil(math.log2(values)) if values > 1 else 0
