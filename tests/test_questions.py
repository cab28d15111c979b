"""Each question type has an example that loads, and tells an LMS the right response."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from builder.banks import Bank, make_bank
from builder.questions import QUESTION_TYPES
from builder.questions.base import Question
from builder.questions.numeric import plain
from builder.questions.ordering import Ordering
from builder.yamlfile import parse_yaml

TYPES = sorted(QUESTION_TYPES)

# The best raw mark, the slots as kind and choices, and the right response in SCORM 1.2 and in 2004
# (the run-time books), of each type's own example.
EXPECTED: dict[str, tuple[int, list[tuple[str, str]], str, str]] = {
    "single": (1, [("one", "rota plot")], "b", "plot"),
    "multiple": (2, [("many", "outside mean seven")], "a,c", "outside[,]seven"),
    "true_false": (1, [("one", "true false")], "t", "true"),
    "numeric": (1, [("number", "")], "75.3", "75.2[:]75.4"),
    "fill_in": (2, [("text", ""), ("one", "mean median")], "common,median", "common[,]median"),
    "matching": (
        3,
        [("one", "Outcome Process")] * 3,
        "1.a,2.b,3.b",
        "missing[.]outcome[,]photo[.]process[,]slip[.]process",
    ),
    "ordering": (2, [("order", "define plot mean")], "a,b,c", "define[,]plot[,]mean"),
    "scenario": (
        2,
        [("one", "nothing shift"), ("one", "stop go_on")],
        "1.b,2.b",
        "conclude[.]shift[,]next[.]go_on",
    ),
    "likert": (0, [("one", "1 2 3")], "", ""),
    "reflection": (0, [("text", "")], "", ""),
}
# What each interaction type's pattern may look like (run-time books, and what Moodle takes).
ID = r"[A-Za-z0-9_]{1,250}"
PATTERNS_12 = {
    "true-false": "[tf]",
    "choice": "[a-z](,[a-z])*",
    "fill-in": ".{1,255}",
    "numeric": r"-?\d+(\.\d+)?",
    "matching": "[1-9a-z][.][a-z](,[1-9a-z][.][a-z])*",
    "sequencing": "[a-z](,[a-z])*",
    "performance": "[1-9a-z][.][a-z](,[1-9a-z][.][a-z])*",
}
PATTERNS_2004 = {
    "true-false": "true|false",
    "choice": rf"{ID}(\[,\]{ID})*",
    "fill-in": r".{1,250}(\[,\].{1,250}){0,9}",
    "numeric": r"-?\d+(\.\d+)?\[:\]-?\d+(\.\d+)?",
    "matching": rf"{ID}\[\.\]{ID}(\[,\]{ID}\[\.\]{ID})*",
    "sequencing": rf"{ID}(\[,\]{ID})*",
    "performance": rf"{ID}\[\.\]{ID}(\[,\]{ID}\[\.\]{ID})*",
}


def bank_of(question: str) -> Bank:
    text = textwrap.indent(textwrap.dedent(question).strip(), "    ")
    source = parse_yaml(f"title: T\nquestions:\n  -\n{text}\n", Path("bank.yml"))
    return make_bank("bank", source)


def question_of(text: str) -> Question:
    return bank_of(text).questions[0]


def patterns(question: Question) -> tuple[str, str]:
    slots = question.slots("q")
    return question.pattern12(slots), question.pattern2004(slots)


def test_every_type_is_expected_here() -> None:
    assert sorted(EXPECTED) == TYPES


@pytest.mark.parametrize("kind", TYPES)
def test_its_example_loads(kind: str) -> None:
    bank = bank_of(QUESTION_TYPES[kind].example)
    assert [question.type for question in bank.questions] == [kind]


@pytest.mark.parametrize("kind", TYPES)
def test_slots_patterns_and_mark(kind: str) -> None:
    question = question_of(QUESTION_TYPES[kind].example)
    slots = question.slots("bank_id")
    shown = [(s.kind, " ".join(s.texts.get(id_, id_) for id_ in s.ids)) for s in slots]
    assert (question.out_of(slots), shown, *patterns(question)) == EXPECTED[kind]


@pytest.mark.parametrize("kind", TYPES)
def test_slots_can_be_marked(kind: str) -> None:
    question = question_of(QUESTION_TYPES[kind].example)
    slots = question.slots("bank_id")
    assert len({slot.name for slot in slots}) == len(slots)
    for slot in slots:
        assert slot.name == "bank_id" or slot.name.startswith("bank_id.")
        assert set(slot.marks) | set(slot.right) <= set(slot.ids)
        assert all(re.fullmatch(ID, id_) for id_ in slot.ids)
        assert slot.ids or slot.limit
        if not question.is_note and slot.kind in ("one", "many"):
            assert max(slot.marks.values()) > 0


@pytest.mark.parametrize("kind", TYPES)
def test_patterns_have_the_form_of_the_standard(kind: str) -> None:
    question = question_of(QUESTION_TYPES[kind].example)
    if question.interaction is None:
        assert question.is_note and patterns(question) == ("", "")
        return
    old, new = patterns(question)
    assert re.fullmatch(PATTERNS_12[question.interaction], old)
    assert re.fullmatch(PATTERNS_2004[question.interaction], new)


@pytest.mark.parametrize("kind", TYPES)
def test_every_text_has_a_place_in_the_file(kind: str) -> None:
    bank = bank_of(QUESTION_TYPES[kind].example)
    question = bank.questions[0]
    names = [text.name for text in question.texts()]
    assert names[0] == "prompt" and len(set(names)) == len(names)
    for text in question.texts():
        assert ("questions", 0, *text.where) in bank.source.lines
    for slot in question.slots("q"):
        for id_ in slot.ids:
            label, feedback = question.label_of(slot, id_), question.feedback_of(slot, id_)
            assert label == "" or label in names
            assert feedback in ("", *names) or feedback.startswith("fb:")


@pytest.mark.parametrize("answer", [True, False])
def test_true_or_false(answer: bool) -> None:
    question = question_of(f"id: a\ntype: true_false\nprompt: x\nanswer: {str(answer).lower()}")
    assert patterns(question) == (("t", "true") if answer else ("f", "false"))


@pytest.mark.parametrize(
    ("answer", "tolerance", "old", "new"),
    [
        ("3", "0", "3", "3[:]3"),
        ("0", "0", "0", "0[:]0"),
        ("0.3", "0.1", "0.3", "0.2[:]0.4"),  # 0.3 - 0.1 is 0.19999999999999998 in binary
        ("-2.5", "0.5", "-2.5", "-3[:]-2"),
        ("0.0000001", "0", "0.0000001", "0.0000001[:]0.0000001"),
        ("12000000000000000000000", "0", "12000000000000000000000", "12000000000000000000000[:]"
         "12000000000000000000000"),
    ],
)  # fmt: skip
def test_numbers_are_written_without_exponent(
    answer: str, tolerance: str, old: str, new: str
) -> None:
    text = f"id: a\ntype: numeric\nprompt: x\nanswer: {answer}\ntolerance: {tolerance}"
    assert patterns(question_of(text)) == (old, new)


def test_plain_numbers() -> None:
    assert [plain(n) for n in (100.0, 1e-7, 1.50, -0.5)] == ["100", "0.0000001", "1.5", "-0.5"]


def test_letters_go_to_z() -> None:
    options = "\n".join(f"  - {{id: o{n}, text: Option {n}}}" for n in range(25))
    last = "  - {id: last, text: The last, correct: true}"
    question = question_of(f"id: a\ntype: single\nprompt: x\noptions:\n{options}\n{last}")
    assert patterns(question) == ("z", "last")


def test_one_box_takes_the_first_spelling_as_the_answer() -> None:
    question = question_of("id: a\ntype: fill_in\nprompt: x\naccept: [Shewhart, Walter Shewhart]")
    slot = question.slots("q")[0]
    assert slot.accept == ("Shewhart", "Walter Shewhart") and slot.limit == 40
    assert patterns(question) == ("Shewhart", "Shewhart")


def test_gaps_stand_in_the_order_of_the_prompt() -> None:
    question = question_of("""
        id: a
        type: fill_in
        prompt: |
          Complete it.

          The [[second]] before the [[first]].
        gaps:
          first: {accept: [one]}
          second: {options: [two, "2"], answer: "2"}
    """)
    assert [slot.short_name for slot in question.slots("q")] == ["second", "first"]
    assert patterns(question) == ("2,one", "2[,]one")


def test_right_sides_without_kinds_may_serve_twice() -> None:
    question = question_of("""
        id: a
        type: matching
        prompt: x
        pairs:
          - {id: tray, left: Tray, right: Outcome}
          - {id: photo, left: Photo, right: Process}
          - {id: slip, left: Slip, right: Process}
    """)
    assert {slot.ids for slot in question.slots("q")} == {("tray", "photo")}
    assert patterns(question) == (
        "1.a,2.b,3.b",
        "tray[.]tray[,]photo[.]photo[,]slip[.]photo",
    )


@pytest.mark.parametrize("count", range(2, 9))
def test_items_are_never_shown_in_the_right_order(count: int) -> None:
    items = "\n".join(f"  - {{id: i{n}, text: Item {n}}}" for n in range(count))
    question = question_of(f"id: a\ntype: ordering\nprompt: x\nitems:\n{items}")
    assert isinstance(question, Ordering)
    shown = question.view()["shown"]
    assert shown != question.items and sorted(shown, key=lambda item: item.id) == question.items


def test_a_scenario_takes_the_way_with_the_most_points() -> None:
    question = question_of("""
        id: a
        type: scenario
        prompt: x
        start: look
        steps:
          - id: ask
            prompt: Whom?
            choices:
              - {id: nobody, text: Nobody.}
              - {id: team, text: The team., points: 2}
          - id: look
            prompt: What now?
            choices:
              - {id: go, text: Go on., points: 1}
              - {id: ask, text: Ask., goto: ask}
    """)
    slots = question.slots("q")
    assert [slot.short_name for slot in slots] == ["look", "ask"]
    assert question.out_of(slots) == 2
    assert patterns(question) == ("1.b,2.b", "look[.]ask[,]ask[.]team")


def test_a_long_scenario_is_read_in_no_time() -> None:
    """It has 2 to the power of 34 ways through."""
    step = (
        "  - {{id: s{0}, prompt: x, choices: [{{id: a, text: x, {1}}}, {{id: b, text: y, {1}}}]}}"
    )
    goto = [f"goto: s{n + 1}" for n in range(34)]
    steps = "\n".join(step.format(n, to) for n, to in enumerate([*goto, "points: 1"]))
    question = question_of(f"id: a\ntype: scenario\nprompt: x\nsteps:\n{steps}")
    assert question.out_of(question.slots("q")) == 1


def test_notes_are_never_reported() -> None:
    notes = {kind for kind in TYPES if QUESTION_TYPES[kind].interaction is None}
    assert notes == {"likert", "reflection"}
