"""Takes the Markdown of a quiz apart: its head, and each question's lines by what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from textwrap import dedent

QUESTION = re.compile(r"\d+[.)]\s+(?P<text>\S.*)")
ID = re.compile(r"\s*\{#(?P<id>[^{}\s]*)\}\s*$")
FENCE = re.compile(r"\s*(`{3,}|~{3,}|:{3,})")
BOX = re.compile(r"[-*+] +\[(?P<mark>[ xX])\] +(?P<text>\S.*)")
DASH = re.compile(r"\s+(?:—|--)\s+")  # between an option and its feedback
ODD_BOX = re.compile(r"[-*+] *\[.?\](?!\()")
PARTS = {
    "option": BOX,
    "odd": ODD_BOX,
    "pair": re.compile(r"[-*+] +(?P<text>\S.*? = .*)"),
    "item": QUESTION,
    "gap": re.compile(r"\[\[(?P<mark>\w+)\]\] *= *(?P<text>.*)"),
    "answer": re.compile(r"=(?: +(?P<text>.*))?$"),
    "key": re.compile(r"(?P<mark>[a-z_]+):(?: +(?P<text>.*))?$"),
}
NAMED = ("prompt", "option", "pair", "item")  # what has an id


@dataclass
class Part:
    """Some lines of a question, the first of which is line `line` of its file and was `written` so.
    `mark` is an option's box, a gap's name or a key."""

    kind: str
    line: int
    written: str
    mark: str = ""
    id: str = ""
    indent: int = 0
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        first, *more = self.lines
        below = "\n".join(more)
        return f"{first}\n{below if self.kind == 'prompt' else dedent(below)}".strip()


Question = Sequence[Part]


@dataclass(frozen=True)
class QuizText:
    """`head` is YAML and begins at `line`; each question begins with its prompt."""

    head: str
    line: int
    questions: Sequence[Question]
    strays: Sequence[Part]


def is_markdown(text: str) -> bool:
    """Whether the body of a `{quiz}` is Markdown: YAML has no such lines."""
    return any(QUESTION.match(line) or BOX.match(line) for line in text.split("\n"))


def quiz_text(text: str, first_line: int) -> QuizText:
    """Take the Markdown apart that begins at `first_line` of its file."""
    lines = text.split("\n")
    starts = [n for n in _outside_fences(lines) if QUESTION.match(lines[n])]
    begin = starts[0] if starts else next(_boxes(lines))
    ends = [*starts[1:], len(lines)]
    questions = [
        _question(lines[start:end], first_line + start)
        for start, end in zip(starts, ends, strict=False)
    ]
    strays = [] if starts else [Part("stray", first_line + begin, lines[begin])]
    return QuizText("\n".join(lines[:begin]), first_line, questions, strays)


def _boxes(lines: Sequence[str]) -> Iterator[int]:
    return (number for number, line in enumerate(lines) if BOX.match(line))


def _outside_fences(lines: Sequence[str]) -> Iterator[int]:
    """The numbers of the lines that stand in no block of code or directive."""
    closing = ""
    for number, line in enumerate(lines):
        fence = FENCE.match(line)
        if not closing:
            yield number
            closing = fence[1] if fence else ""
        elif fence and line.strip() == fence[1] and fence[1].startswith(closing):
            closing = ""


def _question(lines: Sequence[str], line: int) -> list[Part]:
    match = QUESTION.match(lines[0])
    assert match
    parts = [_part("prompt", line, lines[0], match["text"], match.start("text"))]
    outside = set(_outside_fences(lines))
    for number, written in enumerate(lines[1:], 1):
        begun = _begun(written, line + number) if number in outside else None
        if begun:
            parts.append(begun)
        elif _goes_on(parts[-1], written) or number not in outside:
            parts[-1].lines.append(_without_indent(written, parts[0].indent))
        else:
            parts.append(Part("stray", line + number, written))
    return parts


def _begun(written: str, line: int) -> Part | None:
    """The part that begins on a line, if one does."""
    text = written.strip()
    for kind, pattern in PARTS.items():
        if match := pattern.match(text):
            found = match.groupdict()
            indent = len(written) - len(written.lstrip())
            part = _part(kind, line, written, found.get("text") or "", indent)
            part.mark = found.get("mark") or ""
            return part
    return None


def _part(kind: str, line: int, written: str, text: str, indent: int) -> Part:
    id_ = ID.search(text) if kind in NAMED else None
    text = text[: id_.start()] if id_ else text
    return Part(kind, line, written, id=id_["id"] if id_ else "", indent=indent, lines=[text])


def _goes_on(part: Part, written: str) -> bool:
    indent = len(written) - len(written.lstrip())
    return not written.strip() or part.kind == "prompt" or indent > part.indent


def _without_indent(written: str, most: int) -> str:
    indent = len(written) - len(written.lstrip())
    return written[min(indent, most) :]


def unnamed(quiz: QuizText) -> Iterator[Part]:
    """What has no id and needs one."""
    for parts in quiz.questions:
        yield from (part for part in parts if part.kind in NAMED and not part.id)
