"""What one of our SCOs carries in its launch document: pages, questions, and its rules.

Other tools' packages carry nothing that can be read so."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree, html

from builder.verify.package import Package

Slot = dict[str, Any]
LEFT_OUT = {"mq-quiz", "ways"}  # questions and buttons


@dataclass(frozen=True)
class Question:
    """`key` names its answer in saved state; `slots` are what a learner fills in; `feedback` is
    every explanation, `hint` too."""

    id: str
    key: str
    quiz: str = ""
    page: str = ""
    type: str = ""
    prompt: str = ""
    feedback: str = ""
    slots: tuple[Slot, ...] = ()
    out_of: int = 0
    points: float = 0
    note: bool = False

    @property
    def options(self) -> list[Any]:
        """What can be chosen, in order, with its words."""
        return [(s["n"], s.get("ids", []), s.get("texts", {})) for s in self.slots]

    @property
    def right(self) -> list[Any]:
        """What makes an answer right, and what each choice counts."""
        names = ("marks", "right", "accept", "low", "high", "goto")
        return [{name: slot.get(name) for name in names} for slot in self.slots] + [self.out_of]


@dataclass(frozen=True)
class PageText:
    id: str
    key: str
    title: str
    text: str = field(repr=False)


@dataclass(frozen=True)
class Content:
    """`scored` are the quizzes that make the score; `width` is that of keys in saved state. `past`
    are no questions but what is kept of earlier attempts at quizzes that draw theirs."""

    id: str
    course: str
    version: str
    language: str
    width: int
    pass_mark: float
    scored: tuple[str, ...]
    completion: dict[str, Any]
    budget: int
    room: int
    notes: str
    pages: dict[str, PageText]
    questions: dict[str, Question]
    past: tuple[Question, ...]

    @property
    def counting(self) -> list[Question]:
        """The questions that make the score."""
        return [q for q in self.questions.values() if q.quiz in self.scored and q.out_of]

    @property
    def worst_case_state(self) -> int:
        return self.budget - self.room


def read_content(package: Package, name: str) -> Content | None:
    """None when the document isn't made by this project, or can't be read as such."""
    try:
        root: Any = html.document_fromstring(package.read(name))
        config = next(e for e in root.iter("script") if e.get("id") == "mooc-config").text
        return _content(root, json.loads(config))
    except (etree.LxmlError, KeyError, ValueError, TypeError, AttributeError, StopIteration):
        return None


def _content(root: Any, config: dict[str, Any]) -> Content:
    questions = [q for box in root.find_class("mq-quiz") for q in _questions(box)]
    boxes = [box for box in root.find_class("mq-quiz") if box.get("data-k")]
    sections = {section.get("id"): section for section in root.iter("section")}
    past = [Question("", b.get("data-k"), quiz=b.get("data-quiz"), out_of=10000) for b in boxes]
    return Content(
        id=config["sco"],
        course=config["course"],
        version=config["version"],
        language=config["lang"],
        width=int(config["width"]),
        pass_mark=config["pass"],
        scored=tuple(config["scored"]),
        completion=config["completion"],
        budget=config["budget"],
        room=config["room"],
        notes=config["notes"],
        pages={page["id"]: _page(sections[page["id"]], page) for page in config["pages"]},
        questions={q.id: q for q in questions},
        past=tuple(past),
    )


def _page(section: Any, page: dict[str, str]) -> PageText:
    """Its words and pictures without the questions, which are compared by themselves."""
    words = " ".join(_words(section)).split()
    parts = [" ".join(words), *(e.get("src", "") for e in section.iter("img"))]
    return PageText(page["id"], page["k"], section.get("data-title", ""), " ".join(parts))


def _words(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and LEFT_OUT.isdisjoint(child.get("class", "").split()):
            yield from _words(child)
        yield child.tail or ""


def _questions(box: Any) -> Iterator[Question]:
    page = next(iter(box.xpath("ancestor::section[@id][1]/@id")), "")
    for form in box.find_class("mq"):
        if form.tag != "form":
            continue
        key = json.loads(base64.b64decode(form.get("data-key")))
        yield Question(
            id=form.get("data-q"),
            key=key["k"],
            quiz=box.get("data-quiz"),
            page=page,
            type=form.get("data-type"),
            prompt=_text(form, "legend", "mq-about"),
            feedback=_text(form, "mq-fb", "mq-hint"),
            slots=tuple(key["slots"]),
            out_of=int(key["outOf"]),
            points=key["points"],
            note=key["note"],
        )


def _text(form: Any, *names: str) -> str:
    """The words of the parts of a form of these tags or classes."""
    found = [e for name in names for e in [*form.iter(name), *form.find_class(name)]]
    return " ".join(" ".join(e.text_content() for e in found).split())
