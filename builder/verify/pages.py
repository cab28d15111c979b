"""What of a package's HTML and CSS the rules look at: addresses, scripts, styles, each with its
line. The documents themselves aren't kept. No pattern here may need more than one walk through a
text, whatever stands in it: possessive (`*+`), or ended by what it repeats."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urljoin

from lxml import etree

# What a browser loads by itself; addresses that only a click follows are in FOLLOWED.
LOADED = {
    "script": ("src",), "img": ("src", "srcset"), "source": ("src", "srcset"), "track": ("src",),
    "video": ("src", "poster"), "audio": ("src",), "iframe": ("src",), "frame": ("src",),
    "embed": ("src",), "object": ("data",), "input": ("src",), "body": ("background",),
    "image": ("href",), "use": ("href",),
}  # fmt: skip
FOLLOWED = {"a": ("href",), "area": ("href",), "form": ("action",)}
LOADED_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "manifest", "apple-touch-icon"}
SCRIPT_TYPES = {"", "text/javascript", "application/javascript", "module"}
URL = re.compile(
    r"url\(\s*+(?:\"([^\"]*)\"|'([^']*)'|([^()\"'\s]*+))\s*+\)|@import\s++[\"']([^\"']+)"
)
HANDLERS = "//@*[starts-with(name(), 'on')]"
COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|@namespace[^;{}]*+", re.DOTALL)  # none of it is loaded
DOCTYPE = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|(?><!--.*?-->)|<\?xml[^>]*>)*+<!doctype\s+html", re.I | re.S
)
CHARSET = re.compile(rb"^\xef\xbb\xbf|<meta[^>]+charset|<\?xml[^>]+encoding", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reference:
    """An address in a file; `loaded` when a browser fetches it unasked."""

    url: str
    line: int
    tag: str
    loaded: bool
    target: str = ""
    rel: str = ""


@dataclass(frozen=True)
class Page:
    """`scripts` are those that stand in the page; `handlers` its `on…` attributes."""

    references: tuple[Reference, ...]
    scripts: tuple[tuple[int, str], ...]
    styles: tuple[int, ...]
    handlers: tuple[int, ...]
    modules: tuple[int, ...]
    doctype: bool
    charset: bool


def read_page(data: bytes) -> Page:
    """Reads any HTML, however broken; what can't be read has nothing in it."""
    root = _parse(data)
    elements = list(root.iter(*LOADED, *FOLLOWED, "link", "style"))
    scripts = [each for each in elements if each.tag == "script"]
    styled = root.xpath("//*[@style]")
    return Page(
        references=tuple(
            _based(
                root.find(".//base"),
                [
                    *(r for each in elements for r in _references(each)),
                    *(r for each in styled for r in _styled(each, each.get("style"))),
                ],
            )
        ),
        scripts=tuple((_line(e), e.text or "") for e in scripts if _is_inline(e)),
        styles=tuple(_line(e) for e in [*root.iter("style"), *styled]),
        handlers=tuple(_line(each.getparent()) for each in root.xpath(HANDLERS)),
        modules=tuple(_line(e) for e in scripts if e.get("type") == "module"),
        doctype=bool(DOCTYPE.match(data[:4096])),
        charset=bool(CHARSET.search(data[:1024])),
    )


def read_style(text: str) -> list[Reference]:
    """The addresses in a style sheet."""
    blank = COMMENT.sub(lambda match: "\n" * match[0].count("\n"), text)
    return [
        Reference(next(filter(None, match.groups()), ""), line, "css", True)
        for line, match in with_lines(URL, blank)
    ]


def with_lines(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, re.Match[str]]]:
    """What a pattern finds, each with its line."""
    line, before = 1, 0
    for match in pattern.finditer(text):
        line += text.count("\n", before, match.start())
        before = match.start()
        yield line, match


def _parse(data: bytes) -> Any:
    try:
        data.decode("utf-8")
        parser = etree.HTMLParser(encoding="utf-8", no_network=True)
    except UnicodeDecodeError:
        parser = etree.HTMLParser(no_network=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError, AssertionError):
        root = None
    return etree.Element("html") if root is None else root


def _line(element: Any) -> int:
    return int(element.sourceline or 0)


def _is_inline(element: Any) -> bool:
    return not element.get("src") and element.get("type", "").strip().lower() in SCRIPT_TYPES


def _references(element: Any) -> Iterator[Reference]:
    tag, line = element.tag, element.sourceline or 0
    about = (element.get("target", ""), element.get("rel", ""))
    for name in LOADED.get(tag, ()):
        for url in _urls(name, element.get(name)):
            yield Reference(url, line, tag, True)
    for name in FOLLOWED.get(tag, ()):
        if element.get(name):
            yield Reference(element.get(name), line, tag, False, *about)
    if tag == "link" and element.get("href"):
        loaded = bool(LOADED_LINKS & set(element.get("rel", "").lower().split()))
        if loaded:
            yield Reference(element.get("href"), line, tag, True)
    if tag == "style":
        yield from _styled(element, element.text)


def _based(base: Any, references: list[Reference]) -> list[Reference]:
    """Seen from where a page's `base` says."""
    if base is None:
        return references
    href, target = base.get("href", "").strip(), base.get("target", "")
    return [replace(r, url=_joined(href, r.url), target=r.target or target) for r in references]


def _joined(href: str, url: str) -> str:
    try:
        return urljoin(href, url.strip()) if url.strip() and not url.startswith("#") else url
    except ValueError:
        return url


def _styled(element: Any, text: str | None) -> Iterator[Reference]:
    for found in read_style(text) if text and ("url" in text or "import" in text) else ():
        yield Reference(found.url, _line(element) + found.line - 1, element.tag, True)


def _urls(name: str, value: str | None) -> list[str]:
    if not value:
        return []
    if name == "srcset":
        return [] if "data:" in value else [p.split()[0] for p in value.split(",") if p.split()]
    return [value]
