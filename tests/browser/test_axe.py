"""axe finds nothing: on every page of the package, in every state, light and dark; in the book."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from .axe import violations
from .learner import Learner, wrong
from .server import Site
from .test_hosts import alone, pages_of
from .window import Watched


def page_ids(page: Page) -> list[str]:
    ids: list[str] = page.eval_on_selector_all("section.page", "all => all.map(page => page.id)")
    return ids


def with_questions(page: Page) -> list[str]:
    return [i for i in page_ids(page) if page.locator(f"#{i} form.mq").count()]


@pytest.fixture
def watched(browse: Callable[..., Watched]) -> Watched:
    return browse(reduced_motion="reduce")


@pytest.fixture
def address(package: Callable[[str], Path], site: Site) -> str:
    return site.serve(package("1.2"))


# Answering changes none of these, and they are most of a page.
UNCHANGED = "section.page > section :is(figure, table, math, pre)"


def check(page: Page, name: str, *without: str) -> None:
    # Closed text is not looked at.
    page.eval_on_selector_all("details", "all => all.forEach(each => { each.open = true; })")
    assert violations(page, *without) == [], name


def test_every_page_at_first(watched: Watched, address: str) -> None:
    page, learner = alone(watched, address + "index.html")
    for name in page_ids(page):
        learner.jump(name)
        check(page, name)


def test_every_page_with_errors(watched: Watched, address: str) -> None:
    page, learner = alone(watched, address + "index.html")
    for page_id in with_questions(page):
        learner.jump(page_id)
        for name in learner.names(f"#{page_id}"):
            if learner.key(name)["type"] != "ordering":  # any order is an answer
                learner.check(name)
                expect(learner.form(name).locator(".mq-err")).to_be_visible()
        check(page, page_id, UNCHANGED)


def test_every_page_with_wrong_answers(watched: Watched, address: str) -> None:
    page, learner = alone(watched, address + "index.html")
    for page_id in with_questions(page):
        learner.jump(page_id)
        for name in learner.names(f"#{page_id}"):
            learner.answer(name, wrong(learner.key(name)))
        check(page, page_id, UNCHANGED)
    learner.jump("results")
    check(page, "results")


def test_every_page_when_all_is_done(
    watched: Watched, address: str, perfect: Callable[[str], dict[str, Any]]
) -> None:
    """With a learner's state moved from an LMS to the browser's own store."""
    page = watched.open(address + "mooc.css")
    state = perfect("1.2")["memory"]["cmi"]["suspend_data"]
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


@pytest.mark.parametrize("half", [0, 1])
def test_the_book(browse: Callable[..., Watched], book: Path, site: Site, half: int) -> None:
    page = browse(loud=True, reduced_motion="reduce").context.new_page()
    found = {}
    for name in pages_of(book)[half::2]:
        page.goto(site.serve(book) + name)
        page.eval_on_selector_all("details", "all => all.forEach(each => { each.open = true; })")
        broken = [each for each in violations(page) if not is_the_themes(name, each)]
        if broken:
            found[name] = broken
    assert found == {}
