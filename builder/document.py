"""Writes a SCO's one HTML document and the manifest that lists it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from lxml import etree
from markupsafe import Markup

from builder.course import Course
from builder.formats.base import Format
from builder.runtime import json_for_script
from builder.sco import Sco
from builder.statekey import state_key
from builder.words import load_words

LAUNCH = "index.html"
STYLESHEET = "mooc.css"
SCRIPT = "mooc.js"
RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")
LONGEST_IDENTIFIER = 40  # some platforms drop longer ones


def sco_html(course: Course, sco: Sco, format_: Format) -> str:
    """The launch document: every page of the SCO, and what the runtime must know."""
    about = course.about
    words = load_words(course.project, about.language)
    pages = [_page(sco, index) for index in range(len(sco.pages))]
    html = _environment(course).get_template("sco.html")
    return html.render(
        lang=about.language,
        dir="rtl" if about.language.split("-")[0] in RIGHT_TO_LEFT else "ltr",
        title=sco.title,
        course_title=about.title,
        version=about.version,
        pages=pages,
        config_json=json_for_script(_config(course, sco, format_, words.strings)),
        t=words,
        stylesheets=[STYLESHEET],
        scripts=[SCRIPT],
        licence=about.licence,
        authors=about.authors,
    )


def _page(sco: Sco, index: int) -> dict[str, Any]:
    """A page as the template sees it. Extra pages stand beside the way through the module."""
    page, own = sco.pages[index], sco.own_pages
    facts = {name: getattr(page, name) for name in ("id", "title", "minutes", "extra", "h1_id")}
    place = own.index(page) if page in own else -1
    before = own[place - 1] if place > 0 else None
    after = own[place + 1] if 0 <= place < len(own) - 1 else None
    return {**facts, "body": Markup(page.body), "prev": before, "next": after}


def _config(course: Course, sco: Sco, format_: Format, strings: Any) -> dict[str, Any]:
    about = course.about
    scored = [quiz.id for quiz in sco.quizzes if quiz.scored]
    wanted = about.completion.quizzes
    here = [q.id for q in sco.quizzes if wanted is not None and q.id in wanted]
    return {
        "mode": "sco",
        "course": about.id,
        "sco": sco.id,
        "title": sco.title,
        "courseTitle": about.title,
        "version": about.version,
        "lang": about.language,
        "api": format_.api,
        "width": sco.width,
        "pages": [{"id": page.id, "k": page.key} for page in sco.own_pages],
        "pass": sco.pass_mark(about.pass_mark),
        "scored": sco.scored,
        "completion": {
            "pages": about.completion.pages,
            "quizzes": scored if wanted is None else here,
        },
        "budget": format_.budget,
        "notes": about.notes,
        "strings": dict(strings),
    }


def manifest_xml(course: Course, scos: Sequence[tuple[Sco, Sequence[str]]], format_: Format) -> str:
    """imsmanifest.xml for SCOs, each with the names of its files, the launch document first."""
    single = scos[0][0] if len(scos) == 1 else None
    name = f"{course.about.id}-{single.id}" if single else course.about.id
    text = (
        _environment(course)
        .get_template(format_.manifest)
        .render(
            manifest_id=identifier(f"MAN-{name}"),
            organization_id=identifier(f"ORG-{name}"),
            version=course.about.version,
            title=single.title if single else course.about.title,
            format=format_,
            scos=[_item(sco, names) for sco, names in scos],
        )
    )
    etree.fromstring(text.encode())  # a template that isn't XML is our bug: stop here
    return text + "\n"


def _item(sco: Sco, names: Sequence[str]) -> dict[str, Any]:
    return {
        "id": sco.id,
        "title": sco.title,
        "scored": sco.scored,
        "launch": names[0],
        "names": names,
    }


def identifier(name: str) -> str:
    """An identifier made of ids that the author wrote, at most 40 characters."""
    if len(name) <= LONGEST_IDENTIFIER:
        return name
    return f"{name[: LONGEST_IDENTIFIER - 6]}-{state_key(name)}"


def _environment(course: Course) -> Environment:
    folders = [str(folder) for folder in course.project.templates]
    return Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
