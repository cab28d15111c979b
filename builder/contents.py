"""What is in a package: which files, under which names, and which SCO uses them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from builder.course import Course
from builder.document import Item, Place, frame_html, manifest_xml, sco_html
from builder.formats.base import Format
from builder.plans import Bundle
from builder.runtime import (
    SCO_STYLES,
    SOURCE,
    joined_scripts,
    sco_scripts,
    strings_said,
    texts,
)
from builder.schemas import notices, schema_files
from builder.sco import Sco
from builder.sco.rules import names_given, names_in, used_rules
from builder.scripts import words_said
from builder.words import load_words

MANIFEST = "imsmanifest.xml"
LAUNCH = "index.html"
STYLESHEET = "mooc.css"
SCRIPT = "mooc.js"

Contents = dict[str, bytes]  # by name


def package_files(course: Course, bundle: Bundle, scos: Sequence[Sco], format_: Format) -> Contents:
    """Everything in a package: the manifest, each SCO's own files with its launch document
    first, what several SCOs use, and the schemas if course.yml asks for them."""
    used = _used(course, scos, format_)
    times = Counter(name for files in used for name in files)
    own = [[name for name in files if times[name] == 1] for files in used]
    shared = sorted(name for name in times if times[name] > 1)
    items = [
        Item(sco.id, sco.title, sco.scored, names) for sco, names in zip(scos, own, strict=True)
    ]
    manifest = manifest_xml(course, bundle, items, shared, format_)
    every = {name: data for files in used for name, data in files.items()}
    names = [name for names in own for name in names] + shared
    files = {name: every[name] for name in names}
    return {MANIFEST: manifest.encode(), **files, **schema_files(course, format_)}


def _used(course: Course, scos: Sequence[Sco], format_: Format) -> list[Contents]:
    """The files that each SCO uses."""
    script = joined_scripts(course.project, _scripts(course, scos, format_))
    strings = strings_said(load_words(course.project, course.about.language).strings, script)
    places = [_alone()] if len(scos) == 1 else _together(scos)
    pairs = list(zip(scos, places, strict=True))
    common = _common_style(course, pairs, format_, script)
    return [
        {
            place.launch: sco_html(course, sco, format_, place, strings).encode(),
            **_files_beside(course, sco, place, script, common),
        }
        for sco, place in pairs
    ]


def _scripts(course: Course, scos: Sequence[Sco], format_: Format) -> tuple[str, ...]:
    types = {question["type"] for sco in scos for question in sco.questions}
    parts = {part for sco in scos for part in sco.parts}
    certificate = {"certificate"} if course.about.certificate else set()
    return sco_scripts(format_.adapter, types, parts | certificate)


def _common_style(
    course: Course, scos: Sequence[tuple[Sco, Place]], format_: Format, script: str
) -> str:
    """Of the player's style sheets what applies to a SCO's pages, to the frame around them or to
    what the script makes of both."""
    frames = [frame_html(course, sco, format_, place) for sco, place in scos]
    names = names_in(frames).union(names_given(words_said(script)), *(sco.names for sco, _ in scos))
    callers = "".join(text for sco, _ in scos for text in _calling(sco))
    rules = used_rules(texts(course.project, SCO_STYLES), names, callers)
    return f"/* The learner's pages. {SOURCE} */\n{rules}"


def _calling(sco: Sco) -> list[str]:
    """What may call a variable of the player's style sheets; drawings do so in attributes, too."""
    return [sco.css, *(page.body for page in sco.pages if "var(--" in page.body)]


def _alone() -> Place:
    return Place(LAUNCH, [STYLESHEET], SCRIPT)


def _together(scos: Sequence[Sco]) -> list[Place]:
    """Several SCOs share one style sheet; each has the rules that it alone needs beside it."""
    titles = [*(sco.title for sco in scos[1:]), ""]
    return [
        Place(f"{sco.id}.html", _styles(sco), SCRIPT, following)
        for sco, following in zip(scos, titles, strict=True)
    ]


def _styles(sco: Sco) -> list[str]:
    return [STYLESHEET, f"style-{sco.id}.css"] if sco.css else [STYLESHEET]


def _files_beside(course: Course, sco: Sco, place: Place, script: str, common: str) -> Contents:
    """What a launch document needs, by name."""
    sheets = [common, sco.css] if len(place.styles) > 1 else [common + sco.css]
    styles = dict(zip(place.styles, sheets, strict=True))
    written = {**styles, place.script: script, **notices(course)}
    files = {name: text.encode() for name, text in written.items()}
    files |= {name: path.read_bytes() for name, path in sco.files.items()}
    return dict(sorted(files.items()))
