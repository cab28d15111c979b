"""What the checks know of a chapter: what it links to, shows, and can be linked to at."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from builder.chapters import Chapter
from builder.charts.text import ChartText
from builder.check.passage import Passage


@dataclass(frozen=True)
class Link:
    """`any` is what a Markdown link may lead to: an address, a file, a chapter or a label; `unread`
    was meant as a link and isn't one."""

    target: str
    line: int
    kind: Literal["any", "file", "doc", "label", "unread"] = "any"


@dataclass(frozen=True)
class Picture:
    """`alt` is None where none was written; empty is said by whoever meant it."""

    source: str
    alt: str | None
    line: int


@dataclass(frozen=True)
class Heading:
    """`slug` is what MyST makes of its text for links."""

    level: int
    text: str
    slug: str
    line: int


@dataclass(frozen=True)
class Label:
    """A place that links can name. `bare` is one written only for that, as in `(median)=`."""

    name: str
    line: int
    bare: bool = False


@dataclass(frozen=True)
class Embedded:
    """A `{quiz}`: `bank` is empty where `body`, which begins at `body_line`, is the quiz itself."""

    bank: str
    names: str | None
    line: int
    body: str
    body_line: int


@dataclass
class Page:
    """A chapter as its source has it, or what a bank says in it; `path` is the file that its lines
    are of, `place` the chapter's name or the bank's. `words` are those that a learner reads;
    quizzes, code and formulas have none. Lines of a notebook are those of a cell, see
    `builder.directives.places`. A page that `includes` another file may have its title there."""

    chapter: Chapter
    path: Path
    place: str
    words: int = 0
    figures: int = 0
    includes: bool = False
    links: list[Link] = field(default_factory=list)
    charts: list[ChartText] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    quizzes: list[Embedded] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
