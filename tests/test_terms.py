"""Terms of the glossary: which words become links, where, and what an edited entry re-makes."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import copy_project
from lxml import html

from builder.book import build_book
from builder.course import load_course
from builder.directives.terms import TermFinder
from builder.pipeline import Wanted, build_course
from builder.problems import CourseError
from builder.project import Project

TERMS = Path(__file__).with_name("courses") / "terms"
NAMES = ["Run chart", "Run", "Median", "Little's Law", "WHO", "C++", "Audit (clinical)", "Class"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a run chart, a run", ["Run chart", "Run"]),
        ("RUN CHARTS\nand Medians", ["Run chart", "Median"]),
        ("a run\n  chart", ["Run chart"]),
        ("classes", ["Class"]),
        ("Little’s law, Little's Law", ["Little's Law", "Little's Law"]),
        ("the run's end", ["Run"]),
        ("rerun, long-run, run-in, runner, run_chart, median2", []),
        ("who asks the WHO?", ["WHO"]),
        ("C++ and (C++)", ["C++", "C++"]),
        ("an audit, an audit (clinical), an audit (internal)", ["Audit (clinical)"]),
        ("medıan", []),  # a Turkish letter that Python takes for an i
    ],
)
def test_what_is_found(text: str, found: list[str]) -> None:
    assert [name for _, _, name in TermFinder(NAMES).find(text)] == found


def test_no_names_find_nothing() -> None:
    assert not list(TermFinder([]).find("a run chart"))


@pytest.fixture(scope="module")
def built(shared: Callable[[str, Path], Path]) -> Path:
    return shared("terms course", TERMS)


def page(built: Path, name: str) -> Any:
    return html.fromstring((built / "build" / "html" / name).read_bytes()).find(".//article")


def linked(place: Any) -> list[str]:
    """The words of a page that lead to the glossary and say there what they mean."""
    return [" ".join(link.text_content().split()) for link in place.find_class("mooc-term")]


def notes(place: Any) -> list[str]:
    return [note.text_content() for note in place.find_class("mooc-term-note")]


def test_the_first_use_in_running_text_is_linked(built: Path) -> None:
    expected = ["run chart", "medians", "kinds", "audit (clinical)", "ALARM", "the outcome"]
    assert linked(page(built, "charts/index.html")) == expected
    assert linked(page(built, "charts/sheet.html")) == ["run chart"]
    assert linked(page(built, "charts/plain.html")) == ["signal"]
    assert linked(page(built, "glossary.html")) == linked(page(built, "index.html")) == []


def test_a_link_leads_to_its_own_name_and_says_what_the_entry_says(built: Path) -> None:
    place = page(built, "charts/index.html")
    hrefs = [link.get("href") for link in place.find_class("mooc-term")]
    assert hrefs[0] == "../glossary.html#term-Run-chart"
    assert hrefs[4] == "../glossary.html#term-Alarm"
    said = notes(place)
    assert said[0].startswith("Run chart: Data in time order with a median, see the charts. ")
    assert said[2] == "Kinds: This entry begins with a list."
    assert said[4] == "Signal: A pattern too unusual to be everyday variation."
    note = place.find_class("mooc-term-note")[0]
    assert note.find(".//em") is not None and note.find(".//math") is not None
    assert not note.xpath(".//a | .//@id") and "second" not in said[0]


def test_the_search_does_not_find_what_notes_say(built: Path) -> None:
    index = (built / "build" / "html" / "searchindex.js").read_text("utf-8")
    data = json.loads(index.removeprefix("Search.setIndex(").removesuffix(")"))
    assert data["docnames"][data["terms"]["unusu"]] == "glossary"


def launch(built: Path) -> Any:
    (path,) = (built / "build" / "packages").glob("*-scorm12.zip")
    with zipfile.ZipFile(path) as archive:
        return html.fromstring(archive.read("index.html"))


def test_a_package_brings_the_glossary_and_each_meaning_once(built: Path) -> None:
    document = launch(built)
    links = document.find_class("mooc-term")
    assert len(links) > len(document.find_class("mooc-term-note")) == 7
    ids = set(document.xpath("//@id"))
    assert {link.get("href").lstrip("#") for link in links} <= ids
    assert "glossary--term-Run-chart" in ids


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(copy_project(TERMS, tmp_path))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def written(project: Project) -> set[str]:
    """The pages that a build of the book writes now, less the home page, which any other writes."""
    folder = project.build_dir / ".cache" / "pages"
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*.json")}
    build_book(load_course(project))
    pages = [path for path in folder.rglob("*.json") if before.get(path) != path.stat().st_mtime_ns]
    return {path.relative_to(folder).with_suffix("").as_posix() for path in pages} - {"index"}


def test_an_edited_glossary_remakes_the_pages_that_use_the_term(project: Project) -> None:
    glossary = project.course_dir / "glossary.md"
    assert written(project) == {"charts/index", "charts/sheet", "charts/plain", "glossary"}
    edit(glossary, "in *time order*", "by *date*")
    assert written(project) == {"charts/index", "charts/sheet", "glossary"}
    assert "by <em>date</em>" in build_book(load_course(project)).pages["charts/sheet"].body
    edit(glossary, "Kinds\n", "Everyday\n  Usual.\n\nNotebook\n  A page with code.\n\nKinds\n")
    assert written(project) == {"charts/sheet", "glossary"}
    edit(glossary, "Signal\n", "Sign\n")
    with pytest.raises(CourseError, match="no term 'signal'"):
        build_book(load_course(project))


def test_links_can_be_switched_off_for_the_course(project: Project) -> None:
    edit(project.course_file, '"1"', '"1", terms: false')
    book = build_book(load_course(project))
    bodies = [html.fromstring(page.body) for page in book.pages.values()]
    assert sorted(word for body in bodies for word in linked(body)) == ["signal", "the outcome"]


def test_a_glossary_in_another_module_leaves_plain_words(project: Project) -> None:
    edit(project.course_dir / "glossary.md", "module: false\n", "")
    scos = build_course(project, Wanted(packages=False)).modules
    bodies = [page.body for sco in scos for page in sco.pages if page.id != "glossary"]
    assert not any("mooc-term" in body for body in bodies)
    assert [body.count("(Words)") for body in bodies] == [1, 0, 0]  # what a question links
    assert not any("terms" in sco.parts for sco in scos)
