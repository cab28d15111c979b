"""The order of headings."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from builder.check.page import Page
from builder.check.rule import check
from builder.check.sources import Sources
from builder.problems import Problem


@check(
    "W04", "headings jump over a level", "screen readers list them, and a gap sounds like a loss"
)
def heading_jumps(sources: Sources) -> Iterator[Problem]:
    for page in sources.pages.values():
        yield from _first_heading(page)
        for above, heading in pairwise(page.headings):
            if heading.level > above.level + 1:
                message = f"level {heading.level} comes below level {above.level}"
                hint = f"write {'#' * (above.level + 1)} {heading.text}"
                yield Problem(page.chapter.path, heading.line, message, hint)
            elif heading.level == 1:
                message = "a second title ('#')"
                hint = f"write ## {heading.text}, or make it a chapter of its own"
                yield Problem(page.chapter.path, heading.line, message, hint)


def _first_heading(page: Page) -> Iterator[Problem]:
    """What a page includes may bring its title."""
    first = page.headings[0] if page.headings and not page.includes else None
    if first and first.level > 1:
        message = f"the chapter begins with a heading of level {first.level}"
        hint = "write '# ' and its title above it"
        yield Problem(page.chapter.path, first.line, message, hint)
