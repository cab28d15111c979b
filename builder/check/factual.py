"""The register of facts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.check.claims import claims, occurrences, references
from builder.check.passage import Passage
from builder.check.rule import check
from builder.check.sources import Sources
from builder.facts import OURS, FactEntry
from builder.problems import Problem, did_you_mean

EXCERPT = 60
FOUR_DIGITS = re.compile(r"\b\d{4}\b")
YEARS = "open the source, and correct the one that is wrong"


@check("W21", "a fact is marked `unverified`", "learners take what stands in a course for true")
def unverified_facts(sources: Sources) -> Iterator[Problem]:
    for place, fact in enumerate(sources.facts.entries):
        if fact.unverified:
            message = f"the fact {fact.id!r} is not verified: {fact.text!r}"
            hint = "open the source, then take 'unverified' out; or take the fact out of the text"
            yield sources.facts.source.problem((place, "unverified"), message, hint)


@check(
    "W22",
    "a fact names a chapter, a bank, data or a reference that isn't there",
    "it can't be found again when the figure changes",
)
def lost_facts(sources: Sources) -> Iterator[Problem]:
    places = [*sources.passages]
    for number, fact in enumerate(sources.facts.entries):
        for place, name in enumerate(fact.used):
            if name not in places:
                message = f"no chapter, bank or data is called {name!r}"
                hint = did_you_mean(name, places)
                yield sources.facts.source.problem((number, "used", place), message, hint)
        if fact.source.lower() not in {*sources.labels, OURS}:
            message = f"no reference has the label {fact.source!r}"
            hint = did_you_mean(fact.source, sorted(sources.labels), "write (label)= above it")
            yield sources.facts.source.problem((number, "source"), message, hint)


@check(
    "W24",
    "a place that a fact names doesn't hold its words, or holds them twice",
    "the figure was changed in one of them and not in the other",
)
def absent_facts(sources: Sources) -> Iterator[Problem]:
    for number, fact in enumerate(sources.facts.entries):
        for place, name in enumerate(fact.used):
            if name in sources.passages and (fault := _absence(sources, fact, name)):
                yield sources.facts.source.problem((number, "used", place), *fault)


def _absence(sources: Sources, fact: FactEntry, name: str) -> tuple[str, str] | None:
    held = sum(len([*occurrences(fact, passage)]) for passage in sources.passages[name])
    if not held:
        hint = "open the source and correct the text or the register, or take the place out"
        return f"{name!r} doesn't say {fact.text!r}", hint
    if held > 1:
        hint = "take more words into 'text', or make two facts of it"
        return f"{name!r} says {fact.text!r} {held} times", hint
    return None


@check(
    "W25",
    "a figure beside a source or a year isn't in the register of facts",
    "nobody finds it again when the source changes; only where a course has a register",
)
def unregistered_figures(sources: Sources) -> Iterator[Problem]:
    for claim in claims(sources) if sources.facts.entries else ():
        if claim.missing:
            figures = ", ".join(repr(number.text) for number in claim.missing)
            message = f"facts.yml has no fact with {figures} in “{_shortened(claim.passage.text)}”"
            hint = "add one for this place; with 'source: ours' if it is nobody else's figure"
            yield Problem(claim.path, claim.passage.line, message, hint)


def _shortened(text: str) -> str:
    return text if len(text) <= EXCERPT else text[:EXCERPT].rpartition(" ")[0] + " …"


@check(
    "W26",
    "a citation or a fact gives a year that its reference doesn't have",
    "one of the two is wrong",
)
def wrong_years(sources: Sources) -> Iterator[Problem]:
    entries = references(sources)
    for page in sources.texts:
        for passage in page.passages:
            for label, year in _cited_years(passage):
                if label in entries and year not in entries[label].text:
                    yield Problem(page.path, passage.line, _wrong(label, year), YEARS)
    for number, fact in enumerate(sources.facts.entries):
        entry = entries.get(fact.source)
        if fact.year and entry and str(fact.year) not in entry.text:
            message = _wrong(fact.source, str(fact.year))
            yield sources.facts.source.problem((number, "year"), message, YEARS)


def _cited_years(passage: Passage) -> Iterator[tuple[str, str]]:
    """The label and each year of the links in a passage."""
    for link in passage.links:
        for year in FOUR_DIGITS.findall(passage.text[link.start : link.end]):
            yield link.target.removeprefix("#"), year


def _wrong(label: str, year: str) -> str:
    return f"the reference {label!r} doesn't have the year {year}"
