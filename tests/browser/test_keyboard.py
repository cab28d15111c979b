"""Hands that use no mouse, and where the focus is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from .learner import Launch, Learner, right
from .server import Site
from .test_hosts import alone
from .window import Watched


class Keyboard:
    """Reaches controls by Tab alone, as somebody without a mouse does."""

    def __init__(self, learner: Learner, page: Page) -> None:
        self.learner = learner
        self.page = page

    def tab_to(self, **wanted: str) -> None:
        """Presses Tab until the focus is on an element that is like this."""
        passed = []
        for _ in range(400):
            self.page.keyboard.press("Tab")
            now = self.learner.focused()
            if all(now[key] == value for key, value in wanted.items()):
                return
            passed.append((now["tag"], now["name"], now["text"][:20]))
        raise AssertionError(f"no way by Tab to {wanted}, only {passed[-10:]}")

    def choose_radio(self, name: str, value: str) -> None:
        """Tab goes to the group, arrows within it."""
        self.tab_to(tag="input", name=name)
        if self.learner.focused()["value"] == value:
            self.page.keyboard.press("Space")
        for _ in range(10):
            if self.learner.focused()["value"] == value:
                break
            self.page.keyboard.press("ArrowDown")
        now = self.learner.focused()
        assert (now["value"], now["checked"]) == (value, True)

    def choose(self, name: str, places: int) -> None:
        """The n-th entry of a list."""
        self.tab_to(tag="select", name=name)
        for _ in range(places):
            self.page.keyboard.press("ArrowDown")

    def answer(self, name: str) -> None:
        """Gives the right answer to a question, and keeps a note where it is kept by itself."""
        key = self.learner.key(name)
        for slot, value in zip(key["slots"], right(key).values(), strict=True):
            self.fill(name, slot, value)
            if key["type"] == "scenario":
                self.press(name, "Enter")
        if key["type"] != "scenario":
            self.press(name, "Space")
        expect(self.learner.form(name).locator(".mq-status")).not_to_be_empty()
        if self.learner.focused()["text"] == "With my course record":
            self.page.keyboard.press("Enter")
            self.not_lost()

    def fill(self, name: str, slot: Mapping[str, Any], value: Any) -> None:
        field = self.learner.form(name).locator(f"[name='{slot['n']}']")
        if slot["k"] == "order":
            self._order(name, value)
        elif slot["k"] in ("text", "number"):
            self.tab_to(name=slot["n"])
            self.page.keyboard.type(value)
        elif slot["k"] == "many":
            for id_ in field.evaluate_all("all => all.map(box => box.value)"):
                if id_ in value:
                    self.tab_to(name=slot["n"], value=id_)
                    self.page.keyboard.press("Space")
        elif field.first.evaluate("field => field.localName") == "select":
            ids = field.evaluate("field => [...field.options].map(option => option.value)")
            self.choose(slot["n"], ids.index(value))
        else:
            self.choose_radio(slot["n"], value)

    def _order(self, name: str, wanted: list[str]) -> None:
        items = self.learner.form(name).locator(".mq-order")
        for place, id_ in enumerate(wanted):
            up = items.locator(f"[data-item={id_}] [data-move=up]")
            for times in range(self.learner.order(items).index(id_) - place):
                if not times:
                    self.tab_to(form=f"q-{name}", move="up", text=up.text_content() or "")
                self.page.keyboard.press("Space")

    def press(self, name: str, key: str) -> None:
        self.tab_to(form=f"q-{name}", tag="button", **{"is": "mq-check"})
        self.page.keyboard.press(key)
        self.not_lost()

    def press_check(self, name: str, key: str) -> None:
        self.press(name, key)
        expect(self.learner.form(name).locator(".mq-status")).not_to_be_empty()

    def not_lost(self) -> None:
        assert self.learner.focused()["tag"] != "body"


# [accept 8, 9, 13, 15]
def test_a_chapter_and_its_check_with_the_keyboard_alone(
    browse: Callable[..., Watched], package: Callable[[str], Path], site: Site
) -> None:
    page, learner = alone(browse(), site.serve(package("1.2")) + "index.html#m3-measures")
    keys = Keyboard(learner, page)
    keys.tab_to(tag="a", href="#main")  # the skip link comes first
    page.keyboard.press("Enter")
    assert learner.focused()["tag"] == "main"

    # Nothing chosen: the error says so, and the focus is where something can be done about it.
    keys.tab_to(form="q-m3_measures_definition", tag="button", **{"is": "mq-check"})
    page.keyboard.press("Enter")
    error = learner.form("m3_measures_definition").locator(".mq-err")
    expect(error).to_be_visible()
    expect(error).to_have_text("Error: Select an answer")
    first = learner.focused()
    assert (first["tag"], first["form"]) == ("input", "q-m3_measures_definition")

    page.keyboard.press("Shift+Tab")
    keys.choose_radio("m3_measures_definition", "recipe")
    expect(error).to_be_hidden()
    keys.press_check("m3_measures_definition", "Space")
    for pair, place in {"wait": 1, "triage": 2, "repeated": 3, "slots": 2}.items():
        keys.choose(f"m3_measures_kinds.{pair}", place)
    keys.press_check("m3_measures_kinds", "Enter")
    keys.tab_to(tag="input", name="m3_measures_median")
    page.keyboard.type("55")
    page.keyboard.press("Enter")  # in the field, as in any form
    expect(learner.form("m3_measures_median").locator(".mq-status")).not_to_be_empty()
    keys.not_lost()
    keys.choose_radio("m3_measures_stamp", "annotate")
    keys.press_check("m3_measures_stamp", "Enter")
    names = learner.names("#quiz-m3-measures")
    assert [learner.outcome(name) for name in names] == ["right"] * 4

    keys.tab_to(tag="a", href="#m3-run-charts", **{"is": "button"})
    page.keyboard.press("Enter")
    expect(learner.page).to_have_attribute("id", "m3-run-charts")
    assert learner.focused()["tag"] == "h1"
    assert page.title().startswith("3.2")
    page.go_back()
    expect(learner.page).to_have_attribute("id", "m3-measures")
    keys.not_lost()


# [accept 3, 13]
@pytest.mark.parametrize("version", ["1.2", "2004"])
def test_a_whole_module_with_the_keyboard_alone(
    browse: Callable[..., Watched],
    states_packages: Callable[[str], Path],
    site: Site,
    version: str,
) -> None:
    """A question of every type, an assessment, the results, and out."""
    learner = Launch(browse(), site, states_packages(version), version)
    keys = Keyboard(learner, learner.lms)
    for page_id in ("all-index", "all-questions", "all-together"):
        expect(learner.page).to_have_attribute("id", page_id)
        for name in learner.names(f"#{page_id}"):
            if page_id == "all-questions":
                keys.answer(name)
            else:
                keys.fill(name, learner.key(name)["slots"][0], right(learner.key(name))[name])
        if page_id == "all-together":
            keys.tab_to(tag="button", **{"is": "mq-submit"})
            learner.lms.keyboard.press("Enter")
            keys.not_lost()
        keys.tab_to(tag="a", **{"is": "button"})
        learner.lms.keyboard.press("Enter")
    expect(learner.page).to_have_attribute("id", "results")
    assert "You have passed." in learner.page.inner_text()
    keys.tab_to(tag="button", text="Save and exit")
    learner.lms.keyboard.press("Enter")
    learner.state("closed")
    status = "cmi.core.lesson_status" if version == "1.2" else "cmi.success_status"
    learner.set_to(status, "passed")
    keys.not_lost()


# [accept 13, 14]
def test_ordering_checkboxes_and_a_scenario_with_the_keyboard_alone(
    launch: Callable[..., Launch],
) -> None:
    learner = launch("2004")
    learner.jump("m3-quiz")
    keys = Keyboard(learner, learner.lms)

    for id_ in ("below_limit", "seven_above", "two_of_three"):
        keys.tab_to(form="q-m3_module_three_signals", value=id_)
        learner.lms.keyboard.press("Space")
        # Back to before the question, for the options stand in a shuffled order.
        learner.form("m3_module_common_cause_word").locator("input").focus()
    keys.press_check("m3_module_three_signals", "Enter")
    assert learner.outcome("m3_module_three_signals") == "right"

    form = learner.form("m3_module_xmr_steps")
    items = form.locator(".mq-order")
    wanted = learner.key("m3_module_xmr_steps")["slots"][0]["right"]
    for place, id_ in enumerate(wanted):
        learner.form("m3_module_tray_measures").locator("select").last.focus()
        label = form.locator(f"[data-item={id_}] [data-move=up]").text_content() or ""
        keys.tab_to(form="q-m3_module_xmr_steps", move="up", text=label)
        for _ in range(learner.order(items).index(id_) - place):
            learner.lms.keyboard.press("Space")
            now = learner.focused()
            assert (now["move"], now["text"]) == ("up", label)  # the focus moves with the item
            at = learner.order(items).index(id_) + 1
            expect(form.locator(".mq-moved")).to_contain_text(f"moved to position {at} of 6")
    keys.press_check("m3_module_xmr_steps", "Space")
    assert learner.outcome("m3_module_xmr_steps") == "right"

    for step, choice in {"d1": "shift", "d2": "keep", "d3": "separate"}.items():
        keys.choose_radio(f"m3_module_label_printer.{step}", choice)
        keys.tab_to(form="q-m3_module_label_printer", tag="button", **{"is": "mq-check"})
        learner.lms.keyboard.press("Enter")
        keys.not_lost()
        if step != "d3":
            assert learner.focused()["tag"] == "legend"  # of the next step
    assert learner.outcome("m3_module_label_printer") == "right"


# [accept 13]
def test_the_focus_is_never_lost_when_the_last_try_locks_a_question(
    browse: Callable[..., Watched], small_package: Path, site: Site
) -> None:
    page, learner = alone(browse(), site.serve(small_package) + "index.html#un-siart")
    name = "prawf_terfyn"
    for _ in range(3):
        learner.answer(name, {name: "ar"})
        assert learner.focused()["tag"] != "body"
    assert not learner.form(name).locator(".mq-check").is_visible()
    assert learner.form(name).locator("input:enabled").count() == 0
    assert "mq-status" in learner.focused()["is"]


def test_the_counter_of_a_note_moves_nothing(
    browse: Callable[..., Watched], small_package: Path, site: Site
) -> None:
    """It comes half a second after typing, when somebody may be pressing the button below."""
    _, learner = alone(browse(), site.serve(small_package) + "index.html#un-siart")
    name = "prawf_meddwl"
    place = "button => button.getBoundingClientRect().top + scrollY"
    button = learner.form(name).locator(".mq-check")
    before = button.evaluate(place)
    learner.form(name).locator("textarea").press_sequentially("A note")
    expect(learner.form(name).locator(".mq-left")).to_contain_text("nod ar ôl")
    assert button.evaluate(place) == before
