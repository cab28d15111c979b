"""How questions are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from builder.check.choices import choices
from builder.check.rule import check
from builder.check.sources import Sources
from builder.problems import Problem

EMPHASIS = re.compile(r"(\*+|_+)\S.*?\1", re.DOTALL)
SENTENCE = re.compile(r"(?<=[.?!:])\s+")
# Words that turn a question round, where they stand in the sentence that asks.
NEGATIVE: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:not|never|except|neither|isn[’']t|aren[’']t|doesn[’']t)\b"),
    "cy": re.compile(r"\b(?:nid|nad|ddim|byth|heblaw|ac eithrio)\b"),
}


@check("W14", "an option has no feedback", "who chose it learns only that it was wrong")
def options_without_feedback(sources: Sources) -> Iterator[Problem]:
    for bank in sources.every_bank:
        for choice in choices(bank):
            for id_ in choice.options:
                if id_ not in choice.explained:
                    message = f"the option {id_!r} of {choice.question.id!r} has no feedback"
                    hint = "say why it is right or wrong, with 'feedback:'"
                    yield Problem(bank.source.path, choice.line(id_), message, hint)


@check("W15", "a negative question without emphasis", "a “not” is read over: mark it as **not**")
def unmarked_negatives(sources: Sources) -> Iterator[Problem]:
    pattern = NEGATIVE.get(sources.course.about.language.split("-")[0])
    for bank in sources.every_bank if pattern else ():
        for question in bank.questions:
            found = pattern.search(_asking(question.prompt)) if pattern else None
            if found and any(c.options for c in choices(bank) if c.question is question):
                message = f"{found[0]!r} stands unmarked in the question {question.id!r}"
                hint = f"write **{found[0]}**, or ask for what is so"
                yield Problem(bank.source.path, bank.line(question, ("prompt",)), message, hint)


def _asking(prompt: str) -> str:
    """The sentence that asks, without what is emphasised: the last of the first paragraph."""
    first = re.split(r"\n[ \t]*\n", prompt.strip())[0]
    return SENTENCE.split(EMPHASIS.sub("", first).strip())[-1]
