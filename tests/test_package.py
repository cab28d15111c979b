"""Packages: what is in them, and that the same input gives the same bytes."""

from __future__ import annotations

import os
import re
import time
import zipfile
from pathlib import Path

import pytest
from conftest import MINI, ROOT, copy_project
from lxml import etree, html
from official_schemas import XSDS, schema

from builder.formats import FORMATS
from builder.package import write_zip
from builder.pipeline import Wanted, build_course
from builder.project import Project
from builder.sco.styles import COLOURED

GOLDEN = Path(__file__).with_name("golden")
SERVER_SIDE = re.compile(r"\.(py|rb|pl|sh|cgi|php\w*|aspx?|jsp|shtml|htaccess|ipynb|map)$")


def packages(project: Path) -> list[Path]:
    found = sorted((project / "build" / "packages").glob("*.zip"))
    assert found
    return found


def contents(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def documents(path: Path) -> list[html.HtmlElement]:
    """The document of each SCO of a package, in the manifest's order."""
    files = contents(path)
    resources = etree.fromstring(files["imsmanifest.xml"]).findall(".//{*}resource[@href]")
    return [html.fromstring(files[each.get("href")].decode()) for each in resources]


@pytest.fixture(params=["mini", "real"])
def project(request: pytest.FixtureRequest) -> Path:
    built: Path = request.getfixturevalue(request.param)
    return built


def test_a_zip_a_plan_and_format_with_a_stable_name(mini: Path) -> None:
    formats = {name: {"12", "2004-3rd", "2004-4th"} for name in ("one", "two", "course", "walk")}
    formats["course-single"] = {"12", "2004-4th"}
    assert {path.name for path in packages(mini)} == {
        f"mini-{name}-en-scorm{format_}.zip" for name in formats for format_ in formats[name]
    }


def test_names_are_plain_and_differ_without_case(project: Path) -> None:
    for path in packages(project):
        names = list(contents(path))
        assert len({name.lower() for name in names}) == len(names)
        assert len({name.rpartition("/")[2] for name in names}) == len(names), "basenames clash"
        for name in names:
            assert re.fullmatch(r"[a-z0-9][a-z0-9.-]*(/[a-z0-9][a-z0-9.-]*)*", name), name
            assert not SERVER_SIDE.search(name), name


def test_every_file_is_listed_once_and_the_launch_document_first(project: Path) -> None:
    for path in packages(project):
        files = contents(path)
        manifest = etree.fromstring(files["imsmanifest.xml"])
        resources = manifest.findall(".//{*}resource")
        listed = [file.get("href") for file in manifest.iterfind(".//{*}file")]
        for resource in resources:
            first = resource.find("{*}file").get("href")
            assert resource.get("href", first) == first
        assert resources[0].get("href")
        assert sorted(listed) == sorted(set(files) - {"imsmanifest.xml"})


def test_manifests_follow_the_rules_that_schemas_cannot_say(project: Path) -> None:
    """No pass mark, no mapInfo, no schemaLocation; ids that stay; a default that exists."""
    for path in packages(project):
        text = contents(path)["imsmanifest.xml"].decode()
        manifest = etree.fromstring(text.encode())
        for word in ("masteryscore", "minNormalizedMeasure", "mapInfo", "schemaLocation", "base="):
            assert word not in text
        organizations = manifest.find("{*}organizations")
        assert organizations.get("default") == organizations[0].get("identifier")
        ids = [e.get("identifier") for e in manifest.iter() if e.get("identifier")]
        assert len(set(ids)) == len(ids)
        assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]{0,39}", id_) for id_ in ids)


def test_a_module_without_a_scored_quiz_is_out_of_the_rollup(mini: Path) -> None:
    folder = mini / "build" / "packages"
    two = contents(folder / "mini-two-en-scorm2004-4th.zip")["imsmanifest.xml"].decode()
    one = contents(folder / "mini-one-en-scorm2004-4th.zip")["imsmanifest.xml"].decode()
    rule = 'rollupObjectiveSatisfied="false" objectiveMeasureWeight="0"'
    assert rule in two and rule not in one


def test_titles_keep_their_signs(mini: Path) -> None:
    files = contents(mini / "build" / "packages" / "mini-one-en-scorm12.zip")
    manifest = etree.fromstring(files["imsmanifest.xml"])
    assert manifest.findtext(".//{*}item/{*}title") == 'One & "only"'
    page = html.fromstring(files["index.html"].decode())
    assert page.findtext(".//title") == 'One & "only" – Tea & "biscuits" < 5 at Tŷ Bŵl'


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_manifest_is_the_golden_one(mini: Path, name: str, request: pytest.FixtureRequest) -> None:
    golden = GOLDEN / f"mini-one-{name}.xml"
    made = contents(mini / "build" / "packages" / f"mini-one-en-{name}.zip")["imsmanifest.xml"]
    if request.config.getoption("--write-golden"):
        golden.write_bytes(made)
    assert made.decode() == golden.read_text("utf-8")


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_manifests_are_valid_against_the_official_schemas(project: Path, name: str) -> None:
    valid = schema(XSDS / FORMATS[name].edition)
    for path in packages(project):
        if path.stem.endswith(name):
            valid.assertValid(etree.fromstring(contents(path)["imsmanifest.xml"]))


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_the_schemas_notice_a_wrong_manifest(mini: Path, name: str) -> None:
    path = mini / "build" / "packages" / f"mini-one-en-{name}.zip"
    text = contents(path)["imsmanifest.xml"].replace(b"title>", b"titel>")
    assert not schema(XSDS / FORMATS[name].edition).validate(etree.fromstring(text))


def test_nothing_inline_and_nothing_from_elsewhere(project: Path) -> None:
    """Packages run under `default-src 'none'` with scripts, styles and images of their own."""
    for page in (page for path in packages(project) for page in documents(path)):
        assert not page.xpath("//@style"), "inline styles"
        assert not page.xpath("//script[not(@src) and not(@type='application/json')]")
        for element in page.iter():
            assert not [name for name in element.keys() if name.startswith("on")]
        used = page.xpath("//link/@href | //script/@src | //img/@src | //*[self::source]/@src")
        assert used and not [href for href in used if re.match(r"[a-z]+:|//", href)]


def test_links_lead_somewhere_in_the_document(project: Path) -> None:
    for page in (page for path in packages(project) for page in documents(path)):
        ids = page.xpath("//@id")
        assert len(set(ids)) == len(ids), "an id stands twice"
        assert not {h[1:] for h in page.xpath("//a/@href") if h.startswith("#")} - set(ids)
        for names in page.xpath("//@aria-labelledby | //@aria-describedby"):
            assert not set(names.split()) - set(ids), names


def test_links_between_modules_become_text(mini: Path) -> None:
    (page,) = documents(mini / "build" / "packages" / "mini-one-en-scorm12.zip")
    text = page.get_element_by_id("one-index").text_content()
    assert "module two (Two)" in text
    hrefs = page.get_element_by_id("one-index").xpath(".//p/a/@href")
    assert hrefs == ["#one-m-en", "#one-m-en--limits", "#words--a-word", "https://example.org/"]


def test_a_page_of_the_book_alone_comes_along_only_where_it_is_linked(mini: Path) -> None:
    folder = mini / "build" / "packages"
    (one,), (two,) = (documents(folder / f"mini-{name}-en-scorm12.zip") for name in ("one", "two"))
    assert one.xpath("//*[@id='words']") and not one.xpath("//*[@id='unused']")
    assert not two.xpath("//*[@id='words']")


def test_files_of_one_name_and_different_content_are_both_kept(mini: Path) -> None:
    one = contents(mini / "build" / "packages" / "mini-one-en-scorm12.zip")
    files = [name for name in one if name.startswith("files/")]
    assert len(files) == 2 and files[0] != files[1]


# [accept 56]
@pytest.mark.parametrize(("name", "source"), [("mini", MINI), ("real", ROOT)])
def test_two_builds_in_two_places_give_the_same_bytes(
    name: str, source: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    other = copy_project(source, tmp_path / "tŷ â ŵ and a space")
    for path in other.rglob("*"):
        os.utime(path, (time.time() - 10_000, time.time() - 10_000))
    build_course(Project(other), Wanted())
    first = {path.name: path.read_bytes() for path in packages(request.getfixturevalue(name))}
    assert {path.name: path.read_bytes() for path in packages(other)} == first


def test_a_second_build_gives_the_same_bytes(mini_project: Project) -> None:
    build_course(mini_project, Wanted())
    first = {path.name: path.read_bytes() for path in packages(mini_project.root)}
    build_course(mini_project, Wanted())
    assert {path.name: path.read_bytes() for path in packages(mini_project.root)} == first


def test_a_zip_has_no_time_of_its_own(tmp_path: Path) -> None:
    write_zip(tmp_path / "a.zip", {"b.txt": b"b", "a.txt": b"a"})
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        times = {info.date_time for info in archive.infolist()}
    assert times == {(2020, 1, 1, 0, 0, 0)}


def test_only_what_was_asked_for_is_built(mini_project: Project) -> None:
    build_course(mini_project, Wanted(formats=["scorm12"], modules=["two"]))
    assert [path.name for path in packages(mini_project.root)] == ["mini-two-en-scorm12.zip"]


def test_code_keeps_the_marks_that_the_style_sheet_colours() -> None:
    css = (ROOT / "scorm_templates/runtime/css/blocks.css").read_text("utf-8")
    lists = re.findall(r"\.highlight :is\((.*?)\)", css)
    assert {name.strip(" .") for each in lists for name in each.split(",")} == COLOURED


def test_zips_of_modules_that_are_gone_go_too(mini_project: Project) -> None:
    build_course(mini_project, Wanted())
    old = mini_project.build_dir / "packages" / "mini-gone-en-scorm12.zip"
    old.write_bytes(b"")
    build_course(mini_project, Wanted(formats=["scorm12"]))
    assert old.exists(), "a build of a part removes nothing"
    build_course(mini_project, Wanted())
    assert not old.exists()
