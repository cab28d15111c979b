"""An assessment that draws its questions: in a page of the book and in a package."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from .axe import violations
from .learner import Learner, right, wrong
from .server import Site
from .window import Watched

COURSE = Path(__file__).parents[1] / "courses" / "draw"
ALL = 9  # of which two, one and the reflection are asked


@pytest.fixture(params=["book", "package"])
def address(
    request: pytest.FixtureRequest,
    shared: Callable[[str, Path], Path],
    unzip: Callable[[Path, str], Path],
    site: Site,
) -> str:
    built = shared("draw course", COURSE)
    if request.param == "book":
        return site.serve(built / "build" / "html") + "exam.html"
    return site.serve(unzip(built, "charts-en-scorm12")) + "index.html#exam"


def opened(page: Page) -> Learner:
    learner = Learner(page)
    learner.state("ready")
    return learner


def asked(page: Page) -> Locator:
    return page.locator("form.mq:visible")


def names(page: Page) -> list[str]:
    found: list[str] = asked(page).evaluate_all("forms => forms.map(form => form.dataset.q)")
    return found


def give(learner: Learner, answers: Callable[..., dict[str, object]], page: Page) -> None:
    for name in names(page)[:3]:
        learner.fill(name, answers(learner.key(name)))
    page.keyboard.press("Tab")  # what is typed counts when its field is left


def test_an_assessment_from_its_draw_to_another_attempt(
    browse: Callable[..., Watched], address: str
) -> None:
    page = browse(loud=True, viewport={"width": 320, "height": 640}).open(address)
    learner = opened(page)
    expect(asked(page)).to_have_count(4)
    expect(asked(page).first.locator(".mq-n")).to_contain_text("Question 1 of 4")
    expect(page.locator(".mq-intro")).to_contain_text("4 questions, drawn for you from 9.")
    first, summary, submit = names(page), page.locator(".mq-summary"), page.locator(".mq-submit")
    learner.fill(first[0], right(learner.key(first[0])))
    submit.focus()
    page.keyboard.press("Enter")
    expect(summary).to_be_focused()
    expect(summary.locator("a")).to_have_count(2)
    assert violations(page, without=".bd-header") == []  # the theme's own faults
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.form.dataset.q") == first[1]
    page.emulate_media(media="print")
    expect(asked(page)).to_have_count(4)
    page.emulate_media(media="screen")
    give(learner, wrong, page)
    page.reload()
    learner = opened(page)
    assert names(page) == first
    submit.click()
    expect(summary).to_contain_text("You have 0 of 4 points (0%).")
    expect(summary).to_contain_text("You can try again 1 more time")
    expect(submit).to_be_hidden()
    page.get_by_role("button", name="Try again").press("Enter")
    expect(asked(page).first.locator("legend")).to_be_focused()
    expect(summary).to_contain_text("Your best earlier attempt reached 0%.")
    expect(asked(page)).to_have_count(4)
    give(learner, right, page)
    submit.click()
    expect(summary).to_contain_text("You have 4 of 4 points (100%).")
    expect(page.get_by_role("button", name="Try again")).to_be_hidden()
    assert violations(page, without=".bd-header") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_without_scripts_every_question_can_be_read(
    browse: Callable[..., Watched], address: str
) -> None:
    page = browse(loud=True, java_script_enabled=False).open(address)
    expect(asked(page)).to_have_count(ALL)
    expect(asked(page).last.locator(".mq-n")).to_contain_text(f"Question {ALL} of {ALL}")
