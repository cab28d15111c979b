"""Finds the tags in a piece of raw HTML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser


@dataclass(frozen=True)
class Tag:
    name: str
    attributes: Mapping[str, str | None]
    lines_above: int


def read_html(html: str) -> tuple[list[Tag], int]:
    """The tags that open in a piece of HTML, and how many words stand between tags."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.tags, reader.words


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[Tag] = []
        self.words = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(Tag(tag, dict(attrs), self.getpos()[0] - 1))

    def handle_data(self, data: str) -> None:
        self.words += len(data.split())
