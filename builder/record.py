"""Writes what the book's pages with a `{certificate}` or `{journal}` must know of the whole course:
the rules of its modules, and how each page's questions are kept."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from lxml import html

from builder.book import Book, Page
from builder.course import Course
from builder.directives.record import SCRIPT
from builder.document import certificate_facts, hours_of, rules_of
from builder.runtime import RECORD_SCRIPTS, joined_scripts
from builder.sco import Sco
from builder.sco.quizzes import Question, Quiz, read_quizzes
from builder.statekey import state_key

KEPT_OF_A_SLOT = ("n", "k", "ids", "limit", "texts")


def write_record(course: Course, book: Book, modules: Iterable[Sco]) -> None:
    """The script with its data, beside the book's other files."""
    data = json.dumps(record_data(course, book, list(modules)), separators=(",", ":"))
    base = "document.currentScript.src.replace(/_static\\/[^/]*$/, '')"
    text = f"{joined_scripts(course.project, RECORD_SCRIPTS)}Mooc.record({base}, {data});\n"
    path = book.files / "_static" / SCRIPT
    if not path.exists() or path.read_text("utf-8") != text:
        path.write_text(text, "utf-8")


def record_data(course: Course, book: Book, modules: list[Sco]) -> dict[str, Any]:
    return {
        "version": course.about.version,
        **certificate_facts(course, hours_of(course.modules)),
        "modules": [_module(course, book, sco) for sco in modules],
        "pages": [_page(page) for page in book.pages.values()],
    }


def _module(course: Course, book: Book, sco: Sco) -> dict[str, Any]:
    ids = [page.id for page in sco.own_pages]
    first = next(page for page in book.pages.values() if page.chapter.page_id == ids[0])
    return {"title": sco.title, "href": _href(first), "ids": ids, **rules_of(course, sco)}


def _page(page: Page) -> dict[str, Any]:
    id_ = page.chapter.page_id
    quizzes = list(read_quizzes(page.body, id_))
    said = _prompts(page.body) if quizzes else {}
    listed = [_quiz(quiz, said) for quiz in quizzes]
    return {"id": id_, "k": state_key(id_), "href": _href(page), "quizzes": listed}


def _href(page: Page) -> str:
    return quote(f"{page.chapter.docname}.html")


def _quiz(quiz: Quiz, said: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    drawn = {"draw": quiz.draw, "k": quiz.key} if quiz.draw else {}
    questions = [_question(question, said) for question in quiz.questions]
    return {"quiz": quiz.id, "kind": quiz.kind, **drawn, "questions": questions}


def _question(question: Question, said: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """As much of it as its kept answer needs to be read; of a note also its words."""
    note = question["note"]
    names = KEPT_OF_A_SLOT if note else KEPT_OF_A_SLOT[:-1]
    slots = [{name: slot[name] for name in names if name in slot} for slot in question["slots"]]
    facts = {name: question[name] for name in ("id", "k", "outOf", "points", "note")}
    pool = {"pool": question["pool"]} if question["pool"] else {}
    return facts | pool | {"slots": slots} | (dict(said[question["id"]]) if note else {})


def _prompts(body: str) -> dict[str, dict[str, Any]]:
    """What each question asks, and its statements where it has several."""
    root = html.fragment_fromstring(body, create_parent="div")
    return {form.get("data-q"): _prompt(form) for form in root.find_class("mq")}


def _prompt(form: Any) -> dict[str, Any]:
    legends = form.iter("legend")
    text = next(legends).text_content().strip()
    labels = [each.find("legend").text_content() for each in form.find_class("mq-likert")]
    return {"text": text, "labels": labels}
