"""Each check finds what it is about, at its line, and nothing else; all by the real command."""

from __future__ import annotations

import json
import shutil
import tempfile
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from mutations import MUTATIONS, mutated
from overlay import lay, write

from builder.check import CHECKS, check_course
from builder.cli import main
from builder.project import Project
from builder.words import STRINGS, TOOLKIT, load_words

ROOT = Path(__file__).parent.parent
FOLDER = Path(__file__).with_name("checks")
BASE = FOLDER / "base"
CASES = sorted(FOLDER.glob("*.txt"))
TODAY = date(2026, 11, 23)
JUMP = "# Two\n\n### Rinse\n"
MUTATED = [
    "course/two.md",
    "course/facts.yml",
    "course/data/schemes.yml",
    "course/data/schemes.csv",
    "quizzes/soap.yml",
]
# A course with something for each of them.
MANY = "".join(
    (FOLDER / f"{name}.txt").read_text("utf-8") for name in ("W20", "W21", "W04", "W01-fine")
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A course that nothing is wrong with."""
    lay(BASE, "", tmp_path / "project")
    return tmp_path / "project"


def found(project: Path) -> list[str]:
    return "\n".join(map(str, check_course(Project(project), TODAY).problems)).splitlines()


def run(project: Path, *arguments: str) -> Result:
    """`mooc check`; an exception that isn't an exit is a fault of ours and comes out."""
    command = ["check", "--project", str(project), *arguments]
    return CliRunner().invoke(main, command, catch_exceptions=False)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_check_finds_what_it_should(path: Path, tmp_path: Path) -> None:
    expected = lay(BASE, path.read_text("utf-8"), tmp_path / "project")
    assert found(tmp_path / "project") == expected


@pytest.mark.parametrize("number", [check.number for check in CHECKS])
def test_each_check_has_a_file_that_triggers_it_and_one_that_does_not(number: str) -> None:
    if number == "W23":  # its files are the strings themselves: see below
        return
    triggers = (FOLDER / f"{number}.txt").read_text("utf-8")
    assert f": warning {number}: " in triggers
    assert not (FOLDER / f"{number}-fine.txt").read_text("utf-8").startswith("#!")


def test_numbers_are_unique_and_in_order() -> None:
    assert [check.number for check in CHECKS] == [f"W{n:02}" for n in range(1, len(CHECKS) + 1)]


# W23: the words of the interface.


@pytest.fixture
def strings(project: Path) -> Path:
    """The folder of a project's own words, as the toolkit has them."""
    folder = project / "scorm_templates" / STRINGS
    shutil.copytree(ROOT / "scorm_templates" / STRINGS, folder)
    return folder


def test_words_that_a_language_lacks(project: Path, strings: Path) -> None:
    words = json.loads((strings / "cy.json").read_text("utf-8"))
    english = json.loads((strings / "en.json").read_text("utf-8"))
    count = sum(not key.startswith("_") for key in english)
    del words["choose"]
    words["question_n_of"] = "Cwestiwn"
    words["chose"] = "Dewiswch"
    write(strings / "br.json", json.dumps(words, indent=1))
    lines = (strings / "br.json").read_text().splitlines()
    line = {key: n for key in words for n, text in enumerate(lines, 1) if f' "{key}":' in text}
    name = f"scorm_templates/{STRINGS}/br.json"
    assert found(project) == [
        f"{name}: warning W23: 1 of {count} words are missing",
        "    hint: add choose",
        f"{name}:{line['question_n_of']}: warning W23: 'question_n_of' lacks {{n}}, {{total}}",
        "    hint: English: Question {n} of {total}",
        f"{name}:{line['chose']}: warning W23: nothing uses the words 'chose'",
        "    hint: did you mean 'choose'?",
    ]


def test_a_file_of_a_few_words_changes_these(project: Path) -> None:
    name = "scorm_templates/runtime/strings/en.json"
    write(project / name, '{"check": "Have a look"}')
    assert found(project) == []
    words = load_words(Project(project), "en-GB")
    assert (words("check"), words("choose")) == ("Have a look", load_words(TOOLKIT, "en")("choose"))
    assert load_words(Project(project), "cy")("check") == load_words(TOOLKIT, "cy")("check")


def test_words_that_are_no_json(project: Path, strings: Path) -> None:
    write(strings / "cy.json", '{\n "a" "b"\n}')
    name = f"scorm_templates/{STRINGS}/cy.json"
    assert found(project)[0].startswith(f"{name}:2: warning W23: not JSON: ")
    write(project / "course/course.yml", 'id: a\ntitle: A\nversion: "1"\nlanguage: cy\n')
    assert found(project)[0].startswith(f"{name}:2: not JSON: ")


# Where things stand.


def test_cells_of_notebooks_have_numbers_and_lines(project: Path) -> None:
    cells = [
        {"cell_type": "markdown", "id": "a", "metadata": {}, "source": ["# Two\n", "\n", "Text."]},
        {"cell_type": "code", "id": "b", "metadata": {}, "source": ["# [x](no.md)"],
         "execution_count": None, "outputs": []},
        {"cell_type": "markdown", "id": "c", "metadata": {}, "source": ["\n", "[x](no.md)"]},
        {"cell_type": "markdown", "id": "d", "metadata": {}, "source": [
            "```{quiz}\n", "id: two\n", "title: Two\n", "questions:\n",
            "- {id: a, type: true_false, prompt: A., answer: true}\n", "```"]},
    ]  # fmt: skip
    (project / "course/two.md").unlink()
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    write(project / "course/two.ipynb", json.dumps(notebook))
    assert [line for line in found(project) if "hint" not in line] == [
        "course/two.ipynb: warning W01: cell 3, line 2: there is no chapter or file 'no.md'",
        "course/two.ipynb: warning W09: cell 4, line 5: 'a' has no outcome",
    ]


def test_lines_in_tables_lists_and_nested_directives(project: Path) -> None:
    text = (
        "# Two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | [x](no.md) |\n\n- a\n- b\n  [x](no.md)\n\n"
        "::::{grid}\n:::{card} A [x](no.md)\n:class-card: wide\n\nText\n[x](no.md)\n:::\n::::\n\n"
        "[^a]: Note\n\n    More [x](no.md)\n\nText[^a]\n"
    )
    write(project / "course/two.md", text)
    places = [line.split(":")[1] for line in found(project) if "hint" not in line]
    assert places == ["6", "10", "13", "17", "23"]


# Errors: what the loaders know.


def test_errors_of_all_files_are_told_at_once(project: Path) -> None:
    write(project / "course/course.yml", "id: hands\ntitle: Clean hands\nversion: 1.2\n")
    write(project / "quizzes/soap.yml", "title: Soap\n")
    write(project / "course/facts.yml", "- {id: a, text: one in four, used: []}\n- what\n")
    result = run(project)
    assert (result.exit_code, result.stdout) == (1, "checked: 7 errors, 0 warnings\n")
    assert [line for line in result.stderr.splitlines() if "hint" not in line] == [
        "course/course.yml:3: version: 1.2 should be text",
        "course/facts.yml:1: 'meaning' is missing",
        "course/facts.yml:1: 'source' is missing",
        "course/facts.yml:1: 'used' is empty",
        "course/facts.yml:1: 'year' is missing",
        "course/facts.yml:2: this should be 'key: value' lines",
        "quizzes/soap.yml:1: the bank has no questions",
    ]


def test_a_chapter_without_a_title_is_an_error_as_in_a_build(project: Path) -> None:
    write(project / "course" / "two.md", "#Two\n\nText.\n")
    assert found(project) == [
        "course/two.md: this chapter has no title",
        "    hint: begin it with a line like '# Its title', with a space after the '#'",
    ]


def test_quizzes_in_chapters_are_read(project: Path) -> None:
    text = (
        "# Two\n\n```{quiz} sope\n```\n\n```{quiz} soap\n:questions: fatt\n```\n\n"
        "```{quiz}\ntitle: Two\n```\n\n```{quiz}\nid: two\ntitle: Two\nquestions:\n"
        "- {id: a, type: true_false, prompt: A., anser: true}\n```\n"
    )
    write(project / "course/two.md", text)
    assert found(project) == [
        "course/two.md:3: there is no bank 'sope'",
        "    hint: did you mean 'soap'?",
        "course/two.md:6: the bank 'soap' has no question 'fatt'",
        "    hint: did you mean 'fat'?",
        "course/two.md:10: this quiz names no bank and has no id",
        "    hint: name a bank, as in {quiz} m3-variation, or begin the body with 'id:'",
        "course/two.md:18: unknown key 'anser'",
        "    hint: did you mean 'answer'?",
    ]


def test_questions_and_ids_that_stand_twice(project: Path) -> None:
    quiz = "```{quiz}\nid: soap\ntitle: Two\n\n1. Two is more than one. {#more}\n   = true\n```\n"
    write(project / "course/two.md", f"# Two\n\n```{{quiz}} soap\n```\n\n{quiz}")
    assert [line for line in found(project) if "hint" not in line] == [
        "course/two.md:3: the question 'soap_fat' stands twice, first in 'one.md'",
        "course/two.md:6: the quiz id 'soap' is taken by 'soap.yml'",
    ]


def test_extensions_that_there_are_not(project: Path) -> None:
    config = "title: A\nparse:\n  myst_enable_extensions:\n    - colon_fens\n"
    write(project / "course/_config.yml", config)
    assert found(project)[0] == "course/_config.yml:3: unknown MyST extension 'colon_fens'"


def test_facts_that_are_no_list_or_stand_twice(project: Path) -> None:
    write(project / "course/facts.yml", "facts: []\n")
    assert found(project)[0] == "course/facts.yml:1: a register of facts is a list"
    fact = "- {id: a, text: one, meaning: m, source: s, year: 2009, used: [one]}\n"
    write(project / "course/facts.yml", fact * 2)
    assert found(project)[0] == "course/facts.yml:2: the fact 'a' stands twice"


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(MUTATED), st.lists(MUTATIONS, min_size=1, max_size=4))
def test_no_mutation_of_a_source_is_a_riddle(
    name: str, mutations: list[tuple[str, int, object]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        lay(BASE, MANY, root := Path(folder) / "project")
        for mutation in mutations:
            write(root / name, mutated((root / name).read_bytes(), mutation))
        for problem in check_course(Project(root), TODAY).problems:
            lines = (root / problem.path).read_bytes().count(b"\n") + 1 if problem.line else 0
            assert 0 <= problem.line <= lines


# What course.yml switches off.


def with_checks(project: Path, checks: str) -> list[str]:
    course = 'id: hands\ntitle: Clean hands\nversion: "1"\nchecks:\n'
    write(project / "course/course.yml", course + checks)
    write(project / "course/two.md", JUMP)
    return found(project)


def test_checks_that_are_off(project: Path) -> None:
    assert with_checks(project, "  off: [W04]\n") == []
    assert with_checks(project, "  files: {course/two.md: [W04]}\n") == []
    assert with_checks(project, "  files: {course/one.md: [W04]}\n") != []


def test_unknown_names_are_refused(project: Path) -> None:
    assert with_checks(project, "  off: [W4]\n  files:\n    course/to.md: [W04, W99]\n") == [
        "course/course.yml:5: there is no check 'W4'",
        f"    hint: they are W01 to {CHECKS[-1].number}: see docs/authoring.md",
        "course/course.yml:7: there is no check 'W99'",
        f"    hint: they are W01 to {CHECKS[-1].number}: see docs/authoring.md",
        "course/course.yml:7: there is no file 'course/to.md'",
        "    hint: did you mean 'course/two.md'?",
    ]


# The command.


def test_warnings_alone_do_not_fail(project: Path) -> None:
    write(project / "course/two.md", JUMP)
    result = run(project)
    assert (result.exit_code, result.stdout) == (0, "checked: 0 errors, 1 warning\n")
    assert "course/two.md:3: warning W04: level 3 comes below level 1" in result.stderr
    assert run(project, "--strict").exit_code == 1
    assert not (project / "build").exists()


def test_json_for_machines(project: Path) -> None:
    write(project / "course/two.md", JUMP)
    facts = json.loads(run(project, "--json").stdout)
    assert facts["problems"] == [
        {
            "path": "course/two.md",
            "line": 3,
            "message": "level 3 comes below level 1",
            "hint": "write ## Rinse",
            "level": "warning",
            "number": "W04",
        }
    ]
    assert facts["chapters"][1] == {
        "chapter": "one", "words": 1, "figures": 0, "facts": 0, "questions": 1, "minutes": 1,
        "said": 3,
    }  # fmt: skip
    assert facts["coverage"]["levels"] == {"LO1.1": {"–": 1}}
    assert (facts["coverage"]["types"], facts["coverage"]["untested"]) == ({"true_false": 1}, [])


def test_the_table_has_every_chapter_and_the_sum(project: Path) -> None:
    words = " ".join(["soap"] * 398)
    write(project / "course/two.md", f"# Two\n\n```\nnot counted\n```\n\n{words} `and` *more*\n")
    rows = [line.split() for line in run(project, "--table").stdout.splitlines()]
    assert rows[1:5] == [
        ["index", "2", "0", "0", "0", "1", "–"],
        ["one", "1", "0", "0", "1", "1", "3"],
        ["two", "401", "0", "0", "0", "2", "–"],
        ["all", "404", "0", "0", "1", "4", "3"],
    ]


def test_the_table_counts_figures_facts_and_what_questions_test(project: Path) -> None:
    fact = "- {id: a, text: One, meaning: m, source: ours, year: , used: [one]}\n"
    write(project / "course/facts.yml", fact)
    page = (project / "course/one.md").read_text().replace("LO1.1: say why", "LO1.2: say how")
    write(project / "course/one.md", page + "\n```{figure} soap.png\n:alt: A bar\nSoap.\n```\n")
    write(project / "course/soap.png", b"")
    shown = run(project, "--table").stdout
    rows = [line.split() for line in shown.splitlines()]
    assert ["one", "2", "1", "1", "1", "1", "3"] in rows
    assert ["true_false", "1"] in rows
    assert ["LO1.1", "1", *"0000001"] in rows and ["LO1.2", *"00000000"] in rows
    assert "outcomes that no question tests: LO1.2\nfacts: 1, of them unverified: 0" in shown


def test_there_is_no_course_to_check(tmp_path: Path) -> None:
    result = run(tmp_path)
    assert (result.exit_code, result.stdout) == (1, "checked: 1 error, 0 warnings\n")
    assert "there is no course here" in result.stderr


def test_the_real_course_has_no_errors_and_no_warnings() -> None:
    assert found(ROOT) == []
