"""A small package with a question of every type, in each state that a learner meets: at first, with
errors, answered, locked, complete, and its results."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from .axe import violations, violations_as_shown
from .learner import Launch, Learner, right, wrong
from .looks import (
    in_a_narrow_window,
    in_forced_colours,
    large_and_spaced,
    lost_text,
    moving,
    on_paper,
    small_targets,
    tree,
    unnamed,
)
from .server import Site
from .test_hosts import alone
from .window import Watched

QUESTIONS, TOGETHER = "all-questions", "all-together"
LISTENED = """window.listened = new Set();
const add = EventTarget.prototype.addEventListener;
EventTarget.prototype.addEventListener = function (type, ...rest) {
  window.listened.add(type);
  return add.call(this, type, ...rest); };"""
LOST_FOCUS = "document.activeElement === document.body"


@pytest.fixture(scope="session")
def states_package(states_packages: Callable[[str], Path]) -> Path:
    return states_packages("1.2")


@pytest.fixture
def address(states_package: Path, site: Site) -> str:
    return site.serve(states_package) + "index.html"


def press(page: Page, control: Locator) -> None:
    """By keyboard, after which the focus is somewhere."""
    control.press("Enter")
    assert not page.evaluate(LOST_FOCUS), control


def check(page: Page, learner: Learner, name: str) -> None:
    press(page, learner.form(name).locator(".mq-check"))


def empty_checks(page: Page, learner: Learner) -> None:
    for name in learner.names("#quiz-every"):
        if learner.key(name)["type"] != "ordering":  # any order is an answer
            check(page, learner, name)
            expect(learner.form(name).locator(".mq-err")).to_be_visible()


def answer(page: Page, learner: Learner, name: str, values: dict[str, Any]) -> None:
    learner.answer(name, values)
    assert not page.evaluate(LOST_FOCUS), name


def states(page: Page, learner: Learner) -> Iterator[str]:
    """Brings the package into one state after the other."""
    yield "text"
    learner.next()
    yield "first"
    empty_checks(page, learner)
    yield "error"
    marked = [n for n in learner.names(f"#{QUESTIONS}") if not learner.key(n)["note"]]
    for name in learner.names(f"#{QUESTIONS}"):
        answer(page, learner, name, wrong(learner.key(name)))
    page.locator("textarea").fill("A long note.\n" * 20)
    yield "answered"
    for name in marked[1:]:
        if learner.form(name).locator(".mq-check").is_visible():
            answer(page, learner, name, wrong(learner.key(name)))
    yield "locked"
    answer(page, learner, marked[0], right(learner.key(marked[0])))
    press(page, learner.page.locator(".ways a.button").last)
    expect(learner.page).to_have_attribute("id", TOGETHER)
    assert learner.focused()["tag"] == "h1"
    press(page, page.locator(".mq-submit"))
    yield "error summary"
    for name in learner.names(f"#{TOGETHER}"):
        learner.fill(name, right(learner.key(name)))
    press(page, page.locator(".mq-submit"))
    expect(page.locator(".mq-submit")).to_be_hidden()
    yield "complete"
    learner.next()
    yield "results"
    page.get_by_label("Your name, as it should be printed").fill("Siân Ŵyn")
    expect(page.locator(".certificate-name")).to_have_text("Siân Ŵyn")
    yield "certificate"


LOOKS: dict[str, Callable[[Page], list[str]]] = {
    "names": unnamed,
    "targets": small_targets,
    "room": lost_text,
    "movement": moving,
    "axe": violations,
    "best practice": lambda page: violations_as_shown(page, tags=["best-practice"]),
    "forced colours": in_forced_colours,
    "paper": on_paper,
    "narrow": in_a_narrow_window,
    "large": large_and_spaced,
}
Seen = dict[str, dict[str, list[str]]]


@pytest.fixture(scope="module")
def seen(chromium: Browser, states_package: Path, site: Site) -> Iterator[Seen]:
    """What each look finds wrong, by state; one walk for all of them."""
    watched = Watched(chromium, site.origin, {})
    watched.context.add_init_script(LISTENED)
    page, learner = alone(watched, site.serve(states_package) + "index.html")
    found: Seen = {name: {} for name in LOOKS}
    for state in states(page, learner):
        for name, look in LOOKS.items():
            found[name][state] = look(page)
    found["listeners"] = {"all": page.evaluate("[...window.listened]")}
    found["draggable"] = {"all": page.eval_on_selector_all("[draggable]", "all => all.map(String)")}
    watched.context.close()
    assert watched.noise == [] and watched.strangers == []
    yield found


# [accept 1, 2, 4, 7, 13, 16, 17, 18, 20]
@pytest.mark.parametrize("look", LOOKS)
def test_in_every_state(look: str, seen: Seen) -> None:
    assert len(seen[look]) == 9
    assert {state: found for state, found in seen[look].items() if found} == {}


# [accept 6, 47]
# [fault: `unload` is blocked]
def test_nothing_is_dragged_and_nothing_hinders_leaving(seen: Seen) -> None:
    (types,) = seen["listeners"].values()
    assert {"click", "pagehide"} <= set(types)
    assert [
        type_ for type_ in types if "drag" in type_ or "unload" in type_ or type_ == "drop"
    ] == []
    assert seen["draggable"] == {"all": []}


# [accept 4, 7, 17, 18, 20]
@pytest.mark.parametrize("name", ["all/index.html", "all/questions.html"])
def test_the_book_too(
    browse: Callable[..., Watched], every_state: Path, site: Site, name: str
) -> None:
    page, learner = alone(browse(loud=True), site.serve(every_state / "build" / "html") + name)
    if name == "all/questions.html":
        empty_checks(page, learner)
    # The theme lets scripts put the focus on tables and code.
    assert [each for each in unnamed(page) if not each.startswith("generic")] == []
    for look in (small_targets, lost_text, moving, on_paper):
        assert look(page) == [], look.__name__


# [accept 18]
def test_movement_is_seen_where_it_is_not_refused(
    browse: Callable[..., Watched], address: str
) -> None:
    page, _ = alone(browse(reduced_motion="no-preference"), address)
    assert moving(page) != []


# What a screen reader is told.

HEAR = """() => {
  window.said = [];
  for (const region of document.querySelectorAll('[role=status], [role=alert], [aria-live]')) {
    const name = region.dataset.mooc || region.className.match(/mq-\\w+/)?.[0] || 'status';
    const text = () => region.textContent.replace(/\\s+/g, ' ').trim();
    new MutationObserver(() => window.said.push([name, text()])).observe(region, {
      childList: true, characterData: true, subtree: true });
  } }"""


class Ears:
    """Hears the live regions that a page has had from the start; later ones are not announced."""

    def __init__(self, page: Page) -> None:
        self._page = page
        page.evaluate(HEAR)

    def heard(self) -> list[list[str]]:
        """What was said since the last time."""
        said: list[list[str]] = self._page.evaluate("window.said.splice(0)")
        return said


def focused_node(page: Page) -> dict[str, Any]:
    return next(node for node in reversed(tree(page)) if node.get("focused"))


# [accept 8, 11, 12, 13, 15]
def test_what_is_announced(browse: Callable[..., Watched], address: str) -> None:
    page, learner = alone(browse(), f"{address}#{QUESTIONS}")
    regions = page.locator(".mq [role=status], .mq-summary")
    assert regions.count() > 10
    assert regions.all_text_contents() == [""] * regions.count()
    ears = Ears(page)

    check(page, learner, "every_reply")
    assert ears.heard() == []  # the focus goes to the field, and the field tells
    field = focused_node(page)
    assert (field["role"], field["invalid"]) == ("radio", "true")
    assert "Error: Select an answer" in field["description"]

    learner.fill("every_reply", wrong(learner.key("every_reply")))
    assert ears.heard() == []
    check(page, learner, "every_reply")
    ((where, text),) = ears.heard()
    assert where == "mq-status"
    assert text.startswith("Not quite. Change your answer and check it again.")

    press(page, learner.form("every_steps").locator("[data-move=down]").first)
    assert ears.heard() == [["mq-moved", "Plot the values moved to position 2 of 3"]]
    press(page, learner.form("every_steps").locator("[data-move=up]").first)
    assert ears.heard() == []  # it is at the top already

    learner.fill("every_printer", {"every_printer.conclude": "shift"})
    check(page, learner, "every_printer")
    assert ears.heard() == [["status", "Yes."]]
    assert learner.focused()["tag"] == "legend"

    learner.form("every_noise").locator("textarea").press_sequentially("Ok")
    expect(learner.form("every_noise").locator(".mq-left")).to_contain_text("left")
    ((where, text),) = ears.heard()
    assert (where, text.split()[0]) == ("mq-left", "478")

    learner.next()
    assert ears.heard() == []  # the focus is on the new page's heading
    press(page, page.locator(".mq-submit"))
    ((where, text),) = ears.heard()
    assert where == "mq-summary"
    assert "2 questions" in text
    assert "mq-summary" in learner.focused()["is"]


# [accept 5]
def test_each_radio_group_is_one_tab_stop_and_arrows_move_in_it(
    browse: Callable[..., Watched], address: str
) -> None:
    page, learner = alone(browse(), f"{address}#{QUESTIONS}")
    groups: list[str] = page.eval_on_selector_all(
        f"#{QUESTIONS} [type=radio]",
        "all => [...new Set(all.filter(each => each.checkVisibility()).map(each => each.name))]",
    )
    assert len(groups) == 4
    page.locator(f"#{QUESTIONS} h1").evaluate("h1 => { h1.tabIndex = -1; h1.focus(); }")
    stops = []
    while "ways" not in (stops[-1:] or [""])[0]:
        page.keyboard.press("Tab")
        stops.append(page.evaluate(
            "document.activeElement.closest('.ways') ? 'ways' : document.activeElement.name || ''"
        ))  # fmt: skip
    assert [stops.count(name) for name in groups] == [1] * 4
    for name in groups:
        radios = page.locator(f"[name='{name}']")
        radios.first.press("Space")
        for place in [*range(1, radios.count()), 0]:  # round and round
            page.keyboard.press("ArrowDown")
            expect(radios.nth(place)).to_be_focused()
            expect(radios.nth(place)).to_be_checked()


# [accept 13]
def test_leaving_keeps_the_focus(
    browse: Callable[..., Watched], states_package: Path, site: Site
) -> None:
    learner = Launch(browse(), site, states_package, "1.2")
    learner.go(QUESTIONS)
    learner.exit()
    assert learner.focused()["is"] == "banner"
    assert "saved" in learner.window.locator(".banner").inner_text()
