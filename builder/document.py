"""Writes a SCO's one HTML document and the manifest that lists it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from lxml import etree
from markupsafe import Markup

from builder.chapters import Module
from builder.course import Course
from builder.formats.base import Format
from builder.plans import Bundle
from builder.runtime import json_for_script
from builder.sco import Sco, ScoPage
from builder.statekey import state_key
from builder.words import load_words

RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")
LONGEST_IDENTIFIER = 40  # some platforms drop longer ones


@dataclass(frozen=True)
class Place:
    """A SCO's place in its package: the names of its launch document, its style sheets and its
    script, and the title of the SCO that follows, if there is one."""

    launch: str
    styles: Sequence[str]
    script: str
    following: str = ""


def frame_html(course: Course, sco: Sco, format_: Format, place: Place) -> str:
    """The launch document without what is on the pages."""
    pages = tuple(replace(page, body="") for page in sco.pages)
    return sco_html(course, replace(sco, pages=pages), format_, place, {})


def sco_html(
    course: Course, sco: Sco, format_: Format, place: Place, strings: Mapping[str, Any]
) -> str:
    """The launch document: every page of the SCO, and what the runtime must know."""
    about = course.about
    words = load_words(course.project, about.language)
    pages = [_page(sco, index) for index in range(len(sco.pages))]
    html = _environment(course.project.templates).get_template("sco.html")
    return html.render(
        lang=about.language,
        dir="rtl" if about.language.split("-")[0] in RIGHT_TO_LEFT else "ltr",
        title=sco.title,
        course_title=about.title,
        version=about.version,
        pages=pages,
        groups=_groups(sco, pages),
        following=place.following,
        config_json=json_for_script(_config(course, sco, format_, strings)),
        t=words,
        stylesheets=place.styles,
        scripts=[place.script],
        licence=about.licence,
        authors=about.authors,
    )


def _page(sco: Sco, index: int) -> dict[str, Any]:
    """A page as the template sees it. Extra pages stand beside the way through the module."""
    page, own = sco.pages[index], sco.own_pages
    names = ("id", "title", "minutes", "extra", "h1_id", "module")
    facts = {name: getattr(page, name) for name in names}
    place = own.index(page) if page in own else -1
    before = own[place - 1] if place > 0 else None
    after = own[place + 1] if 0 <= place < len(own) - 1 else None
    return {**facts, "body": Markup(page.body), "prev": before, "next": after}


def _groups(sco: Sco, pages: Sequence[Mapping[str, Any]]) -> list[tuple[str, list[Any]]]:
    """The list of pages, under their modules' titles where there is more than one."""
    own = [page for page in pages if not page["extra"]]
    if len(sco.modules) < 2:
        return [("", own)]
    return [(title, list(group)) for title, group in groupby(own, lambda page: page["module"])]


def _config(course: Course, sco: Sco, format_: Format, strings: Any) -> dict[str, Any]:
    about = course.about
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
        "pages": [_page_facts(page) for page in sco.own_pages],
        **rules_of(course, sco),
        "budget": format_.budget,
        "room": format_.budget - sco.worst_case_state,
        "notes": about.notes,
        **certificate_facts(course, _hours(course, sco)),
        "strings": strings,
    }


def rules_of(course: Course, sco: Sco) -> dict[str, Any]:
    """When it is complete and when it is passed."""
    completion = course.about.completion
    scored = [quiz.id for quiz in sco.scored_quizzes]
    wanted = completion.quizzes
    here = [q.id for q in sco.quizzes if wanted is not None and q.id in wanted]
    return {
        "pass": sco.pass_mark(course.about.pass_mark),
        "scored": scored,
        "completion": {"pages": completion.pages, "quizzes": scored if wanted is None else here},
    }


def _page_facts(page: ScoPage) -> dict[str, Any]:
    """The outcomes that a page serves tell the results where to read again."""
    outcomes = {"outcomes": page.outcomes} if page.outcomes else {}
    return {"id": page.id, "k": page.key, **outcomes}


def certificate_facts(course: Course, hours: str) -> dict[str, Any]:
    certificate = course.about.certificate
    return {"certificate": {**certificate.model_dump(), "hours": hours}} if certificate else {}


def _hours(course: Course, sco: Sco) -> str:
    """The hours of the SCO's modules; none if it has but a part of one, or one doesn't say."""
    pages = {page.id for page in sco.own_pages}
    whole = [m for m in course.modules if pages.issuperset(c.page_id for c in m.chapters)]
    return hours_of(whole) if len(whole) == len(sco.modules) else ""


def hours_of(modules: Sequence[Module]) -> str:
    """The hours of them all; none if one doesn't say."""
    hours = [module.hours for module in modules if module.hours]
    return f"{sum(hours):g}" if len(hours) == len(modules) else ""


@dataclass(frozen=True)
class Item:
    """A SCO as the manifest lists it: `names` are the files that it alone uses, the launch
    document first. Unscored ones are kept out of a course's score."""

    id: str
    title: str
    scored: bool
    names: Sequence[str]


def manifest_xml(
    course: Course, bundle: Bundle, items: Sequence[Item], shared: Sequence[str], format_: Format
) -> str:
    """imsmanifest.xml for SCOs, each with the names of its own files, and the files they share."""
    name = f"{course.about.id}-{bundle.id}"
    text = (
        _environment(course.project.templates)
        .get_template(format_.manifest)
        .render(
            manifest_id=identifier(f"MAN-{name}"),
            organization_id=identifier(f"ORG-{name}"),
            version=course.about.version,
            title=bundle.title,
            format=format_,
            identifier=identifier,
            schemas=course.about.schemas,
            items=items,
            shared=shared,
        )
    )
    etree.fromstring(text.encode())  # a template that isn't XML is our bug: stop here
    return text + "\n"


def identifier(name: str) -> str:
    """An identifier made of ids that the author wrote, at most 40 characters."""
    if len(name) <= LONGEST_IDENTIFIER:
        return name
    return f"{name[: LONGEST_IDENTIFIER - 6]}-{state_key(name)}"


@cache
def _environment(folders: tuple[Path, ...]) -> Environment:
    """One for all documents of a project: it keeps the templates that it has compiled."""
    return Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
