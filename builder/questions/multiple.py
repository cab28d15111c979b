"""Choose all that apply: a mark for each right choice, one off for each wrong one, floor 0."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Literal

from builder.questions.base import Slot, letter
from builder.questions.choice import Choice


class Multiple(Choice):
    type: Literal["multiple"]

    how: ClassVar[str] = "select_all"
    example: ClassVar[str] = """
id: signals
type: multiple
prompt: Which **two** are signals?
options:
  - {id: outside, text: A point outside the limits., correct: true, feedback: Always a signal.}
  - {id: mean, text: A point on the mean., feedback: It says nothing about change.}
  - {id: seven, text: Seven in a row above the mean., correct: true, feedback: Unlikely by chance.}
points: 2
"""

    def view(self) -> dict[str, Any]:
        return {"control": "checkbox"}

    def slots(self, name: str) -> tuple[Slot, ...]:
        marks = {id_: 1 if id_ in self.right else -1 for id_ in self.ids}
        return (Slot(name, "many", self.ids, marks, self.right),)

    def out_of(self, slots: Sequence[Slot]) -> int:
        return len(self.right)

    def pattern12(self, slots: Sequence[Slot]) -> str:
        return ",".join(letter(slots[0], id_) for id_ in self.right)

    def pattern2004(self, slots: Sequence[Slot]) -> str:
        return "[,]".join(self.right)
