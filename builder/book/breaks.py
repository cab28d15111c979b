"""Refuses lines across the page where docutils would stop without saying where."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

log = logging.getLogger(__name__)


class RefuseMisplacedBreaks(SphinxTransform):
    """`---` may stand between paragraphs of a chapter, not inside a directive or a question."""

    default_priority = 1

    def apply(self, **kwargs: Any) -> None:
        for line in list(self.document.findall(nodes.transition)):
            if not isinstance(line.parent, nodes.document | nodes.section):
                hint = "leave an empty line, or bold a few words"
                log.error(
                    "a line across the page ('---') can't stand inside a directive or a question",
                    location=line, extra={"mooc_hint": hint},
                )  # fmt: skip
                line.parent.remove(line)
