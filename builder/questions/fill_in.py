"""Complete a sentence: one box, or gaps `[[gap]]` in the prompt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Annotated, ClassVar, Literal

from pydantic import StringConstraints

from builder.problems import did_you_mean
from builder.questions.base import SHORTEST_TEXT, Id, Question, Slot, Texts, too_many
from builder.statekey import fnv1a32
from builder.words import Words
from builder.yamlfile import Entry, Fault, Filled

GAP = re.compile(r"\[\[([A-Za-z][A-Za-z0-9_]*)\]\]")
MOST_GAPS = 10  # parts of a fill-in response, by the standard
Accepted = Annotated[str, StringConstraints(min_length=1, max_length=250)]  # as LMSs keep


class Gap(Entry):
    """A gap takes typed text (`accept`) or a choice from a list (`options` and its `answer`)."""

    accept: list[Accepted] = []
    options: list[Filled] = []
    answer: str = ""


class FillIn(Question):
    type: Literal["fill_in"]
    accept: list[Accepted] = []
    gaps: dict[Id, Gap] = {}

    interaction: ClassVar[str | None] = "fill-in"
    how: ClassVar[str] = "type_answer"
    script: ClassVar[str] = "typed"
    markup: ClassVar[str] = """
{% macro box(slot, label) %}{% if slot.ids %}<select class="mq-gap" name="{{ slot.name }}" \
aria-label="{{ label }}"><option value="">{{ t("choose") }}</option>{% for id in slot.ids %}\
<option value="{{ id }}">{{ slot.texts[id] }}</option>{% endfor %}</select>{% else %}\
<input class="mq-gap" type="text" autocomplete="off" autocapitalize="none" spellcheck="false" \
name="{{ slot.name }}" aria-label="{{ label }}" maxlength="{{ slot.limit }}">{% endif %}{% endmacro %}
{% if question.gaps %}<div class="mq-cloze">{{ cloze(box) }}</div>{% else %}
<p class="mq-field"><label for="{{ dom }}-i">{{ t("your_answer") }}</label> \
<input id="{{ dom }}-i" type="text" autocomplete="off" autocapitalize="none" spellcheck="false" \
name="{{ slots[0].name }}" maxlength="{{ slots[0].limit }}" aria-describedby="{{ described }}"></p>
{% endif %}"""
    example: ClassVar[str] = """
id: kind
type: fill_in
prompt: |
  Complete the sentence.

  Variation that belongs to the process is called [[cause]]-cause variation; a run chart uses
  the [[middle]].
gaps:
  cause: {accept: [common, random]}
  middle: {options: [mean, median], answer: median}
feedback: {wrong: Think of what all points share.}
"""

    def faults(self) -> Iterator[Fault]:
        if bool(self.accept) == bool(self.gaps):
            hint = "write 'accept: [word, other spelling]', or 'gaps:' for [[gaps]] in the prompt"
            yield Fault("a fill_in has either 'accept' or 'gaps'", (), hint)
        yield from too_many(list(self.gaps), ("gaps",), "gaps", MOST_GAPS)
        for name in self.gaps:
            yield from self._place_faults(name)
            yield from self._gap_faults(name)
        for name in sorted(set(GAP.findall(self.prompt)) - set(self.gaps)):
            hint = f"add it below 'gaps:', as in '{name}: {{accept: [word]}}'"
            yield Fault(f"the gap [[{name}]] is not described", ("prompt",), hint)

    def _place_faults(self, name: str) -> Iterator[Fault]:
        """A gap stands once, and not in the first paragraph, which becomes the legend."""
        first = re.split(r"\n[ \t]*\n", self.prompt)[0]
        if GAP.findall(self.prompt).count(name) != 1:
            message = f"the gap [[{name}]] should stand once in the prompt"
            yield Fault(message, ("gaps", name), "write it where the word is missing")
        elif name in GAP.findall(first):
            message = f"the gap [[{name}]] stands in the prompt's first paragraph"
            hint = "say there what to do; begin the text with gaps after an empty line"
            yield Fault(message, ("prompt",), hint)

    def _gap_faults(self, name: str) -> Iterator[Fault]:
        gap = self.gaps[name]
        if bool(gap.accept) == bool(gap.options):
            message = f"the gap {name!r} has either 'accept' or 'options' with 'answer'"
            hint = "'accept' for a word to type, 'options' for a list to choose from"
            yield Fault(message, ("gaps", name), hint)
        elif gap.options and gap.answer not in gap.options:
            message = f"the answer {gap.answer!r} is not an option"
            hint = did_you_mean(gap.answer, gap.options)
            yield Fault(message, ("gaps", name, "answer"), hint)

    def slots(self, name: str) -> tuple[Slot, ...]:
        if not self.gaps:
            return (_text_slot(name, self.accept),)
        order = GAP.findall(self.prompt)
        return tuple(self._slot(f"{name}.{gap}", self.gaps[gap]) for gap in order)

    def _slot(self, name: str, gap: Gap) -> Slot:
        if gap.accept:
            return _text_slot(name, gap.accept)
        texts = {id_of(option): option for option in gap.options}
        right = id_of(gap.answer)
        return Slot(name, "one", tuple(texts), {right: 1}, (right,), texts=texts)

    @property
    def prompt_in_controls(self) -> bool:
        return bool(self.gaps)

    def answers(self, text: Texts, t: Words) -> list[str]:
        return [_right_text(slot) for slot in self.slots("")]

    def pattern12(self, slots: Sequence[Slot]) -> str:
        return ",".join(_right_text(slot) for slot in slots)

    def pattern2004(self, slots: Sequence[Slot]) -> str:
        return "[,]".join(_right_text(slot) for slot in slots)


def id_of(option: str) -> str:
    """A short id made of an option's own words, so that a new order changes no saved answer."""
    return f"o{fnv1a32(fold(option)):08x}"


def fold(option: str) -> str:
    return " ".join(option.split()).casefold()


def _text_slot(name: str, accept: Sequence[str]) -> Slot:
    longest = max(map(len, accept))
    return Slot(name, "text", accept=tuple(accept), limit=max(SHORTEST_TEXT, longest + 10))


def _right_text(slot: Slot) -> str:
    return slot.texts[slot.right[0]] if slot.ids else slot.accept[0]
