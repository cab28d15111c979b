"""The text of a course in passages: what a reader takes in at once, without its marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markdown_it.token import Token

MARKS = re.compile(r"[*`\\]")
SPACE = re.compile(r"\s+")
QUOTES = str.maketrans("“”‘’", "\"\"''")
BREAKS = ("softbreak", "hardbreak")
SAID = ("text", "code_inline", "myst_role", "math_inline")


@dataclass(frozen=True)
class Span:
    """The words of a link in a passage, and what they link to."""

    start: int
    end: int
    target: str


@dataclass(frozen=True)
class Passage:
    """A paragraph, a heading, a whole table, a line of data, or an option of a directive."""

    text: str
    line: int
    links: tuple[Span, ...] = ()


def plain(text: str) -> str:
    """Without marks, on one line, with straight quotation marks."""
    return SPACE.sub(" ", MARKS.sub("", text)).translate(QUOTES).strip()


def paragraphs(text: str, line: int) -> Iterator[Passage]:
    """The passages of a text that holds no links."""
    for part in re.split(r"\n\s*\n", text):
        yield Passage(plain(part), line)


def passage(cells: Sequence[Sequence[Token]], line: int) -> Passage:
    """The passage that the tokens of a paragraph make, or those of all cells of a table."""
    text = ""
    links: list[Span] = []
    for tokens in cells:
        text += " | " if text else ""
        cell = _cell(tokens, line)
        links += [
            replace(span, start=span.start + len(text), end=span.end + len(text))
            for span in cell.links
        ]
        text += cell.text
    return Passage(text, line, tuple(links))


def _cell(tokens: Sequence[Token], line: int) -> Passage:
    text, start, target = "", 0, ""
    links: list[Span] = []
    for token in tokens:
        if token.type == "link_open":
            start, target = len(text), str(token.attrGet("href"))
        elif token.type == "link_close":
            links.append(Span(start, len(text), target))
        elif token.type in BREAKS:
            text += " "
        elif token.type in SAID:
            text += SPACE.sub(" ", token.content).translate(QUOTES)
    return Passage(text, line, tuple(links))
