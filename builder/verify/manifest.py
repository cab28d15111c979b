"""Reads an imsmanifest.xml that nobody vouches for into a small model, with lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree

from builder.verify.addresses import normal
from builder.verify.archive import Fault

MANIFEST = "imsmanifest.xml"
MOST_BYTES = 10 * 2**20
MOST_ATTRIBUTES = 500  # of one element; with more than any standard has, reading takes for ever
BASE = "{http://www.w3.org/XML/1998/namespace}base"
# Encodings in which a DOCTYPE looks as in ASCII, so that it is found before anything is parsed.
LIKE_ASCII = re.compile(r"utf-?8|us-ascii|ascii|iso-8859-\d+|windows-125\d|latin1", re.IGNORECASE)
DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)")
EDITIONS = {
    "1.2": "SCORM 1.2",
    "2004 3rd Edition": "SCORM 2004 3rd Edition",
    "2004 4th Edition": "SCORM 2004 4th Edition",
}
CP_12 = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
Element = Any  # lxml's own types don't say what an element's children are


@dataclass(frozen=True)
class File:
    """A `file` of a resource. `name` is that of the zip's entry; empty when it isn't inside."""

    href: str
    name: str
    line: int


@dataclass(frozen=True)
class Resource:
    identifier: str
    type: str
    scorm_type: str
    href: str
    name: str
    files: tuple[File, ...]
    dependencies: tuple[tuple[str, int], ...]
    line: int
    element: Element = field(repr=False)


@dataclass(frozen=True)
class Item:
    """A node of the tree that a platform shows. `params` are its `parameters`, as written."""

    identifier: str
    title: str
    identifierref: str
    params: str
    visible: bool
    items: tuple[Item, ...]
    line: int
    element: Element = field(repr=False)

    def walk(self) -> Iterator[Item]:
        """This item and all below it, in the order a learner meets them."""
        yield self
        for item in self.items:
            yield from item.walk()


@dataclass(frozen=True)
class Organization:
    identifier: str
    title: str
    items: tuple[Item, ...]
    line: int
    element: Element = field(repr=False)

    def walk(self) -> Iterator[Item]:
        for item in self.items:
            yield from item.walk()


@dataclass(frozen=True)
class Launch:
    """An item and what it starts. `name` is the zip's entry, `url` that with its query."""

    item: Item
    resource: Resource

    @property
    def name(self) -> str:
        return self.resource.name

    @property
    def url(self) -> str:
        query = urlsplit(self.resource.href).query
        address = self.resource.name + (f"?{query}" if query else "")
        params = self.item.params
        if params.startswith("#") or not params.lstrip("?&"):
            return address + (params if params.startswith("#") else "")
        return f"{address}{'&' if query else '?'}{params.lstrip('?&')}"


@dataclass(frozen=True)
class Manifest:
    """`edition` is the word in `schemaversion` (a key of EDITIONS), or was told by the namespace;
    `said` is what stands there, None when nothing does."""

    edition: str
    said: str | None
    identifier: str
    version: str
    title: str
    default: str
    organizations: tuple[Organization, ...]
    resources: tuple[Resource, ...]
    data: bytes = field(repr=False)
    root: Element = field(repr=False)

    @property
    def is_2004(self) -> bool:
        return self.edition != "1.2"

    @property
    def organization(self) -> Organization | None:
        """The one that a platform shows."""
        named = [o for o in self.organizations if o.identifier == self.default]
        return next(iter([*named, *self.organizations]), None)

    def items(self) -> Iterator[Item]:
        for organization in self.organizations:
            yield from organization.walk()

    def resource(self, identifier: str) -> Resource | None:
        """The resource of an identifier; of equal ones the first."""
        return self._by_identifier.get(identifier)

    @cached_property
    def _by_identifier(self) -> dict[str, Resource]:
        return {r.identifier: r for r in reversed(self.resources)}

    @cached_property
    def shared_sequencing(self) -> dict[str, Element]:
        """Each `sequencing` that several items may name, by its ID; of equal ones the first."""
        found = self.root.findall("{*}sequencingCollection/{*}sequencing")
        return {each.get("ID"): each for each in reversed(found) if each.get("ID")}

    def launches(self) -> list[Launch]:
        """What the organization that platforms show can start, in its order."""
        items = self.organization.walk() if self.organization else ()
        found = ((item, self.resource(item.identifierref)) for item in items)
        return [Launch(item, resource) for item, resource in found if resource and resource.href]

    def all(self, name: str) -> list[Element]:
        """Every element of a local name, in the manifest's order."""
        return [e for e in self.root.iter(f"{{*}}{name}")]


def read_manifest(data: bytes) -> Manifest:
    """Raises Fault when it isn't XML that can safely be read, or isn't of a supported edition."""
    root = _parse(data)
    if local(root) != "manifest":
        raise Fault("not-manifest", f"{MANIFEST}:{root.sourceline}", f"its root is <{local(root)}>")
    said = next((text_of(e) for e in root.iterfind("{*}metadata/{*}schemaversion")), None)
    organizations = root.find("{*}organizations")
    trees = [] if organizations is None else organizations.findall("{*}organization")
    found = tuple(_organization(each) for each in trees)
    default = "" if organizations is None else organizations.get("default", "")
    shown = next((o for o in [*(o for o in found if o.identifier == default), *found]), None)
    return Manifest(
        edition=_edition(root, said),
        said=said,
        identifier=root.get("identifier", ""),
        version=root.get("version", ""),
        title=shown.title if shown else "",
        default=default,
        organizations=found,
        resources=tuple(_resource(r, root) for r in root.iterfind("{*}resources/{*}resource")),
        data=data,
        root=root,
    )


def local(element: Element) -> str:
    """An element's name without its namespace; comments and the like have none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def text_of(element: Element) -> str:
    """An element's own text, whole also where a comment stands in it."""
    return (element.text or "") + "".join(child.tail or "" for child in element)


def place(element: Element) -> str:
    return f"{MANIFEST}:{element.sourceline}"


def _parse(data: bytes) -> Element:
    _check_encoding(data)
    _check_doctype(data)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        return _checked(etree.fromstring(data, parser))
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        reason = re.split(", line|, use|\n", str(error))[0] or "it is empty"
        raise Fault("not-xml", f"{MANIFEST}:{line}", f"it isn't XML: {reason}") from None


def _checked(root: Element) -> Element:
    crowded = root.xpath(f"//*[count(@*) > {MOST_ATTRIBUTES}]")
    if crowded:
        message = f"an element has more than {MOST_ATTRIBUTES} attributes; it isn't read"
        raise Fault("not-xml", place(crowded[0]), message)
    return root


def _check_encoding(data: bytes) -> None:
    declared = DECLARED.match(data.removeprefix(b"\xef\xbb\xbf"))
    name = declared[1].decode("ascii", "replace") if declared else "UTF-8"
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:200]:
        raise Fault("encoding", f"{MANIFEST}:1", "it is UTF-16 or UTF-32, not UTF-8")
    if not LIKE_ASCII.fullmatch(name):
        raise Fault("encoding", f"{MANIFEST}:1", f"its encoding is {name[:40]!r}, not UTF-8")


def _check_doctype(data: bytes) -> None:
    """Entities are refused before a parser meets them: they can grow without end, or read files."""
    for match in re.finditer(rb"<!ENTITY\s+(?:%\s*)?[^\s>]+\s+(SYSTEM|PUBLIC)?", data):
        line = data.count(b"\n", 0, match.start()) + 1
        kind = "an external entity, which reads other files" if match[1] else "an entity"
        raise Fault("entities", f"{MANIFEST}:{line}", f"it declares {kind}; it isn't read")


def _edition(root: Element, said: str | None) -> str:
    if said is None:
        return "1.2" if etree.QName(root).namespace == CP_12 else "2004 4th Edition"
    if said.strip() not in EDITIONS:
        line = root.find("{*}metadata/{*}schemaversion").sourceline
        message = f"schemaversion {said.strip()[:60]!r} is not supported"
        raise Fault("edition", f"{MANIFEST}:{line}", message)
    return said.strip()


def _organization(element: Element) -> Organization:
    return Organization(
        identifier=element.get("identifier", ""),
        title=_title(element),
        items=tuple(map(_item, element.iterfind("{*}item"))),
        line=element.sourceline,
        element=element,
    )


def _item(element: Element) -> Item:
    return Item(
        identifier=element.get("identifier", ""),
        title=_title(element),
        identifierref=element.get("identifierref", ""),
        params=element.get("parameters", ""),
        visible=element.get("isvisible", "true") not in ("false", "0"),
        items=tuple(map(_item, element.iterfind("{*}item"))),
        line=element.sourceline,
        element=element,
    )


def _title(element: Element) -> str:
    title = element.find("{*}title")
    return "" if title is None else text_of(title).strip()


def _resource(element: Element, root: Element) -> Resource:
    bases = [e.get(BASE, "") for e in (root, element.getparent(), element)]
    base = "".join(bases)
    types = [v for k, v in element.attrib.items() if k.rpartition("}")[2].lower() == "scormtype"]
    files = element.findall("{*}file")
    needs = element.findall("{*}dependency")
    href = element.get("href", "").strip()
    return Resource(
        identifier=element.get("identifier", ""),
        type=element.get("type", ""),
        scorm_type=types[0] if types else "",
        href=href,
        name=entry_name(base + href) if href else "",
        files=tuple(File(f.get("href", ""), _named(base, f), f.sourceline) for f in files),
        dependencies=tuple((d.get("identifierref", ""), d.sourceline) for d in needs),
        line=element.sourceline,
        element=element,
    )


def _named(base: str, file: Element) -> str:
    href = file.get("href", "").strip()
    return entry_name(base + href) if href else ""


def entry_name(href: str) -> str:
    """The zip's entry that a manifest's address means; empty when it means none."""
    try:
        parts = urlsplit(href.replace("\\", "/"))
    except ValueError:
        return ""
    return "" if parts.scheme or parts.netloc else normal(unquote(parts.path).lstrip("/"))
