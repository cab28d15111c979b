"""What the answers of a Markdown question say: the keys that YAML has for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from builder.problems import Problem
from builder.questions.fill_in import GAP
from builder.quiztext import DASH, Part
from builder.yamlfile import Where

# The types that answers of each kind can be of; the first unless something says another.
TYPES: Mapping[str, Sequence[str]] = {
    "option": ("single", "multiple"),
    "pair": ("matching",),
    "item": ("ordering",),
    "gap": ("fill_in",),
    "answer": ("fill_in", "numeric", "true_false"),
    "": ("reflection",),
}
NUMBER = re.compile(
    r"(?P<answer>[-−+]?\d+(?:\.\d+)?)"
    r"(?:\s*(?:±|\+/?-)\s*(?P<tolerance>\d+(?:\.\d+)?))?"
    r"(?P<unit>(?:\s*[%°‰]|\s+[^\W\d_]|\s+[£$€(/])[^|]*)?"
)
LIKE_A_NUMBER = re.compile(r"[-−+]?\s*[£$€]?\s*\d")
CHOICE = re.compile(r"\[(?P<mark>[ xX])\] *(?P<text>.*)")


@dataclass
class Draft:
    """A question on its way to an entry of the place `at`; `lines` and `problems` are those of the
    whole quiz."""

    path: Path
    at: Where
    lines: dict[Where, int]
    problems: list[Problem]
    entry: dict[str, Any] = field(default_factory=dict)

    def place(self, where: Where, line: int) -> None:
        self.lines[(*self.at, *where)] = line

    def fault(self, line: int, message: str, hint: str) -> None:
        self.problems.append(Problem(self.path, line, message, hint))


def options(draft: Draft, parts: Sequence[Part]) -> None:
    right = sum(part.mark != " " for part in parts)
    if not right:
        draft.fault(parts[0].line, "no option is right", "write '- [x] ' before one")
    draft.entry.setdefault("type", "multiple" if right > 1 else "single")
    draft.entry["options"] = [_option(part, index) for index, part in enumerate(parts)]
    for index, part in enumerate(parts):
        text = draft.entry["options"][index]["text"]
        draft.place(("options", index), part.line)
        draft.place(("options", index, "feedback"), part.line + text.count("\n"))


def _option(part: Part, index: int) -> dict[str, Any]:
    text, *feedback = DASH.split(part.text, maxsplit=1)
    option = {"id": part.id or f"o{index}", "text": text, "correct": part.mark != " "}
    return option | ({"feedback": feedback[0]} if feedback else {})


def pairs(draft: Draft, parts: Sequence[Part]) -> None:
    draft.entry["pairs"] = []
    for index, part in enumerate(parts):
        left, _, right = part.text.partition(" = ")
        pair = {"id": part.id or f"p{index}", "left": left, "right": right}
        draft.entry["pairs"].append(pair)
        draft.place(("pairs", index), part.line)


def items(draft: Draft, parts: Sequence[Part]) -> None:
    draft.entry["items"] = [
        {"id": part.id or f"i{index}", "text": part.text} for index, part in enumerate(parts)
    ]
    for index, part in enumerate(parts):
        draft.place(("items", index), part.line)


def gaps(draft: Draft, parts: Sequence[Part]) -> None:
    draft.entry["gaps"] = {}
    for part in parts:
        if part.mark in draft.entry["gaps"]:
            draft.fault(part.line, f"the gap [[{part.mark}]] is described twice", "keep one line")
        draft.entry["gaps"][part.mark] = _gap(draft, part)
        draft.place(("gaps", part.mark), part.line)
    for name in GAP.findall(draft.entry["prompt"]):
        if name not in draft.entry["gaps"]:
            hint = f"write '[[{name}]] = word | other word' on a line below"
            draft.fault(draft.lines[draft.at], f"the gap [[{name}]] is not described", hint)


def _gap(draft: Draft, part: Part) -> dict[str, Any]:
    """Words to type, or a list to choose from where one of them has a box."""
    words = _words(part.text)
    boxes = [CHOICE.fullmatch(word) for word in words]
    if not any(boxes):
        return {"accept": words}
    if not all(boxes):
        hint = "as in '[[middle]] = [ ] mean | [x] median'"
        draft.fault(part.line, "some choices of this gap have a box and others none", hint)
    chosen = [box for box in boxes if box]
    right = [box["text"] for box in chosen if box["mark"] != " "]
    if len(right) != 1:
        draft.fault(part.line, f"{len(right)} choices of this gap are right", "write one '[x]'")
    return {"options": [box["text"] for box in chosen], "answer": (right or [""])[0]}


def answer(draft: Draft, parts: Sequence[Part]) -> None:
    """One `= …` line: true or false, a number, or words to type."""
    part, *more = parts
    text, wanted = part.text, draft.entry.get("type", "")
    for each in more:
        hint = "write all that is taken on one line: '= chance | common cause'"
        draft.fault(each.line, "a second answer", hint)
    number = NUMBER.fullmatch(text)
    if wanted == "true_false" or (not wanted and text in ("true", "false")):
        draft.entry |= {"type": "true_false", "answer": {"true": True, "false": False}.get(text)}
        if text not in ("true", "false"):
            draft.fault(part.line, f"{text!r} is neither true nor false", "write '= true'")
    elif number and wanted != "fill_in":
        draft.entry |= {"type": "numeric", **_numeric(number)}
    elif wanted == "numeric" or (not wanted and LIKE_A_NUMBER.match(text)):
        hint = "write it as in '= 75.3 ± 0.1 minutes'; 'type: fill_in' takes it for words"
        draft.fault(part.line, f"{text!r} can't be read as a number", hint)
        draft.entry |= {"type": "numeric", "answer": 0}
    else:
        draft.entry |= {"type": "fill_in", "accept": _words(text)}
    for key in ("answer", "accept", "tolerance", "unit"):
        draft.place((key,), part.line)


def _numeric(match: re.Match[str]) -> dict[str, Any]:
    entry: dict[str, Any] = {"answer": float(match["answer"].replace("−", "-"))}
    if match["tolerance"]:
        entry["tolerance"] = float(match["tolerance"])
    if match["unit"]:
        entry["unit"] = match["unit"].strip()
    return entry


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split("|")]


READERS: Mapping[str, Callable[[Draft, Sequence[Part]], None]] = {
    "option": options,
    "pair": pairs,
    "item": items,
    "gap": gaps,
    "answer": answer,
}
