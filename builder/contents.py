"""What is in a package: which files, under which names, and which SCO uses them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from builder.course import Course
from builder.document import Item, Place, manifest_xml, sco_html
from builder.formats.base import Format
from builder.plans import Bundle
from builder.runtime import SCO_STYLES, joined, sco_scripts
from builder.schemas import notices, schema_files
from builder.sco import Sco

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
    types = {question["type"] for sco in scos for question in sco.questions}
    parts = ["certificate"] if course.about.certificate else []
    parts += ["terms"] if any(sco.has_terms for sco in scos) else []
    script = joined(course.project, sco_scripts(format_.adapter, types, parts))
    common = joined(course.project, SCO_STYLES)
    places = [_alone(scos[0], common)] if len(scos) == 1 else _together(scos, common)
    return [
        _sco_files(course, sco, format_, place, script)
        for sco, place in zip(scos, places, strict=True)
    ]


def _alone(sco: Sco, common: str) -> Place:
    return Place(LAUNCH, {STYLESHEET: common + sco.css}, SCRIPT)


def _together(scos: Sequence[Sco], common: str) -> list[Place]:
    """Several SCOs share one style sheet; each has the rules that it alone needs beside it."""
    titles = [*(sco.title for sco in scos[1:]), ""]
    return [
        Place(f"{sco.id}.html", {STYLESHEET: common, **_own_style(sco)}, SCRIPT, following)
        for sco, following in zip(scos, titles, strict=True)
    ]


def _own_style(sco: Sco) -> dict[str, str]:
    return {f"style-{sco.id}.css": sco.css} if sco.css else {}


def _sco_files(course: Course, sco: Sco, format_: Format, place: Place, script: str) -> Contents:
    html = sco_html(course, sco, format_, place)
    texts = {**place.styles, place.script: script, **notices(course)}
    rest = {name: text.encode() for name, text in texts.items()}
    rest |= {name: path.read_bytes() for name, path in sco.files.items()}
    return {place.launch: html.encode(), **{name: rest[name] for name in sorted(rest)}}
