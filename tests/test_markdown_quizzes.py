"""A quiz in Markdown is the quiz that YAML would make; each mistake is told with its line; ids are
written into the source, once and for ever."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from mutations import MUTATIONS, mutated
from overlay import lay, write

from builder.banks import Bank, read_bank
from builder.cli import main
from builder.embedding import Place, inline_bank
from builder.markdownanswers import TYPES
from builder.problems import CourseError
from builder.quiztext import is_markdown

FOLDER = Path(__file__).with_name("markdown_quizzes")
BASE = Path(__file__).with_name("bad_courses") / "base"
BAD = sorted(FOLDER.glob("*.txt"))
GOOD = (FOLDER / "good.md").read_text("utf-8")
AUTHORING = Path(__file__).parent.parent / "docs" / "authoring.md"
HERE = Place(Path("course/one.md"), 1)


def read(text: str, first_line: int = 1) -> Bank:
    return inline_bank(text, HERE, first_line)


def said_of(text: str) -> list[str]:
    with pytest.raises(CourseError) as caught:
        read(text)
    lines: list[str] = []
    for problem in caught.value.problems:
        hint = [f"  hint: {problem.hint}"] if problem.hint else []
        lines += [f"{problem.line}: {problem.message}", *hint]
    return lines


def test_both_forms_make_the_same_questions() -> None:
    bank, same = read(GOOD), read_bank(FOLDER / "good.yml")
    assert bank.id == "m1-why" and bank.about == same.about
    for question, other in zip(bank.questions, same.questions, strict=True):
        assert question == other


def test_every_text_knows_its_line() -> None:
    """What stands there is what is rendered under that line's number."""
    lines = GOOD.splitlines()
    bank = read(GOOD, 101)
    for question in bank.questions:
        for text in question.texts():
            first = text.myst.strip().split("\n")[0]
            assert first in lines[bank.line(question, text.where) - 101], (question.id, text)


def test_yaml_stays_yaml() -> None:
    text = (FOLDER / "good.yml").read_text("utf-8")
    assert not is_markdown(text) and is_markdown(GOOD)


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_mistake_says_what_to_fix(path: Path) -> None:
    expected, _, text = path.read_text("utf-8").partition("---\n")
    assert said_of(text) == expected.splitlines()


@settings(max_examples=400, deadline=None)
@given(st.lists(MUTATIONS, min_size=1, max_size=4))
def test_no_mutation_is_a_riddle(mutations: list[tuple[str, int, object]]) -> None:
    data = GOOD.encode()
    for mutation in mutations:
        data = mutated(data, mutation)
    text = data.decode("utf-8", "replace")
    if not is_markdown(text):
        return
    try:
        read(text)
    except CourseError as error:
        assert all(1 <= problem.line <= text.count("\n") + 1 for problem in error.problems)


def test_the_guide_shows_every_type_that_markdown_can_write() -> None:
    guide = AUTHORING.read_text("utf-8")
    bodies = re.findall(r"^```\{quiz\}\n(.*?)^```$", guide, re.DOTALL | re.MULTILINE)
    (body,) = [body for body in bodies if is_markdown(body) and "{#upper}" in body]
    types = {question.type for question in read(body).questions}
    assert types == {type_ for types in TYPES.values() for type_ in types}


# Ids.

BARE = """# One

```{quiz} signals
```

````{admonition} Try
```{quiz}
title: Why

1. What does washing do?
   - [x] It loosens fat. — Yes.
   - [ ] It does. {#does}
2. What does washing do?
   = true
```
````
"""
NAMED = """# One

```{quiz} signals
```

````{admonition} Try
```{quiz}
id: one-quiz
title: Why

1. What does washing do? {#washing}
   - [x] It loosens fat. — Yes. {#loosens_fat}
   - [ ] It does. {#does}
2. What does washing do? {#washing_2}
   = true
```
````
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    lay(BASE, "", tmp_path / "project")
    return tmp_path / "project"


def check(project: Path, *options: str) -> Result:
    arguments = ["check", "--project", str(project), *options]
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


def test_ids_are_written_once_and_then_stay(project: Path) -> None:
    chapter = project / "course" / "one.md"
    write(chapter, BARE)
    before = check(project)
    assert before.exit_code == 1 and chapter.read_text("utf-8") == BARE
    assert before.stderr == (
        "course/one.md:8: 4 ids are missing in this quiz\n"
        "    hint: 'mooc check --write-ids' writes them into this file\n"
    )
    result = check(project, "--write-ids")
    assert result.exit_code == 0 and "course/one.md: wrote 4 ids\n" in result.stderr
    assert chapter.read_text("utf-8") == NAMED
    again = NAMED.replace("What does washing do? {#washing}", "Quite another text {#washing}")
    write(chapter, again)
    check(project, "--write-ids")
    assert chapter.read_text("utf-8") == again


def test_a_build_refuses_a_quiz_without_ids_and_names_the_command(project: Path) -> None:
    write(project / "course" / "one.md", BARE)
    result = CliRunner().invoke(main, ["build", "--project", str(project)])
    assert result.exit_code == 1
    assert "course/one.md:8: 4 ids are missing in this quiz\n" in result.stderr
    assert "'mooc check --write-ids'" in result.stderr
    check(project, "--write-ids")
    assert CliRunner().invoke(main, ["build", "--project", str(project)]).exit_code == 0


def test_line_ends_and_marks_of_windows_stay(project: Path) -> None:
    chapter = project / "course" / "one.md"
    write(chapter, b"\xef\xbb\xbf" + BARE.replace("\n", "\r\n").encode())
    check(project, "--write-ids")
    assert chapter.read_bytes() == b"\xef\xbb\xbf" + NAMED.replace("\n", "\r\n").encode()


NOTEBOOK = {
    "cells": [
        {"cell_type": "markdown", "id": "a", "metadata": {}, "source": ["# Two\n", "\n", "Tŷ."]},
        {
            "cell_type": "markdown",
            "id": "b",
            "metadata": {},
            "source": ["```{quiz}\n", "1. Is it so?\n", "   = true\n", "```"],
        },
    ],
    "metadata": {},
    "nbformat": 4,
    "nbformat_minor": 5,
}


def test_ids_are_written_into_notebooks(project: Path) -> None:
    (project / "course" / "two.md").unlink()
    chapter = project / "course" / "two.ipynb"
    chapter.write_text(json.dumps(NOTEBOOK), "utf-8")
    check(project, "--write-ids")
    cells = json.loads(chapter.read_text("utf-8"))["cells"]
    assert cells[0] == NOTEBOOK["cells"][0]  # type: ignore[index]
    assert cells[1]["source"] == [
        *("```{quiz}\n", "id: two-quiz\n", "1. Is it so? {#so}\n", "   = true\n", "```"),
    ]


def test_words_of_any_language_make_ids(project: Path) -> None:
    quiz = "# One\n\n```{quiz} signals\n```\n\n```{quiz}\nid: q\ntitle: T\n\n"
    write(
        project / "course" / "one.md", f"{quiz}1. Beth yw'r tŷ?\n   = tŷ\n2. Что?\n   = да\n```\n"
    )
    check(project, "--write-ids")
    text = (project / "course" / "one.md").read_text("utf-8")
    assert "1. Beth yw'r tŷ? {#beth_ywr_ty}\n" in text and "2. Что? {#prompt}\n" in text
