"""What no package can do, whether it comes from raw HTML or from a notebook's output."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Element = Any  # lxml has no types of its own

BOOK_ONLY = "book-only"  # the class of what stays out of packages
INSTEAD = f"link to it instead, or keep it in the book with the class '{BOOK_ONLY}'"
PICTURE = "show a picture or a table instead"
TAGS = {
    "iframe": ("an iframe can't work in a package", INSTEAD),
    "frame": ("a frame can't work in a package", INSTEAD),
    "object": ("an <object> can't work in a package", "use an image, <video> or <audio>"),
    "embed": ("an <embed> can't work in a package", "use an image, <video> or <audio>"),
    "base": ("<base> would turn every link of a package", "leave it out"),
    "link": ("<link> can't stand in a page", "packages bring their own styles: leave it out"),
    "meta": ("<meta> can't stand in a page", "leave it out"),
}
SCRIPT_LINK = re.compile(r"\s*javascript:", re.IGNORECASE)
STYLES = {
    r"@import": "write the rules themselves",
    r"url\(\s*(?!['\"]?#)": "use an image instead",
}


@dataclass(frozen=True)
class Fault:
    """What is wrong with an element, what to do, and words of the source that show where."""

    message: str
    hint: str
    shown_by: str


def faults_of(element: Element) -> Iterator[Fault]:
    """What of an element can't work in a package."""
    tag = str(element.tag)
    if tag == "script":
        yield _script(element)
    if tag in TAGS:
        address = element.get("src") or element.get("data") or element.get("href")
        yield Fault(*TAGS[tag], address or f"<{tag}")
    if tag == "form" and element.get("action"):
        message = f"a form can't be sent to {element.get('action')!r} from a package"
        yield Fault(message, "ask with a {quiz}, or link to the form", element.get("action"))
    if tag == "style":
        yield from _style(element.text or "", "a <style>")
    yield from _attributes(element)


def _script(element: Element) -> Fault:
    if "jupyter.widget" in element.get("type", ""):
        message = "a widget stands in this page: it needs a running notebook"
        return Fault(message, PICTURE, "widgets")
    message = "a script stands in this page (or in a notebook's output)"
    hint = f"packages run only the course's own script: {PICTURE}"
    return Fault(message, hint, element.get("src") or "<script")


def _attributes(element: Element) -> Iterator[Fault]:
    for name, value in element.items():
        if name.startswith("on"):
            yield Fault(f"{name}= runs a script, which a package can't", "leave it out", f"{name}=")
        elif name == "style":
            yield from _style(value, "style=")
        elif SCRIPT_LINK.match(value):
            yield Fault("a 'javascript:' link can't work in a package", PICTURE, value.strip())


def _style(css: str, where: str) -> Iterator[Fault]:
    for found, hint in STYLES.items():
        if re.search(found, css):
            what = "@import" if "@" in found else "url()"
            yield Fault(f"{what} in {where} can't work in a package", hint, what.strip(")"))
