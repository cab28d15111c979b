"""Choose one of several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar, Literal

from builder.questions.base import Slot, letter
from builder.questions.choice import Choice
from builder.yamlfile import Fault


class Single(Choice):
    type: Literal["single"]

    how: ClassVar[str] = "select_one"
    example: ClassVar[str] = """
id: reply
type: single
prompt: Two weeks lie inside the limits. What do you say?
options:
  - {id: rota, text: The new rota worked., feedback: Two points cannot show that.}
  - {id: plot, text: Let us keep plotting., correct: true, feedback: Nothing shows a change yet.}
hint: Is there a signal?
outcome: [LO3.4]
"""

    def faults(self) -> Iterator[Fault]:
        yield from super().faults()
        if len(self.right) > 1:
            hint = "use 'type: multiple' when several are right"
            yield Fault(f"{len(self.right)} options are correct in a 'single'", ("options",), hint)

    def view(self) -> dict[str, Any]:
        return {"control": "radio"}

    def slots(self, name: str) -> tuple[Slot, ...]:
        return (Slot(name, "one", self.ids, {id_: 1 for id_ in self.right}, self.right),)

    def pattern12(self, slots: Sequence[Slot]) -> str:
        return letter(slots[0], self.right[0])

    def pattern2004(self, slots: Sequence[Slot]) -> str:
        return self.right[0]
