"""Say whether a statement is true."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal

from builder.questions.base import Question, Slot, Texts
from builder.words import Words


class TrueFalse(Question):
    type: Literal["true_false"]
    answer: bool

    interaction: ClassVar[str | None] = "true-false"
    how: ClassVar[str] = "select_one"
    markup: ClassVar[str] = """
<div class="mq-options">
{% for id in slots[0].ids %}<label class="mq-option"><input type="radio" name="{{ slots[0].name }}" \
value="{{ id }}"> <span>{{ t(id) }}</span></label>
{% endfor %}</div>"""
    example: ClassVar[str] = """
id: luck
type: true_false
prompt: A target inside the limits is met partly by luck.
answer: true
feedback:
  right: The process can fall on either side of it.
  wrong: Look where the target lies.
"""

    def slots(self, name: str) -> tuple[Slot, ...]:
        right = "true" if self.answer else "false"
        return (Slot(name, "one", ("true", "false"), {right: 1}, (right,)),)

    def answers(self, text: Texts, t: Words) -> list[str]:
        return [t("true" if self.answer else "false")]

    def interface_labels(self, t: Words) -> dict[str, str]:
        return {id_: t(id_) for id_ in ("true", "false")}

    def pattern12(self, slots: Sequence[Slot]) -> str:
        return "t" if self.answer else "f"

    def pattern2004(self, slots: Sequence[Slot]) -> str:
        return "true" if self.answer else "false"
