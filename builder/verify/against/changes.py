"""What differs between two versions of one of our SCOs, and what that does to who has begun."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from builder.verify.against.answers import Fate, fate_of
from builder.verify.against.content import Content, Question

Weight = Literal["structural", "learner", "harmless"]


@dataclass(frozen=True)
class Change:
    """`structural`: learners would lose their record; `learner`: who has begun notices it;
    `harmless`: nothing of theirs changes. `score`: scores can change by it."""

    weight: Weight
    where: str
    message: str
    score: bool = False


def content_changes(old: Content, new: Content, fates: Mapping[str, Fate]) -> Iterator[Change]:
    where = f"sco {new.id}"
    yield from _identity(where, old, new)
    yield from _rules(where, old, new)
    yield from _pages(where, old, new)
    yield from _questions(where, old, new)
    for id_, question in old.questions.items():
        if id_ in new.questions:
            scored = id_ in {q.id for q in [*old.counting, *new.counting]}
            yield from _question(question, new.questions[id_], fates[id_], scored)


def fates(old: Content, new: Content) -> dict[str, Fate]:
    """What becomes of a saved answer to each question of the old version."""
    return {id_: fate_of(q, old, new) for id_, q in old.questions.items()}


def _identity(where: str, old: Content, new: Content) -> Iterator[Change]:
    for name, was, now in (
        ("course's id", old.course, new.course),
        ("module's or route's id", old.id, new.id),
        ("language", old.language, new.language),
    ):
        if was != now:
            yield Change("structural", where, f"the {name} was {was!r} and is {now!r}")


def _rules(where: str, old: Content, new: Content) -> Iterator[Change]:
    if old.pass_mark != new.pass_mark:
        message = f"the pass mark was {old.pass_mark:.0%} and is {new.pass_mark:.0%}"
        yield Change("learner", where, f"{message}; who has passed stays so")
    if old.completion != new.completion:
        message = "something else makes it complete; who is complete stays so"
        yield Change("learner", where, message)
    if old.scored != new.scored:
        message = f"the score was of {_list(old.scored)} and is of {_list(new.scored)}"
        yield Change("learner", where, message, score=True)
    if old.notes != new.notes:
        message = f"where notes are kept was {old.notes!r} and is {new.notes!r}"
        yield Change("learner", where, message)


def _pages(where: str, old: Content, new: Content) -> Iterator[Change]:
    for id_ in old.pages.keys() - new.pages.keys():
        yield Change("learner", where, f"the page {id_!r} is gone")
    for id_ in new.pages.keys() - old.pages.keys():
        message = f"the page {id_!r} is new, and unread; who is complete stays so"
        yield Change("learner", where, message)
    both = [id_ for id_ in old.pages if id_ in new.pages]
    if both != [id_ for id_ in new.pages if id_ in old.pages]:
        yield Change("harmless", where, "pages stand in another order")
    for id_ in both:
        if old.pages[id_].text != new.pages[id_].text:
            yield Change("harmless", where, f"text or pictures of the page {id_!r} changed")


def _questions(where: str, old: Content, new: Content) -> Iterator[Change]:
    gone = [q for id_, q in old.questions.items() if id_ not in new.questions]
    fresh = [q for id_, q in new.questions.items() if id_ not in old.questions]
    for question in gone:
        renamed = next((q for q in fresh if _alike(question, q)), None)
        if renamed:
            message = (
                f"the id of question {question.id} is now {renamed.id}: answers to it are lost"
            )
            yield Change("structural", where, message)
            fresh.remove(renamed)
        else:
            message = f"question {question.id} is gone; answers to it are forgotten"
            yield Change("learner", where, message, question in old.counting)
    for question in fresh:
        message = f"question {question.id} is new, and unanswered"
        yield Change("learner", where, message, question in new.counting)
    both = [id_ for id_ in old.questions if id_ in new.questions]
    if both != [id_ for id_ in new.questions if id_ in old.questions]:
        yield Change("harmless", where, "questions stand in another order")


def _alike(one: Question, other: Question) -> bool:
    """The same question under another id."""
    return (one.type, one.prompt, _choices(one)) == (other.type, other.prompt, _choices(other))


def _choices(question: Question) -> list[object]:
    return [(slot["k"], slot.get("ids"), slot.get("texts")) for slot in question.slots]


def _question(old: Question, new: Question, fate: Fate, scored: bool) -> Iterator[Change]:
    where = f"question {new.id}"
    if fate == "forgotten":
        yield Change("learner", where, _forgotten(old, new), scored)
    elif fate == "misread":
        message = "saved answers would be read as other answers: give it another id"
        yield Change("structural", where, message, scored)
    if old.right != new.right:
        message = "what is right, or counts, changed; marks already given stay"
        yield Change("learner", where, message, scored)
    if old.points != new.points:
        message = f"it had {old.points:g} points and has {new.points:g}"
        yield Change("learner", where, message, scored)
    if (old.quiz, old.page) != (new.quiz, new.page):
        message = f"it moved from {old.quiz} on {old.page} to {new.quiz} on {new.page}"
        yield Change("harmless", where, message)
    for name, was, now in (
        ("prompt", old.prompt, new.prompt),
        ("words of its options", old.options, new.options),
        ("explanations or hint", old.feedback, new.feedback),
    ):
        if was != now:
            yield Change("harmless", where, f"its {name} changed")


def _forgotten(old: Question, new: Question) -> str:
    if old.type != new.type:
        return f"its type was {old.type} and is {new.type}: answers to it are forgotten"
    return "its options or parts changed: answers to it are forgotten"


def _list(names: tuple[str, ...]) -> str:
    return ", ".join(names) or "nothing"
