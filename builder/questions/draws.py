"""Questions drawn from pools: of each outcome so many, chosen anew for each learner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from builder.problems import did_you_mean
from builder.questions.base import Question
from builder.yamlfile import Fault

Draw = Mapping[str, int]  # how many questions of each outcome


def pools_of(question: Question, draw: Draw) -> list[str]:
    """The outcomes that a question may be drawn for. Notes are for everyone."""
    return [] if question.is_note else [code for code in question.outcome if code in draw]


def pool_of(question: Question, draw: Draw) -> str:
    """The one outcome that a question is drawn for; empty when every learner is asked it."""
    return next(iter(pools_of(question, draw)), "")


def asked(questions: Sequence[Question], draw: Draw) -> int:
    """How many of the questions each learner is asked."""
    return sum(draw.values()) + sum(not pool_of(question, draw) for question in questions)


def draw_faults(kind: str, draw: Draw, questions: Sequence[Question]) -> Iterator[Fault]:
    """What is wrong with the `draw` of a bank whose single questions are all right."""
    if draw and kind != "assessment":
        hint = "write 'kind: assessment', or show some of the bank with ':questions:'"
        yield Fault(f"only an assessment draws questions, and this is {kind!r}", ("draw",), hint)
    elif draw:
        yield from _pool_faults(draw, questions)
        yield from _question_faults(draw, questions)
        yield from _unequal_points(draw, questions)


def _pool_faults(draw: Draw, questions: Sequence[Question]) -> Iterator[Fault]:
    marked = [question for question in questions if not question.is_note]
    known = sorted({code for question in marked for code in question.outcome} - set(draw))
    for code, wanted in draw.items():
        there = sum(code in pools_of(question, draw) for question in questions)
        if not there:
            message = f"no marked question has the outcome {code!r}"
            hint = did_you_mean(code, known, f"write 'outcome: [{code}]' in its questions")
            yield Fault(message, ("draw", code), hint)
        elif wanted > there:
            message = f"{code}: {wanted} to draw, but only {there} to draw from"
            yield Fault(message, ("draw", code), f"write {there} at most, or add questions")


def _question_faults(draw: Draw, questions: Sequence[Question]) -> Iterator[Fault]:
    for index, question in enumerate(questions):
        at, pools = ("questions", index, "outcome"), pools_of(question, draw)
        if len(pools) > 1:
            message = f"{question.id!r} has more than one drawn outcome: {', '.join(pools)}"
            yield Fault(message, at, "a question is drawn for one of them: keep that one")
        elif not pools and not question.is_note:
            message = f"{question.id!r} is never asked: none of its outcomes is drawn"
            hint = f"give it one of these: {', '.join(draw)}; or add its own to 'draw:'"
            yield Fault(message, at, hint)


def _unequal_points(draw: Draw, questions: Sequence[Question]) -> Iterator[Fault]:
    """Every learner can reach as many points, whatever is drawn."""
    usual: dict[str, float] = {}
    for index, question in enumerate(questions):
        if code := pool_of(question, draw):
            points = usual.setdefault(code, question.points)
            if question.points != points:
                message = f"points: {question.points:g}, where others drawn for {code} have"
                hint = "give them equal points, so that all learners can reach as many"
                yield Fault(f"{message} {points:g}", ("questions", index, "points"), hint)
