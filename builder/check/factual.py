"""The register of facts."""

from __future__ import annotations

from collections.abc import Iterator

from builder.check.rule import check
from builder.check.sources import Sources
from builder.problems import Problem, did_you_mean


@check("W21", "a fact is marked `unverified`", "learners take what stands in a course for true")
def unverified_facts(sources: Sources) -> Iterator[Problem]:
    for place, fact in enumerate(sources.facts.entries):
        if fact.unverified:
            message = f"the fact {fact.id!r} is not verified: {fact.text!r}"
            hint = "open the source, then take 'unverified' out; or take the fact out of the text"
            yield sources.facts.source.problem((place, "unverified"), message, hint)


@check(
    "W22",
    "a fact names a chapter, a bank or a reference that isn't there",
    "it can't be found again when the figure changes",
)
def lost_facts(sources: Sources) -> Iterator[Problem]:
    places = [*sources.pages, *sources.banks]
    for number, fact in enumerate(sources.facts.entries):
        for place, name in enumerate(fact.used):
            if name not in places:
                message, hint = f"no chapter or bank is called {name!r}", did_you_mean(name, places)
                yield sources.facts.source.problem((number, "used", place), message, hint)
        if fact.source.lower() not in sources.labels:
            message = f"no reference has the label {fact.source!r}"
            hint = did_you_mean(fact.source, sorted(sources.labels), "write (label)= above it")
            yield sources.facts.source.problem((number, "source"), message, hint)
