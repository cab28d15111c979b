"""The sheet on the screen and on paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from .axe import violations


@pytest.mark.parametrize("name", ["mini-one-en-scorm12", "mini-course-en-scorm2004-4th"])
def test_a_sheet_is_accessible_and_fits_on_two_pages(
    chromium: Browser, mini: Path, name: str
) -> None:
    path = mini / "build" / "packages" / f"{name}-sheet.html"
    page = chromium.new_page(viewport={"width": 320, "height": 800})
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert violations(page) == []
    page.set_viewport_size({"width": 1280, "height": 800})
    assert violations(page) == []
    assert sheets_of_paper(page) in (1, 2)
    page.close()


def test_the_real_courses_sheets_fit_on_two_pages(chromium: Browser, real: Path) -> None:
    page = chromium.new_page()
    for path in (real / "build" / "packages").glob("*-scorm12-sheet.html"):
        page.goto(path.as_uri())
        assert sheets_of_paper(page) in (1, 2), path.name
    page.close()


def sheets_of_paper(page: Page) -> int:
    return page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")
