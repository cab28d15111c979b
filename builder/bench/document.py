"""The bench as one HTML file that needs no other: for the preview, to send, and to print."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, get_args

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from builder.bench.items import Bench, Item, counted, outcomes_of
from builder.questions import QUESTION_TYPES
from builder.questions.base import Bloom
from builder.runtime import (
    BOOK_SCRIPTS,
    CHOSEN_STYLES,
    joined_scripts,
    joined_styles,
    json_for_script,
)
from builder.statekey import state_key
from builder.words import load_words

HERE = Path(__file__).parent
ENV = Environment(
    loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)
STYLES = tuple(f"css/{name}.css" for name in ("tokens", "blocks", "question", "chart"))
# The others look for what a page of the book has around its text.
SCRIPTS = tuple(name for name in BOOK_SCRIPTS if name != "terms.js")
PAGE = "_questions"
BLOOM = get_args(Bloom)
LINK = re.compile(r'(<a\b[^>]*?)\s+href="[^"]*"')


def bench_html(bench: Bench, linked: bool) -> str:
    """The whole page. `linked`: into the book, which must be served beside it."""
    project = bench.course.project
    styles = joined_styles(project, [*STYLES, *CHOSEN_STYLES])
    return ENV.get_template("bench.html").render(
        bench=bench,
        about=bench.course.about,
        linked=linked,
        markup=Markup if linked else _without_links,
        quizzes=[(group.bank.id, group.bank.about.title) for group in bench.groups],
        pairs=_pairs,
        modules={module.id: module.caption for module in bench.course.modules},
        outcomes=outcomes_of(bench),
        bloom=BLOOM,
        types=[name for name in QUESTION_TYPES if any(_is(i, name) for i in bench.items)],
        rows=list(_rows(bench)),
        config=json_for_script(_config(bench)),
        styles=Markup(styles + (HERE / "bench.css").read_text("utf-8")),
        scripts=[_script(joined_scripts(project, SCRIPTS)), _script(_own_script())],
    )


def _pairs(words: Iterable[str]) -> list[tuple[str, str]]:
    return [(word, word) for word in words]


def _is(item: Item, type_: str) -> bool:
    return item.question.type == type_


def _without_links(markup: str) -> Markup:
    """The words of links stay; where they led isn't in the file."""
    return Markup(LINK.sub(r"\1", markup))


def _own_script() -> str:
    return (HERE / "bench.js").read_text("utf-8")


def _script(text: str) -> Markup:
    return Markup(text.replace("</script", "<\\/script"))


def _rows(bench: Bench) -> Iterator[dict[str, Any]]:
    """Of each outcome, and at last of none: its words, and how many questions of each level."""
    items = bench.items
    for code, words in {**outcomes_of(bench), "": ""}.items():
        found = counted(items, code)
        levels = [
            (level, sum(i.question.bloom == level for i in found)) for level in (*BLOOM, None)
        ]
        if code or found:
            yield {"code": code, "words": words, "levels": levels, "all": len(found)}


def _config(bench: Bench) -> dict[str, Any]:
    """What the player must know. Answers given here are kept apart from those in the book."""
    about = bench.course.about
    words = load_words(bench.course.project, about.language)
    return {
        "mode": "book",
        "course": f"{about.id}-questions",
        "courseTitle": about.title,
        "title": about.title,
        "lang": about.language,
        "width": 5,
        "pages": [{"id": PAGE, "k": state_key(PAGE)}],
        "pass": about.pass_mark,
        "notes": "device",
        "strings": dict(words.strings),
    }
