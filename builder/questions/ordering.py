"""Put items in order: one mark for each neighbouring pair that is right."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from builder.questions.base import Id, Question, Slot, Text, Texts, letter, repeated, too_many
from builder.words import Words
from builder.yamlfile import Entry, Fault, Filled


class Item(Entry):
    id: Id
    text: Filled


class Ordering(Question):
    type: Literal["ordering"]
    items: Annotated[list[Item], Field(min_length=2)]

    interaction: ClassVar[str | None] = "sequencing"
    how: ClassVar[str] = "put_in_order"
    script: ClassVar[str] = "order"
    markup: ClassVar[str] = """
<ol class="mq-order" data-slot="{{ slots[0].name }}">
{% for item in shown %}<li data-item="{{ item.id }}"><span class="mq-item">{{ text["item:" ~ item.id] }}</span> \
<span class="mq-moves" hidden><button type="button" data-move="up">{{ t("move_up") }}\
<span class="vh">{{ t("move_up_of", item=plain["item:" ~ item.id]) }}</span></button> \
<button type="button" data-move="down">{{ t("move_down") }}\
<span class="vh">{{ t("move_down_of", item=plain["item:" ~ item.id]) }}</span></button></span></li>
{% endfor %}</ol>
<p class="vh mq-moved" role="status"></p>"""
    example: ClassVar[str] = """
id: steps
type: ordering
prompt: Put the steps in order.
items:
  - {id: define, text: Write the definition}
  - {id: plot, text: Plot the values}
  - {id: mean, text: Calculate the mean}
points: 2
"""

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(item.id for item in self.items)

    def faults(self) -> Iterator[Fault]:
        yield from repeated(self.ids, ("items",), "item")
        yield from too_many(self.ids, ("items",), "items")

    def texts(self) -> Iterator[Text]:
        yield from super().texts()
        for index, item in enumerate(self.items):
            yield Text(f"item:{item.id}", item.text, ("items", index, "text"), True)

    def view(self) -> dict[str, Any]:
        """Items are shown in an order that is the same on each build and is never the right one."""
        mixed = sorted(self.items, key=lambda item: hashlib.sha256(item.id.encode()).digest())
        shown = mixed if mixed != self.items else mixed[1:] + mixed[:1]
        return {"shown": shown}

    def slots(self, name: str) -> tuple[Slot, ...]:
        return (Slot(name, "order", self.ids, right=self.ids),)

    def out_of(self, slots: Sequence[Slot]) -> int:
        return len(self.items) - 1

    def answers(self, text: Texts, t: Words) -> list[str]:
        return [text[f"item:{id_}"] for id_ in self.ids]

    def label_of(self, slot: Slot, id_: str) -> str:
        return f"item:{id_}"

    def pattern12(self, slots: Sequence[Slot]) -> str:
        return ",".join(letter(slots[0], id_) for id_ in self.ids)

    def pattern2004(self, slots: Sequence[Slot]) -> str:
        return "[,]".join(self.ids)
