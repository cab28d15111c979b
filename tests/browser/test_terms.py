"""Terms of the glossary open what they mean: in a page of the book and in a package."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from .axe import violations
from .server import Site
from .window import Watched

TERMS = Path(__file__).parents[1] / "courses" / "terms"
PHONE = {"viewport": {"width": 320, "height": 256}, "has_touch": True}  # 1280 pixels at 400 %
SAID = "Median: The middle value in order. Read more in the glossary"


@pytest.fixture(scope="module")
def built(shared: Callable[[str, Path], Path]) -> Path:
    return shared("terms course", TERMS)


@pytest.fixture(params=["book", "package"])
def address(
    request: pytest.FixtureRequest, built: Path, unzip: Callable[[Path, str], Path], site: Site
) -> str:
    """The chapter with terms, as a page of the book and as one of a package."""
    if request.param == "book":
        return site.serve(built / "build" / "html") + "charts/index.html"
    return site.serve(unzip(built, "charts-en-scorm12")) + "index.html#charts-index"


def term(page: Page, name: str) -> Locator:
    return page.locator("a.mooc-term:visible", has_text=name).first


def opened(page: Page) -> Locator:
    page.wait_for_selector("html[data-session=ready]", state="attached")
    return page.locator(".mooc-note")


def test_a_term_opens_and_closes_by_keyboard(browse: Callable[..., Watched], address: str) -> None:
    page = browse(loud=True).open(address)
    note, median = opened(page), term(page, "medians")
    expect(note).to_have_count(0)
    expect(page.get_by_role("button", name="medians", expanded=False)).to_be_visible()
    median.focus()
    page.keyboard.press("Enter")
    expect(note).to_have_text(SAID)
    expect(median).to_have_attribute("aria-expanded", "true")
    expect(median.locator("+ .mooc-note")).to_have_count(1)
    assert violations(page, without=".bd-header") == []  # the theme's own faults
    page.keyboard.press("Tab")
    expect(note.locator("a")).to_be_focused()
    page.keyboard.press("Escape")
    expect(median).to_be_focused()
    expect(note).to_have_count(0)
    page.keyboard.press("Space")
    expect(note).to_be_visible()
    page.keyboard.press("Space")
    expect(median).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    for _ in range(2):  # through the note and beyond it: it must not lie over what has the focus
        page.keyboard.press("Tab")
    expect(note).to_have_count(0)
    expect(median).not_to_be_focused()
    median.click()
    note.locator("a").click()
    expect(page.locator(":focus, :target").first).to_contain_text("Median")


def test_a_term_opens_by_touch_on_a_small_screen(
    browse: Callable[..., Watched], address: str
) -> None:
    page = browse(loud=True, **PHONE).open(address)
    note = opened(page)
    for name in ("run", "kinds", "ALARM"):
        term(page, name).tap()
        expect(note).to_have_count(1)
        expect(note).to_be_in_viewport(ratio=0.9)
        box, above = note.bounding_box(), term(page, name).bounding_box()
        assert box and above and box["x"] >= 0 and box["x"] + box["width"] <= 320
        assert box["y"] >= above["y"] + above["height"] - 8
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.locator("figcaption:visible").tap()
        expect(note).to_have_count(0)
        expect(term(page, name)).to_be_focused()
    page.emulate_media(media="print")
    expect(term(page, "ALARM")).to_have_css("text-decoration-line", "none")


def test_what_the_glossary_says_comes_into_view_and_back_leads_to_the_term(
    browse: Callable[..., Watched], built: Path, unzip: Callable[[Path, str], Path], site: Site
) -> None:
    page = browse(**PHONE).open(site.serve(unzip(built, "charts-en-scorm12")) + "index.html")
    note, median = opened(page), term(page, "medians")
    meant = page.locator("dt:focus")
    for _ in range(2):
        median.click()
        stood = page.evaluate("scrollY")
        note.locator("a").click()
        expect(meant).to_have_text("Median")
        expect(meant.locator("+ dd")).to_be_in_viewport(ratio=1)
        # Next time the term stands where the window ends: in view by a hair.
        meant.evaluate(
            """(dt, stood) => { const from = dt.getBoundingClientRect().top + scrollY;
            const { style } = dt.closest('section.page');
            style.marginTop = `${stood + innerHeight - 9 - from}px`; }""",
            stood,
        )
        page.evaluate("history.back()")
        expect(median).to_be_focused()
        expect(median).to_be_in_viewport()


def test_without_scripts_a_term_is_a_link(browse: Callable[..., Watched], address: str) -> None:
    page = browse(loud=True, java_script_enabled=False).open(address)
    link = term(page, "medians")
    expect(page.get_by_text("The middle value in order.")).to_have_count(1 if "#" in address else 0)
    link.click()
    expect(page.locator(":target")).to_contain_text("Median")
