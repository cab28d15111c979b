"""YAML keeps its lines, becomes models, and complains in an author's words."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
from pydantic import Field

from builder.complaints import COURSE_ID, LANGUAGE, PATTERNS, QUESTION_ID
from builder.problems import CourseError, Problem, did_you_mean, nearest
from builder.yamlfile import Entry, Filled, make_entry, parse_yaml, read_text, read_yaml

PATH = Path("some.yml")


class Inner(Entry):
    text: Filled
    correct: bool = False


class Outer(Entry):
    """Every kind of value that our models have."""

    title: Filled
    count: Annotated[int, Field(ge=1, le=9)] = 1
    share: Annotated[float, Field(ge=0, le=1)] = 0.5
    kind: Literal["big", "small"] = "big"
    words: list[str] = []
    inner: Inner | None = None
    listed: Annotated[list[Inner], Field(min_length=1)] = []
    named: dict[str, Inner] = {}


def lines(text: str) -> dict[Any, int]:
    found = parse_yaml(text, PATH).lines
    return {".".join(map(str, where)): line for where, line in found.items()}


def complaints(text: str) -> list[str]:
    source = parse_yaml(text, PATH)
    made, problems = make_entry(Outer, source.data, source)
    assert (made is None) == bool(problems)
    return [f"{p.line}: {p.message}" + (f" ({p.hint})" if p.hint else "") for p in problems]


def syntax(text: str, first_line: int = 1) -> Problem:
    with pytest.raises(CourseError) as caught:
        parse_yaml(text, PATH, first_line)
    return caught.value.problems[0]


def test_values_are_plain_and_know_their_lines() -> None:
    text = "# A comment\ntitle: T\nlisted:\n  - text: a\n    correct: true\n  - {text: b}\n"
    source = parse_yaml(text, PATH)
    assert source.data == {"title": "T", "listed": [{"text": "a", "correct": True}, {"text": "b"}]}
    assert [type(part) for part in (source.data, source.data["listed"])] == [dict, list]
    assert lines(text) == {
        "": 2,
        "title": 2,
        "listed": 3,
        "listed.0": 4,
        "listed.0.text": 4,
        "listed.0.correct": 5,
        "listed.1": 6,
        "listed.1.text": 6,
    }


def test_text_begins_where_its_first_words_stand() -> None:
    assert lines("a: |\n  x\n")["a"] == 2
    assert lines("a: >-\n\n\n  x\n")["a"] == 4
    assert lines("a:\n  x y\n")["a"] == 2
    assert lines("a:\n  'x y'\n")["a"] == 2


def test_a_key_has_a_line_of_its_own_when_its_text_stands_elsewhere() -> None:
    assert lines("b: 1\na: |\n  x\n")["a.[key]"] == 2
    assert "b.[key]" not in lines("b: 1\na: |\n  x\n")


def test_what_is_not_there_has_the_line_of_what_holds_it() -> None:
    source = parse_yaml("a: 1\nb:\n  c: 2\n", PATH)
    assert source.line(("b", "d", 0)) == 2
    assert source.line(("x",)) == 1


def test_lines_count_from_where_the_text_stands() -> None:
    assert parse_yaml("a: 1\nb: 2\n", PATH, 10).line(("b",)) == 11
    assert syntax("a: 1\nb: [\n", 10).line == 11


def test_lines_stay_inside_the_text() -> None:
    assert set(lines("a: |").values()) == {1}
    assert syntax("a: [1,\n\n\n\n").line == 1


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("1:30", "1:30"),
        ("2026-11-22", "2026-11-22"),
        ("true", True),
        ("010", 10),
        ("0o10", 8),
        ("1.10", 1.1),
        ("null", None),
        ("", None),
    ],
)
def test_values_are_those_of_yaml_1_2(written: str, value: object) -> None:
    assert parse_yaml(f"a: {written}\n", PATH).data == {"a": value}


def test_jupyter_books_own_files_are_yaml_1_1(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text("a: yes\nb: off\n")
    assert read_yaml(tmp_path / "_config.yml", version="1.1").data == {"a": True, "b": False}


def test_keys_are_always_text() -> None:
    assert parse_yaml("1: a\nno: b\n1.5: c\n", PATH).data == {"1": "a", "no": "b", "1.5": "c"}


def test_anchors_and_merges_work() -> None:
    text = "base: &b {text: x}\none: *b\ntwo:\n  <<: *b\n  correct: true\n"
    data = parse_yaml(text, PATH).data
    assert data["one"] == {"text": "x"} and data["two"] == {"text": "x", "correct": True}


@pytest.mark.parametrize("text", ["", "# only a comment\n", "---\n"])
def test_nothing_is_none(text: str) -> None:
    assert parse_yaml(text, PATH).data is None


@pytest.mark.parametrize("text", ["a: &a [*a]\n", "[" * 5000, "a: " + "{a: " * 3000])
def test_depth_is_told(text: str) -> None:
    assert "too deep" in syntax(text).message


def test_the_way_a_number_is_written_is_kept() -> None:
    source = parse_yaml("a: 1.10\nb: [0x1F, true]\nc: text\n", PATH)
    assert source.written == {("a",): "1.10", ("b", 0): "0x1F", ("b", 1): "true"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("count: 1\n", ["1: 'title' is missing (add 'title:')"]),
        ("titel: T\n", ["1: unknown key 'titel' (did you mean 'title'?)"]),
        (
            "title:\n",
            ["1: 'title' is empty (write something after 'title:', or leave the line out)"],
        ),
        ("title: ' '\n", ["1: 'title' is empty (write something there, or leave the line out)"]),
        ("title: 1.10\n", ['1: title: 1.10 should be text (put it in quotes: "1.10")']),
        ("title: True\n", ['1: title: True should be text (put it in quotes: "True")']),
        (
            "title: [a]\n",
            ["1: 'title' should be text (write it on one line, or after '|' on lines of its own)"],
        ),
        ("title: T\ncount: 10\n", ["2: count: 10 should be 9 or less"]),
        ("title: T\ncount: 0\n", ["2: count: 0 should be 1 or more"]),
        (
            "title: T\ncount: 1.5\n",
            ["2: count: 1.5 should be a whole number (write digits only, without quotes, like 3)"],
        ),
        (
            "title: T\ncount: '3'\n",
            ["2: count: '3' should be a whole number (write digits only, without quotes, like 3)"],
        ),
        (
            "title: T\nshare: 70\n",
            ["2: share: 70 should be 1 or less (1 is all of it: 70 % is written 0.7)"],
        ),
        (
            "title: T\nshare: .nan\n",
            ["2: share: .nan should be a number with an end (write it like 2.5)"],
        ),
        ("title: T\nkind: bigg\n", ["2: unknown kind 'bigg' (did you mean 'big'?)"]),
        ("title: T\nkind: huge\n", ["2: unknown kind 'huge' (choose one of: big, small)"]),
        (
            "title: T\nwords: one\n",
            ["2: words: 'one' should be a list (write it as [one], or each on a line after '- ')"],
        ),
        ("title: T\nwords: [a, 1.0]\n", ['2: words: 1.0 should be text (put it in quotes: "1.0")']),
        ("title: T\ninner: a\n", ["2: inner: 'a' should be 'key: value' lines"
                                  " (its keys are: text, correct)"]),
        (
            "title: T\nlisted: []\n",
            ["2: 'listed' is empty (write something into the list, or leave the line out)"],
        ),
        (
            "title: T\nlisted:\n  - text: a\n    corect: true\n",
            ["4: unknown key 'corect' (did you mean 'correct'?)"],
        ),
        (
            "title: T\nlisted:\n  - {text: Yes, really}\n",
            ["3: unknown key 'really' (put text that holds a comma between quotes)"],
        ),
        (
            "title: T\nnamed:\n  a:\n    txt: x\n",
            ["4: unknown key 'txt' (did you mean 'text'?)"],
        ),
        ("title: T\nother: |\n  text\n", ["2: unknown key 'other' (choose one of: "
         "count, inner, kind, listed, named, share, title, words)"]),
        ("- title: T\n", ["1: this should be 'key: value' lines (its keys are: "
         "title, count, share, kind, words, inner, listed, named)"]),
    ],
)  # fmt: skip
def test_what_a_model_refuses(text: str, said: list[str]) -> None:
    assert complaints(text) == said


def test_all_that_is_wrong_is_told_at_once() -> None:
    told = complaints("titel: T\ncount: 10\nkind: huge\nlisted: [{}]\n")
    assert [line.partition(" (")[0] for line in told] == [
        "1: unknown key 'titel'",
        "2: count: 10 should be 9 or less",
        "3: unknown kind 'huge'",
        "4: 'text' is missing",
    ]


def test_a_good_entry_is_made() -> None:
    source = parse_yaml("title: ' T '\nshare: 1\nlisted: [{text: a}]\n", PATH)
    made, problems = make_entry(Outer, source.data, source)
    assert problems == []
    assert made == Outer(title="T", share=1.0, listed=[Inner(text="a")])


def test_every_pattern_has_words() -> None:
    assert PATTERNS.keys() == {QUESTION_ID, COURSE_ID, LANGUAGE}


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(CourseError) as caught:
        read_text(tmp_path / "no.yml")
    assert [p.message for p in caught.value.problems] == [
        "can't be read: No such file or directory"
    ]


def test_problems_print_as_place_message_and_hint() -> None:
    problem = Problem(Path("a/b.yml"), 3, "wrong", "mend it")
    assert str(problem) == "a/b.yml:3: wrong\n    hint: mend it"
    assert str(Problem(Path("a/b.yml"), 0, "wrong", level="warning")) == "a/b.yml: warning: wrong"


def test_problems_are_shown_from_the_root(tmp_path: Path) -> None:
    inside = Problem(tmp_path / "x" / ".." / "a.yml", 1, "wrong")
    outside = Problem(Path("/elsewhere/a.yml"), 1, "wrong")
    assert inside.relative_to(tmp_path).path == Path("a.yml")
    assert outside.relative_to(tmp_path).path == Path("/elsewhere/a.yml")


def test_errors_come_sorted_and_once() -> None:
    first, second = Problem(PATH, 2, "b"), Problem(PATH, 10, "a")
    assert CourseError([second, first, second]).problems == (first, second)


def test_the_nearest_word() -> None:
    assert nearest("anser", ["answer", "accept"]) == "answer"
    assert nearest("x", ["answer"]) == ""
    assert did_you_mean("x", ["b", "a"]) == "choose one of: a, b"
    assert did_you_mean("x", ["a"], "look again") == "look again"
    assert did_you_mean("x", []) == ""
