"""The Starter route in its SCORM 1.2 package, from the self-assessment to the statement."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from builder.course import load_course
from builder.project import Project

from .axe import violations_as_shown
from .calls import sets
from .learner import Launch
from .server import Memory, Site
from .window import Watched

ROUTE = "start_where_are_you_route"
WHO = "Mari Ŵyn"


def page_ids(real: Path) -> list[str]:
    """The route's chapters as course.yml lists them."""
    (route,) = (r for r in load_course(Project(real)).about.routes if r.id == "starter")
    return [chapter.replace("/", "-") for chapter in route.chapters]


def rate_low(learner: Launch) -> None:
    """A beginner's ratings, by which the page suggests this route."""
    rated = [name for name in learner.names() if learner.key(name)["type"] == "likert"]
    assert len(rated) == 8, "eight areas of three statements each"
    for name in rated:
        learner.answer(name, {s["n"]: s["ids"][1] for s in learner.key(name)["slots"]})


def test_from_the_self_assessment_to_the_statement(
    browse: Callable[..., Watched], site: Site, real: Path, unzip: Callable[[Path, str], Path]
) -> None:
    folder, memory, watched = unzip(real, "starter-en-scorm12"), Memory(), browse()
    learner = Launch(watched, site, folder, "1.2", memory)
    seen = [learner.page_id]
    while learner.page_id != "start-where-are-you":
        learner.next()
        seen.append(learner.page_id)
    rate_low(learner)
    expect(learner.page).to_contain_text("Starter, if the twelve ratings of areas A to D add up")
    learner.answer(ROUTE, {ROUTE: "starter"})
    assert learner.outcome(ROUTE) == "right"
    learner.exit()
    assert sets(learner.calls, "cmi.core.lesson_status") == ["incomplete"]
    learner.lms.close()

    learner = Launch(watched, site, folder, "1.2", memory)
    assert learner.page_id == "start-where-are-you", "another day begins where this one ended"
    assert learner.outcome(ROUTE) == "right"
    while learner.page_id != "results":
        learner.next()
        seen.append(learner.page_id)
    assert seen == [*page_ids(real), "results"]

    statement = learner.window.get_by_role("region", name="Statement of participation")
    expect(statement).to_contain_text("Understanding innovation, starter route")
    learner.window.get_by_label("Your name, as it should be printed").fill(WHO)
    expect(statement.locator(".certificate-name")).to_have_text(WHO)
    assert violations_as_shown(learner.window) == []
    learner.exit()
    assert sets(learner.calls, "cmi.core.lesson_status") == ["completed"]
    assert sets(learner.calls, "cmi.core.score.raw") == [], "nothing in this route is scored"
    assert learner.complaints == []
