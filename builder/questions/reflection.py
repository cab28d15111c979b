"""Write a few sentences for yourself. A note: never marked, never reported."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from builder.questions.base import Question, Slot, Text

CHARACTERS_A_WORD = 8  # an English or Welsh word, its space and some room


class Reflection(Question):
    """`words`: about how many are wanted; `exemplar`: somebody else's answer, shown afterwards."""

    type: Literal["reflection"]
    words: Annotated[int, Field(ge=10, le=500)] = 100
    exemplar: str = ""

    how: ClassVar[str] = "no_patient_data"
    button: ClassVar[str] = "keep"
    script: ClassVar[str] = "notes"
    markup: ClassVar[str] = """
<p class="mq-field"><label for="{{ dom }}-i">{{ t("your_note") }}</label> \
<textarea id="{{ dom }}-i" rows="5" name="{{ slots[0].name }}" maxlength="{{ slots[0].limit }}" \
aria-describedby="{{ described }}"></textarea></p><p class="mq-left"></p>"""
    example: ClassVar[str] = """
id: noise
type: reflection
prompt: When did you last explain noise?
words: 60
exemplar: We wrote three action plans about months that were ordinary.
"""

    def texts(self) -> Iterator[Text]:
        yield from super().texts()
        if self.exemplar:
            yield Text("exemplar", self.exemplar, ("exemplar",))

    def slots(self, name: str) -> tuple[Slot, ...]:
        return (Slot(name, "text", limit=self.words * CHARACTERS_A_WORD),)
