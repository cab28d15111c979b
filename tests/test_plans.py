"""Plans and formats: which SCOs go into which zip, what they share, and the schemas inside."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest
from conftest import MINI, copy_project, report_of
from lxml import etree
from official_schemas import XSDS, schema
from test_package import GOLDEN, contents, documents, packages

from builder.course import PlanEntry
from builder.formats import FORMATS
from builder.pipeline import Wanted, build_course
from builder.plans import PLANS
from builder.problems import CourseError
from builder.project import Project
from builder.sco import Sco, ScoPage
from builder.sco.quizzes import Quiz
from builder.statekey import ATTEMPTS, record_length


def package(project: Path, plan: str, format_: str = "scorm12") -> Path:
    (found,) = (project / "build" / "packages").glob(f"*-{plan}-en-{format_}.zip")
    return found


def resources(path: Path) -> dict[str, etree._Element]:
    manifest = etree.fromstring(contents(path)["imsmanifest.xml"])
    return {each.get("identifier"): each for each in manifest.iterfind(".//{*}resource")}


def test_every_plan_can_be_written_in_course_yml() -> None:
    assert list(PLANS) == list(get_args(PlanEntry.model_fields["plan"].annotation))


# The course in one zip, a SCO a module.


@pytest.mark.parametrize("name", ["scorm12", "scorm2004-4th"])
def test_manifest_of_a_course_is_the_golden_one(
    mini: Path, name: str, request: pytest.FixtureRequest
) -> None:
    golden = GOLDEN / f"mini-course-{name}.xml"
    made = contents(package(mini, "course", name))["imsmanifest.xml"]
    if request.config.getoption("--write-golden"):
        golden.write_bytes(made)
    assert made.decode() == golden.read_text("utf-8")


def test_a_course_shows_its_modules_in_order(mini: Path) -> None:
    for format_ in FORMATS:
        manifest = etree.fromstring(contents(package(mini, "course", format_))["imsmanifest.xml"])
        (organization,) = manifest.findall(".//{*}organization")
        items = organization.findall("{*}item")
        assert [each.findtext("{*}title") for each in items] == ['One & "only"', "Two"]
        refs = [each.get("identifierref") for each in items]
        assert refs == [id_ for id_, each in resources(package(mini, "course", format_)).items()
                        if each.get("href")]  # fmt: skip


def test_scos_share_what_several_use_and_keep_the_rest(mini: Path) -> None:
    path = package(mini, "course")
    found = resources(path)
    files = {id_: {f.get("href") for f in each.iter("{*}file")} for id_, each in found.items()}
    assert {"mooc.css", "mooc.js"} <= files["SHARED-FILES"]
    assert found["SHARED-FILES"].get("href") is None
    for id_ in ("RES-one", "RES-two"):
        (needs,) = found[id_].iterfind("{*}dependency")
        assert needs.get("identifierref") == "SHARED-FILES"
        assert len(needs) == 0 and not needs.text
    assert "files/numbers.csv" in files["RES-two"] and "files/numbers.csv" not in files["RES-one"]
    assert sum(map(len, files.values())) == len(set().union(*files.values()))


def test_each_sco_finds_its_files_among_its_own_and_the_shared(mini: Path) -> None:
    path = package(mini, "course")
    found = resources(path)
    shared = {file.get("href") for file in found["SHARED-FILES"].iter("{*}file")}
    for id_, page in zip(("RES-one", "RES-two"), documents(path), strict=True):
        own = {file.get("href") for file in found[id_].iter("{*}file")}
        used = page.xpath("//link/@href | //script/@src | //img/@src | //a[@download]/@href")
        assert used and set(used) <= own | shared


def test_a_sco_of_a_course_is_its_modules_own(mini: Path) -> None:
    """The same pages as in the module's zip, and the way to the next one in words."""
    for name, page in zip(("one", "two"), documents(package(mini, "course")), strict=True):
        (alone,) = documents(package(mini, name))
        ids = "//section[@class='page']/@id"
        assert page.xpath(ids) == alone.xpath(ids)
    one, two = documents(package(mini, "course"))
    following = "Next in this course: Two. Choose it in your learning platform’s list."
    assert following in one.get_element_by_id("results").text_content()
    assert "Next in this course" not in two.get_element_by_id("results").text_content()


# The course as one SCO.


def test_one_sco_holds_the_whole_course(mini: Path) -> None:
    (page,) = documents(package(mini, "course-single"))
    own = page.xpath("//nav//ol//a/@href")
    assert own == ["#index", "#one-index", "#one-m-en", "#two-index", "#results", "#words"]
    assert page.xpath("//nav//details[@class='group']/summary/text()") == ['One & "only"', "Two"]
    link = page.get_element_by_id("one-index").xpath(".//p/a[.='module two']/@href")
    assert link == ["#two-index"], "what was another SCO is another page now"


def test_a_module_alone_has_no_groups(mini: Path) -> None:
    (page,) = documents(package(mini, "one"))
    assert not page.find_class("group")


def page_of(module: str) -> ScoPage:
    return ScoPage(f"p-{module}", "A page", "", None, False, module)


def quiz_of(kind: str, points: float, pass_mark: float) -> Quiz:
    return Quiz(kind, kind, "p", pass_mark, ({"points": points, "outOf": 1},))


def test_an_assessment_alone_is_the_score_of_several_modules() -> None:
    quizzes = (quiz_of("module", 6, 0.5), quiz_of("assessment", 4, 0.8), quiz_of("survey", 1, 0))
    both = Sco("all", "All", (page_of("One"), page_of("Two")), quizzes, {}, frozenset(), "", 3)
    assert [quiz.id for quiz in both.scored_quizzes] == ["assessment"]
    assert both.pass_mark(0.7) == 0.8
    one = replace(both, pages=(page_of("One"),))
    assert [quiz.id for quiz in one.scored_quizzes] == ["module", "assessment"]
    assert one.pass_mark(0.7) == pytest.approx((6 * 0.5 + 4 * 0.8) / 10)
    without = replace(both, quizzes=quizzes[:1])
    assert [quiz.id for quiz in without.scored_quizzes] == ["module"]


def drawn(outcome: str, points: float, limit: int = 0) -> dict[str, Any]:
    slots = [{"k": "text", "limit": limit}] if limit else [{"k": "one", "ids": ["a", "b"]}]
    return {"points": points, "outOf": 1, "pool": outcome, "slots": slots, "note": False}


def test_the_points_and_the_room_of_a_draw_are_those_of_its_largest() -> None:
    pool = (drawn("A", 1), drawn("A", 1, 40), drawn("A", 1, 20), drawn("B", 3), drawn("B", 3, 10))
    note = {"points": 1, "outOf": 0, "slots": [{"k": "text", "limit": 800}], "note": True}
    quiz = Quiz("x", "assessment", "p", 0.7, (*pool, note), {"A": 2, "B": 1})
    assert quiz.points == 2 * 1 + 3
    assert quiz.largest_draw(lambda q: record_length(q, 3)) == [note, pool[1], pool[2], pool[4]]

    def longest(*quizzes: Quiz) -> int:
        return Sco("m", "M", (page_of("One"),), quizzes, {}, frozenset(), "", 3).worst_case_state

    alone = sum(record_length(pool[place], 3) for place in (1, 2, 4))
    assert longest(quiz) - longest() == alone
    again = 2 * 3 + record_length(ATTEMPTS, 3)  # two attempts of three; their number and best
    assert longest(replace(quiz, attempts=3)) - longest() == alone + again


# Routes.


def test_a_route_has_its_chapters_in_the_authors_order(mini: Path) -> None:
    (page,) = documents(package(mini, "walk"))
    assert page.xpath("//nav//ol//a/@href") == ["#two-index", "#one-index", "#results", "#words"]
    assert page.findtext(".//title").startswith('A short "walk"')
    text = page.get_element_by_id("one-index").text_content()
    assert 'measuring (One & "only")' in text, "a chapter that isn't on the route is named"


# What is made.


def test_the_report_tells_plan_scos_and_worst_state(mini: Path) -> None:
    facts = {Path(p["file"]).name: p for p in report_of(mini)["packages"]}
    course = facts["mini-course-en-scorm12.zip"]
    assert (course["plan"], course["scos"]) == ("course", ["one", "two"])
    alone = [facts[f"mini-{name}-en-scorm12.zip"]["worst_case_state"] for name in ("one", "two")]
    assert course["worst_case_state"] == max(alone)
    single = facts["mini-course-single-en-scorm12.zip"]
    assert (single["plan"], single["scos"]) == ("course-single", ["course-single"])
    assert single["worst_case_state"] > max(alone)
    assert facts["mini-walk-en-scorm12.zip"]["plan"] == "route"


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (Wanted(plans=["course"], formats=["scorm12"]), ["course-en-scorm12"]),
        (Wanted(plans=["course"], formats=["scorm12", "scorm12"]), ["course-en-scorm12"]),
        (Wanted(plans=["walk"], formats=["scorm2004-3rd"]), ["walk-en-scorm2004-3rd"]),
        (Wanted(plans=["course-single"]), ["course-single-en-scorm12",
                                           "course-single-en-scorm2004-4th"]),
        (Wanted(modules=["two"], formats=["scorm12"]), ["two-en-scorm12"]),
    ],
)  # fmt: skip
def test_only_what_was_asked_for(mini_project: Project, wanted: Wanted, names: list[str]) -> None:
    build_course(mini_project, wanted)
    assert [path.stem for path in packages(mini_project.root)] == [f"mini-{n}" for n in names]


def test_files_are_named_alike_whatever_is_built(mini: Path, mini_project: Project) -> None:
    build_course(mini_project, Wanted(modules=["two"], formats=["scorm12"]))
    (path,) = packages(mini_project.root)
    assert path.read_bytes() == package(mini, "two").read_bytes()


@pytest.mark.parametrize(
    ("wanted", "message", "hint"),
    [
        (Wanted(plans=["curse"]), "there is no plan or route 'curse'", "did you mean 'course'?"),
        (Wanted(modules=["tow"]), "there is no module 'tow'", "did you mean 'two'?"),
        (Wanted(formats=["scorm13"]), "there is no format 'scorm13'", "did you mean 'scorm12'?"),
        (Wanted(plans=["course-single"], formats=["scorm2004-3rd"]),
         "no package is both asked for and planned here",
         "look at 'plans:' and their 'formats:', or ask for less"),
    ],
)  # fmt: skip
def test_asked_for_what_is_not_there(
    mini_project: Project, wanted: Wanted, message: str, hint: str
) -> None:
    with pytest.raises(CourseError) as caught:
        build_course(mini_project, wanted)
    (problem,) = caught.value.problems
    assert (problem.path.as_posix(), problem.message) == ("course/course.yml", message)
    assert problem.hint == hint


# [accept 41]
def test_too_much_state_says_which_plan_to_change(mini_project: Project) -> None:
    """The whole course has more answers than SCORM 1.2 holds; each module alone has not."""
    questions = [f"  - {{id: q{n}, type: numeric, prompt: One?, answer: 1}}\n" for n in range(30)]
    for name in ("one", "two"):
        bank = f"{name}-more"
        text = "title: More\nquestions:\n" + "".join(questions)
        (mini_project.root / "quizzes" / f"{bank}.yml").write_text(text)
        with (mini_project.course_dir / name / "index.md").open("a") as chapter:
            chapter.write(f"\n```{{quiz}} {bank}\n```\n")
    with pytest.raises(CourseError) as caught:
        build_course(mini_project, Wanted())
    assert {problem.path.as_posix() for problem in caught.value.problems} == {"course/course.yml"}
    assert [problem.hint for problem in caught.value.problems] == [
        "give it 'formats:' without scorm12, or fewer chapters"
    ] * 2  # course-single, and the route


# The official schemas inside.


@pytest.fixture(scope="session")
def with_schemas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small course with `schemas: true`, built where `make schemas` has been run."""
    project = copy_project(MINI, tmp_path_factory.mktemp("schemas") / "project")
    (project / "course" / "course.yml").open("a").write("schemas: true\n")
    shutil.copytree(XSDS, project / "build" / ".cache" / "schemas")
    build_course(Project(project), Wanted(plans=["module", "course"]))
    return project


def test_packages_are_valid_against_the_schemas_they_carry(
    with_schemas: Path, tmp_path: Path
) -> None:
    for path in packages(with_schemas):
        folder = tmp_path / path.stem
        folder.mkdir()
        files = contents(path)
        for name, data in files.items():
            if name.endswith((".xsd", ".dtd")):
                (folder / name).write_bytes(data)
        manifest = etree.fromstring(files["imsmanifest.xml"])
        schema(folder).assertValid(manifest)
        located = manifest.get("{http://www.w3.org/2001/XMLSchema-instance}schemaLocation").split()
        assert set(located[1::2]) <= set(files)
        spaces = {space for each in manifest.iter() for space in each.nsmap.values()}
        assert {space for space in spaces if "XMLSchema-instance" not in space} <= set(located[::2])


def test_schemas_come_unchanged_with_their_terms_and_are_no_resource(with_schemas: Path) -> None:
    for path in packages(with_schemas):
        (format_,) = (f for name, f in FORMATS.items() if path.stem.endswith(f"-{name}"))
        files = contents(path)
        originals = {p.name: p.read_bytes() for p in (XSDS / format_.edition).iterdir()}
        assert originals.items() <= files.items()
        listed = [f.get("href") for each in resources(path).values() for f in each.iter("{*}file")]
        assert listed.count("schemas-notice.txt") == 1
        assert set(files) - set(listed) - set(originals) == {"imsmanifest.xml"}
        assert "1EdTech" in files["schemas-notice.txt"].decode()


def test_schemas_asked_for_and_missing_are_a_problem(mini_project: Project) -> None:
    mini_project.course_file.open("a").write("schemas: true\n")
    with pytest.raises(CourseError) as caught:
        build_course(mini_project, Wanted())
    first = caught.value.problems[0]
    assert re.match(r"course/course.yml:\d+: the schemas of SCORM 1.2 are not in ", str(first))
    assert "make schemas" in first.hint
