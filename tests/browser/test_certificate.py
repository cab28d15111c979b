"""The certificate by keyboard, for a screen reader, at any width and on paper."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from .axe import violations
from .learner import right
from .server import Site
from .test_hosts import alone
from .test_keyboard import Keyboard
from .window import Watched

# Whatever can be seen on the page, outside the certificate.
BESIDE = """() => [...document.querySelectorAll('body *')]
  .filter(node => !node.closest('.certificate') && !node.querySelector('.certificate'))
  .filter(node => node.checkVisibility()).map(node => node.outerHTML)"""
PAGE = re.compile(rb"/Type\s*/Page\b")


# [accept 53]
def test_the_certificate_is_filled_in_and_printed_alone(
    browse: Callable[..., Watched], small_package: Path, site: Site
) -> None:
    page, learner = alone(browse(), site.serve(small_package) + "index.html")
    learner.next()
    for name in learner.names():
        learner.answer(name, right(learner.key(name)))
    learner.next()
    certificate = page.get_by_role("region", name="Tystysgrif cwblhau")
    expect(certificate).to_contain_text("Sgôr: 100%")
    expect(certificate.locator("dd")).to_have_count(4)

    page.evaluate("window.print = () => { document.title = 'printed'; }")
    keys = Keyboard(learner, page)
    keys.tab_to(tag="input")
    expect(page.get_by_label("Eich enw, fel y dylid ei argraffu")).to_be_focused()
    page.keyboard.type("Siân Ŵyn")
    expect(certificate.locator(".certificate-name")).to_have_text("Siân Ŵyn")
    assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 600})
    assert page.evaluate("document.documentElement.scrollWidth") == 320

    for paper in ("A4", "Letter"):
        keys.tab_to(tag="button", text="Argraffu neu gadw fel PDF")
        page.keyboard.press("Enter")
        expect(page).to_have_title("printed")
        page.emulate_media(media="print")
        expect(certificate).to_be_visible()
        assert page.evaluate(BESIDE) == []
        assert len(PAGE.findall(page.pdf(format=paper))) == 1
        expect(page.locator(".bar")).to_be_visible()  # all is there again when it is printed
        page.emulate_media(media="screen")


def test_the_results_are_printed_without_the_rest_of_the_package(
    browse: Callable[..., Watched], small_package: Path, site: Site
) -> None:
    """Else "Print this page" would print every page of the module."""
    page, learner = alone(browse(), site.serve(small_package) + "index.html")
    page.evaluate("window.print = () => { document.title = 'printed'; }")
    learner.jump("results")
    page.get_by_role("button", name="Argraffu’r dudalen hon").click()
    expect(page).to_have_title("printed")
    page.emulate_media(media="print")
    for shown in (".bar strong", "#results h1", "[data-mooc=results] .mq-results"):
        expect(page.locator(shown)).to_be_visible()
    expect(page.locator("section.page:visible")).to_have_count(1)
