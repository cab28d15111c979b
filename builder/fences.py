"""Finds blocks that are never closed: they take in the rest of their chapter without a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.colon_fence import colon_fence_plugin

FENCES = ("fence", "colon_fence")
# Directives whose body is no Markdown.
LITERAL = (
    *("code", "code-block", "code-cell", "sourcecode", "literalinclude", "parsed-literal"),
    *("math", "raw", "eval-rst", "csv-table", "bibliography", "toctree", "tableofcontents"),
    *("mermaid", "graphviz", "quiz"),
)
DIRECTIVE = re.compile(r"\{([^\s{}]+)\}")
QUOTED = re.compile(r"[\s>]*")


@lru_cache(maxsize=2000)  # most of a course is the same at the next look
def open_fences(text: str) -> tuple[tuple[int, str], ...]:
    """The line (from 1) of each block that is never closed, and the marks that would close it."""
    return tuple(_open_in(text, 0))


def _open_in(text: str, above: int) -> Iterator[tuple[int, str]]:
    lines = text.split("\n")
    for token in _parser().parse(text):
        if token.type in FENCES and token.map:
            first, end = token.map
            if not _closes(lines[end - 1], token) or end - first < 2:
                yield above + first + 1, token.markup
            elif _holds_markdown(token):
                yield from _open_in(token.content, above + first + 1)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    """Blocks only: what stands in a line can't hold a fence."""
    return MarkdownIt("commonmark").use(colon_fence_plugin).disable("inline")


def _closes(line: str, token: Token) -> bool:
    marks = QUOTED.sub("", line, count=1).strip()
    return len(marks) >= len(token.markup) and set(marks) == {token.markup[0]}


def _holds_markdown(token: Token) -> bool:
    found = DIRECTIVE.match(token.info.strip())
    return bool(found) and found[1] not in LITERAL  # type: ignore[index]
