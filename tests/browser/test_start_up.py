"""Until the player has begun, a browser needs to lay out only the first page of a package."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Route, expect

from .learner import Learner
from .server import Site
from .window import Watched

SKIPPED = "page => page.checkVisibility() && !page.checkVisibility({ contentVisibilityAuto: true })"


# [accept 59]
def test_pages_are_not_laid_out_before_they_are_shown(
    browse: Callable[..., Watched], site: Site, small_package: Path
) -> None:
    watched = browse()
    page, held = watched.context.new_page(), []
    page.route("**/mooc.js", lambda route: held.append(route))
    page.goto(site.serve(small_package) + "index.html", wait_until="commit")
    heads = page.locator("section.page h1")
    expect(heads.first).to_be_visible()
    assert page.locator("html").get_attribute("data-session") is None
    expect(heads.last).to_be_attached()
    assert [heads.nth(n).evaluate(SKIPPED) for n in (0, -1)] == [False, True]
    heads.last.scroll_into_view_if_needed()
    expect(heads.last).to_be_in_viewport()  # a script that never comes leaves it readable
    assert not heads.last.evaluate(SKIPPED)
    let_go(held)
    Learner(page).state("ready")
    expect(page.locator("section.page:visible")).to_have_count(1)


def let_go(held: list[Route]) -> None:
    for route in held:
        route.continue_()
