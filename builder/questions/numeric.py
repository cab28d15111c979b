"""Answer with a number, comma or point."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from builder.questions.base import Question, Slot, Texts
from builder.words import Words


class Numeric(Question):
    type: Literal["numeric"]
    answer: float
    tolerance: Annotated[float, Field(ge=0)] = 0.0
    unit: str = ""

    interaction: ClassVar[str | None] = "numeric"
    how: ClassVar[str] = "type_number"
    script: ClassVar[str] = "typed"
    markup: ClassVar[str] = """
<p class="mq-field"><label for="{{ dom }}-i">{{ t("your_number") }}</label> \
<input id="{{ dom }}-i" type="text" inputmode="decimal" autocomplete="off" \
name="{{ slots[0].name }}" maxlength="{{ slots[0].limit }}" aria-describedby="{{ described }}"> \
{% if question.unit %}<span class="mq-unit">{{ question.unit }}</span>{% endif %}</p>"""
    example: ClassVar[str] = """
id: upper
type: numeric
prompt: The mean is 62.0 minutes, the average moving range 5.0. What is the upper limit?
answer: 75.3
tolerance: 0.1
unit: minutes
feedback: {wrong: "Multiply the average moving range by 2.66, then add the mean."}
"""

    def slots(self, name: str) -> tuple[Slot, ...]:
        answer, tolerance = Decimal(str(self.answer)), Decimal(str(self.tolerance))
        low, high = float(answer - tolerance), float(answer + tolerance)
        return (Slot(name, "number", low=low, high=high, limit=20),)

    def answers(self, text: Texts, t: Words) -> list[str]:
        return [" ".join(filter(None, [plain(self.answer), self.unit]))]

    def pattern12(self, slots: Sequence[Slot]) -> str:
        return plain(self.answer)

    def pattern2004(self, slots: Sequence[Slot]) -> str:
        slot = slots[0]
        return f"{plain(slot.low or 0.0)}[:]{plain(slot.high or 0.0)}"


def plain(number: float) -> str:
    """A decimal without an exponent or a needless `.0` (Moodle refuses exponents)."""
    text = f"{Decimal(repr(number)):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
