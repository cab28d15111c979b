"""Match each item to one of several kinds; a kind may serve twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from builder.problems import did_you_mean
from builder.questions.base import (
    PLACES,
    Id,
    Question,
    Slot,
    Text,
    Texts,
    letter,
    repeated,
    too_many,
)
from builder.words import Words
from builder.yamlfile import Entry, Fault, Filled


class Pair(Entry):
    """`right` is the id of one of `kinds`, or without `kinds` the text itself."""

    id: Id
    left: Filled
    right: Filled


class Kind(Entry):
    id: Id
    text: Filled


class Matching(Question):
    type: Literal["matching"]
    pairs: Annotated[list[Pair], Field(min_length=1)]
    kinds: list[Kind] = []

    interaction: ClassVar[str | None] = "matching"
    how: ClassVar[str] = "match_each"
    markup: ClassVar[str] = """
<div class="mq-pairs">
{% for pair in question.pairs %}{% set slot = slots[loop.index0] %}<div class="mq-pair">\
<span id="{{ dom }}-{{ pair.id }}">{{ text["left:" ~ pair.id] }}</span> \
<select name="{{ slot.name }}" aria-labelledby="{{ dom }}-{{ pair.id }}">\
<option value="">{{ t("choose") }}</option>{% for id in slot.ids %}\
<option value="{{ id }}">{{ slot.texts[id] }}</option>{% endfor %}</select></div>
{% endfor %}</div>"""
    example: ClassVar[str] = """
id: measures
type: matching
prompt: Match each measure to its kind.
kinds:
  - {id: outcome, text: Outcome}
  - {id: process, text: Process}
pairs:
  - {id: missing, left: Trays with an instrument missing, right: outcome}
  - {id: photo, left: Trays packed with the photo checklist, right: process}
  - {id: slip, left: Trays returned with a feedback slip, right: process}
points: 3
"""

    @property
    def choices(self) -> dict[str, str]:
        """Texts of the right-hand side by id, in the order of the file."""
        if self.kinds:
            return {kind.id: kind.text for kind in self.kinds}
        first: dict[str, str] = {}
        for pair in self.pairs:
            first.setdefault(pair.right, pair.id)
        return {id_: text for text, id_ in first.items()}

    def right_of(self, pair: Pair) -> str:
        if self.kinds:
            return pair.right
        return next(id_ for id_, text in self.choices.items() if text == pair.right)

    def faults(self) -> Iterator[Fault]:
        if len(self.pairs) < 2:
            hint = "add a pair, or use 'type: single'"
            yield Fault("matching needs two pairs or more", ("pairs",), hint)
        yield from repeated([pair.id for pair in self.pairs], ("pairs",), "pair")
        yield from repeated([kind.id for kind in self.kinds], ("kinds",), "kind")
        yield from too_many(list(self.choices), ("kinds",), "kinds")
        yield from too_many([pair.id for pair in self.pairs], ("pairs",), "pairs", len(PLACES))
        for index, pair in enumerate(self.pairs):
            if self.kinds and pair.right not in self.choices:
                hint = did_you_mean(pair.right, list(self.choices))
                yield Fault(f"no kind has the id {pair.right!r}", ("pairs", index, "right"), hint)

    def texts(self) -> Iterator[Text]:
        yield from super().texts()
        for index, pair in enumerate(self.pairs):
            yield Text(f"left:{pair.id}", pair.left, ("pairs", index, "left"), True)

    def slots(self, name: str) -> tuple[Slot, ...]:
        ids = tuple(self.choices)
        rights = {pair.id: self.right_of(pair) for pair in self.pairs}
        return tuple(
            Slot(f"{name}.{pair}", "one", ids, {right: 1}, (right,), texts=self.choices)
            for pair, right in rights.items()
        )

    def answers(self, text: Texts, t: Words) -> list[str]:
        rights = {pair.id: self.choices[self.right_of(pair)] for pair in self.pairs}
        return [text[f"left:{id_}"] + ": " + right for id_, right in rights.items()]

    def pattern12(self, slots: Sequence[Slot]) -> str:
        return ",".join(f"{PLACES[i]}.{letter(s, s.right[0])}" for i, s in enumerate(slots))

    def pattern2004(self, slots: Sequence[Slot]) -> str:
        return "[,]".join(f"{slot.short_name}[.]{slot.right[0]}" for slot in slots)
