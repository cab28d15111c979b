"""Rewrites a page's body so that it can stand in a SCO's one document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from lxml import etree, html

from builder.chapters import Chapter
from builder.directives.termlinks import LINK as TERM_LINK
from builder.problems import Problem
from builder.sco.files import Files
from builder.sco.links import Links, ToFile, ToModule, ToNothing, ToOutside, ToPage, place_in
from builder.sco.places import place_of
from builder.sco.refused import BOOK_ONLY, faults_of
from builder.sco.rules import rules_of_page
from builder.sco.styles import COLOURED, LINES, Styles
from builder.words import Words

REFERRING = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "headers", "list")
OUR_IDS = re.compile(r"(q|quiz)-")  # of questions: the same in the book and in every SCO
NOT_ALLOWED = (".py", ".ipynb", ".sh", ".php", ".rb", ".pl", ".cgi", ".asp", ".jsp")
LEFT_OUT = frozenset(["headerlink", BOOK_ONLY])
FOLDED = frozenset(["admonition", "dropdown"])
SCROLLING = frozenset(["pst-scrollable-table-container", "text_html"])
SCROLLING_CELLS = frozenset(["tag_output_scroll", "tag_scroll-output"])
MEDIA = {
    "img": ("src",),
    "source": ("src",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "track": ("src",),
    "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"),
}
Element = Any  # lxml has no types of its own


def heading_id(page_id: str) -> str:
    """The id of a page's first heading in its SCO."""
    return place_in(page_id, "h1")


@dataclass
class BodyRewriter:
    """One page on its way into a SCO. `problems` gathers what can't work in a package."""

    chapter: Chapter
    links: Links
    files: Files
    styles: Styles
    words: Words
    problems: list[Problem]
    defined: set[str]  # the terms whose definition the SCO has already

    def rewritten(self, body: str) -> str:
        """The body with ids of its own, links that work, files of the package, no inline style."""
        root = html.fragment_fromstring(body, create_parent="div")
        etree.strip_elements(root, etree.Comment, with_tail=False)
        for element in _elements(root):
            self._drop(element)
        kept = _elements(root)  # held on to: lxml makes each anew when it is asked for again
        steps = (self._refuse, self._sheet, self._code, self._details, self._scrolling)
        for step in (*steps, self._links, self._media, self._ids, self._names, self._style):
            for element in kept:
                step(element)
        self._name_heading(root)
        children = "".join(html.tostring(c, encoding="unicode") for c in root)
        return (root.text or "") + children

    def _name_heading(self, root: Element) -> None:
        for heading in root.iter("h1"):
            heading.set("id", heading_id(self.chapter.page_id))
            return

    def _problem(self, message: str, hint: str, shown_by: str) -> None:
        line, cell = place_of(self.chapter.path, shown_by)
        self.problems.append(Problem(self.chapter.path, line, cell + message, hint))

    def _drop(self, element: Element) -> None:
        """Links to headings clutter; some things the author keeps for the book."""
        if not LEFT_OUT.isdisjoint(_classes(element)):
            element.drop_tree()

    def _refuse(self, element: Element) -> None:
        for fault in faults_of(element):
            self._problem(fault.message, fault.hint, fault.shown_by)

    def _sheet(self, element: Element) -> None:
        """Packages take no style from their pages: its rules go into the style sheet."""
        if element.tag == "style":
            self.styles.add(rules_of_page(element.text or "", self.chapter.page_id))
            element.drop_tree()

    def _code(self, element: Element) -> None:
        """Code keeps the marks that give it colour; names and signs had the most and need none."""
        if element.tag == "span" and element.keys() in ([], ["class"]):
            kept = element.get("class") in COLOURED | LINES
            outer = next((e for e in element.iterancestors() if e.tag != "span"), None)
            if not kept and outer is not None and outer.tag == "pre":
                element.drop_tag()

    def _details(self, element: Element) -> None:
        """What folds by the book's script does so in a package by the browser's own means."""
        classes = _classes(element)
        if element.tag != "div" or not ("toggle" in classes or FOLDED <= classes):
            return
        element.tag = "details"
        if "toggle-shown" in classes:
            element.set("open", "")
        title = element.find("p")
        if title is not None and "admonition-title" in title.classes:
            title.tag = "summary"
        else:
            _put_first(element, "summary", self.words("show"))

    def _scrolling(self, element: Element) -> None:
        """What scrolls must be reached by keyboard; in the book the theme's script sees to that."""
        if _scrolls(element) and not any(map(_scrolls, element.iterancestors())):
            table = next(element.iter("table"), None)
            for name, value in {"tabindex": "0", "role": "region"}.items():
                element.set(name, value)
            element.set("aria-label", self.words("output" if table is None else "table"))

    def _links(self, element: Element) -> None:
        if element.tag != "a" or not element.get("href"):
            return
        target = self.links.target(self.chapter, element.get("href"))
        if isinstance(target, ToPage):
            element.set("href", f"#{target.hash}")
            self._define_once(element)
        elif isinstance(target, ToOutside):
            element.set("target", "_blank")
            element.set("rel", "noopener")
        elif isinstance(target, ToFile):
            self._download(element, target)
        elif TERM_LINK in element.classes:
            self._without_link(element)
        else:
            self._as_text(element, target)

    def _define_once(self, link: Element) -> None:
        """The script finds a term's definition behind any link to it."""
        if TERM_LINK not in _classes(link):
            return
        if link.get("href") in self.defined:
            link.getnext().drop_tree()
        self.defined.add(link.get("href"))

    def _without_link(self, term: Element) -> None:
        """The glossary is a page of another SCO: naming that behind each term would clutter."""
        term.getnext().drop_tree()
        term.drop_tag()

    def _as_text(self, element: Element, target: ToModule | ToNothing) -> None:
        """A SCO must not open another: what was a link says where to look."""
        if isinstance(target, ToModule):
            said = etree.SubElement(element, "span")
            said.text = f" ({target.title})"
        element.tag = "span"
        for name in ("href", "title", "class"):
            element.attrib.pop(name, None)

    def _download(self, element: Element, target: ToFile) -> None:
        if target.path.suffix.lower() in NOT_ALLOWED:
            message = f"{target.path.name!r} can't be put into a package"
            hint = "learning platforms refuse such files: put it into a .zip and link to that"
            self._problem(message, hint, target.path.name)
            return
        element.set("href", self.files.name_for(target.path))
        element.set("download", "")

    def _media(self, element: Element) -> None:
        for attribute in MEDIA.get(element.tag, ()):
            if address := element.get(attribute):
                self._file(element, attribute, address)
        element.attrib.pop("srcset", None)
        if element.tag == "img":
            element.set("loading", "lazy")

    def _file(self, element: Element, attribute: str, address: str) -> None:
        target = self.links.target(self.chapter, address)
        if address.startswith("#"):
            element.set(attribute, f"#{self._renamed(address[1:])}")
        elif isinstance(target, ToFile):
            element.set(attribute, self.files.name_for(target.path))
        elif isinstance(target, ToOutside) and not address.startswith("data:"):
            hint = "save it beside the chapter: a package must work without a network"
            self._problem(f"{address!r} is on another host", hint, address)
        elif not isinstance(target, ToOutside):
            hint = "check the file's name and folder, small and capital letters too"
            self._problem(f"there is no file {address!r}", hint, address)

    def _ids(self, element: Element) -> None:
        """Two chapters may use one id: in the SCO each begins with its page's."""
        if (id_ := element.get("id")) and not OUR_IDS.match(id_):
            element.set("id", place_in(self.chapter.page_id, id_))
        for name in REFERRING:
            if element.get(name):
                ids = element.get(name).split()
                element.set(name, " ".join(map(self._renamed, ids)))
        for name, value in element.attrib.items():
            if "url(#" in value:
                element.set(name, value.replace("url(#", f"url(#{self.chapter.page_id}--"))

    def _renamed(self, id_: str) -> str:
        return id_ if OUR_IDS.match(id_) else place_in(self.chapter.page_id, id_)

    def _names(self, element: Element) -> None:
        """Tabs of two pages may share a name, by which the browser would take them as one set."""
        if element.tag in ("input", "details") and element.get("name"):
            if next(element.iterancestors("form"), None) is None:
                element.set("name", place_in(self.chapter.page_id, element.get("name")))

    def _style(self, element: Element) -> None:
        if style := element.attrib.pop("style", None):
            element.classes.add(self.styles.class_for(style))


def _put_first(element: Element, tag: str, text: str) -> None:
    """Give an element a new first child, before its own text."""
    first = etree.Element(tag)
    first.text, first.tail, element.text = text, element.text, None
    element.insert(0, first)


def _scrolls(element: Element) -> bool:
    """Wide tables, and the output of cells that the author tagged so."""
    classes = _classes(element)
    if "cell_output" in classes:
        return not SCROLLING_CELLS.isdisjoint(_classes(element.getparent()))
    return not SCROLLING.isdisjoint(classes)


def _elements(root: Element) -> list[Element]:
    return list(root.iter(etree.Element))


def _classes(element: Element) -> frozenset[str]:
    """Much faster than lxml's own set of them."""
    return frozenset((element.get("class") or "").split())
