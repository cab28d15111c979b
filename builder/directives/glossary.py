"""Notes the glossaries of a book while it is read, and which pages a changed entry makes stale."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.domains.std import Glossary
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from builder.chapters import read_front
from builder.directives.terms import TermFinder, folded
from builder.problems import CourseError, did_you_mean
from builder.yamlfile import Yaml

log = logging.getLogger(__name__)


class PlacedGlossary(Glossary):
    """MyST counts the lines of a body from 0; Sphinx names them as if they were the chapter's."""

    def run(self) -> list[nodes.Node]:
        first = self.lineno + 1 + self.content_offset
        source = self.env.doc2path(self.env.docname)
        self.content.items = [(source, first + n) for n in range(len(self.content))]
        return super().run()


@dataclass(frozen=True)
class GlossaryEntry:
    """An entry's names with the id of each, and those that chapters are searched for. `source`
    only tells whether the entry has changed."""

    docname: str
    ids: tuple[str, ...]
    names: tuple[str, ...]
    sought: tuple[str, ...]
    source: str


@dataclass
class Noted:
    """The entries of each chapter with a glossary, and the chapters that want no links. `linked`
    are the entries by name when pages were last written; None before the first time."""

    entries: dict[str, tuple[GlossaryEntry, ...]] = field(default_factory=dict)
    unlinked: set[str] = field(default_factory=set)
    linked: dict[str, GlossaryEntry] | None = None

    def by_name(self) -> dict[str, GlossaryEntry]:
        """Should a term stand in two glossaries, the first one's entry counts."""
        chapters = sorted(self.entries.items(), reverse=True)
        return {name: entry for _, found in chapters for entry in found for name in entry.names}


def noted(env: BuildEnvironment) -> Noted:
    """What was noted of the book so far."""
    if not hasattr(env, "mooc_glossaries"):
        env.mooc_glossaries = Noted()  # type: ignore[attr-defined]
    kept: Noted = env.mooc_glossaries  # type: ignore[attr-defined]
    return kept


def forget(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    noted(env).entries.pop(docname, None)
    noted(env).unlinked.discard(docname)


def merge(app: Sphinx, env: BuildEnvironment, docs: set[str], other: BuildEnvironment) -> None:
    found = noted(other)
    noted(env).entries.update({k: v for k, v in found.entries.items() if k in docs})
    noted(env).unlinked.update(found.unlinked & set(docs))


def note(app: Sphinx, doctree: nodes.document) -> None:
    """Note the entries of a chapter that has been read, and what its front matter says of terms."""
    docname = app.env.docname
    try:
        front, source = read_front(Path(app.env.doc2path(docname)))
        entries = _entries(docname, doctree, {folded(name) for name in front.by_hand})
        _check_by_hand(front.by_hand, entries, source)
    except CourseError as error:
        for problem in error.problems:
            log.error("%s", problem, extra={"mooc_problem": problem})
        return
    if entries:
        noted(app.env).entries[docname] = entries
    if not front.terms:
        noted(app.env).unlinked.add(docname)


def items(doctree: nodes.document) -> Iterator[nodes.definition_list_item]:
    """The entries of a chapter's glossaries, as they are shown."""
    for glossary in doctree.findall(addnodes.glossary):
        yield from glossary.findall(nodes.definition_list_item)


def terms_of(item: nodes.Element) -> list[nodes.term]:
    """An entry may have several, one a line: they mean the same."""
    return [child for child in item.children if isinstance(child, nodes.term)]


def _entries(docname: str, doctree: nodes.document, by_hand: set[str]) -> tuple[GlossaryEntry, ...]:
    return tuple(_entry(docname, item, by_hand) for item in items(doctree))


def _entry(docname: str, item: nodes.Element, by_hand: set[str]) -> GlossaryEntry:
    ids = tuple(term["ids"][0] for term in terms_of(item))
    names = tuple(term.astext() for term in terms_of(item))
    sought = tuple(name for name in names if folded(name) not in by_hand)
    return GlossaryEntry(docname, ids, names, sought, item.pformat())


def _check_by_hand(by_hand: list[str], entries: tuple[GlossaryEntry, ...], source: Yaml) -> None:
    known = {folded(name): name for entry in entries for name in entry.names}
    problems = [
        source.problem(
            ("by_hand", place),
            f"this page's glossary has no term {name!r}",
            did_you_mean(name, list(known.values())),
        )
        for place, name in enumerate(by_hand)
        if folded(name) not in known
    ]
    if problems:
        raise CourseError(problems)


def stale_pages(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """The pages that use a term whose entry is not what it was when pages were last written."""
    before, now = noted(env).linked, noted(env).by_name()
    noted(env).linked = now
    if before is None:
        return []
    changed = {name for name in {*before, *now} if before.get(name) != now.get(name)}
    return [docname for docname in env.all_docs if changed and _uses(env, docname, changed)]


def _uses(env: BuildEnvironment, docname: str, names: set[str]) -> bool:
    doctree = env.get_doctree(docname)
    targets = {folded(role) for role in _term_roles(doctree)}
    in_text: Any = TermFinder(names).find(doctree.astext())
    return any(in_text) or not targets.isdisjoint(map(folded, names))


def _term_roles(doctree: nodes.document) -> Iterator[str]:
    for role in doctree.findall(addnodes.pending_xref):
        if role.get("reftype") == "term":
            yield role["reftarget"]
