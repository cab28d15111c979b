"""The question bench in a real browser: filters, answers, the keyboard, a narrow screen, paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import MINI, copy_project
from playwright.sync_api import Browser, Page, expect

from builder.preview.preview import Preview
from builder.preview.server import open_socket, serving

from .axe import violations
from .learner import Learner
from .server import QUICK
from .window import Watched

BENCH = "_preview/questions"


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    made = Preview(copy_project(MINI, tmp_path))
    assert made.build(), made.problems
    yield made
    made.close()


@pytest.fixture
def page(chromium: Browser, preview: Preview) -> Iterator[Page]:
    with serving(preview, open_socket(0)) as address:
        watched = Watched(
            chromium, address.rstrip("/"), {"viewport": {"width": 320, "height": 700}}
        )
        opened = watched.context.new_page()
        opened.goto(f"{address}{BENCH}?page=one/index.html")
        yield opened
        watched.context.close()
        assert watched.strangers == [] and watched.noise == []


def test_the_question_bench(page: Page, preview: Preview) -> None:
    link = page.get_by_role("link", name="Questions", exact=True)
    expect(link).to_have_attribute("aria-current", "page")
    count, items = page.locator(".bench-count"), page.locator(".bench-item:visible")
    expect(count).to_have_text("All 3 questions")
    assert page.evaluate("() => document.documentElement.scrollWidth") == 320
    assert violations(page) == []
    page.emulate_media(color_scheme="light")

    learner = Learner(page)
    learner.state("ready")
    learner.answer("one_check_limit", {"one_check_limit": "on"})
    status = learner.form("one_check_limit").locator(".mq-status")
    expect(status).to_have_attribute("data-state", "wrong")
    answers = items.first.locator(".bench-answers")
    expect(answers).to_contain_text("Above the mean.")
    page.get_by_label("Hide answers").check()
    expect(answers).to_be_hidden()
    page.emulate_media(media="print")
    expect(answers).to_be_visible()
    expect(items.first).to_have_css("break-inside", "avoid")
    page.emulate_media(media="screen")

    page.get_by_label("Type").focus()
    page.keyboard.type("numeric")
    expect(count).to_have_text("1 of 3 questions")
    expect(items.locator("h3")).to_have_text("number")
    page.get_by_role("button", name="Show all").press("Enter")
    page.get_by_label("Search").fill("where LIMIT")
    expect(items.locator("h3")).to_have_text("limit")

    bank = preview.root / "quizzes" / "one-check.yml"
    bank.write_text(bank.read_text("utf-8").replace("Where is", "Where now is"), "utf-8")
    assert preview.build()
    legend = learner.form("one_check_limit").locator("legend")
    expect(legend).to_have_text("Where now is the limit?", timeout=QUICK * 3000)
    expect(count).to_have_text("1 of 3 questions")  # filter and answer stay
    expect(status).to_have_attribute("data-state", "wrong")
    page.get_by_role("button", name="Clear my answers").click()
    expect(status).to_be_empty()
    back = page.get_by_role("link", name="Book", exact=True)
    expect(back).to_have_attribute("href", "/one/index.html")


def test_the_file_to_send(page: Page, tmp_path: Path) -> None:
    with page.expect_download() as download:
        page.get_by_role("link", name="Save as a file").click()
    saved = tmp_path / download.value.suggested_filename
    download.value.save_as(saved)
    page.goto(saved.as_uri() + "?type=single")
    expect(page.locator(".bench-count")).to_have_text("1 of 3 questions")
    learner = Learner(page)
    learner.state("ready")
    learner.answer("one_check_limit", {"one_check_limit": "up"})
    status = learner.form("one_check_limit").locator(".mq-status")
    expect(status).to_have_attribute("data-state", "right")
