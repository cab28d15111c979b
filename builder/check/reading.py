"""Reads chapters with MyST's own parser, so that lines are right and code isn't taken for text."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from itertools import takewhile
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils.base import default_slugify
from myst_parser.parsers.mdit import create_md_parser

from builder.banks import Bank
from builder.chapters import Chapter
from builder.charts.text import ChartText
from builder.check.directive import Directive, read_directive
from builder.check.page import Embedded, Heading, Label, Link, Page, Picture
from builder.check.passage import Passage, paragraphs, passage, plain
from builder.check.tags import read_html
from builder.directives.places import NOTEBOOK_STEP
from builder.fences import LITERAL
from builder.problems import CourseError, Problem
from builder.project import Project
from builder.yamlfile import read_text, read_yaml

CELLS = ("th_open", "td_open")
# Options whose words learners read or hear.
WORDED = ("alt", "title", "caption")
FIGURES = ("figure", "image", "figure-md", "chart")
CARD_PICTURES = ("img-top", "img-bottom", "img-background")
ROLES: Mapping[str, Any] = {"doc": "doc", "download": "file", "ref": "label", "numref": "label"}
ADDRESSES: Mapping[str, Any] = {"doc": "doc", "ref": "label"}  # sphinx-design's `:link-type:`
MARKED = re.compile(r"[\[{<]")  # no link or picture is without
FIGURE = re.compile(r"^\s+figure:\n(?:\s+\w+:.*\n)*?\s+name: *(?P<name>\S+)", re.MULTILINE)
# Brackets as a link has them, in what was read as plain text.
UNREAD = re.compile(r"!?\[[^\[\]]*\]\([^()]*[./][^()]*\)?")
TITLED = re.compile(r".*<(?P<target>[^<>]+)>", re.DOTALL)


def make_parser(project: Project) -> MarkdownIt:
    """The parser that the book will use: with the extensions that `_config.yml` enables."""
    names = _extensions(project.course_dir / "_config.yml")
    if names is None:
        spec = find_spec("jupyter_book")
        folder = Path(spec.origin).parent if spec and spec.origin else Path()
        names = _extensions(folder / "default_config.yml") or []
    try:
        config = MdParserConfig(enable_extensions=set(names) - {"linkify"})  # addresses only
    except (TypeError, ValueError) as error:
        raise CourseError([_config_problem(project, error)]) from None
    return create_md_parser(config, RendererHTML)


def _config_problem(project: Project, error: Exception) -> Problem:
    source = read_yaml(project.course_dir / "_config.yml", version="1.1")
    names = re.search(r"\{(.*)\}", str(error))
    message = f"unknown MyST extension {names[1] if names else error}"
    where = ("parse", "myst_enable_extensions")
    return source.problem(where, message, "see myst_enable_extensions in the guide of MyST")


def anchor_levels(project: Project) -> int:
    """Down to which level headings can be linked to by their own words (MyST: none)."""
    config = read_yaml(project.course_dir / "_config.yml", version="1.1").data
    for key in ("sphinx", "config", "myst_heading_anchors"):
        config = config.get(key) if isinstance(config, dict) else None
    return config if isinstance(config, int) else 0


def _extensions(path: Path) -> Sequence[str] | None:
    config = read_yaml(path, version="1.1").data
    parse = config.get("parse") if isinstance(config, dict) else None
    names = parse.get("myst_enable_extensions") if isinstance(parse, dict) else None
    return names if isinstance(names, list) else None


def read_page(chapter: Chapter, parser: MarkdownIt) -> Page:
    """A chapter or a notebook. Raises CourseError when it can't be read."""
    page = Page(chapter, chapter.path, chapter.docname)
    reader = _Reader(page, parser)
    text = read_text(chapter.path).replace("\r\n", "\n")
    if chapter.path.suffix != ".ipynb":
        reader.read(text, 0)
        return page
    for number, cell in enumerate(json.loads(text)["cells"], 1):
        if cell["cell_type"] == "markdown":
            reader.read("".join(cell["source"]), number * NOTEBOOK_STEP + 1)
        else:
            page.labels += _labels_of_output(cell["metadata"], number * NOTEBOOK_STEP + 1)
    return page


def read_bank(chapter: Chapter, bank: Bank, parser: MarkdownIt) -> Page:
    """What the questions of a bank say, as a chapter shows it."""
    page = Page(chapter, bank.source.path, bank.id)
    reader = _Reader(page, parser)
    for question in bank.questions:
        for text in question.texts():
            line = bank.line(question, text.where)
            if MARKED.search(text.myst):
                reader.read(text.myst, line - 1, depth=1)
            else:
                page.passages += paragraphs(text.myst, line)
    return page


def _labels_of_output(metadata: Any, line: int) -> Iterator[Label]:
    """A picture that a cell draws can be numbered and linked to."""
    figure = metadata.get("mystnb", {}).get("figure", {})
    if isinstance(figure, dict) and isinstance(figure.get("name"), str):
        yield Label(figure["name"], line)


def read_rows(path: Path) -> list[Passage]:
    """The rows of a csv file."""
    rows = csv.reader(path.read_text("utf-8-sig", "replace").splitlines())
    return [Passage(plain(" | ".join(row)), rows.line_num) for row in rows]


class _Reader:
    """Walks the tokens of a text, and those of the texts in its directives."""

    def __init__(self, page: Page, parser: MarkdownIt) -> None:
        self.page, self.parser = page, parser

    def read(self, text: str, above: int, depth: int = 0) -> None:
        """Note what a text holds that begins below the line `above`."""
        tokens = self.parser.parse(text)
        for place, token in enumerate(tokens):
            line = above + token.map[0] + 1 if token.map else above + 1
            self._labels(token, line)
            if token.type == "heading_open" and not depth:
                level = int(token.tag[1:])
                said = _plain(tokens[place + 1])
                self.page.headings.append(Heading(level, said, default_slugify(said), line))
            elif token.type == "table_open":
                self.page.passages.append(passage(_cells(tokens[place:]), line))
            elif token.type == "inline":
                if tokens[place - 1].type not in CELLS:
                    self.page.passages.append(passage([token.children or []], line))
                self._inline(token.children or [], line)
            elif token.type in ("fence", "colon_fence"):
                if directive := read_directive(token.info, token.content, line):
                    self._directive(directive, depth)
            elif token.type == "html_block":
                self._html(token.content, line)

    def _labels(self, token: Token, line: int) -> None:
        if token.type == "myst_target":
            self.page.labels.append(Label(token.content, line, bare=True))
        elif token.type in ("math_block_label", "amsmath") and token.info:
            self.page.labels.append(Label(token.info, line))
        if name := token.attrGet("id"):
            self.page.labels.append(Label(str(name), line))

    def _inline(self, tokens: Sequence[Token], line: int) -> None:
        for token in tokens:
            self._labels(token, line)
            if token.type in ("softbreak", "hardbreak"):
                line += 1
            elif token.type in ("text", "code_inline"):
                self.page.words += len(token.content.split())
                if token.type == "text" and (unread := UNREAD.search(token.content)):
                    self.page.links.append(Link(unread[0], line, "unread"))
            elif token.type == "link_open":
                self._link(token, line)
            elif token.type == "image":
                # An empty alt can't be told from one that was forgotten.
                picture = Picture(str(token.attrGet("src")), token.content or None, line)
                self.page.pictures.append(picture)
                self.page.figures += 1
            elif token.type == "html_inline":
                self._html(token.content, line)
            elif token.type == "myst_role":
                self._role(token.meta["name"], token.content, line)
                line += token.content.count("\n")

    def _link(self, token: Token, line: int) -> None:
        """`<https://…>` leads elsewhere, `<project:…>` and `<path:…>` into the course."""
        target = str(token.attrGet("href"))
        inside = target.removeprefix("project:").removeprefix("path:")
        if token.info != "auto" or inside != target:
            self.page.links.append(Link(inside, line))

    def _role(self, name: str, content: str, line: int) -> None:
        titled = TITLED.fullmatch(content)
        self.page.words += len(content.split())
        if name in ROLES:
            target = titled["target"] if titled else content
            self.page.links.append(Link(target.strip(), line, ROLES[name]))

    def _html(self, html: str, line: int) -> None:
        tags, words = read_html(html)
        for tag in tags:
            self._tag(tag.name, tag.attributes, line + tag.lines_above)
        self.page.words += words

    def _tag(self, name: str, attributes: Mapping[str, str | None], line: int) -> None:
        if source := attributes.get("src"):
            if name == "img":
                alt = (attributes["alt"] or "") if "alt" in attributes else None
                self.page.pictures.append(Picture(source, alt, line))
            else:
                self.page.links.append(Link(source, line, "file"))
        address = (attributes.get("href") or "").partition("#")[0]
        if name == "a" and address:
            self.page.links.append(Link(address, line))
        if label := attributes.get("id") or attributes.get("name"):
            self.page.labels.append(Label(label, line))

    def _directive(self, directive: Directive, depth: int) -> None:
        name, options, line = directive.name, directive.options, directive.line
        self._named(directive)
        self.page.figures += name in FIGURES
        if name == "quiz":
            where = (directive.argument, options.get("questions"), line)
            self.page.quizzes.append(Embedded(*where, directive.body, directive.body_line))
        elif name == "chart":
            chart = ChartText(directive.argument, options, self.page.path, line)
            self.page.charts.append(chart)
        elif name in ("figure", "image") and directive.argument:
            self.page.pictures.append(Picture(directive.argument, options.get("alt"), line))
        elif name in ("include", "literalinclude"):
            self.page.links.append(Link(directive.argument, line, "file"))
            self._include(directive.argument if name == "include" else "")
        elif name == "raw" and directive.argument == "html":
            self._html(directive.body, directive.body_line)
        elif directive.argument and name not in (*LITERAL, "figure-md"):
            self._inline(self.parser.parseInline(directive.argument)[0].children or [], line)
        if name not in LITERAL:
            self.read(directive.body, directive.body_line - 1, depth + 1)

    def _include(self, name: str) -> None:
        """What stands in an included file can be linked to at the chapter; its lines are others."""
        path = self.page.chapter.path.parent / name
        self.page.includes |= bool(name)
        if name.endswith(".md") and path.is_file():
            part = Page(self.page.chapter, path, self.page.place)
            _Reader(part, self.parser).read(read_text(path), 0)
            self.page.words += part.words
            self.page.labels += [Label(label.name, label.line) for label in part.labels]

    def _named(self, directive: Directive) -> None:
        """Labels and links that stand in options."""
        name, options, line = directive.name, directive.options, directive.line
        named = name in ("chart", "figure-md")
        label = directive.argument if named else options.get("name")
        for key in WORDED:
            if key in options:
                self.page.passages.append(Passage(plain(options[key]), line))
        for text in (label, options.get("label")):
            if text:
                self.page.labels.append(Label(text, line))
        for key in CARD_PICTURES:
            if key in options:
                self.page.pictures.append(Picture(options[key], options.get("img-alt"), line))
        for key in ("data", "file"):
            if key in options:
                self.page.links.append(Link(options[key], line, "file"))
        if name == "code-cell" and (drawn := FIGURE.search(directive.body)):
            self.page.labels.append(Label(drawn["name"], line))
        if "link" in options:
            kind = ADDRESSES.get(options.get("link-type", "url"), "any")
            self.page.links.append(Link(options["link"], line, kind))


def _cells(tokens: Sequence[Token]) -> list[list[Token]]:
    """Of the table that the first token opens."""
    inside = list(takewhile(lambda token: token.type != "table_close", tokens))
    return [token.children or [] for token in inside if token.type == "inline"]


def _plain(token: Token) -> str:
    kept = ("text", "code_inline")
    return "".join(child.content for child in token.children or [] if child.type in kept)
