"""Every fault an author can make in a bank is told with its line and a way to mend it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutations import MUTATIONS, mutated

from builder.banks import load_banks, read_bank
from builder.problems import CourseError, Problem
from builder.questions import QUESTION_TYPES

BAD_BANKS = sorted(Path(__file__).with_name("bad_banks").glob("*.yml"))
GOOD = """title: Signals
questions:
  - id: mean
    type: true_false
    prompt: A point on the mean is a signal.
    answer: false
"""


def said(problems: Iterable[Problem]) -> list[str]:
    """Problems as the files in bad_banks/ write them after '#! '."""
    lines: list[str] = []
    for problem in problems:
        lines.append(f"{problem.line}: {problem.message}")
        lines += [f"  hint: {problem.hint}"] if problem.hint else []
    return lines


def problems_of(folder: Path) -> list[str]:
    with pytest.raises(CourseError) as caught:
        load_banks(folder)
    return [str(problem.relative_to(folder)) for problem in caught.value.problems]


def said_of(path: Path) -> list[str]:
    with pytest.raises(CourseError) as caught:
        read_bank(path)
    return said(caught.value.problems)


# [accept 57]
@pytest.mark.parametrize("path", BAD_BANKS, ids=lambda path: path.stem)
def test_a_bad_bank_says_what_to_fix(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    assert said_of(path) == [line[3:] for line in lines if line.startswith("#! ")]


def test_line_ends_of_windows_change_nothing(tmp_path: Path) -> None:
    for path in BAD_BANKS:
        copy = tmp_path / path.name
        copy.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
        assert said_of(copy) == said_of(path)


def test_all_problems_of_all_banks_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "one.yml").write_text(GOOD.replace("answer: false", "anser: false"))
    (tmp_path / "three.yml").write_text(GOOD.replace("true_false", "numeric"))
    (tmp_path / "two.yml").write_text(GOOD + "  points: [")
    assert problems_of(tmp_path) == [
        "one.yml:6: unknown key 'anser'\n    hint: did you mean 'answer'?",
        "three.yml:6: answer: false should be a number\n"
        "    hint: write it with a point and without quotes, like 2.5",
        "two.yml:7: the indentation fits no line above\n"
        "    hint: keys of one entry begin in one column; what belongs to a key stands further in",
    ]


def test_a_bank_that_is_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "welsh.yml").write_bytes(GOOD.replace("point", "tŷ").encode("iso8859-14"))
    assert problems_of(tmp_path) == [
        "welsh.yml:5: this file is not UTF-8 text\n    hint: save the file as UTF-8 in your editor"
    ]


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "signals.yml").write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    assert list(load_banks(tmp_path)) == ["signals"]


def test_a_character_that_nobody_sees(tmp_path: Path) -> None:
    (tmp_path / "signals.yml").write_text(GOOD.replace("mean is", "mean\x0cis"))
    assert problems_of(tmp_path) == [
        "signals.yml:5: the character U+000C can't stand here\n"
        "    hint: delete it (your editor may not show it)"
    ]


def test_two_suffixes_would_make_two_banks_of_one_name(tmp_path: Path) -> None:
    (tmp_path / "signals.yml").write_text(GOOD)
    (tmp_path / "signals.yaml").write_text(GOOD)
    assert problems_of(tmp_path) == [
        "signals.yaml: 'signals.yaml' does not end in .yml\n    hint: rename it to signals.yml"
    ]


def test_a_name_that_is_no_id(tmp_path: Path) -> None:
    (tmp_path / "My Bank.yml").write_text(GOOD)
    assert problems_of(tmp_path) == [
        "My Bank.yml: 'My Bank' can't name a bank\n"
        "    hint: use small letters, digits and '-', a letter first, as in m3-variation"
    ]


def test_two_questions_that_a_platform_could_not_tell_apart(tmp_path: Path) -> None:
    (tmp_path / "m3-run.yml").write_text(GOOD.replace("id: mean", "id: charts_mean"))
    (tmp_path / "m3-run-charts.yml").write_text(GOOD)
    assert problems_of(tmp_path) == [
        "m3-run.yml:3: a question of the bank 'm3-run-charts' is also called"
        " 'm3_run_charts_mean' in an LMS\n    hint: give one of the two another id"
    ]


def test_files_that_editors_leave_are_no_banks(tmp_path: Path) -> None:
    (tmp_path / "signals.yml").write_text(GOOD)
    (tmp_path / "._signals.yml").write_bytes(b"\x00\x05\x16\x07")
    (tmp_path / ".#signals.yml").symlink_to("nobody@nowhere")
    assert list(load_banks(tmp_path)) == ["signals"]


@pytest.mark.parametrize("written", ["yes", "no", "on", "off", "2026-11-22", "1:30"])
def test_words_stay_text(tmp_path: Path, written: str) -> None:
    """YAML 1.1 makes something else of each."""
    path = tmp_path / "signals.yml"
    path.write_text(GOOD.replace("A point on the mean is a signal.", written))
    assert read_bank(path).questions[0].prompt == written


# A good bank of one question, mutated: the loader gives a bank, or says what is wrong and where.


def good_bank(kind: str) -> bytes:
    example = QUESTION_TYPES[kind].example.strip().replace("\n", "\n    ")
    return f"title: An example\nquestions:\n  - {example}\n".encode()


@settings(max_examples=600, deadline=None)
@given(st.sampled_from(sorted(QUESTION_TYPES)), st.lists(MUTATIONS, min_size=1, max_size=4))
def test_no_mutation_of_a_bank_is_a_riddle(
    kind: str, mutations: list[tuple[str, int, object]]
) -> None:
    data = good_bank(kind)
    for mutation in mutations:
        data = mutated(data, mutation)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bank.yml"
        path.write_bytes(data)
        try:
            bank = read_bank(path)
        except CourseError as error:
            last = max(data.count(b"\n") + 1, 1)
            assert error.problems
            assert all(1 <= problem.line <= last for problem in error.problems)
            return
    for question in bank.questions:
        slots = question.slots(bank.interaction_id(question))
        assert slots and question.out_of(slots) >= 0
        assert question.is_note or question.pattern12(slots) and question.pattern2004(slots)
