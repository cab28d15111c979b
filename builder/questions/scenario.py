"""Decide step by step; each choice has a consequence and leads on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from builder.problems import did_you_mean
from builder.questions.base import (
    PLACES,
    Id,
    Question,
    Slot,
    Text,
    Texts,
    letter,
    repeated,
    too_many,
)
from builder.words import Words
from builder.yamlfile import Entry, Fault, Filled


class Decision(Entry):
    """One choice. Without `goto` the scenario ends there."""

    id: Id
    text: Filled
    feedback: str = ""
    points: Annotated[int, Field(ge=0, le=20)] = 0
    goto: str = ""


class Step(Entry):
    id: Id
    prompt: Filled
    choices: Annotated[list[Decision], Field(min_length=2)]


class Ending(Entry):
    """Said at the end to whoever has at least so many points."""

    at_least: Annotated[int, Field(ge=0)]
    text: Filled


class Scenario(Question):
    type: Literal["scenario"]
    start: str = ""
    steps: Annotated[list[Step], Field(min_length=1)]
    endings: list[Ending] = []

    interaction: ClassVar[str | None] = "performance"
    how: ClassVar[str] = "scenario_how"
    script: ClassVar[str] = "scenario"
    markup: ClassVar[str] = """
{% for step in question.ordered %}{% set slot = slots[loop.index0] %}
<div class="mq-step" data-step="{{ step.id }}"><fieldset><legend>{{ text["step:" ~ step.id] }}</legend>
<div class="mq-options">
{% for choice in step.choices %}<label class="mq-option"><input type="radio" name="{{ slot.name }}" \
value="{{ choice.id }}"> <span>{{ text["choice:" ~ step.id ~ ":" ~ choice.id] }}</span></label>
{% endfor %}</div></fieldset></div>
{% endfor %}"""
    example: ClassVar[str] = """
id: printer
type: scenario
prompt: Six gaps in a row are above the median after a new label printer came.
steps:
  - id: conclude
    prompt: What do you conclude?
    choices:
      - {id: nothing, text: Nothing., feedback: Six in a row is a shift., goto: next}
      - {id: shift, text: A shift., points: 1, feedback: Yes., goto: next}
  - id: next
    prompt: A colleague wants to stop counting.
    choices:
      - {id: stop, text: Stop., feedback: You would not see a drift back.}
      - {id: go_on, text: Go on plotting., points: 1, feedback: That is a control plan.}
endings:
  - {at_least: 2, text: You read the chart and kept the gain.}
  - {at_least: 0, text: Look at the direction of good again.}
points: 2
"""

    @property
    def by_id(self) -> Mapping[str, Step]:
        return {step.id: step for step in self.steps}

    @property
    def ordered(self) -> list[Step]:
        """The starting step first, the others as written."""
        first = self.by_id.get(self.start, self.steps[0])
        return [first, *(step for step in self.steps if step is not first)]

    def faults(self) -> Iterator[Fault]:
        ids = [step.id for step in self.steps]
        yield from repeated(ids, ("steps",), "step")
        yield from too_many(ids, ("steps",), "steps", len(PLACES))
        if self.start and self.start not in ids:
            yield Fault(
                f"no step has the id {self.start!r}", ("start",), did_you_mean(self.start, ids)
            )
        for index, step in enumerate(self.steps):
            yield from self._step_faults(index, step)
        yield from self._unreached()
        if self._loops():
            hint = "every way through must end: follow the 'goto' of each choice"
            yield Fault("the scenario goes round in a loop", ("steps",), hint)
        elif not self.best_path:
            yield Fault("no choice has points", ("steps",), "give the good choices 'points: 1'")
        yield from self._ending_faults()

    def _ending_faults(self) -> Iterator[Fault]:
        limits = [ending.at_least for ending in self.endings]
        for index, limit in enumerate(limits):
            if limit in limits[:index]:
                where = ("endings", index, "at_least")
                yield Fault(f"two endings begin at {limit} points", where, "change one of them")

    def _step_faults(self, index: int, step: Step) -> Iterator[Fault]:
        where = ("steps", index, "choices")
        ids = [choice.id for choice in step.choices]
        yield from repeated(ids, where, "choice")
        yield from too_many(ids, where, "choices")
        for place, choice in enumerate(step.choices):
            if choice.goto and choice.goto not in self.by_id:
                message = f"a dead end: no step has the id {choice.goto!r}"
                hint = did_you_mean(choice.goto, list(self.by_id))
                yield Fault(message, (*where, place, "goto"), hint)

    def _unreached(self) -> Iterator[Fault]:
        reached = {self.ordered[0].id}
        for _ in self.steps:
            reached |= {c.goto for s in self.steps if s.id in reached for c in s.choices}
        for index, step in enumerate(self.steps):
            if step.id not in reached:
                hint = f"write 'goto: {step.id}' at a choice, or take the step out"
                message = f"no choice leads to the step {step.id!r}"
                yield Fault(message, ("steps", index, "id"), hint)

    def _loops(self) -> bool:
        """Take away steps that lead only to ends; a loop is what can't be taken away."""
        left = dict(self.by_id)
        while True:
            ends = [i for i, s in left.items() if not any(c.goto in left for c in s.choices)]
            if not ends:
                return bool(left)
            for id_ in ends:
                del left[id_]

    @property
    def best_path(self) -> list[tuple[str, str]]:
        """The way with the most points, as (step, choice); empty when no choice has any."""
        points, path = self._best
        return path if points else []

    @property
    def _best(self) -> tuple[int, list[tuple[str, str]]]:
        """The most points there are to get, and the way; each step is looked at once."""
        known: dict[str, tuple[int, list[tuple[str, str]]]] = {}

        def best_from(step: str) -> tuple[int, list[tuple[str, str]]]:
            if step not in self.by_id:
                return 0, []
            if step not in known:
                ways = [(c, *best_from(c.goto)) for c in self.by_id[step].choices]
                choice, points, path = max(ways, key=lambda way: way[0].points + way[1])
                known[step] = points + choice.points, [(step, choice.id), *path]
            return known[step]

        return best_from(self.ordered[0].id)

    def texts(self) -> Iterator[Text]:
        yield from super().texts()
        for index, step in enumerate(self.steps):
            at = ("steps", index)
            yield Text(f"step:{step.id}", step.prompt, (*at, "prompt"), True)
            for place, choice in enumerate(step.choices):
                name, where = f"{step.id}:{choice.id}", (*at, "choices", place)
                yield Text(f"choice:{name}", choice.text, (*where, "text"), True)
                if choice.feedback:
                    yield Text(f"fb:{name}", choice.feedback, (*where, "feedback"))
        for index, ending in enumerate(self.endings):
            yield Text(f"end:{ending.at_least}", ending.text, ("endings", index, "text"))

    def slots(self, name: str) -> tuple[Slot, ...]:
        return tuple(_slot(f"{name}.{step.id}", step) for step in self.ordered)

    def out_of(self, slots: Sequence[Slot]) -> int:
        return self._best[0]

    def answers(self, text: Texts, t: Words) -> list[str]:
        return [text[f"choice:{step}:{choice}"] for step, choice in self.best_path]

    def label_of(self, slot: Slot, id_: str) -> str:
        return f"choice:{slot.short_name}:{id_}"

    def feedback_of(self, slot: Slot, id_: str) -> str:
        return f"fb:{slot.short_name}:{id_}"

    def pattern12(self, slots: Sequence[Slot]) -> str:
        by_name = {slot.short_name: (i, slot) for i, slot in enumerate(slots)}
        taken = [(*by_name[step], choice) for step, choice in self.best_path]
        return ",".join(f"{PLACES[i]}.{letter(slot, choice)}" for i, slot, choice in taken)

    def pattern2004(self, slots: Sequence[Slot]) -> str:
        return "[,]".join(f"{step}[.]{choice}" for step, choice in self.best_path)


def _slot(name: str, step: Step) -> Slot:
    marks = {choice.id: choice.points for choice in step.choices}
    goto = {choice.id: choice.goto for choice in step.choices}
    return Slot(name, "one", tuple(marks), marks, goto=goto)
