"""Reads the quizzes back from a page's body: the markup is the one place that holds them."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import html

ASSESSMENT = "assessment"
SCORED_KINDS = ("module", ASSESSMENT)


@dataclass(frozen=True)
class Quiz:
    """A quiz on a page. Each question is its decoded `data-key` with `id`, `type`, `outcome`."""

    id: str
    kind: str
    page: str
    pass_mark: float
    questions: tuple[dict[str, Any], ...]

    @property
    def scored(self) -> bool:
        return self.kind in SCORED_KINDS

    @property
    def points(self) -> float:
        return sum(float(q["points"]) for q in self.questions if q["outOf"])


def read_quizzes(body: str, page_id: str) -> Iterator[Quiz]:
    """The quizzes of a page in the order in which they stand."""
    for element in html.fragment_fromstring(body, create_parent="div").find_class("mq-quiz"):
        questions = tuple(_question(form) for form in element.find_class("mq"))
        pass_mark = float(element.get("data-pass"))
        kind = element.get("data-kind")
        yield Quiz(element.get("data-quiz"), kind, page_id, pass_mark, questions)


def _question(form: Any) -> dict[str, Any]:
    key: dict[str, Any] = json.loads(base64.b64decode(form.get("data-key")))
    outcome = form.get("data-outcome", "").split()
    return key | {"id": form.get("data-q"), "type": form.get("data-type"), "outcome": outcome}
