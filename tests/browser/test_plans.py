"""A session with each plan: two SCOs of one zip, the whole course as one SCO, a route."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from .axe import violations
from .calls import interactions, sets
from .learner import Launch
from .server import Memory, Site
from .test_every_page import too_wide
from .test_hosts import alone
from .window import Watched

STATUS = {"1.2": "cmi.core.lesson_status", "2004": "cmi.completion_status"}
RAW = {"1.2": "cmi.core.score.raw", "2004": "cmi.score.raw"}
FORMAT = {"1.2": "scorm12", "2004": "scorm2004-4th"}
TARGET = "m3_module_reject_target"


@pytest.fixture(params=["1.2", "2004"])
def version(request: pytest.FixtureRequest) -> str:
    chosen: str = request.param
    return chosen


@pytest.fixture
def play(
    browse: Callable[..., Watched], site: Site, real: Path, unzip: Callable[[Path, str], Path]
) -> Callable[..., Launch]:
    """Opens a SCO of a plan's package; all in one browser, as one learner has it."""
    watched = browse()

    def launched(plan: str, version: str, memory: Memory, document: str = "index.html") -> Launch:
        folder = unzip(real, f"{plan}-en-{FORMAT[version]}")
        return Launch(watched, site, folder, version, memory, document=document)

    return launched


def close(learner: Launch) -> list[dict[str, Any]]:
    learner.exit()
    calls = learner.calls
    assert learner.complaints == []
    learner.lms.close()
    return calls


def read_everything(learner: Launch) -> list[str]:
    seen = [learner.page_id]
    while learner.page_id != "results":
        learner.next()
        seen.append(learner.page_id)
    return seen


def points_of_module_quizzes(learner: Launch) -> float:
    keys: list[str] = learner.window.eval_on_selector_all(
        "[data-kind=module] form.mq", "all => all.map(form => atob(form.dataset.key))"
    )
    return sum(key["points"] for key in map(json.loads, keys) if key["outOf"])


def test_two_scos_of_one_zip_keep_what_is_theirs(play: Callable[..., Launch], version: str) -> None:
    start, m3 = Memory(), Memory()

    learner = play("course", version, start, "start.html")
    first = learner.names()[0]
    learner.jump(learner.form(first).locator("xpath=ancestor::section[@class='page']")
                 .get_attribute("id") or "")  # fmt: skip
    learner.answer(first, {slot["n"]: slot["ids"][0] for slot in learner.key(first)["slots"]
                           if "ids" in slot})  # fmt: skip
    kept, place = learner.values(first), learner.page_id
    calls = close(learner)
    assert sets(calls, STATUS[version]) == ["incomplete"]

    learner = play("course", version, m3, "m3.html")
    assert learner.page_id == "m3-index", "the other SCO's place is not this one's"
    learner.go("m3-quiz")
    learner.answer(TARGET, {TARGET: "false"})
    calls = close(learner)
    assert [fields["id"] for fields in interactions(calls).values()] == [[TARGET]]
    assert len(sets(calls, RAW[version])) == 1

    learner = play("course", version, start, "start.html")
    assert (learner.page_id, learner.values(first)) == (place, kept)
    read_everything(learner)
    expect(learner.page).to_contain_text("Next in this course: Module")
    calls = close(learner)
    assert sets(calls, STATUS[version])[-1] == "completed"
    assert sets(calls, RAW[version]) == [], "nothing is scored here"

    learner = play("course", version, m3, "m3.html")
    assert learner.page_id == "m3-quiz"
    assert learner.values(TARGET) == {TARGET: "false"}
    calls = close(learner)
    assert sets(calls, STATUS[version]) == []


def test_the_whole_course_as_one_sco(play: Callable[..., Launch], version: str) -> None:
    memory = Memory()
    learner = play("course-single", version, memory)
    assert learner.page_id == "index", "it begins with the course's own page"
    learner.jump("m3-quiz")
    learner.answer(TARGET, {TARGET: "true"})
    points = points_of_module_quizzes(learner)
    calls = close(learner)
    (raw,) = sets(calls, RAW[version])
    assert float(raw) == math.floor(1e4 / points) / 100, "one point of all modules' points"

    learner = play("course-single", version, memory)
    assert (learner.page_id, learner.outcome(TARGET)) == ("m3-quiz", "right")
    calls = close(learner)
    assert sets(calls, STATUS[version]) == []


def test_the_list_of_pages_is_grouped_by_module(
    browse: Callable[..., Watched], site: Site, real: Path, unzip: Callable[[Path, str], Path]
) -> None:
    folder = unzip(real, "course-single-en-scorm12")
    page, learner = alone(browse(), site.serve(folder) + "index.html")
    groups = page.locator(".pages .group")
    expect(groups).to_have_count(page.locator(".pages summary").count() - 1)
    expect(groups.first).not_to_have_attribute("open", "")
    learner.next()
    expect(groups.first).to_have_attribute("open", "")
    expect(groups.last).not_to_have_attribute("open", "")
    groups.last.locator("summary").press("Enter")
    expect(groups.last.locator("a").first).to_be_visible()
    assert too_wide(page) == []
    assert violations(page, "main") == []


def test_a_route_is_complete_when_its_own_pages_are_seen(
    play: Callable[..., Launch], version: str
) -> None:
    learner = play("starter", version, Memory())
    seen = read_everything(learner)
    assert seen[0] == "start-index" and seen[-2:] == ["m4-pdsa", "results"]
    calls = close(learner)
    assert sets(calls, STATUS[version]) == ["incomplete", "completed"]
    assert sets(calls, RAW[version]) == []
