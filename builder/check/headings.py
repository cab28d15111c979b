"""The order of headings."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from builder.check.rule import check
from builder.check.sources import Sources
from builder.problems import Problem


@check(
    "W04", "headings jump over a level", "screen readers list them, and a gap sounds like a loss"
)
def heading_jumps(sources: Sources) -> Iterator[Problem]:
    for page in sources.pages.values():
        for above, heading in pairwise(page.headings):
            if heading.level > above.level + 1:
                message = f"level {heading.level} comes below level {above.level}"
                hint = f"write {'#' * (above.level + 1)} {heading.text}"
                yield Problem(page.chapter.path, heading.line, message, hint)
            elif heading.level == 1:
                message = "a second title ('#')"
                hint = f"write ## {heading.text}, or make it a chapter of its own"
                yield Problem(page.chapter.path, heading.line, message, hint)
