"""Every page of package and book, in every state: axe finds nothing, light or dark, nothing sticks
out of a window 320 pixels wide, and no other host is asked for anything."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from .axe import violations
from .learner import Learner, wrong
from .server import Site
from .test_hosts import alone
from .window import Watched, pages_of


def page_ids(page: Page) -> list[str]:
    ids: list[str] = page.eval_on_selector_all("section.page", "all => all.map(page => page.id)")
    return ids


def with_questions(page: Page) -> list[str]:
    return [i for i in page_ids(page) if page.locator(f"#{i} form.mq").count()]


@pytest.fixture
def watched(browse: Callable[..., Watched]) -> Watched:
    return browse()


@pytest.fixture
def address(package: Callable[[str], Path], site: Site) -> str:
    return site.serve(package("1.2"))


# Answering changes nothing but the quizzes.
UNCHANGED = "section.page > section :not(.mq-quiz, .mq-quiz *, :has(.mq-quiz))"
WIDTH = "document.scrollingElement.scrollWidth"
# The innermost elements that stick out of a page that is too wide.
STICKING_OUT = """() => [...document.querySelectorAll('body *')]
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.firstElementChild)
  .slice(0, 5).map(e => e.outerHTML.slice(0, 120))"""
# Drawings that the nearest element that clips what it holds cuts off.
CUT_OFF = """() => [...document.querySelectorAll('main figure svg')].filter(svg => {
    let clip = svg.parentElement;
    while (clip && getComputedStyle(clip).overflowX === 'visible') clip = clip.parentElement;
    const [drawn, room] = [svg, clip ?? document.body].map(e => e.getBoundingClientRect());
    return drawn.width && (drawn.left < room.left - 1 || drawn.right > room.right + 1);
  }).map(svg => svg.querySelector('title').textContent)"""


def too_wide(page: Page) -> list[str]:
    """What does not fit 320 pixels; the window is as wide as before afterwards."""
    before = page.viewport_size
    assert before
    page.set_viewport_size({"width": 320, "height": 640})
    width = page.evaluate(WIDTH)
    found = [] if width <= 320 else [f"{width} wide", *page.evaluate(STICKING_OUT)]
    page.set_viewport_size(before)
    return found


def open_details(page: Page) -> None:
    """Closed text is not looked at."""
    page.eval_on_selector_all("details", "all => all.forEach(each => { each.open = true; })")


# Charts and code are the same in all pages: they are looked at in some. Their pages take long.
CHARTS_OR_CODE = "main pre, main :not(button) > svg"
WITH_CHARTS_AND_CODE = ("m3-xmr-charts", "m3-run-charts-notebook")


def check(page: Page, name: str, without: str = "noscript") -> None:
    open_details(page)
    assert page.evaluate(CUT_OFF) == [], name
    assert too_wide(page) == [], name
    assert violations(page, without) == [], name


# [accept 1, 2, 16, 60]
def test_every_page_at_first(watched: Watched, address: str) -> None:
    page, learner = alone(watched, address + "index.html")
    for name in page_ids(page):
        learner.jump(name)
        check(page, name, "noscript" if name in WITH_CHARTS_AND_CODE else CHARTS_OR_CODE)


# [accept 1]
def test_every_page_with_errors(watched: Watched, address: str) -> None:
    page, learner = alone(watched, address + "index.html")
    for page_id in with_questions(page):
        learner.jump(page_id)
        for name in learner.names(f"#{page_id}"):
            if learner.key(name)["type"] != "ordering":  # any order is an answer
                learner.check(name)
                expect(learner.form(name).locator(".mq-err")).to_be_visible()
        check(page, page_id, UNCHANGED)


# [accept 1]
def test_every_page_with_wrong_answers(watched: Watched, address: str) -> None:
    page, learner = alone(watched, address + "index.html")
    for page_id in with_questions(page):
        learner.jump(page_id)
        for name in learner.names(f"#{page_id}"):
            learner.answer(name, wrong(learner.key(name)))
        check(page, page_id, UNCHANGED)
    learner.jump("results")
    check(page, "results")


# [accept 1]
def test_every_page_when_all_is_done(
    watched: Watched, address: str, perfect: Callable[[str], dict[str, Any]]
) -> None:
    """With a learner's state moved from an LMS to the browser's own store."""
    page = watched.open(address + "mooc.css")
    state = perfect("1.2")["memory"]["cmi.suspend_data"]
    page.evaluate("state => localStorage.setItem('mooc:innovation:m3', state)", state)
    page.goto(address + "index.html")
    learner = Learner(page)
    learner.state("ready")
    for name in [*with_questions(page), "results"]:
        learner.jump(name)
        check(page, name, UNCHANGED)
    assert "You have passed." in learner.page.inner_text()


def test_ids_stand_once(watched: Watched, address: str) -> None:
    page, _ = alone(watched, address + "index.html")
    ids = page.eval_on_selector_all("[id]", "all => all.map(each => each.id)")
    assert len(ids) == len(set(ids)) > 100


# [accept 16]
def test_a_window_that_was_narrow_from_the_start(
    browse: Callable[..., Watched], address: str, book: Path, site: Site
) -> None:
    watched = browse(loud=True, viewport={"width": 320, "height": 640})
    for url in (address + "index.html", site.serve(book) + "m3/xmr-charts.html"):
        page = watched.open(url)
        Learner(page).state("ready")
        assert too_wide(page) == []


# The book.

# What the book's theme itself does wrong, by rule, page and markup.
OF_THE_THEME = [
    # The button shows "Search" and the keys "Ctrl + K"; its name is "Search".
    ("label-content-name-mismatch", "", "search-button-field"),
    # The button shows an icon made of a letter-like character; its name is "Color mode".
    ("label-content-name-mismatch", "", "theme-switch-button"),
    # The index's links are lines of text, 20 pixels high, in lists.
    ("target-size", "genindex.html", "glossary.html#term"),
]


def is_the_themes(name: str, violation: str) -> bool:
    return any(
        violation.startswith(f"{rule}: ") and page in name and markup in violation
        for rule, page, markup in OF_THE_THEME
    )


# [accept 16, 21]
@pytest.mark.parametrize("part", range(4))
def test_every_page_of_the_book(
    browse: Callable[..., Watched], book: Path, site: Site, part: int
) -> None:
    watched = browse(loud=True)
    page = watched.context.new_page()
    names = pages_of(book)
    assert len(names) >= 20
    found = {}
    for name in names[part::4]:
        page.goto(site.serve(book) + name)
        open_details(page)
        whole = name.removesuffix(".html").replace("/", "-") in WITH_CHARTS_AND_CODE
        without = "noscript" if whole else CHARTS_OR_CODE
        broken = [each for each in violations(page, without) if not is_the_themes(name, each)]
        if broken := broken + too_wide(page):
            found[name] = broken
    assert found == {}
    page.wait_for_load_state("networkidle")
    assert watched.strangers == []
    assert len({request.url for request in watched.requests}) > len(names[part::4]) + 5
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
