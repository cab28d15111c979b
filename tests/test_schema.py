"""The JSON Schemas take what the loaders take, and refuse what they refuse."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from builder.chapters import read_front
from builder.cli import main
from builder.jsonschemas import MAKERS, json_schema
from builder.yamlfile import read_yaml

ROOT = Path(__file__).parent.parent
TESTS = Path(__file__).parent
VALIDATORS = {name: Draft202012Validator(json_schema(name)) for name in MAKERS}
COURSE_FILES = [ROOT / "course/course.yml", *sorted(TESTS.glob("courses/*/course/course.yml"))]
BANKS = [*sorted(ROOT.glob("quizzes/*.yml")), *sorted(TESTS.glob("courses/*/quizzes/*.yml"))]
CHAPTERS = [p for p in sorted(ROOT.glob("course/**/*")) if p.suffix in (".md", ".ipynb")]
FACTS: list[dict[str, Any]] = [
    {"id": "m2-a", "text": "one in four", "meaning": "…", "source": "ref-a", "year": 2019,
     "used": ["m2/a"]},
]  # fmt: skip


def faults(name: str, data: Any) -> list[str]:
    return [error.message for error in VALIDATORS[name].iter_errors(data)]


@pytest.mark.parametrize("name", MAKERS)
def test_a_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(json_schema(name))


def test_real_files_pass() -> None:
    assert len(BANKS) > 12 and len(CHAPTERS) > 20
    for path in COURSE_FILES:
        assert not faults("course", read_yaml(path).data), path
    for path in BANKS:
        assert not faults("bank", read_yaml(path).data), path
    for path in CHAPTERS:
        assert not faults("chapter", read_front(path)[1].data or {}), path
    register = ROOT / "course/facts.yml"
    assert not faults("facts", read_yaml(register).data if register.exists() else FACTS)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("course", {"id": "a", "title": "A"}),
        ("course", {"id": "a", "title": "A", "version": 1.2}),
        ("course", {"id": "a", "title": "A", "version": "1", "pass_marks": 0.5}),
        ("course", {"id": "a", "title": "A", "version": "1", "plans": [3]}),
        ("bank", {"title": "A", "questions": []}),
        ("bank", {"title": "A", "questions": [{"id": "a", "type": "singel", "prompt": "?"}]}),
        (
            "bank",
            {
                "title": "A",
                "questions": [
                    {"id": "a", "type": "true_false", "prompt": "?", "answer": True, "gaps": {}}
                ],
            },
        ),
        ("chapter", {"minutes": "ten"}),
        ("chapter", {"module": True}),
        ("facts", [{**FACTS[0], "year": "2019"}]),
        ("facts", [{**FACTS[0], "sources": "ref-a"}]),
    ],
)
def test_a_wrong_file_fails(name: str, data: Any) -> None:
    assert faults(name, data)


@pytest.mark.parametrize("written", [{"module": False}, {"module": {"hours": 2}}, {"kernel": 1}])
def test_front_matter_that_is_right(written: dict[str, Any]) -> None:
    assert not faults("chapter", written)


@pytest.mark.parametrize(
    "written",
    [{"plans": ["module"]}, {"plans": [{"plan": "course"}]}, {"certificate": "completion"}],
)
def test_words_that_stand_for_entries(written: dict[str, Any]) -> None:
    assert not faults("course", {"id": "a", "title": "A", "version": "1", **written})


def test_the_command_prints_one_and_writes_all(tmp_path: Path) -> None:
    printed = CliRunner().invoke(main, ["schema", "bank"])
    assert json.loads(printed.stdout) == json_schema("bank")
    written = CliRunner().invoke(main, ["schema", "--out", str(tmp_path / "new")])
    assert len(written.stdout.splitlines()) == len(MAKERS)
    for name in MAKERS:
        assert json.loads((tmp_path / "new" / f"{name}.json").read_text()) == json_schema(name)


@pytest.mark.parametrize("arguments", [[], ["banks"], ["bank", "--out", "x"]])
def test_what_the_command_does_not_understand(arguments: list[str]) -> None:
    assert CliRunner().invoke(main, ["schema", *arguments]).exit_code == 2
