"""Say how far you agree. A note: never marked, never reported."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from builder.questions.base import Id, Question, Slot, Text, repeated
from builder.yamlfile import Entry, Fault, Filled


class Level(Entry):
    text: Filled
    feedback: str = ""


class Statement(Entry):
    id: Id
    text: Filled


class Likert(Question):
    type: Literal["likert"]
    scale: Annotated[list[Level], Field(min_length=2, max_length=11)]
    statements: Annotated[list[Statement], Field(min_length=1)]

    how: ClassVar[str] = "select_each"
    button: ClassVar[str] = "keep"
    script: ClassVar[str] = "notes"
    markup: ClassVar[str] = """
{% for statement in question.statements %}{% set slot = slots[loop.index0] %}
<fieldset class="mq-likert"><legend>{{ text["statement:" ~ statement.id] }}</legend>
<div class="mq-options">
{% for level in question.scale %}<label class="mq-option"><input type="radio" name="{{ slot.name }}" \
value="{{ slot.ids[loop.index0] }}"> <span>{{ text["level:" ~ slot.ids[loop.index0]] }}</span></label>
{% endfor %}</div></fieldset>
{% endfor %}"""
    example: ClassVar[str] = """
id: confident
type: likert
prompt: How confident are you?
scale:
  - {text: Not at all, feedback: Try the notebook again.}
  - {text: Fairly, feedback: Use the sheet this week.}
  - {text: Completely, feedback: Offer to show a colleague.}
statements:
  - {id: build, text: I could build an XmR chart for my service.}
"""

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(str(place) for place in range(1, len(self.scale) + 1))

    def faults(self) -> Iterator[Fault]:
        yield from repeated([s.id for s in self.statements], ("statements",), "statement")

    def texts(self) -> Iterator[Text]:
        yield from super().texts()
        for index, statement in enumerate(self.statements):
            where = ("statements", index, "text")
            yield Text(f"statement:{statement.id}", statement.text, where, True)
        for index, (id_, level) in enumerate(zip(self.ids, self.scale, strict=True)):
            yield Text(f"level:{id_}", level.text, ("scale", index, "text"), True)
            if level.feedback:
                yield Text(f"fb:{id_}", level.feedback, ("scale", index, "feedback"))

    def slots(self, name: str) -> tuple[Slot, ...]:
        return tuple(Slot(f"{name}.{s.id}", "one", self.ids) for s in self.statements)

    def label_of(self, slot: Slot, id_: str) -> str:
        return f"level:{id_}"

    def feedback_of(self, slot: Slot, id_: str) -> str:
        return f"fb:{id_}"
