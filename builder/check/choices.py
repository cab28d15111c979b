"""The choices that questions offer, whatever their types: options, and steps of scenarios."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.banks import Bank
from builder.questions.base import Question, Slot, Text


@dataclass(frozen=True)
class Choice:
    """What can be chosen in one place. `options` are texts by id, none for true or false;
    `explained` are the ids that have feedback; `right` are those that bring the most."""

    bank: Bank
    question: Question
    ids: tuple[str, ...]
    options: dict[str, Text]
    explained: frozenset[str]
    right: tuple[str, ...]
    alone: bool

    def line(self, id_: str) -> int:
        return self.bank.line(self.question, self.options[id_].where)


def choices(bank: Bank) -> Iterator[Choice]:
    """Every choice of a bank that is marked."""
    for question in bank.questions:
        if question.is_note:
            continue
        texts = {text.name: text for text in question.texts()}
        slots = question.slots("")
        for slot in slots:
            if slot.kind in ("one", "many"):
                yield _choice(bank, question, slot, texts, len(slots) == 1)


def _choice(
    bank: Bank, question: Question, slot: Slot, texts: dict[str, Text], alone: bool
) -> Choice:
    labels = {id_: question.label_of(slot, id_) for id_ in slot.ids}
    options = {id_: texts[name] for id_, name in labels.items() if name in texts}
    explained = frozenset(id_ for id_ in slot.ids if question.feedback_of(slot, id_) in texts)
    most = max(slot.marks.values(), default=0)
    right = tuple(id_ for id_ in slot.ids if slot.marks.get(id_, 0) == most > 0)
    return Choice(bank, question, slot.ids, options, explained, right, alone)
