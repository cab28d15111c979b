"""Complete a sentence: one box, or gaps `[[gap]]` in the prompt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import ClassVar, Literal

from builder.questions.base import SHORTEST_TEXT, Id, Question, Slot, Texts
from builder.words import Words
from builder.yamlfile import Entry, Fault

GAP = re.compile(r"\[\[([A-Za-z][A-Za-z0-9_]*)\]\]")


class Gap(Entry):
    """A gap takes typed text (`accept`) or a choice from a list (`options` and its `answer`)."""

    accept: list[str] = []
    options: list[str] = []
    answer: str = ""


class FillIn(Question):
    type: Literal["fill_in"]
    accept: list[str] = []
    gaps: dict[Id, Gap] = {}

    interaction: ClassVar[str | None] = "fill-in"
    how: ClassVar[str] = "type_answer"
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
        written = GAP.findall(self.prompt)
        if not self.accept and not self.gaps:
            hint = "write 'accept: [word, other spelling]', or 'gaps:' for [[gaps]] in the prompt"
            yield Fault("a fill_in needs the answers it accepts", (), hint)
        for name in self.gaps:
            if written.count(name) != 1:
                message = f"the gap [[{name}]] should stand once in the prompt"
                yield Fault(message, ("gaps", name), "write it where the word is missing")
            yield from self._gap_faults(name)
        for name in sorted({n for n in written if n not in self.gaps}):
            yield Fault(f"the gap [[{name}]] is not described", ("prompt",), "add it below 'gaps:'")

    def _gap_faults(self, name: str) -> Iterator[Fault]:
        gap = self.gaps[name]
        if bool(gap.accept) == bool(gap.options):
            message = f"the gap {name!r} needs either 'accept' or 'options' with 'answer'"
            yield Fault(message, ("gaps", name))
        elif gap.options and gap.answer not in gap.options:
            yield Fault(f"the answer {gap.answer!r} is not an option", ("gaps", name, "answer"))

    def slots(self, name: str) -> tuple[Slot, ...]:
        if not self.gaps:
            return (_text_slot(name, self.accept),)
        order = GAP.findall(self.prompt)
        return tuple(self._slot(f"{name}.{gap}", self.gaps[gap]) for gap in order)

    def _slot(self, name: str, gap: Gap) -> Slot:
        if gap.accept:
            return _text_slot(name, gap.accept)
        ids = tuple(f"o{index + 1}" for index in range(len(gap.options)))
        right = ids[gap.options.index(gap.answer)]
        texts = dict(zip(ids, gap.options, strict=True))
        return Slot(name, "one", ids, {right: 1}, (right,), texts=texts)

    @property
    def prompt_in_controls(self) -> bool:
        return bool(self.gaps)

    def answers(self, text: Texts, t: Words) -> list[str]:
        return [_right_text(slot) for slot in self.slots("")]

    def pattern12(self, slots: Sequence[Slot]) -> str:
        return ",".join(_right_text(slot) for slot in slots)

    def pattern2004(self, slots: Sequence[Slot]) -> str:
        return "[,]".join(_right_text(slot) for slot in slots)


def _text_slot(name: str, accept: Sequence[str]) -> Slot:
    longest = max(map(len, accept))
    return Slot(name, "text", accept=tuple(accept), limit=max(SHORTEST_TEXT, longest + 10))


def _right_text(slot: Slot) -> str:
    return slot.texts[slot.right[0]] if slot.ids else slot.accept[0]
