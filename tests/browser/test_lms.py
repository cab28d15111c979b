"""The page of the strict platform: where it puts its API, what it keeps, and its own policy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Frame, Page

from builder.lms import LMS

from .learner import Learner
from .server import Site
from .window import Watched

CSP = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "frame-src 'self'; img-src 'self'"
}
# An embedding page's own store, for a platform in a frame of it.
EMBED = """([address, kept]) => {
  const frame = document.createElement('iframe');
  frame.storage = { read: () => kept, write: values => { window.kept = values; } };
  frame.src = address;
  document.body.append(frame);
}"""
CALLS = "StrictLms.lms.calls.map(call => call.name)"


def playing(window: Page | Frame, frames: int) -> Frame:
    """The content, so many frames deep, once its session goes on."""
    for _ in range(frames):
        found = window.wait_for_selector("iframe", state="attached").content_frame()
        assert found
        window = found
    learner = Learner(window)
    learner.state("ready")
    assert isinstance(window, Frame)
    return window


# [fault: both editions' APIs are there]
def test_the_api_is_found_wherever_it_is_and_whatever_else_is_there(
    browse: Callable[..., Watched], small_package: Path, site: Site
) -> None:
    """Late, in a grandparent, beside the other edition's; in an opener."""
    watched = browse()
    course = {"edition": "1.2", "package": site.serve(small_package) + "index.html"}

    def lms(**more: str) -> Page:
        return watched.open(site.serve(LMS, CSP) + "index.html?" + urlencode({**course, **more}))

    page = lms(
        place="grandparent", both="true", late="400", sandbox="allow-scripts allow-same-origin"
    )
    playing(page, 2)
    assert page.evaluate(CALLS)[0] == "Initialize"
    assert page.evaluate("StrictLms.other.calls") == []
    page = lms(place="opener")
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Open the course").click()
    Learner(opened.value).state("ready")
    assert page.evaluate(CALLS)[0] == "Initialize"
    assert page.evaluate("window.violations") == []


def test_a_page_around_it_may_keep_what_is_stored(
    browse: Callable[..., Watched], small_package: Path, site: Site
) -> None:
    course = {"edition": "1.2", "package": site.serve(small_package) + "index.html"}
    address = site.serve(LMS) + "index.html"
    page = browse().open(address + "?absent=true&package=page.css")
    kept: dict[str, Any] = {"cmi.core.lesson_status": "completed", "cmi.core.exit": "suspend"}
    page.evaluate("document.querySelector('iframe').remove()")
    page.evaluate(EMBED, [address + "?" + urlencode(course), kept])
    content = playing(page, 2)
    platform = content.parent_frame
    assert platform
    assert platform.evaluate("StrictLms.lms.values['cmi.core.entry']") == "resume"
    Learner(content).exit()
    assert page.evaluate("window.kept['cmi.core.lesson_status']") == "completed"
    assert page.evaluate("window.kept['cmi.suspend_data'].length") > 20
