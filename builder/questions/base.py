"""What every question type has: what its author writes, its response slots, its markup."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, Literal

from markupsafe import Markup
from pydantic import Field, StringConstraints

from builder.complaints import QUESTION_ID
from builder.words import Words
from builder.yamlfile import Entry, Fault, Filled, Where

Id = Annotated[str, StringConstraints(pattern=QUESTION_ID)]
Bloom = Literal["remember", "understand", "apply", "analyse", "evaluate", "create"]

LETTERS = "abcdefghijklmnopqrstuvwxyz"
PLACES = "123456789abcdefghijklmnopqrstuvwxyz"
SHORTEST_TEXT = 40

Texts = Mapping[str, Markup]


@dataclass(frozen=True)
class Slot:
    """One thing a learner fills in. The runtime knows slots, never question types.

    kind: `one` of ids, `many` of ids, `order` of ids, `number` or `text`.
    marks: what choosing an id adds to the raw mark. `right`: the right order, or the right ids.
    low, high: the numbers accepted, both included. limit: characters kept of a text or number.
    goto: for a scenario, the step that each choice leads to ("" ends it).
    """

    name: str
    kind: Literal["one", "many", "order", "number", "text"]
    ids: tuple[str, ...] = ()
    marks: Mapping[str, int] = field(default_factory=dict)
    right: tuple[str, ...] = ()
    accept: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    limit: int = 0
    goto: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)

    @property
    def short_name(self) -> str:
        """The part of the name that the author wrote: a pair's, a gap's or a step's id."""
        return self.name.rpartition(".")[2]


@dataclass(frozen=True)
class Text:
    """A piece of MyST in a question: where it stands in the entry, and whether it is one line."""

    name: str
    myst: str
    where: Where
    inline: bool = False


class Feedback(Entry):
    """Said after an answer, whatever was chosen."""

    right: str = ""
    wrong: str = ""


class Question(Entry):
    """The keys that every question has, and what a type must say of itself."""

    id: Id
    type: str
    prompt: Filled
    hint: str = ""
    feedback: Feedback = Feedback()
    outcome: list[str] = []
    bloom: Bloom | None = None
    points: Annotated[float, Field(gt=0, le=100)] = 1
    looking_back: str = ""
    source: str = ""

    interaction: ClassVar[str | None] = None  # cmi.interactions.n.type; None is never reported
    how: ClassVar[str] = ""  # interface word that says what to do
    button: ClassVar[str] = "check"
    script: ClassVar[str] = ""  # the runtime script that it needs beside the player
    markup: ClassVar[str] = ""  # Jinja2: the controls, see builder/questions/markup.py
    example: ClassVar[str] = ""  # YAML that a test builds and docs/authoring.md shows

    @property
    def is_note(self) -> bool:
        """Notes are never marked and never reported (reflections, Likert)."""
        return self.interaction is None

    def faults(self) -> Iterator[Fault]:
        """What is wrong beyond single keys."""
        return iter(())

    def texts(self) -> Iterator[Text]:
        """Every piece of MyST, each with the name of the slot of markup that it fills."""
        yield Text("prompt", self.prompt, ("prompt",))
        for name in ("right", "wrong"):
            if getattr(self.feedback, name):
                yield Text(name, getattr(self.feedback, name), ("feedback", name))
        if self.hint:
            yield Text("hint", self.hint, ("hint",))

    def slots(self, name: str) -> tuple[Slot, ...]:
        """The response slots of the question whose controls are named after `name`."""
        raise NotImplementedError

    def out_of(self, slots: Sequence[Slot]) -> int:
        """The best raw mark: what `points` stands for. 0 is never marked."""
        return 0 if self.is_note else len(slots)

    def pattern12(self, slots: Sequence[Slot]) -> str:
        """The right response as SCORM 1.2 writes it (at most 255 characters are sent)."""
        return ""

    def pattern2004(self, slots: Sequence[Slot]) -> str:
        """The right response as SCORM 2004 writes it."""
        return ""

    def view(self) -> dict[str, Any]:
        """What the markup needs beside the slots."""
        return {}

    def answers(self, text: Texts, t: Words) -> list[str]:
        """The right answer, a line each, for people to read. `text` is rendered MyST."""
        return []

    def label_of(self, slot: Slot, id_: str) -> str:
        """The name of the text that stands beside a choice."""
        return ""

    def interface_labels(self, t: Words) -> dict[str, str]:
        """Choices whose text is not the author's but the interface's."""
        return {}

    def feedback_of(self, slot: Slot, id_: str) -> str:
        """The name of the text that explains a choice."""
        return ""

    @property
    def prompt_in_controls(self) -> bool:
        """Whether the controls stand inside the prompt's own text."""
        return False


def letter(slot: Slot, id_: str) -> str:
    """SCORM 1.2 names an option by one character: its place in the file."""
    return LETTERS[slot.ids.index(id_)]


def repeated(ids: Sequence[str], where: Where, what: str, *key: str) -> Iterator[Fault]:
    """A fault for each id that stands twice in a list of entries."""
    for index, id_ in enumerate(ids):
        if id_ in ids[:index]:
            hint = f"give each {what} an id of its own"
            yield Fault(f"the {what} id {id_!r} stands twice", (*where, index, *key, "id"), hint)


def too_many(
    ids: Sequence[str], where: Where, what: str, most: int = len(LETTERS)
) -> Iterator[Fault]:
    """SCORM 1.2 has one character for an option (26), a step or a pair (35)."""
    if len(ids) > most:
        hint = "make two questions of it"
        yield Fault(f"{len(ids)} {what} are more than the {most} that SCORM allows", where, hint)
