"""Figures in the text that somebody may ask the source of, and the facts that answer."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from builder.check.passage import Passage, plain
from builder.check.sources import Sources
from builder.facts import OURS, FactEntry

# Not those of names such as 3D, 1.2a or T01.
NUMBER = re.compile(r"(?<![\w.,])\d++(?:[.,]\d++)*+%?(?!\w)")
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
# "3." at the beginning of a passage or a cell, and "Step 3" or "Modules 1 and 2", state nothing.
UNITS = (
    "chapter|module|step|phase|part|section|figure|table|notebook|stage|question|level"
    "|pennod|modiwl|cam|rhan|adran|ffigur|tabl|cwestiwn|lefel"
)
COUNTED = re.compile(
    rf"(?:^|\| )\d+\. |\b(?:{UNITS})s? [\d.]+(?:(?:,|–| and| to| or| a)? ?[\d.]+)*", re.IGNORECASE
)


@dataclass(frozen=True)
class Number:
    """A number as it is written, and where it stands in its passage."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Claim:
    """A passage that states facts: it cites a reference, names a year, or repeats a figure of the
    register; `registered` are its numbers that the register holds, `missing` the others."""

    path: Path
    passage: Passage
    registered: Sequence[Number]
    missing: Sequence[Number]


def claims(sources: Sources) -> Iterator[Claim]:
    """The claims of a whole course. References are sources themselves, and so no claims."""
    entries = references(sources)
    for page in sources.texts:
        facts = [fact for fact in sources.facts.entries if page.place in fact.used]
        for passage in page.passages:
            if passage not in entries.values():
                yield from _claim(page.path, passage, facts, entries)
    yield from _data(sources)


def references(sources: Sources) -> Mapping[str, Passage]:
    """What stands below each label on the pages that hold sources of facts, headings left out."""
    cited = {fact.source for fact in sources.facts.entries}
    entries = {}
    for page in sources.pages.values():
        labels = [label for label in page.labels if label.bare]
        headings = [heading.line for heading in page.headings]
        for label in labels if any(label.name in cited for label in labels) else ():
            below = next((p for p in page.passages if p.line > label.line), None)
            if below and below.line not in headings:
                entries[label.name] = below
    return entries


def occurrences(fact: FactEntry, passage: Passage) -> Iterator[re.Match[str]]:
    """Where the words of a fact stand in a passage."""
    return re.finditer(rf"(?<!\d){re.escape(plain(fact.text))}(?!\d)", passage.text)


def numbers(text: str) -> list[Number]:
    """The numbers that are written in digits."""
    return [Number(found[0], *found.span()) for found in NUMBER.finditer(text)]


def _data(sources: Sources) -> Iterator[Claim]:
    """Of data that the register names, every number is a claim."""
    entries = sources.facts.entries
    for name in sorted({used for fact in entries for used in fact.used if used.endswith(".csv")}):
        facts = [fact for fact in entries if name in fact.used]
        for passage in sources.passages.get(name, ()):
            path = sources.course.project.course_dir / name
            yield from _split(path, passage, facts, numbers(passage.text))


def _claim(
    path: Path, passage: Passage, facts: Sequence[FactEntry], labels: Container[str]
) -> Iterator[Claim]:
    found = _stated(passage)
    cites = any(link.target.removeprefix("#") in labels for link in passage.links)
    if not cites and not any(YEAR.fullmatch(number.text) for number in found):
        known = _telling(facts)
        alone = passage.text  # an option such as "98%"
        found = [number for number in found if number.text in known and number.text != alone]
    yield from _split(path, passage, facts, found)


def _telling(facts: Sequence[FactEntry]) -> set[str]:
    """Figures of facts that are hardly met by chance, such as 98%, 0.54 or 400; and not 12."""
    stated = (n.text for fact in facts if fact.source != OURS for n in numbers(fact.text))
    return {text for text in stated if len(text) > 2 or "%" in text}


def _stated(passage: Passage) -> list[Number]:
    """The numbers of a passage, without those of links ("2019") and of units ("Step 3")."""
    silent = [(link.start, link.end) for link in passage.links]
    silent += [found.span() for found in COUNTED.finditer(passage.text)]
    return [n for n in numbers(passage.text) if not any(a <= n.start < b for a, b in silent)]


def _split(
    path: Path, passage: Passage, facts: Sequence[FactEntry], found: Sequence[Number]
) -> Iterator[Claim]:
    held = [match.span() for fact in facts for match in occurrences(fact, passage)]
    registered = [n for n in found if any(a <= n.start and n.end <= b for a, b in held)]
    if found:
        missing = [n for n in found if n not in registered]
        yield Claim(path, passage, registered, missing)
