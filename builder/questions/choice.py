"""What single and multiple choice share: options, each with an id and feedback."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from builder.questions.base import Id, Question, Slot, Text, Texts, repeated, too_many
from builder.words import Words
from builder.yamlfile import Entry, Fault, Filled


class Option(Entry):
    id: Id
    text: Filled
    correct: bool = False
    feedback: str = ""


class Choice(Question):
    options: Annotated[list[Option], Field(min_length=2)]

    interaction: ClassVar[str | None] = "choice"
    markup: ClassVar[str] = """
<div class="mq-options">
{% for option in question.options %}<label class="mq-option"><input type="{{ control }}" \
name="{{ slots[0].name }}" value="{{ option.id }}"> <span>{{ text["option:" ~ option.id] }}</span></label>
{% endfor %}</div>"""

    @property
    def right(self) -> tuple[str, ...]:
        return tuple(option.id for option in self.options if option.correct)

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(option.id for option in self.options)

    def faults(self) -> Iterator[Fault]:
        yield from repeated(self.ids, ("options",), "option")
        yield from too_many(self.ids, ("options",), "options")
        yield from self._same_words()
        if not self.right:
            yield Fault("no option is correct", ("options",), "add 'correct: true' to one")

    def _same_words(self) -> Iterator[Fault]:
        """Nobody could tell which of two such options is meant."""
        words = [option.text for option in self.options]
        for index, text in enumerate(words):
            if text in words[:index]:
                hint = "change one of the two, or take it out"
                yield Fault("two options say the same", ("options", index, "text"), hint)

    def texts(self) -> Iterator[Text]:
        yield from super().texts()
        for index, option in enumerate(self.options):
            yield Text(f"option:{option.id}", option.text, ("options", index, "text"), True)
            if option.feedback:
                yield Text(f"fb:{option.id}", option.feedback, ("options", index, "feedback"))

    def answers(self, text: Texts, t: Words) -> list[str]:
        return [text[f"option:{id_}"] for id_ in self.right]

    def label_of(self, slot: Slot, id_: str) -> str:
        return f"option:{id_}"

    def feedback_of(self, slot: Slot, id_: str) -> str:
        return f"fb:{id_}"
