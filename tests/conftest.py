"""Courses that many tests share, each built once for all workers."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from builder.pipeline import Wanted, build_course
from builder.project import Project

ROOT = Path(__file__).parent.parent
MINI = Path(__file__).with_name("courses") / "mini"

Built = Path  # a project's folder, with build/ in it


def copy_project(source: Path, target: Path) -> Path:
    """A project's sources without what was built of them."""
    for name in ("course", "quizzes"):
        shutil.copytree(source / name, target / name, dirs_exist_ok=True)
    return target


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Path], Built]:
    """Builds a project once in a folder that all workers of a run share."""
    base = tmp_path_factory.getbasetemp()
    folder = base if base.name.startswith("pytest-") else base.parent

    def build(name: str, source: Path) -> Built:
        target = folder / name
        with FileLock(folder / f"{name}.lock"):
            if not (target / "build" / "report.json").exists():
                build_course(Project(copy_project(source, target)), Wanted())
        return target

    return build


@pytest.fixture(scope="session")
def mini(shared: Callable[[str, Path], Built]) -> Built:
    """The small course of `tests/courses/mini`, built."""
    return shared("mini", MINI)


@pytest.fixture(scope="session")
def real(shared: Callable[[str, Path], Built]) -> Built:
    """The course that this project ships, built."""
    return shared("real course", ROOT)


@pytest.fixture
def mini_project(tmp_path: Path) -> Iterator[Project]:
    """A fresh copy of the small course that a test may change."""
    yield Project(copy_project(MINI, tmp_path / "project"))


def report_of(project: Path) -> dict[str, object]:
    data: dict[str, object] = json.loads((project / "build" / "report.json").read_text("utf-8"))
    return data


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-golden", action="store_true", help="write golden files anew")
