"""`mooc init` makes a course of a Jupyter Book that is there, and touches none of its files."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from overlay import write

from builder.cli import main

BOOK = {
    "_config.yml": "title: Tŷ & te\nauthor: Ann Example\nexecute: {execute_notebooks: 'off'}\n",
    "_toc.yml": "format: jb-book\nroot: intro\nchapters:\n  - file: one\n    sections:\n"
    "      - file: parts/deep\n        sections:\n          - file: parts/deeper\n  - file: two\n",
    "intro.md": "# Welcome\n\nSee [one](one.md).\n",
    "one.md": "# One\n\n```{note}\nText.\n```\n",
    "two.md": "# Two\n\nText.\n",
    "parts/deep.md": "# Deep\n\nText.\n",
    "parts/deeper.md": "# Deeper\n\nText.\n",
}


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments], catch_exceptions=False)


def lay(folder: Path, **other: str) -> Path:
    for name, text in {**BOOK, **other}.items():
        write(folder / name, text)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.mark.parametrize("inside", ["", "course"], ids=["fills its folder", "in course"])
def test_a_book_becomes_a_course(tmp_path: Path, inside: str) -> None:
    root = tmp_path / "my-book"
    book = lay(root / inside)
    before = files(book)
    result = run("init", str(root))
    assert result.exit_code == 0
    assert "\nmodule    ty-te: 4 pages\n" in result.stdout and "mooc build" in result.stdout
    after = files(book)
    assert after.pop("course.yml").decode() == (
        'id: ty-te\ntitle: "Tŷ & te"\nversion: "1.0"\nlanguage: en\nauthors: ["Ann Example"]\n'
    )
    assert after == before
    built = run("build", "--project", str(root))
    assert (built.exit_code, built.stderr) == (0, "")
    assert (root / "build" / "html" / "parts" / "deeper.html").exists()
    assert (root / "build" / "packages" / "ty-te-ty-te-en-scorm12.zip").exists()


def test_a_book_that_fills_its_folder_may_have_banks(tmp_path: Path) -> None:
    quiz = "title: Q\nquestions: [{id: a, type: true_false, prompt: So?, answer: true}]\n"
    lay(tmp_path, **{"quizzes/q.yml": quiz, "two.md": "# Two\n\n```{quiz} q\n```\n"})
    run("init", str(tmp_path))
    for _ in range(2):  # with what the first build left there
        built = run("build", "--project", str(tmp_path))
        assert (built.exit_code, built.stderr) == (0, "")
    checked = run("check", "--project", str(tmp_path))
    assert "W17" not in checked.stderr and "W19" not in checked.stderr


def test_parts_are_modules_named_after_their_first_pages(tmp_path: Path) -> None:
    toc = "format: jb-book\nroot: intro\nparts:\n  - caption: Begin\n    chapters: [{file: one}]\n"
    toc += "  - chapters: [{file: two}, {file: parts/deep}]\n"
    result = run("init", str(lay(tmp_path, **{"_toc.yml": toc})))
    assert "module    one, Begin: 1 page\nmodule    two: 2 pages\n" in result.stdout


def test_a_book_in_welsh_has_a_welsh_interface(tmp_path: Path) -> None:
    config = "title: Te\nsphinx: {config: {language: cy}}\n"
    run("init", str(lay(tmp_path, **{"_config.yml": config})))
    assert "\nlanguage: cy\n" in (tmp_path / "course.yml").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("course.yml", "id: a", "course.yml: this is a course already"),
        ("_toc.yml", "format: jb-book\nroot: intor\n", "_toc.yml:2: there is no chapter file"),
        ("_config.yml", "title: [", "_config.yml:1: "),
    ],
)
def test_what_cannot_be_adopted_is_told_and_nothing_written(
    tmp_path: Path, name: str, text: str, said: str
) -> None:
    before = files(lay(tmp_path, **{name: text}))
    result = run("init", str(tmp_path))
    assert result.exit_code == 1 and said in result.stderr
    assert result.stderr.endswith("nothing written: 1 problem\n")
    assert files(tmp_path) == before


def test_what_keeps_the_course_from_a_build_is_told_at_once(tmp_path: Path) -> None:
    lay(tmp_path, **{"one.md": "---\nminutes: ten\n---\n# One\n"})
    result = run("init", str(tmp_path))
    assert result.exit_code == 1 and (tmp_path / "course.yml").exists()
    assert result.stderr.splitlines() == [
        "one.md:2: minutes: 'ten' should be a whole number",
        "    hint: write digits only, without quotes, like 3",
        "course.yml is written: mend this, then run 'mooc build'",
    ]


def test_no_book_at_all(tmp_path: Path) -> None:
    result = run("init", str(tmp_path))
    assert result.exit_code == 1 and "there is no course here" in result.stderr


def test_a_chapter_in_another_format_is_told(tmp_path: Path) -> None:
    lay(tmp_path, **{"two.rst": "Two\n===\n"})
    (tmp_path / "two.md").unlink()
    result = run("init", str(tmp_path))
    assert "_toc.yml:9: the chapter 'two' is two.rst: only .md and .ipynb can be read" in (
        result.stderr
    )
