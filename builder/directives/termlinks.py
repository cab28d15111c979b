"""Links the first use of each term on a page to the glossary, and says there what it means.

Links are made when pages are written, so that an edited glossary needs no chapter to be read again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import make_refnode

from builder.directives.context import context_of
from builder.directives.glossary import GlossaryEntry, items, noted, terms_of
from builder.directives.quiz import inner_html, quiz_node
from builder.directives.terms import TermFinder

LINK, NOTE = "mooc-term", "mooc-term-note"
# Titles, captions and labels are no paragraphs, and are left alone for that reason.
NEVER = (
    quiz_node, nodes.title, nodes.thead, nodes.reference, nodes.footnote_reference,
    nodes.citation_reference, nodes.literal, nodes.literal_block, nodes.math, nodes.raw,
    nodes.abbreviation, addnodes.literal_emphasis, addnodes.literal_strong, nodes.Invisible,
)  # fmt: skip
# Cells of notebooks, names of buttons and menus, cards (each is one large link).
NEVER_CLASSES = {"cell", "guilabel", "menuselection", "sd-card"}
NOT_IN_A_NOTE = (nodes.image, nodes.raw, nodes.footnote_reference, addnodes.index)


class note_node(nodes.General, nodes.Inline, nodes.Element):
    """Stands behind a linked term. What it shows is an attribute, for it is no text of the page:
    the search must not find it there."""


def visit_note(translator: Any, node: note_node) -> None:
    html = inner_html(translator, node["shown"])
    translator.body.append(f'<template class="{NOTE}">{html}</template>')
    raise nodes.SkipNode


class TermLinks:
    """Makes the links of one build; what the glossaries say is looked up once."""

    def begin(self, app: Sphinx, env: BuildEnvironment) -> None:
        """All chapters are read: the terms are known."""
        self._by_name = noted(env).by_name()
        self._finder = TermFinder({n for entry in self._by_name.values() for n in entry.sought})
        self._notes: dict[str, Mapping[str, nodes.Element]] = {}

    def make(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Link the terms of a page. A term that its author links somewhere is linked only there."""
        kept = noted(app.env)
        if app.builder.format != "html" or not self._by_name or docname in kept.entries:
            return
        roles = self._roles(app, doctree, docname)
        running = list(_running(doctree))
        used = {roles[node] for node in running if node in roles}
        automatic = context_of(app.srcdir).about.terms and docname not in kept.unlinked
        for node in running:
            if isinstance(node, nodes.reference) and node in roles:
                node.parent.replace(node, self._with_note(app, node, roles[node]))
            elif isinstance(node, nodes.Text) and automatic:
                self._link_text(app, node, docname, used)

    def _roles(
        self, app: Sphinx, doctree: nodes.document, docname: str
    ) -> dict[nodes.Node, GlossaryEntry]:
        """The links that authors made with {term}."""
        addresses = {
            _address(app, docname, entry, id_): entry
            for entry in self._by_name.values()
            for id_ in entry.ids
        }
        links = filter(_is_role, doctree.findall(nodes.reference))
        found = {link: addresses.get(link.get("refuri")) for link in links}
        return {link: entry for link, entry in found.items() if entry}

    def _link_text(
        self, app: Sphinx, text: nodes.Text, docname: str, used: set[GlossaryEntry]
    ) -> None:
        parts: list[nodes.Node] = []
        at = 0
        for start, end, name in self._finder.find(text):
            entry = self._by_name[name]
            if entry not in used:
                used.add(entry)
                shown = nodes.Text(text[start:end])
                id_ = entry.ids[entry.names.index(name)]
                link = make_refnode(app.builder, docname, entry.docname, id_, shown)
                parts += [nodes.Text(text[at:start]), *self._with_note(app, link, entry)]
                at = end
        if parts:
            text.parent.replace(text, [*parts, nodes.Text(text[at:])])

    def _with_note(
        self, app: Sphinx, link: nodes.Element, entry: GlossaryEntry
    ) -> list[nodes.Element]:
        if entry.docname not in self._notes:
            self._notes[entry.docname] = _notes_of(app, entry.docname)
        link["classes"].append(LINK)
        return [link, note_node(shown=self._notes[entry.docname][entry.ids[0]])]


def _address(app: Sphinx, docname: str, entry: GlossaryEntry, id_: str) -> str:
    return f"{app.builder.get_relative_uri(docname, entry.docname)}#{id_}"


def _is_role(node: nodes.Node) -> bool:
    inside = node.children if isinstance(node, nodes.reference) else ()
    return any(
        "std-term" in child["classes"] for child in inside if isinstance(child, nodes.inline)
    )


def _running(node: nodes.Element, inside: bool = False) -> Iterator[nodes.Node]:
    """Running text below a node: pieces of text, and the links that authors made with {term}."""
    inside = inside or isinstance(node, nodes.paragraph | nodes.line)
    if inside:
        _join_texts(node)
    for child in list(node.children):
        if isinstance(child, nodes.Text) or _is_role(child):
            if inside:
                yield child
        elif isinstance(child, nodes.Element) and _may_hold_terms(child):
            yield from _running(child, inside)


def _may_hold_terms(node: nodes.Element) -> bool:
    return not isinstance(node, NEVER) and NEVER_CLASSES.isdisjoint(node["classes"])


def _join_texts(node: nodes.Element) -> None:
    """MyST begins a new piece of text at every line end; a term may go over one."""
    joined: list[nodes.Node] = []
    for is_text, group in groupby(node.children, lambda child: isinstance(child, nodes.Text)):
        pieces = list(group)
        joined += [nodes.Text("".join(map(str, pieces)))] if is_text else pieces
    if len(joined) < len(node.children):
        node[:] = joined


def _notes_of(app: Sphinx, docname: str) -> dict[str, nodes.Element]:
    """What the entries of a glossary say, by the id of each one's first name."""
    doctree = app.env.get_and_resolve_doctree(docname, app.builder)
    return {terms_of(item)[0]["ids"][0]: _shown(item) for item in items(doctree)}


def _shown(item: nodes.Element) -> nodes.Element:
    """An entry's name and the first paragraph of its definition, as plain lines without links."""
    definition = item.children[-1]
    text = _first_paragraph(definition)
    for node in list(text.findall(nodes.Element)):
        node["ids"] = []
        if isinstance(node, NOT_IN_A_NOTE):
            node.parent.remove(node)
        elif isinstance(node, nodes.reference | nodes.target):
            node.parent.replace(node, node.children)
    name = nodes.strong("", terms_of(item)[0].astext())
    return nodes.inline("", "", name, nodes.Text(": "), *text.children)


def _first_paragraph(definition: nodes.Node) -> nodes.Element:
    first = definition.children[0] if definition.children else nodes.paragraph()
    if isinstance(first, nodes.paragraph):
        return first.deepcopy()
    return nodes.paragraph("", " ".join(first.astext().split()))
