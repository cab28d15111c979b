"""One Sphinx application that builds again and again makes what a build from nothing makes."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from builder.book import Book, LiveBook, build_book
from builder.pipeline import load
from builder.problems import CourseError
from builder.project import Project

VERSION = re.compile(rb"\?v=\w+")
EDITS = ("text", "title", "bank", "front", "toc", "image", "static")


@pytest.fixture
def live(mini_project: Project) -> Iterator[Callable[[], Book]]:
    """Builds the small course once more."""
    with closing(LiveBook(mini_project.build_dir / "live")) as book:
        yield lambda: book.build(load(mini_project)[0])


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def edit(project: Project, what: str) -> None:
    course = project.course_dir
    if what == "text":
        change(course / "two" / "index.md", "No quiz here", "Still no quiz here")
    elif what == "title":
        change(course / "one" / "index.md", "# One", "# The first")
    elif what == "bank":
        change(project.root / "quizzes" / "one-check.yml", "Where is the limit?", "Where is it?")
    elif what == "front":
        change(course / "one" / "index.md", "minutes: 5", "minutes: 6")
    elif what == "toc":
        (course / "three.md").write_text("# Three\n\n## A part\n", "utf-8")
        toc = course / "_toc.yml"
        change(toc, "- file: unused", "- file: unused\n      - file: three")
        change(toc, "- caption: Two", "- caption: Two\n    numbered: true")
    elif what == "image":
        change(course / "one" / "pictures" / "Tŷ-Bŵl.svg", "<svg", "<svg id='new'")
    else:
        (course / "_static").mkdir()
        (course / "_static" / "more.css").write_text("p { color: green }\n")


def files_of(book: Book) -> dict[str, bytes]:
    """The book's files, less what tells one run from another. MyST-NB's style sheet gets its
    `?v=` from the second run on."""
    skip = (".buildinfo", "objects.inv", "searchindex.js")
    every = (path for path in book.files.rglob("*") if path.is_file())
    return {
        str(path.relative_to(book.files)): VERSION.sub(b"", path.read_bytes())
        for path in every
        if path.name not in skip
    }


def test_after_each_edit_the_book_is_as_if_made_from_nothing(
    mini_project: Project, live: Callable[[], Book]
) -> None:
    """The toc is edited to have numbers, which a collector left from the first application would
    spoil."""
    live()
    for what in EDITS:
        edit(mini_project, what)
        book = live()
    fresh = build_book(load(mini_project)[0])
    assert {name: page.body for name, page in book.pages.items()} == {
        name: page.body for name, page in fresh.pages.items()
    }
    ours, theirs = files_of(book), files_of(fresh)
    assert theirs.keys() <= ours.keys()
    assert [name for name in theirs if ours[name] != theirs[name]] == []


def test_a_problem_stays_until_it_is_mended(
    mini_project: Project, live: Callable[[], Book]
) -> None:
    live()
    chapter = mini_project.course_dir / "two" / "index.md"
    change(chapter, "No quiz here", "{nonsense}`x` here")
    for _ in range(2):
        with pytest.raises(CourseError, match="nonsense") as raised:
            live()
        assert {problem.path for problem in raised.value.problems} == {chapter}
    change(chapter, "{nonsense}`x`", "Nothing")
    assert "Nothing here" in live().pages["two/index"].body


def test_what_stops_sphinx_is_a_problem_and_the_next_build_goes_on(
    mini_project: Project, live: Callable[[], Book]
) -> None:
    live()
    config = mini_project.course_dir / "_config.yml"
    change(config, "builder.directives]", "builder.directives, no_such_extension]")
    with pytest.raises(CourseError, match="no_such_extension"):
        live()
    change(config, ", no_such_extension", "")
    assert len(live().pages) == 6


def test_only_what_changed_is_written(mini_project: Project, live: Callable[[], Book]) -> None:
    """Home is written with every build, by Sphinx's own rule."""
    book = live()
    before = {path: os.stat(path).st_mtime_ns for path in book.files.rglob("*.html")}
    edit(mini_project, "text")
    live()
    written = {
        path.relative_to(book.files).as_posix()
        for path, stamp in before.items()
        if os.stat(path).st_mtime_ns != stamp
    }
    assert "two/index.html" in written
    assert "one/index.html" not in written
