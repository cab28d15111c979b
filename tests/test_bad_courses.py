"""Every fault an author can make in a course is told, by the real command, with its place and a
way to mend it; what was built before stays as it was."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html
from mutations import MUTATIONS, mutated
from overlay import lay, write

from builder.cli import main
from builder.pipeline import load
from builder.problems import CourseError
from builder.project import Project

FOLDER = Path(__file__).with_name("bad_courses")
BASE = FOLDER / "base"
BAD_COURSES = sorted(FOLDER.glob("*.txt"))
UTF8 = "this file is not UTF-8 text\n    hint: save the file as UTF-8 in your editor"


def build(project: Path) -> Result:
    """`mooc build`; an exception that isn't an exit is a fault of ours and comes out."""
    return CliRunner().invoke(main, ["build", "--project", str(project)], catch_exceptions=False)


def failure(project: Path) -> list[str]:
    """The problems that a build tells, without the count of them."""
    result = build(project)
    assert result.exit_code == 1
    *lines, last = result.stderr.splitlines()
    assert last.startswith("not built: ")
    return lines


def outputs(project: Path) -> dict[str, bytes]:
    """Everything that a build makes for others, by name."""
    made = project / "build"
    files = [p for p in made.rglob("*") if p.is_file() and ".cache" not in p.parts]
    return {p.relative_to(made).as_posix(): p.read_bytes() for p in files}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A fresh base course."""
    lay(BASE, "", tmp_path / "project")
    return tmp_path / "project"


# [accept 57]
@pytest.mark.parametrize("path", BAD_COURSES, ids=lambda path: path.stem)
def test_a_bad_course_says_what_to_fix(path: Path, tmp_path: Path) -> None:
    expected = lay(BASE, path.read_text("utf-8"), tmp_path / "project")
    result = build(tmp_path / "project")
    assert result.stderr.splitlines() == expected
    failed = expected[-1].startswith("not built: ")
    assert result.exit_code == (1 if failed else 0)
    assert bool(outputs(tmp_path / "project")) != failed


def test_no_course_at_all(tmp_path: Path) -> None:
    assert failure(tmp_path) == [
        f"{tmp_path}: there is no course here",
        "    hint: run mooc in the folder that holds course/_config.yml, or name it with --project",
    ]


def test_a_jupyter_book_without_course_yml(project: Path) -> None:
    (project / "course" / "course.yml").unlink()
    assert failure(project) == [
        f"{project}/course/course.yml: this Jupyter Book has no course.yml yet",
        "    hint: 'mooc init' writes it",
    ]


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("course/two.md", "# Two\n\nTŷ, te\n", 3),
        ("course/course.yml", 'id: charts\ntitle: Tŷ\nversion: "1"\n', 2),
        ("course/_toc.yml", "format: jb-book\nroot: index\nparts:\n  - caption: Tŷ\n", 4),
        ("course/_config.yml", "title: Tŷ\n", 1),
        ("quizzes/signals.yml", "title: Tŷ\n", 1),
    ],
)
def test_a_file_that_is_not_utf8(project: Path, name: str, text: str, line: int) -> None:
    write(project / name, text.encode("iso8859-14"))
    assert "\n".join(failure(project)) == f"{name}:{line}: {UTF8}"


def test_a_character_that_nobody_sees(project: Path) -> None:
    write(project / "course" / "two.md", "# Two\n\nText\x0c.\n")
    assert failure(project) == [
        "course/two.md:3: the character U+000C can't stand here",
        "    hint: delete it (your editor may not show it)",
    ]


def test_links_that_lead_nowhere(project: Path) -> None:
    (project / "quizzes" / "gone.yml").symlink_to("nowhere.yml")
    (project / "quizzes" / "loop.yml").symlink_to("loop.yml")
    assert failure(project) == [
        "quizzes/gone.yml: can't be read: No such file or directory",
        "quizzes/loop.yml: can't be read: Too many levels of symbolic links",
    ]


def test_files_that_editors_leave_are_no_chapters(project: Path) -> None:
    (project / "course" / ".#two.md").symlink_to("nobody@nowhere")
    (project / "quizzes" / ".#signals.yml").symlink_to("nobody@nowhere")
    result = build(project)
    assert (result.exit_code, result.stderr) == (0, "")


TITLES = [
    "Tea & biscuits",
    "A < B > C",
    "\"Double\" and 'single'",
    "Ŵy a thŷ, ŵyr ŷd",
    "{{ braces }} 100 % $5 #3",
]


def test_titles_hold_any_character(project: Path) -> None:
    """In the book, the sidebar, the document and the manifest."""
    course = project / "course"
    quoted = ["'" + title.replace("'", "''") + "'" for title in TITLES]
    parts = "".join(
        f"  - caption: {title}\n    chapters: [{{file: c{n}}}]\n" for n, title in enumerate(quoted)
    )
    write(course / "_toc.yml", f"format: jb-book\nroot: index\nparts:\n{parts}")
    write(course / "course.yml", f"id: charts\ntitle: {quoted[0]}\nversion: {quoted[1]}\n")
    edit(project / "quizzes" / "signals.yml", "title: Signals", f"title: {quoted[2]}")
    for number, title in enumerate(TITLES):
        quiz = "\n```{quiz} signals\n```\n" if number == 2 else ""
        written = title.replace("<", "&lt;").replace("$", "&#36;")
        write(course / f"c{number}.md", f"# {written}\n{quiz}")
    result = build(project)
    assert (result.exit_code, result.stderr) == (0, "")
    for number, title in enumerate(TITLES):
        page = html.fromstring((project / f"build/html/c{number}.html").read_text("utf-8"))
        assert title in straight(page.xpath("string(//h1)"))
        assert title in page.xpath("string(//*[contains(@class, 'mooc-nav')])")
        for format_ in ("scorm12", "scorm2004-4th"):
            package = zipfile.ZipFile(project / f"build/packages/charts-c{number}-en-{format_}.zip")
            manifest = etree.fromstring(package.read("imsmanifest.xml"))
            titles = {str(t.text).strip() for t in manifest.iter("{*}title")}
            assert titles == {title}
            page = html.fromstring(package.read("index.html").decode())
            assert title in straight(page.xpath("string(//h1)"))


def straight(text: str) -> str:
    """Sphinx curls the quotes of text; those of captions stay as they are."""
    return text.translate(str.maketrans("“”‘’", "\"\"''"))


MUTATED = ["course.yml", "_toc.yml", "_config.yml", "one.md", "two.ipynb"]
NOTEBOOK = """{
 "cells": [{"cell_type": "markdown", "id": "a", "metadata": {}, "source": ["# Two"]}],
 "metadata": {"mooc": {"minutes": 5}},
 "nbformat": 4,
 "nbformat_minor": 5
}
"""


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(MUTATED), st.lists(MUTATIONS, min_size=1, max_size=4))
def test_no_mutation_of_a_course_is_a_riddle(
    name: str, mutations: list[tuple[str, int, object]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        lay(BASE, "", root := Path(folder) / "project")
        course = root / "course"
        (course / "two.md").unlink()
        write(course / "two.ipynb", NOTEBOOK)
        edit(course / "one.md", "# One", "---\nmodule: {id: one, hours: 2}\nminutes: 5\n---\n# One")
        for mutation in mutations:
            write(course / name, mutated((course / name).read_bytes(), mutation))
        try:
            load(Project(root))
        except CourseError as error:
            assert error.problems
            for problem in error.problems:
                lines = problem.path.read_bytes().count(b"\n") + 1 if problem.line else 0
                assert 0 <= problem.line <= lines


# A failed build must fail again, and leave what there was.

CHART = "```{chart} c\n:kind: run\n:data: numbers.csv\n:x: x\n:y: y\n:title: Numbers\n```"
# A file each, what makes it wrong, and what is told.
SPHINX_FAULTS = [
    ("course/a.md", "text", "{ref}`nowhere`", "course/a.md:3: there is no label 'nowhere'"),
    ("course/b.md", "text", "$\\nothing$", "course/b.md:3: unknown command '\\nothing'"),
    ("course/c.md", "text", "```{nota}\n```", "course/c.md:3: unknown directive 'nota'"),
    ("course/d.md", "text", CHART, "course/numbers.csv:2: 'y' is not a number: 'b'"),
    ("course/e.md", "text", "```{quiz} signal\n```", "course/e.md:3: there is no bank 'signal'"),
    ("course/two.md", "one.md", "none.md", "course/two.md:3: the link to 'none.md' leads nowhere"),
    (
        "quizzes/signals.yml",
        "A point",
        "A [point](none.md)",
        "quizzes/signals.yml:5: the link to 'none.md' leads nowhere",
    ),
    (
        "quizzes/signals.yml",
        "is a signal",
        "is a {nota}`signal`",
        "quizzes/signals.yml:5: unknown role 'nota'",
    ),
]


@pytest.mark.parametrize("processes", [1, 2])
def test_faults_are_told_until_they_are_mended(
    project: Path, monkeypatch: pytest.MonkeyPatch, processes: int
) -> None:
    """Sphinx warns only while it reads, and reads only what changed, in several processes."""
    monkeypatch.setattr("os.cpu_count", lambda: processes)
    add_chapters(project, "abcde")
    write(project / "course" / "numbers.csv", "x,y\n1,b\n")
    assert build(project).exit_code == 0
    before = outputs(project)
    for name, good, bad, _ in SPHINX_FAULTS:
        edit(project / name, good, bad)
    first = failure(project)
    told = [line for line in first if not line.startswith("    hint: ")]
    for told_line, (*_, message) in zip(told, sorted(SPHINX_FAULTS, key=place), strict=True):
        assert told_line.startswith(message)
    assert failure(project) == first
    assert outputs(project) == before
    for name, good, bad, _ in SPHINX_FAULTS:
        edit(project / name, bad, good)
    result = build(project)
    assert (result.exit_code, result.stderr) == (0, "")
    assert packages(outputs(project)) == packages(before)


def place(fault: tuple[str, ...]) -> str:
    return fault[3].partition(":")[0]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    write(path, text.replace(old, new, 1))


def add_chapters(project: Path, names: str) -> None:
    for name in names:
        write(project / f"course/{name}.md", f"# Chapter {name.upper()}\n\ntext\n")
    toc = project / "course" / "_toc.yml"
    write(toc, toc.read_text("utf-8") + "".join(f"      - file: {name}\n" for name in names))


def packages(made: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in made.items() if name.endswith(".zip")}


def test_warnings_are_told_again_too(project: Path) -> None:
    write(project / "course" / "chart.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    write(project / "course" / "two.md", "# Two\n\n```{image} chart.svg\n```\n")
    first, second = build(project), build(project)
    assert "course/two.md:3: warning: the image 'chart.svg' has no alt text" in first.stderr
    assert (second.exit_code, second.stderr) == (0, first.stderr)


def test_a_fault_found_before_sphinx_touches_nothing(project: Path) -> None:
    build(project)
    before = outputs(project)
    edit(project / "quizzes" / "signals.yml", "answer", "anser")
    assert failure(project)[0] == "quizzes/signals.yml:6: unknown key 'anser'"
    assert outputs(project) == before


def test_a_fault_found_after_sphinx_touches_nothing(project: Path) -> None:
    build(project)
    before = outputs(project)
    write(project / "course" / "two.md", "# Two, new\n\n<script>alert(1)</script>\n")
    assert failure(project)[0].startswith("course/two.md:3: a script stands in this page")
    assert outputs(project) == before
    write(project / "course" / "two.md", "# Two, new\n")
    assert build(project).exit_code == 0
    assert "Two, new" in (project / "build/html/two.html").read_text("utf-8")


def test_a_fault_in_the_last_template_touches_nothing(project: Path) -> None:
    build(project)
    before = outputs(project)
    write(project / "scorm_templates" / "sheet.html", "{% if %}")
    edit(project / "course" / "two.md", "Look", "Have a look")
    told = "scorm_templates:1: a template can't be used: Expected an expression"
    assert failure(project)[0].startswith(told)
    assert outputs(project) == before


# A build that is interrupted leaves what there was, and the next one is right.


def interrupt(*args: object, **kwargs: object) -> None:
    raise KeyboardInterrupt


STOPS = [
    pytest.param("myst_nb.sphinx_.Parser.parse", id="reading"),
    pytest.param("sphinx.environment.BuildEnvironment.get_and_resolve_doctree", id="writing"),
    pytest.param("sphinx.builders.html.StandaloneHTMLBuilder.finish", id="finishing"),
    pytest.param("builder.pipeline.make_scos", id="rewriting"),
    pytest.param("builder.contents.manifest_xml", id="manifest"),
    pytest.param("zipfile.ZipFile.writestr", id="zipping"),
]


@pytest.mark.parametrize("place", STOPS)
def test_an_interrupted_build_leaves_the_last_good_one(
    project: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    build(project)
    before = outputs(project)
    edit(project / "quizzes" / "signals.yml", "on the mean", "below the limit")
    with monkeypatch.context() as patch:
        patch.setattr(place, interrupt)
        assert build(project).exit_code == 130
    assert outputs(project) == before
    result = build(project)
    assert (result.exit_code, result.stderr) == (0, "")
    made = outputs(project)
    assert made.keys() == before.keys()
    assert b"below the limit" in made["html/one.html"]
    assert (
        made["packages/charts-one-en-scorm12.zip"] != before["packages/charts-one-en-scorm12.zip"]
    )


def test_a_book_is_never_half_replaced(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(project)
    before = books(outputs(project))
    edit(project / "quizzes" / "signals.yml", "on the mean", "below the limit")

    def stop_after_one_file(source: Path, target: Path, **kwargs: object) -> None:
        target.mkdir()
        shutil.copy(source / "one.html", target)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("shutil.copytree", stop_after_one_file)
        assert build(project).exit_code == 130
    assert books(outputs(project)) == before
    assert build(project).exit_code == 0
    made = outputs(project)
    assert b"below the limit" in made["html/one.html"] and books(made).keys() == before.keys()
    assert not [name for name in made if not name.startswith(("html/", "packages/", "report."))]


def books(made: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in made.items() if name.startswith("html/")}


KILLED = """
import os, sys
from click.testing import CliRunner
from sphinx.environment import BuildEnvironment
from builder.cli import main
BuildEnvironment.get_and_resolve_doctree = lambda *args, **kwargs: os._exit(9)
CliRunner().invoke(main, ["build", "--project", sys.argv[1]])
"""


def test_a_build_that_was_killed_while_it_wrote_is_done_again(project: Path) -> None:
    """Sphinx had read the new bank: its notes of that must not hide that no page was written."""
    build(project)
    before = outputs(project)
    edit(project / "quizzes" / "signals.yml", "on the mean", "below the limit")
    killed = subprocess.run([sys.executable, "-c", KILLED, str(project)], timeout=60)
    assert killed.returncode == 9
    assert outputs(project) == before
    assert build(project).exit_code == 0
    assert b"below the limit" in outputs(project)["html/one.html"]
