"""Who double-clicks everything presses each button once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from .learner import wrong
from .server import Site
from .test_hosts import alone
from .window import Watched


def test_a_double_click_is_one_press(
    browse: Callable[..., Watched], states_packages: Callable[[str], Path], site: Site
) -> None:
    page, learner = alone(browse(), site.serve(states_packages("1.2")) + "index.html")
    learner.jump("all-questions")
    for name in ("every_reply", "every_upper"):
        form = learner.form(name)
        learner.fill(name, wrong(learner.key(name)))
        form.locator(".mq-check").dblclick()
        expect(form.locator(".mq-tries")).to_have_text("· 1 try left")
    place = page.locator("[data-mooc=clear]")
    place.get_by_role("button", name="Clear my answers").dblclick()
    expect(place.get_by_role("button", name="Yes, clear my answers")).to_be_visible()
    # As where the second click meets what the first has brought.
    place.get_by_role("button", name="Yes, clear my answers").dispatch_event("click", {"detail": 2})
    expect(learner.form("every_reply").locator(".mq-tries")).to_have_text("· 1 try left")
    place.get_by_role("button", name="Yes, clear my answers").click()
    expect(learner.form("every_reply").locator(".mq-tries")).to_have_text("· 2 tries left")
