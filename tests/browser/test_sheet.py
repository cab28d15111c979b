"""The sheet on the screen and on paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

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
    pdf = page.pdf(prefer_css_page_size=True)
    assert pdf.count(b"/Type /Page\n") in (1, 2)
    page.close()
