"""The preview without a browser: what makes it build, what it answers, what it tells."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import nbformat
import pytest
from click.testing import CliRunner

import builder.preview.preview as module
from builder.cli import main
from builder.pipeline import Wanted, build_course
from builder.preview.excerpts import Line, excerpt
from builder.preview.pages.events import status
from builder.preview.preview import Preview
from builder.preview.server import open_socket, serving
from builder.preview.watching import Watch
from builder.problems import Problem
from builder.project import Project

LONG = 60  # seconds in which anything ends


@pytest.fixture
def preview(mini_project: Project) -> Iterator[Preview]:
    made = Preview(mini_project.root)
    yield made
    made.close()


@contextmanager
def served(preview: Preview) -> Iterator[Callable[..., tuple[int, bytes]]]:
    """Asks the server for an address."""
    with serving(preview, open_socket(0)) as origin:

        def get(path: str, **headers: str) -> tuple[int, bytes]:
            request = urllib.request.Request(origin + quote(path, safe="/?=&%"))
            for name, value in headers.items():
                request.add_header(name.replace("_", "-"), value)
            try:
                with urllib.request.urlopen(request, timeout=LONG) as answer:
                    return answer.status, answer.read()
            except urllib.error.HTTPError as refused:
                return refused.code, refused.read()

        get.origin = origin  # type: ignore[attr-defined]
        yield get


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


# What makes it build.


def test_each_kind_of_source_makes_it_build_once(mini_project: Project) -> None:
    root, course = mini_project.root, mini_project.course_dir
    builds: list[int] = []
    watch = Watch(root, lambda: builds.append(1))
    assert watch.build_if_changed() and not watch.build_if_changed()

    def atomically(path: Path, text: str) -> None:
        beside = path.with_name(path.name + "~")
        beside.write_text(text, "utf-8")
        os.replace(beside, path)

    changes: dict[str, Callable[[], object]] = {
        "chapter": lambda: change(course / "index.md", "Begin", "Start"),
        "atomic save": lambda: atomically(course / "index.md", "# Another\n"),
        "bank": lambda: change(root / "quizzes" / "one-check.yml", "Where", "And where"),
        "new bank": lambda: (root / "quizzes" / "new.yml").write_text("title: New\n"),
        "image": lambda: (course / "pictures" / "Tŷ-Bŵl.svg").write_text("<svg/>"),
        "toc": lambda: change(course / "_toc.yml", "caption: Two", "caption: Second"),
        "config": lambda: change(course / "_config.yml", "Nobody", "Somebody"),
        "course": lambda: change(course / "course.yml", "1.10", "1.11"),
        "new chapter": lambda: (course / "two" / "next.md").write_text("# Next\n"),
        "renamed": lambda: (course / "words.md").rename(course / "terms.md"),
        "deleted": lambda: (course / "unused.md").unlink(),
        "new template": lambda: (root / "scorm_templates" / "runtime").mkdir(parents=True),
        "a style": lambda: (root / "scorm_templates" / "runtime" / "x.css").write_text("p {}"),
    }
    for name, act in changes.items():
        before = len(builds)
        act()
        assert watch.build_if_changed() == (name != "new template"), name
        assert not watch.build_if_changed(), name
        assert len(builds) - before == (name != "new template"), name


def test_what_editors_write_for_themselves_makes_it_build_nothing(mini_project: Project) -> None:
    watch = Watch(mini_project.root, lambda: None)
    watch.build_if_changed()
    for name in (".index.md.swp", "index.md~", "#index.md#", ".~lock.index.md#", "x.tmp"):
        (mini_project.course_dir / name).write_text("x")
    (mini_project.course_dir / ".ipynb_checkpoints").mkdir()
    (mini_project.course_dir / ".ipynb_checkpoints" / "a-checkpoint.ipynb").write_text("{}")
    assert not watch.build_if_changed()


def test_a_notebook_that_writes_a_file_in_each_run_ends(mini_project: Project) -> None:
    builds: list[int] = []

    def build() -> None:
        builds.append(1)
        (mini_project.course_dir / "written.csv").write_text("x" * len(builds))

    watch = Watch(mini_project.root, build)
    while watch.build_if_changed():
        assert len(builds) < 4
    change(mini_project.course_dir / "index.md", "Begin", "Start")
    assert watch.build_if_changed()


def test_a_save_reaches_the_open_page(preview: Preview) -> None:
    """Watcher, build, news and page, as they run."""
    stop = threading.Event()
    watch = Watch(preview.root, lambda: preview.build() and None)
    watch.build_if_changed()
    loaded = preview.shown.changed_at("two/index.html")
    running = threading.Thread(target=watch.run, args=(lambda: None, stop))
    running.start()
    try:
        with served(preview) as get:
            events = urllib.request.urlopen(
                f"{get.origin}_preview/events?page=two/index.html",  # type: ignore[attr-defined]
                timeout=LONG,
            )
            change(preview.root / "course" / "two" / "index.md", "No quiz here", "Fresh words")
            told = (json.loads(line[6:]) for line in events if line.startswith(b"data: "))
            assert next(news for news in told if news["changed"] > loaded)["problems"] == []
            status_, page = get("two/index.html")
            assert status_ == 200 and b"Fresh words" in page
            assert b"_preview/static/bar.js" in page
            events.close()
    finally:
        stop.set()
        running.join()


# What it tells.


def test_a_problem_is_told_with_its_lines_and_the_last_good_page_stays(preview: Preview) -> None:
    chapter = preview.root / "course" / "two" / "index.md"
    assert preview.build()
    good = (preview.shown.folder / "two" / "index.html").read_bytes()
    change(chapter, "No quiz here", "{nonsense}`x` here")
    for _ in range(2):  # it doesn't go by itself
        assert not preview.build()
        (problem,) = status(preview, "two/index.html")["problems"]
    assert problem["place"] == "course/two/index.md:6"
    assert problem["message"] == "unknown role 'nonsense'" and problem["hint"]
    assert [line["number"] for line in problem["lines"] if line["here"]] == [6]
    assert "{nonsense}" in problem["lines"][2]["text"]
    assert (preview.shown.folder / "two" / "index.html").read_bytes() == good
    change(chapter, "{nonsense}`x`", "Nothing")
    assert preview.build() and status(preview, "")["problems"] == []


def test_a_first_build_that_fails_is_served_too(preview: Preview) -> None:
    toc = preview.root / "course" / "_toc.yml"
    right = toc.read_text()
    toc.write_text("format: jb-book\nroot: index\nparts: [\n")
    with served(preview) as get:
        assert not preview.build()
        assert get("")[0] == 503 and b"Not built yet" in get("")[1]
        assert get("_preview/packages") == (200, b"[]")
        assert preview.problems[0].path == Path("course/_toc.yml")
        toc.write_text(right)
        assert preview.build()
        assert get("")[0] == 200
        assert get("gone.html")[0] == 404 and b"No such page" in get("gone.html")[1]


def test_what_no_package_can_have_is_told_when_there_is_time(preview: Preview) -> None:
    course = preview.root / "course" / "course.yml"
    change(course, "licence:", "completion: {quizzes: [no]}\nlicence:")
    assert preview.build() and preview.problems == ()
    assert preview.check_packages() and not preview.check_packages()
    assert "there is no quiz 'no'" in preview.problems[0].message
    before = status(preview, "")["changed"]
    change(course, "completion: {quizzes: [no]}\n", "")
    assert preview.build() and status(preview, "")["changed"] > before  # packages are played anew


def test_our_own_failure_is_no_end(preview: Preview, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(module, "load", lambda project: 1 / 0)
        assert not preview.build()
    assert "the toolkit itself failed: ZeroDivisionError" in preview.problems[0].message
    assert preview.build()


def test_the_lines_of_a_cell_are_shown_for_a_notebook(tmp_path: Path) -> None:
    cells = [nbformat.v4.new_markdown_cell("# A"), nbformat.v4.new_code_cell("a = 1\n1 / 0")]
    path = tmp_path / "n.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    whole = excerpt(Problem(path, 0, "cell 2 failed: ZeroDivisionError"), tmp_path)
    assert whole == [Line(1, "a = 1", False), Line(2, "1 / 0", False)]
    assert excerpt(Problem(path, 0, "cell 2, line 2: no"), tmp_path)[1].here
    for vague in (Problem(path, 0, "cell 9 failed"), Problem(tmp_path / "gone.md", 3, "what")):
        assert excerpt(vague, tmp_path) == []


# What it answers.


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({}, 200),
        ({"Host": "localhost:1"}, 200),
        ({"Sec_Fetch_Site": "same-origin"}, 200),
        ({"Host": "evil.example"}, 400),
        ({"Host": "127.0.0.1.evil.example"}, 400),
        ({"Sec_Fetch_Site": "cross-site"}, 403),
        ({"Sec_Fetch_Site": "same-site"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
    ],
)
def test_it_answers_only_its_own_pages(tmp_path: Path, headers: dict[str, str], code: int) -> None:
    with served(Preview(tmp_path)) as get:
        for address in ("_preview/static/bar.js", "_preview/packages"):
            assert get(address, **headers)[0] == code


def test_it_serves_nothing_from_elsewhere(preview: Preview) -> None:
    (preview.shown.folder).mkdir(parents=True)
    (preview.shown.folder.parent / "secret.txt").write_text("secret")
    with served(preview) as get:
        for address in ("../secret.txt", "%2e%2e/secret.txt", "/etc/passwd", "a/../../secret.txt"):
            assert get(address)[0] in (404, 503)
            assert get("_preview/static/" + address)[0] == 404


def test_packages_are_those_of_a_build_and_have_nothing_of_the_preview(preview: Preview) -> None:
    build_course(Project(preview.root), Wanted())
    assert preview.build()
    packages = sorted((preview.root / "build" / "packages").glob("*.zip"))
    with served(preview) as get:
        listed = json.loads(get("_preview/packages")[1])
        assert sum(len(package["formats"]) for package in listed) == len(packages)
        for package in listed:
            for format_ in (each["name"] for each in package["formats"]):
                (path,) = (
                    p for p in packages if p.name == f"mini-{package['id']}-en-{format_}.zip"
                )
                with zipfile.ZipFile(path) as archive:
                    for name in archive.namelist():
                        data = archive.read(name)
                        address = f"_preview/packages/{package['id']}/{format_}/{name}"
                        assert get(address) == (200, data)
                        assert b"_preview" not in data and b"MoocPreview" not in data
        assert get("_preview/packages/one/scorm12/no.html")[0] == 404
        assert get("_preview/packages/no/scorm12/index.html")[0] == 404
    pages = (preview.root / "build" / "html").rglob("*.html")
    assert not any("_preview" in page.read_text("utf-8") for page in pages)


# The command.


def test_the_command_ends_with_nothing_left_behind(mini_project: Project) -> None:
    command = [Path(sys.executable).with_name("mooc"), "preview", "--no-open", "--port", "0"]
    with subprocess.Popen(
        command, cwd=mini_project.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout
        lines = iter(running.stdout.readline, "")
        address = next(
            found[1] for line in lines if (found := re.search(r"http://\S+:(\d+)/", line))
        )
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=LONG)
    assert (running.returncode, err) == (0, "") and "preview ended" in out
    with socket.socket() as free:
        assert free.connect_ex(("127.0.0.1", int(address))) != 0
    assert not [*mini_project.build_dir.rglob("*.new")]
    assert [path.name for path in mini_project.build_dir.iterdir()] == [".cache"]


def test_a_port_that_is_taken_and_a_folder_without_a_course_are_told(tmp_path: Path) -> None:
    run = CliRunner().invoke
    nowhere = run(main, ["preview", "--project", str(tmp_path)])
    assert nowhere.exit_code == 1 and "there is no course here" in nowhere.output
    (tmp_path / "course").mkdir()
    with open_socket(0) as taken:
        number = str(taken.getsockname()[1])
        refused = run(main, ["preview", "--project", str(tmp_path), "--port", number])
    assert refused.exit_code == 2 and f"port {number} can't be used" in refused.output
