"""The forms of questions: taken from the pages that show them, so that they look and act as there;
written anew for those that no page shows."""

from __future__ import annotations

import base64
import mimetypes
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html
from lxml.html.builder import BUTTON, DIV
from markdown_it import MarkdownIt
from markupsafe import Markup

from builder.banks import Bank
from builder.book import Book
from builder.questions.base import Question
from builder.questions.markup import question_html
from builder.words import Words

MARKDOWN = MarkdownIt("js-default")  # raw HTML, roles and directives stay as they are written


@dataclass(frozen=True)
class Form:
    """`asked` is what a learner answers; `hint` and `key` are what they are shown afterwards."""

    asked: Markup
    hint: Markup
    key: Markup
    on_page: bool


def shown_forms(book: Book) -> dict[str, Any]:
    """The element of each question that a page shows, by its name in an LMS."""
    found: dict[str, Any] = {}
    for docname, page in book.pages.items():
        body = html.fragment_fromstring(page.body, create_parent="div")
        for form in body.find_class("mq"):
            if form.get("data-q") not in found:
                found[form.get("data-q")] = _complete(form, f"{docname}.html", book.files)
    return found


def make_form(bank: Bank, question: Question, shown: Mapping[str, Any], words: Words) -> Form:
    name = bank.interaction_id(question)
    form = shown[name] if name in shown else html.fragment_fromstring(_anew(bank, question, words))
    _let_it_be_checked(form, question, words)
    key = form.find_class("mq-key")[0]
    key.tag = "div"  # of an assessment it is a template, which nobody sees
    hints = form.find_class("mq-hint")
    hint = _inside(hints[0]) if hints else Markup("")
    asked = Markup(html.tostring(form, encoding="unicode", with_tail=False))
    return Form(asked, hint, _inside(key), name in shown)


def _complete(form: Any, page: str, files: Path) -> Any:
    """Addresses from the book's root, and pictures in the text itself."""
    for element in form.iter("a", "img"):
        key = "href" if element.tag == "a" else "src"
        address = urljoin(f"/{page}", element.get(key, ""))
        here = key == "src" and not urlsplit(address).scheme
        element.set(key, _data(files, address) if here else address)
    return form


def _data(files: Path, address: str) -> str:
    path = files / unquote(urlsplit(address).path).lstrip("/")
    if not path.is_file():
        return address
    media = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return f"data:{media};base64,{base64.b64encode(path.read_bytes()).decode()}"


def _anew(bank: Bank, question: Question, words: Words) -> str:
    text = dict(_texts(question))
    plain = {name: " ".join(markup.striptags().split()) for name, markup in text.items()}
    quiz = {"kind": bank.about.kind, "draw": bank.about.draw, "count": len(bank.questions)}
    number = bank.questions.index(question) + 1
    name = bank.interaction_id(question)
    return question_html(question, name, text, plain, quiz, number, words).strip()


def _texts(question: Question) -> Iterator[tuple[str, Markup]]:
    for text in question.texts():
        if text.name == "prompt":
            yield from _prompt(MARKDOWN.render(text.myst))
        else:
            render = MARKDOWN.renderInline if text.inline else MARKDOWN.render
            yield text.name, Markup(render(text.myst.strip()))


def _prompt(made: str) -> Iterator[tuple[str, Markup]]:
    opens = made.startswith("<p>")
    first, _, rest = made.removeprefix("<p>").partition("</p>") if opens else ("", "", made)
    yield "prompt_first", Markup(first)
    if rest.strip():
        yield "prompt_rest", Markup(rest)


def _let_it_be_checked(form: Any, question: Question, words: Words) -> None:
    """Questions that learners submit together are checked one by one here."""
    if not form.find_class("mq-check"):
        button = BUTTON(words(question.button), {"class": "mq-check", "type": "submit"})
        button.set("hidden", "")
        form.find_class("mq-status")[0].addprevious(DIV(button, {"class": "mq-ways"}))


def _inside(element: Any) -> Markup:
    """A copy of what an element holds, without the line that opens it and without ids."""
    parts = [deepcopy(part) for part in element if part.tag != "summary"]
    for part in (each for top in parts for each in top.iter()):
        part.attrib.pop("id", None)
    return Markup("").join(Markup(html.tostring(part, encoding="unicode")) for part in parts)
