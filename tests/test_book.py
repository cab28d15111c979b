"""The book: what a change re-makes, and that nothing in it comes from another host."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import MINI, copy_project
from lxml import html
from sphinx.errors import SphinxParallelError

from builder.banks import make_bank
from builder.book import Book, build_book, publish_book
from builder.book.crash import problem_of_crash
from builder.book.kernel import make_results_cache
from builder.book.maths import to_mathml
from builder.course import load_course
from builder.problems import CourseError
from builder.project import Project
from builder.yamlfile import parse_yaml

LOADING = "//script/@src | //link/@href | //img/@src | //iframe/@src | //source/@src"


def build(project: Project) -> Book:
    """Build a project's book and publish it."""
    course = load_course(project)
    book = build_book(course)
    publish_book(course, book)
    return book


def stamps(project: Project) -> dict[str, int]:
    """When each page was last written."""
    pages = project.build_dir / ".cache" / "pages"
    return {p.relative_to(pages).as_posix(): p.stat().st_mtime_ns for p in pages.rglob("*.json")}


HOME = {"index.json"}  # Sphinx writes it whenever a page listed in its toc changes


def written(project: Project) -> set[str]:
    """The pages that a build of the project writes now."""
    before = stamps(project)
    build(project)
    return {name for name, stamp in stamps(project).items() if before.get(name) != stamp}


@pytest.fixture
def built(mini_project: Project) -> Project:
    build(mini_project)
    return mini_project


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_an_unchanged_course_writes_nothing(built: Project) -> None:
    assert written(built) == set()


def test_an_edited_bank_remakes_only_the_chapters_that_embed_it(built: Project) -> None:
    edit(built.root / "quizzes" / "one-check.yml", "Where is the limit?", "Where does it lie?")
    assert written(built) - HOME == {"one/Měření.json"}
    assert "Where does it lie?" in (built.build_dir / "html/one/Měření.html").read_text("utf-8")


def test_an_edited_chapter_remakes_only_itself(built: Project) -> None:
    edit(built.course_dir / "two" / "index.md", "No quiz here.", "No quiz at all.")
    assert written(built) - HOME == {"two/index.json"}


def test_a_new_title_remakes_every_page_for_sidebars_show_it(built: Project) -> None:
    edit(built.course_dir / "two" / "index.md", "# Two", "# The second")
    assert len(written(built)) == len(stamps(built))


def test_a_renamed_chapter_leaves_no_page_behind(built: Project) -> None:
    folder = built.course_dir
    (folder / "two" / "index.md").rename(folder / "two" / "begin.md")
    for path in (*folder.glob("*.yml"), *folder.rglob("*.md")):
        text = path.read_text("utf-8")
        path.write_text(text.replace("two/index", "two/begin"), "utf-8")
    build(built)
    html = built.build_dir / "html" / "two"
    assert (html / "begin.html").exists() and not (html / "index.html").exists()


def test_a_failed_build_leaves_the_last_good_book(built: Project) -> None:
    page = built.build_dir / "html" / "two" / "index.html"
    before = page.read_bytes()
    edit(built.course_dir / "two" / "index.md", "No quiz here.", "See [nothing](#nowhere).")
    for _ in range(2):  # Sphinx warns only while it reads: the second run must say so again
        with pytest.raises(CourseError, match="nowhere"):
            build(built)
        assert page.read_bytes() == before


@pytest.mark.parametrize("name", ["mini", "real"])
def test_no_page_loads_anything_from_another_host(
    name: str, request: pytest.FixtureRequest
) -> None:
    pages = list((request.getfixturevalue(name) / "build" / "html").rglob("*.html"))
    assert pages
    for path in pages:
        page = html.fromstring(path.read_bytes())
        assert not [href for href in page.xpath(LOADING) if re.match(r"(https?:)?//", href)], path


def test_no_key_alone_is_a_shortcut(mini: Path) -> None:
    options = (mini / "build" / "html" / "_static" / "documentation_options.js").read_text("utf-8")
    assert "ENABLE_SEARCH_SHORTCUTS: false" in options
    assert "NAVIGATION_WITH_KEYS: false" in options


def test_no_source_maps_and_no_sources(real: Path) -> None:
    files = list((real / "build" / "html").rglob("*"))
    assert not [path for path in files if path.suffix == ".map" or "_sources" in path.parts]


def test_plain_jupyter_book_builds_the_course_too(tmp_path: Path) -> None:
    project = copy_project(MINI, tmp_path)
    command = [
        str(Path(sys.executable).with_name("jupyter-book")),
        "build",
        str(project / "course"),
    ]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    folder = project / "course" / "_build" / "html"
    page = (folder / "one" / "Měření.html").read_text("utf-8")
    assert 'data-quiz="one-check"' in page and "_static/mooc.js" in page
    assert (folder / "_static" / "mooc.js").exists()


def test_plain_jupyter_book_shows_a_bank_s_problem_at_the_bank(tmp_path: Path) -> None:
    project = copy_project(MINI, tmp_path)
    edit(project / "quizzes" / "one-check.yml", "Above the mean.", '"The [mean](#nowhere)."')
    command = [
        str(Path(sys.executable).with_name("jupyter-book")),
        "build",
        str(project / "course"),
    ]
    done = subprocess.run(command, capture_output=True, text=True)
    assert re.search(r"one-check\.yml:\d: WARNING.*nowhere", done.stderr), done.stderr


def test_pages_carry_what_the_runtime_needs(mini: Path) -> None:
    page = html.fromstring((mini / "build/html/one/Měření.html").read_bytes())
    config = json.loads(page.get_element_by_id("mooc-config").text)
    assert config["mode"] == "book" and config["course"] == "mini"
    assert [p["id"] for p in config["pages"]] == ["one-m-en"]


@pytest.mark.parametrize(
    ("latex", "complaint"),
    [
        (r"\foo + 1", "unknown command"),
        (r"\begin{aligned} a &= b \end{aligned}", "split"),
        (r"\text{a $ b}", r"\$"),
        (r"\frac{1", "in pairs"),
    ],
)
def test_a_formula_that_would_come_out_wrong_is_refused(latex: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        to_mathml(latex)


def test_a_formula_becomes_mathml() -> None:
    assert to_mathml(r"\bar{x} \pm 2.66").startswith("<math")


def test_a_bank_can_be_made_of_text() -> None:
    text = "title: T\nquestions:\n  - {id: a, type: numeric, prompt: 1 + 1?, answer: 2}\n"
    bank = make_bank("b", parse_yaml(text, Path("b.yml")))
    assert bank.interaction_id(bank.questions[0]) == "b_a"


def test_a_notebook_is_run_again_when_its_data_change(mini_project: Project) -> None:
    folder = mini_project.course_dir
    (folder / "two" / "sums.ipynb").write_text(NOTEBOOK)
    edit(folder / "_toc.yml", "file: two/index", "file: two/index\n      - file: two/sums")
    build(mini_project)
    assert "15.0" in (mini_project.build_dir / "html/two/sums.html").read_text("utf-8")
    edit(folder / "pictures" / "numbers.csv", "1,14", "1,99")
    build(mini_project)
    assert "100.0" in (mini_project.build_dir / "html/two/sums.html").read_text("utf-8")


@pytest.mark.parametrize("name", ["tŷ.svg", "two words.svg"])
def test_a_picture_s_name_may_have_accents_and_spaces(mini_project: Project, name: str) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"/>'
    (mini_project.course_dir / name).write_text(svg, "utf-8")
    text = f"# Welcome\n\n![A house](<{name}>)\n"
    (mini_project.course_dir / "index.md").write_text(text, "utf-8")
    build(mini_project)
    assert (mini_project.build_dir / "html" / "_images" / name).read_text("utf-8") == svg


def test_a_quiz_in_a_notebook(mini_project: Project) -> None:
    folder = mini_project.course_dir
    (folder / "two" / "sums.ipynb").write_text(NOTEBOOK)
    edit(folder / "_toc.yml", "file: two/index", "file: two/index\n      - file: two/sums")
    page = build(mini_project).pages["two/sums"]
    assert 'data-q="sum_more"' in page.body


def test_a_notebook_that_names_no_language_is_told_of_and_built(mini_project: Project) -> None:
    folder = mini_project.course_dir
    (folder / "two" / "sums.ipynb").write_text(NOTEBOOK)
    edit(folder / "_toc.yml", "file: two/index", "file: two/index\n      - file: two/sums")
    with (folder / "_config.yml").open("a", encoding="utf-8") as config:
        config.write("\nexecute:\n  execute_notebooks: 'off'\n")
    [warning] = build(mini_project).warnings
    assert (warning.level, warning.path.name) == ("warning", "sums.ipynb")
    assert "lexer" in warning.message


def test_a_dead_kernel_names_its_notebook_among_many_chapters(mini_project: Project) -> None:
    folder = mini_project.course_dir
    names = [f"two/more{number}" for number in range(6)]
    for name in names:
        (folder / f"{name}.md").write_text(f"# {name}\n")
    dying = NOTEBOOK.replace("print(", "import os; os._exit(1); print(")
    (folder / "two" / "sums.ipynb").write_text(dying)
    files = "".join(f"\n      - file: {name}" for name in ["two/sums", *names])
    edit(folder / "_toc.yml", "file: two/index", f"file: two/index{files}")
    with pytest.raises(CourseError) as error:
        build(mini_project)
    [problem] = error.value.problems
    assert problem.path.name == "sums.ipynb"
    assert "its kernel died" in problem.message


NOTEBOOK = json.dumps(
    {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3"}},
        "cells": [
            {"id": "title", "cell_type": "markdown", "metadata": {}, "source": "# Sums"},
            {
                "id": "sum",
                "cell_type": "code",
                "metadata": {},
                "outputs": [],
                "execution_count": None,
                "source": "print(float(open('../pictures/numbers.csv').read().split(',')[-1]) + 1)",
            },
            {
                "id": "quiz",
                "cell_type": "markdown",
                "metadata": {},
                "source": "```{quiz}\nid: sum\ntitle: Sums\nquestions:\n"
                "  - {id: more, type: numeric, prompt: 1 + 1?, answer: 2}\n```\n",
            },
        ],
    }
)


def test_a_course_built_after_one_in_welsh_is_in_its_own_language(mini_project: Project) -> None:
    about = mini_project.course_file
    english = about.read_text("utf-8")
    about.write_text(english.replace("language: en", "language: cy"), "utf-8")
    build(mini_project)
    page = mini_project.build_dir / "html" / "one" / "index.html"
    assert "Chwilio" in page.read_text("utf-8")
    about.write_text(english, "utf-8")
    build(mini_project)
    assert "Chwilio" not in page.read_text("utf-8")


def test_what_stops_another_process_is_named_by_the_error_and_not_by_the_line_below_it() -> None:
    """SQLAlchemy, for one, says more on a line of its own."""
    said = (
        'Traceback (most recent call last):\n  File "/lib/db.py", line 3, in make\n'
        "sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) database is locked\n"
        "(Background on this error at: https://sqlalche.me/e/21/e3q8)\n"
    )
    problem = problem_of_crash(SphinxParallelError(said, said), None, Project(MINI))
    assert problem.message == (
        "a chapter can't be read: OperationalError: (sqlite3.OperationalError) database is locked"
    )


def test_the_cache_of_results_is_whole_before_any_notebook_is_read(tmp_path: Path) -> None:
    make_results_cache(tmp_path)
    with sqlite3.connect(tmp_path / "jupyter_cache" / "global.db") as database:
        tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
    assert {"nbcache", "nbproject"} <= tables
