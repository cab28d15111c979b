"""Chromium, a web server, packages unzipped, and windows whose noise and requests are watched."""

from __future__ import annotations

import contextlib
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import copy_project
from filelock import FileLock, Timeout
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

from builder.questions import QUESTION_TYPES
from builder.verify.play.browser import FLAGS

from .chromium import executable
from .learner import Launch
from .runs import Run, perfect_run
from .server import QUICK, Memory, Site
from .window import Watched

HERE = Path(__file__).parent
STATES = HERE.parent / "courses" / "states"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    expect.set_options(timeout=QUICK * 1000)
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    with Site().running() as running:
        yield running


@pytest.fixture
def browse(chromium: Browser, site: Site) -> Iterator[Callable[..., Watched]]:
    """Opens browsers with settings of a test's choice. Afterwards, none may have asked another
    host for anything, nor have had anything to complain of."""
    opened: list[Watched] = []

    def open_one(loud: bool = False, **settings: object) -> Watched:
        watched = Watched(chromium, site.origin, settings)
        opened.append(watched)
        watched.loud = loud
        return watched

    yield open_one
    for watched in opened:
        watched.context.close()
    for watched in opened:
        assert watched.strangers == []
        assert watched.loud or watched.noise == []


@pytest.fixture(scope="session")
def unzip(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, str], Path]:
    """The folder of a built project's package, by the module and format in its name."""
    folders: dict[Path, Path] = {}

    def unpack(project: Path, name: str) -> Path:
        (path,) = (project / "build" / "packages").glob(f"*-{name}.zip")
        if path not in folders:
            folders[path] = tmp_path_factory.mktemp(path.stem)
            with zipfile.ZipFile(path) as archive:
                archive.extractall(folders[path])
        return folders[path]

    return unpack


@pytest.fixture(scope="session")
def book(real: Path) -> Path:
    return real / "build" / "html"


@pytest.fixture(scope="session")
def package(real: Path, unzip: Callable[[Path, str], Path]) -> Callable[[str], Path]:
    """Module 3 in the format of an API version."""
    names = {"1.2": "m3-en-scorm12", "2004": "m3-en-scorm2004-4th"}
    return lambda version: unzip(real, names[version])


@pytest.fixture(scope="session")
def welsh(shared: Callable[[str, Path], Path]) -> Path:
    """The small course in Welsh of `cy`, built."""
    return shared("welsh course", HERE / "cy")


@pytest.fixture(scope="session")
def small_package(welsh: Path, unzip: Callable[[Path, str], Path]) -> Path:
    """A package that loads at once, for what is the same in all."""
    return unzip(welsh, "un-cy-scorm12")


@pytest.fixture
def launch(
    browse: Callable[..., Watched], site: Site, package: Callable[[str], Path]
) -> Callable[..., Launch]:
    """Opens Module 3 from an LMS."""

    def launched(version: str, watched: Watched | None = None, **options: object) -> Launch:
        return Launch(watched or browse(), site, package(version), version, **options)

    return launched


@pytest.fixture
def relaunch(launch: Callable[..., Launch]) -> Callable[..., Launch]:
    """Opens Module 3 again with what an LMS kept of an earlier visit."""
    return lambda version, data, **options: launch(version, memory=Memory(data), **options)


@pytest.fixture(scope="session")
def perfect(
    real: Path, chromium: Browser, site: Site, package: Callable[[str], Path]
) -> Callable[[str], Run]:
    """Module 3 with everything read and answered right; one run for all workers."""

    def record(version: str) -> None:
        watched = Watched(chromium, site.origin, {})
        found = perfect_run(Launch(watched, site, package(version), version))
        watched.context.close()
        assert watched.noise == [] and watched.strangers == []
        kept(version).write_text(json.dumps(found), "utf-8")

    def kept(version: str) -> Path:
        return real.parent / f"perfect-{version}.json"

    def run(version: str) -> Run:
        # While another worker records this version, there is time for the other one.
        for each in sorted(("1.2", "2004"), key=lambda other: other != version):
            with contextlib.suppress(Timeout), FileLock(f"{kept(each)}.lock", timeout=0):
                if not kept(each).exists():
                    record(each)
                break
        with FileLock(f"{kept(version)}.lock"):
            if not kept(version).exists():
                record(version)
        recorded: dict[str, Any] = json.loads(kept(version).read_text("utf-8"))
        return recorded

    return run


@pytest.fixture(scope="session")
def every_state(
    shared: Callable[[str, Path], Path], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The small course of `tests/courses/states` with a question of every type, built."""
    source = copy_project(STATES, tmp_path_factory.mktemp("states"))
    examples = [type_.example.strip() for type_ in QUESTION_TYPES.values()]
    entries = ["  - " + example.replace("\n", "\n    ") for example in examples]
    head = "title: Every type\nkind: module\ntries: 2\nquestions:\n"
    (source / "quizzes" / "every.yml").write_text(head + "\n".join(entries) + "\n", "utf-8")
    return shared("every state", source)


@pytest.fixture(scope="session")
def states_packages(every_state: Path, unzip: Callable[[Path, str], Path]) -> Callable[[str], Path]:
    """The same as a package in the format of an API version."""
    names = {"1.2": "all-en-scorm12", "2004": "all-en-scorm2004-4th"}
    return lambda version: unzip(every_state, names[version])
