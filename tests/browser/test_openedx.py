"""Packages imported and played by a real importer, the SCORM XBlock of Open edX.

What is the XBlock's own there, and what a stand-in for the LMS, says `tests/openedx/server.py`.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from playwright.sync_api import Playwright

from .learner import ROOT, right, wrong
from .openedx import OpenEdx, Unit, Visit
from .window import Watched

ADMIN = ROOT / "docs" / "admin.md"


@pytest.fixture(scope="session")
def openedx(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenEdx]:
    with OpenEdx.running(playwright, tmp_path_factory.mktemp("openedx")) as running:
        yield running


@pytest.fixture(scope="session")
def site(openedx: OpenEdx) -> OpenEdx:
    """`browse` lets through requests to this one alone."""
    return openedx


def zips(project: Path, ending: str = "") -> list[Path]:
    found = sorted((project / "build" / "packages").glob(f"*{ending}.zip"))
    assert found
    return found


def contents(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def manifest_of(path: Path) -> Any:
    return etree.fromstring(contents(path)["imsmanifest.xml"])


def version(path: Path) -> str:
    """As the XBlock calls it: it knows no editions of SCORM 2004."""
    old = manifest_of(path).findtext(".//{*}schemaversion") == "1.2"
    return "SCORM_12" if old else "SCORM_2004"


def one_of_each_version(project: Path, ending: str) -> list[Path]:
    return list({version(path): path for path in zips(project, ending)}.values())


def check_understood(unit: Unit, path: Path) -> None:
    """Each file is served, the first SCO is what will be launched, nothing is complained of."""
    files, fields, manifest = contents(path), unit.fields, manifest_of(path)
    first = manifest.find(".//{*}item[@identifierref]").get("identifierref")
    (launched,) = [r for r in manifest.iter("{*}resource") if r.get("identifier") == first]
    assert fields["index_page_path"] == launched.get("href")
    assert fields["scorm_version"] == version(path)
    assert fields["package_warnings"] == []
    assert fields["package_meta"]["sha1"] == hashlib.sha1(path.read_bytes()).hexdigest()
    assert fields["package_meta"]["size"] == path.stat().st_size
    title = manifest.findtext(".//{*}organization/{*}title")
    menu = etree.fromstring(f"<menu>{fields['navigation_menu']}</menu>")
    assert [item.text for item in menu.iter("li")] == [title]
    assert {name: unit.file(name) for name in files} == files


def test_every_package_is_imported_and_starts(
    real: Path, openedx: OpenEdx, browse: Callable[..., Watched]
) -> None:
    watched = browse()
    for path in zips(real):
        unit = openedx.upload(path)
        check_understood(unit, path)
        visit = unit.launch(watched)
        assert visit.connected, path.name
        visit.save_and_exit()
        assert unit.fields["lesson_status"] == "incomplete", path.name
        visit.lms.close()


MISSED = "m3_module_sleep_queue"  # answered right only when the learner comes back


def read_and_answer(visit: Visit, answers: Callable[[Any], Any]) -> None:
    """Sees every page, and answers the questions of the quizzes that count."""
    while visit.page_id != "results":
        for name in visit.names(
            f"#{visit.page_id} .mq-quiz:not([data-kind=formative], [data-kind=survey])"
        ):
            visit.answer(name, answers(visit.key(name)))
        visit.next()


def kept(visit: Visit) -> Any:
    """What the questions of the module quiz show, and what their controls hold, in order."""
    visit.go("m3-quiz")
    return visit.page.locator("form.mq").evaluate_all(
        """forms => forms.map(form => [form.dataset.q,
            form.querySelector('.mq-status').dataset.state || '',
            Array.from(form.elements, e => [e.name, e.value, !!e.checked]),
            Array.from(form.querySelectorAll('[data-item]'), e => e.dataset.item)])"""
    )


def row(unit: Unit, learner: str, shown: str) -> str:
    """A line of the table in docs/admin.md: what was published last, what the unit shows."""
    grades, completions = unit.published("grade"), unit.published("completion")
    grade = f"{grades[-1]['value']:g} of {grades[-1]['max_value']:g}" if grades else "none"
    completion = f"{completions[-1]['completion']:g}" if completions else "none"
    edition = {"SCORM_12": "1.2", "SCORM_2004": "2004"}[unit.fields["scorm_version"]]
    return f"| {edition} | {learner} | {grade} | {completion} | {shown or 'nothing'} |"


def check_documented(rows: list[str]) -> None:
    """The table has these rows, and no others of these learners."""
    print("", *sorted(set(rows)), sep="\n")
    learners = {row.split(" | ")[1] for row in rows}
    told = [line for line in ADMIN.read_text("utf-8").splitlines() if line.count(" | ") == 4]
    assert {line for line in told if line.split(" | ")[1] in learners} == set(rows)


def check_rising(unit: Unit) -> None:
    for event, value in (("grade", "value"), ("completion", "completion")):
        values = [data[value] for data in unit.published(event)]
        assert values == sorted(values)


def test_a_learner_who_passes(real: Path, openedx: OpenEdx, browse: Callable[..., Watched]) -> None:
    rows, watched = [], browse()
    for path in one_of_each_version(real, "-m3-en-*"):
        unit = openedx.upload(path)
        visit = unit.launch(watched)
        read_and_answer(visit, right)
        before = kept(visit)
        visit.save_and_exit()
        rows.append(row(unit, "saw everything, answered all right", visit.shown))
        visit.lms.close()
        unit.upload(path)  # an update of the course
        visit = unit.launch(watched)
        assert visit.page_id == "m3-quiz" and kept(visit) == before
        visit.go("results")
        assert "You have passed." in visit.page.inner_text()
        visit.save_and_exit()
        rows.append(row(unit, "came back after that", visit.shown))
        visit.lms.close()
        check_rising(unit)
    check_documented(rows)


def test_a_learner_who_fails_and_improves(
    real: Path, openedx: OpenEdx, browse: Callable[..., Watched]
) -> None:
    rows, watched = [], browse()
    for path in one_of_each_version(real, "-m3-en-*"):
        unit = openedx.upload(path)
        visit = unit.launch(watched)
        read_and_answer(visit, wrong)
        before = kept(visit)
        visit.save_and_exit()
        rows.append(row(unit, "saw everything, answered all wrong", visit.shown))
        visit.lms.close()
        visit = unit.launch(watched)
        assert visit.page_id == "m3-quiz" and kept(visit) == before
        visit.answer(MISSED, right(visit.key(MISSED)))
        visit.save_and_exit()
        rows.append(row(unit, "came back, had 1 of 22 points right", visit.shown))
        visit.lms.close()
        check_rising(unit)
    check_documented(rows)


def test_a_module_where_nothing_is_scored(
    real: Path, openedx: OpenEdx, browse: Callable[..., Watched]
) -> None:
    rows, watched = [], browse()
    for path in one_of_each_version(real, "-start-en-*"):
        unit = openedx.upload(path, scored=False)
        visit = unit.launch(watched)
        read_and_answer(visit, right)
        visit.save_and_exit()
        rows.append(row(unit, "saw everything; nothing is scored", visit.shown))
        visit.lms.close()
    check_documented(rows)
