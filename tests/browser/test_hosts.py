"""Where the packages are put: strict headers, sandboxes, no LMS at all, no other host."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .learner import Launch, Learner, right
from .server import Site
from .window import Watched

CSP = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self'"
}
BANNER = ".banner p"
NOT_CONNECTED = "This is not connected to a learning system"


def alone(watched: Watched, url: str) -> tuple[Page, Learner]:
    page = watched.open(url)
    learner = Learner(page)
    learner.state("ready")
    return page, learner


# [accept 23, 60]
def test_works_under_a_strict_content_security_policy(launch: Callable[..., Launch]) -> None:
    """And in the sandbox that frames usually get."""
    usual = "allow-scripts allow-same-origin allow-forms"
    learner = launch("2004", headers=CSP, sandbox=usual)
    while learner.page_id != "results":
        images = learner.page.locator("img")
        for image in images.all():
            image.scroll_into_view_if_needed()
            expect(image).to_have_js_property("complete", True)
            assert image.evaluate("image => image.naturalWidth") > 0
        learner.next()
    learner.go("m3-quiz")
    for name in ("m3_module_xmr_steps", "m3_module_reject_target", "m3_module_label_printer"):
        learner.answer(name, right(learner.key(name)))
        assert learner.outcome(name) == "right"
    learner.exit()
    assert learner.window.evaluate("window.violations") == []
    assert learner.complaints == []
    # A page that no style reached would pass, were its styles not looked at.
    colour = "getComputedStyle(document.querySelector('.bar')).backgroundColor"
    assert learner.window.evaluate(colour) != "rgba(0, 0, 0, 0)"


# [accept 24]
# [fault: the browser keeps nothing]
def test_works_in_a_sandbox_without_an_origin(
    browse: Callable[..., Watched], launch: Callable[..., Launch]
) -> None:
    """The frame may neither reach the LMS's page nor store anything."""
    learner = launch("1.2", sandbox="allow-scripts allow-forms")
    expect(learner.window.locator(BANNER)).to_contain_text("keeps nothing")
    learner.go("m3-quiz")
    learner.answer("m3_module_reject_target", {"m3_module_reject_target": "true"})
    assert learner.outcome("m3_module_reject_target") == "right"
    learner.go("results")
    assert "1 of 22 points" in learner.page.inner_text()
    assert learner.calls == []


# [accept 22, 26]
@pytest.mark.parametrize(("version", "way"), [("1.2", "http"), ("2004", "file")])
def test_without_an_lms_answers_stay_in_the_browser(
    browse: Callable[..., Watched],
    package: Callable[[str], Path],
    site: Site,
    version: str,
    way: str,
) -> None:
    folder = package(version)
    url = site.serve(folder) + "index.html" if way == "http" else (folder / "index.html").as_uri()
    page, learner = alone(browse(), url)
    expect(page.locator(BANNER)).to_contain_text(NOT_CONNECTED)
    assert not page.locator("[data-mooc=exit]").is_visible()
    learner.go("m3-quiz")
    learner.answer("m3_module_reject_target", {"m3_module_reject_target": "false"})
    learner.answer("m3_module_figure_reported", {"m3_module_figure_reported": "Tŷ Bŵl’s figure"})
    page.reload()  # at once: what was not stored yet is stored as the page goes
    learner.state("ready")
    expect(page.locator(BANNER)).to_contain_text(NOT_CONNECTED)
    assert learner.page_id == "m3-quiz"
    assert learner.values("m3_module_reject_target") == {"m3_module_reject_target": "false"}
    assert learner.outcome("m3_module_reject_target") == "wrong"
    note = learner.values("m3_module_figure_reported")
    assert note == {"m3_module_figure_reported": "Tŷ Bŵl’s figure"}


# [accept 29]
# [fault: both editions' APIs are there]
def test_an_lms_of_another_version_is_not_used(
    browse: Callable[..., Watched], small_package: Path, site: Site
) -> None:
    watched = browse()
    other = "window.API_1484_11 = { Initialize() { window.wrong = true; return 'true'; } }"
    watched.context.add_init_script(other)
    page, _ = alone(watched, site.serve(small_package) + "index.html")
    expect(page.locator(BANNER)).to_be_visible()
    assert page.evaluate("window.wrong") is None


# [accept 21]
def test_a_package_asks_for_a_handful_of_files_and_no_other_host(
    browse: Callable[..., Watched],
    package: Callable[[str], Path],
    site: Site,
    capsys: pytest.CaptureFixture[str],
) -> None:
    watched = browse()
    page, learner = alone(watched, site.serve(package("1.2")) + "index.html")
    page.wait_for_load_state("networkidle")
    sizes = {
        request.url.rpartition("/")[2]: (request.resource_type, request.sizes()["responseBodySize"])
        for request in watched.requests
    }
    with capsys.disabled():
        total = sum(size for _, size in sizes.values())
        print(f"\nfirst page of m3, SCORM 1.2: {len(sizes)} requests, {total:,} bytes: {sizes}")
    others = {name: kind for name, (kind, _) in sizes.items() if kind != "image"}
    assert sorted(others) == ["index.html", "mooc.css", "mooc.js"]
    assert len(others) <= 6

    while learner.page_id != "results":
        learner.page.locator(".ways").last.scroll_into_view_if_needed()  # pictures load lazily
        learner.next()
    page.wait_for_load_state("networkidle")
    assert watched.strangers == []
    assert [request.url for request in watched.requests if request.failure] == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
