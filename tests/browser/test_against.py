"""`mooc verify --against`: each verdict is checked by going on in the new package with old work."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import MINI, copy_project

from builder.pipeline import Wanted, build_course
from builder.project import Project
from builder.verify.against import Replacement, compare_packages
from builder.verify.play.resume import Resumed, resume_pairs

MODULE, ROUTE = "mini-one-en-scorm12.zip", "mini-walk-en-scorm12.zip"
BANK = "quizzes/one-check.yml"
WANTED = Wanted(formats=("scorm12",), plans=("module", "walk"))
NEW_QUESTION = """  - id: mean
    type: single
    prompt: Is it the mean?
    options:
      - {id: yes_, text: It is., correct: true}
      - {id: no_, text: It isn't.}
"""


class Versions:
    """One course, built again after each change. Its route has the page with the quiz."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.project = Project(folder / "project")
        self.build("old", BANK, "", "")

    def build(self, name: str, file: str, was: str, now: str) -> None:
        root = copy_project(MINI, self.project.root)
        (root / BANK).touch()  # else what was put back looks older than it is
        for path, old, new in (
            ("course/course.yml", "one/index]", "one/Měření]"),
            (file, was, now),
        ):
            text = (root / path).read_text("utf-8")
            (root / path).write_text(text.replace(old, new, 1), "utf-8")
            assert old in text or path != file
        shutil.rmtree(self.project.build_dir / "packages", ignore_errors=True)
        build_course(self.project, WANTED)
        shutil.copytree(self.project.build_dir / "packages", self.folder / name, dirs_exist_ok=True)

    def change(
        self, file: str, was: str, now: str, old: str = MODULE, new: str = ""
    ) -> tuple[Replacement, list[Resumed]]:
        self.build("new", file, was, now)
        before, after = self.folder / "old" / old, self.folder / "new" / (new or old)
        return compare_packages(before, after), resume_pairs({after: before}, 60)[after]


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Versions]:
    yield Versions(tmp_path_factory.mktemp("versions"))


Change = Callable[..., tuple[Replacement, list[Resumed]]]


@pytest.fixture
def change(versions: Versions) -> Change:
    return versions.change


def words(found: Replacement, weight: str) -> str:
    return "\n".join(f"{c.where}: {c.message}" for c in found.changes if c.weight == weight)


ALL = {"one_check_limit", "one_check_number", "one_check_think"}


def test_a_typo_is_mended(change: Change) -> None:
    found, [resumed] = change(BANK, "Where is the limit?", "Where is the *upper* limit?")
    assert found.verdict == "safe"
    assert set(found.fates.values()) == {"kept"}
    assert not found.score_can_change
    assert words(found, "learner") == ""
    assert "its prompt changed" in words(found, "harmless")
    assert set(resumed.answers) == set(resumed.kept) == ALL
    assert resumed.before == resumed.after


def test_a_question_is_added(change: Change) -> None:
    found, [resumed] = change(BANK, "  - id: number\n", NEW_QUESTION + "  - id: number\n")
    assert found.verdict == "safe"
    assert found.score_can_change
    assert "one_check_mean is new" in words(found, "learner")
    assert set(resumed.kept) == ALL
    assert resumed.before == resumed.after  # never below the best


def test_a_question_is_taken_out(change: Change) -> None:
    number = "  - id: number\n    type: numeric\n    prompt: What is $2 + 2$?\n    answer: 4\n"
    found, [resumed] = change(BANK, number, "")
    assert found.verdict == "safe"
    assert found.score_can_change
    assert found.fates["one_check_number"] == "forgotten"
    assert "one_check_number is gone" in words(found, "learner")
    assert resumed.lost == ("one_check_number",)


def test_pages_change_places(change: Change) -> None:
    order = "[two/index, one/Měření]", "[one/Měření, two/index]"
    found, [resumed] = change("course/course.yml", *order, ROUTE)
    assert found.verdict == "safe"
    assert "pages stand in another order" in words(found, "harmless")
    assert set(resumed.kept) == ALL


def test_an_option_is_added(change: Change) -> None:
    option = "      - {id: on, text: On the mean., feedback: No.}\n"
    more = option + "      - {id: below, text: Below the mean., feedback: No.}\n"
    found, [resumed] = change(BANK, option, more)
    assert found.verdict == "safe"
    assert found.fates["one_check_limit"] == "forgotten"
    assert "options or parts changed" in words(found, "learner")
    assert resumed.lost == ("one_check_limit",)
    assert resumed.before == resumed.after


def test_a_module_has_another_id(change: Change) -> None:
    renamed = MODULE.replace("one", "first")
    found, resumed = change("course/one/index.md", "id: one,", "id: first,", MODULE, renamed)
    assert found.verdict == "structural"
    assert "'ITEM-one' is gone" in words(found, "structural")
    assert resumed == []  # no SCO is in both: a platform starts it from nothing


def test_a_question_has_another_id(change: Change) -> None:
    found, [resumed] = change(BANK, "id: limit", "id: bound")
    assert found.verdict == "structural"
    assert "is now one_check_bound" in words(found, "structural")
    assert resumed.lost == ("one_check_limit",)
