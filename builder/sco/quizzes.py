"""Reads the quizzes back from a page's body: the markup is the one place that holds them."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import html

ASSESSMENT = "assessment"
SCORED_KINDS = ("module", ASSESSMENT)

Question = dict[str, Any]


@dataclass(frozen=True)
class Quiz:
    """A quiz on a page. Each question is its decoded `data-key` with `id`, `type`, `outcome` and
    `pool`, the outcome it is drawn for. `key` names its earlier attempts in saved state."""

    id: str
    kind: str
    page: str
    pass_mark: float
    questions: tuple[Question, ...]
    draw: Mapping[str, int] = field(default_factory=dict)
    attempts: int = 1
    key: str = ""
    shuffled: bool = False

    @property
    def scored(self) -> bool:
        return self.kind in SCORED_KINDS

    @property
    def points(self) -> float:
        return sum(float(q["points"]) for q in self.largest_draw(_points) if q["outOf"])

    def largest_draw(self, size: Callable[[Question], float]) -> list[Question]:
        """As many questions as a learner can be asked, the largest of each pool; all of them
        where none are drawn."""
        found = [question for question in self.questions if not question.get("pool")]
        for outcome, wanted in self.draw.items():
            pool = [question for question in self.questions if question.get("pool") == outcome]
            found += sorted(pool, key=size, reverse=True)[:wanted]
        return found

    @property
    def tombstones(self) -> int:
        """The most places of interactions that earlier attempts leave in saved state."""
        return (self.attempts - 1) * sum(self.draw.values())


def read_quizzes(body: str, page_id: str) -> Iterator[Quiz]:
    """The quizzes of a page in the order in which they stand."""
    for element in html.fragment_fromstring(body, create_parent="div").find_class("mq-quiz"):
        yield Quiz(
            element.get("data-quiz"),
            element.get("data-kind"),
            page_id,
            float(element.get("data-pass")),
            tuple(_question(form) for form in element.find_class("mq")),
            draw := json.loads(element.get("data-draw", "{}")),
            max(1, int(element.get("data-tries"))) if draw else 1,
            element.get("data-k", ""),
            element.get("data-shuffle") != "none",
        )


def _points(question: Question) -> float:
    return float(question["points"])


def _question(form: Any) -> Question:
    key: Question = json.loads(base64.b64decode(form.get("data-key")))
    outcome = form.get("data-outcome", "").split()
    facts = {"id": form.get("data-q"), "type": form.get("data-type"), "outcome": outcome}
    return key | facts | {"pool": form.get("data-pool", "")}
