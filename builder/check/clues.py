"""Clues by which a learner finds the right answer without knowing it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from builder.banks import Bank
from builder.check.choices import Choice, choices
from builder.check.rule import check
from builder.check.sources import Sources
from builder.problems import Problem

FEWEST = 3  # below, nothing can be told from chance
ALL_OR_NONE: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:all|none|both|neither|any) of (?:the above|the below|the options|these|them)"
        r"(?: options| answers)?\W*$|\ball the above\b",
        re.IGNORECASE,
    ),
    "cy": re.compile(
        r"\b(?:pob un|dim un|yr un|y cyfan|y ddau) (?:ohonynt|o'?r uchod|o'?r rhain)\W*$",
        re.IGNORECASE,
    ),
}


@check(
    "W11",
    "the longest option is right in most questions of a bank",
    "who always picks the longest passes without knowing",
)
def longest_is_right(sources: Sources) -> Iterator[Problem]:
    for bank in sources.every_bank:
        asked = [c for c in choices(bank) if c.options and len(c.right) == 1]
        clues = [choice for choice in asked if _longest(choice) == choice.right[0]]
        if len(asked) >= FEWEST and len(clues) * 2 > len(asked):
            names = ", ".join(dict.fromkeys(choice.question.id for choice in clues))
            message = f"the longest option is right in {len(clues)} of {len(asked)}: {names}"
            hint = "shorten right options, or make a wrong one as full"
            yield bank.source.problem(("title",), message, hint)


def _longest(choice: Choice) -> str:
    """The option longer than all others; empty if two are as long."""
    lengths = {id_: len(" ".join(text.myst.split())) for id_, text in choice.options.items()}
    first, second = sorted(lengths.values())[:-3:-1]
    return max(lengths, key=lambda id_: lengths[id_]) if first > second else ""


@check(
    "W12",
    "the right answer always stands in one place",
    "learners notice; `shuffle: options` helps too",
)
def always_in_one_place(sources: Sources) -> Iterator[Problem]:
    for bank in sources.every_bank:
        asked = [choice for choice in choices(bank) if choice.alone and len(choice.right) == 1]
        asked = [choice for choice in asked if not (choice.options and _shuffled(bank))]
        by_type = sorted(asked, key=lambda choice: choice.question.type)
        for kind, group in groupby(by_type, key=lambda choice: choice.question.type):
            places = [choice.ids.index(choice.right[0]) for choice in group]
            if len(places) >= FEWEST and len(set(places)) == 1:
                count = len(places)
                message = f"in all {count} {kind!r} questions, answer {places[0] + 1} is right"
                yield bank.source.problem(("title",), message, "put it in different places")


def _shuffled(bank: Bank) -> bool:
    return bank.about.shuffle in ("options", "both")


@check(
    "W13",
    "an option is “all of the above” or “none of the above”",
    "half an answer gives it away, and shuffled options have no above",
)
def all_or_none(sources: Sources) -> Iterator[Problem]:
    pattern = ALL_OR_NONE.get(sources.course.about.language.split("-")[0])
    for bank in sources.every_bank if pattern else ():
        for choice in choices(bank):
            for id_, text in choice.options.items():
                if pattern and pattern.search(text.myst.strip()):
                    message = f"{choice.question.id!r} has the option {text.myst.strip()!r}"
                    hint = "write what is meant, or ask for several with 'type: multiple'"
                    yield Problem(bank.source.path, choice.line(id_), message, hint)
