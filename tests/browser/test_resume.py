"""Leaving in the middle, in any way, and coming back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from .calls import interactions, names, sets
from .learner import Launch

NOTE = "Tŷ, ŵyth, ’quoted’ “words” 🙂 & <b>"

# What the learner does before leaving: the index of each interaction is its place here.
ANSWERED: dict[str, Any] = {
    "m3_measures_kinds": {
        "m3_measures_kinds.wait": "outcome",
        "m3_measures_kinds.triage": "process",
        "m3_measures_kinds.repeated": "process",
        "m3_measures_kinds.slots": "balancing",
    },
    "m3_module_baseline_median": {"m3_module_baseline_median": "12,5"},
    "m3_module_three_signals": {"m3_module_three_signals": ["below_limit", "four_rising"]},
    "m3_module_common_cause_word": {"m3_module_common_cause_word.kind": "y siâns’"},
    "m3_module_xmr_steps": {
        "m3_module_xmr_steps": ["plot", "definition", "mean", "ranges", "limits", "rules"]
    },
    "m3_module_reject_target": {"m3_module_reject_target": "true"},
}
STEP = "m3_module_label_printer"  # a scenario that is left after its first step


def work(learner: Launch) -> dict[str, dict[str, Any]]:
    """Answers, and what the controls hold in the end."""
    learner.go("m3-measures")
    learner.answer("m3_measures_kinds", ANSWERED["m3_measures_kinds"])
    learner.answer("m3_measures_reflect_stop", {"m3_measures_reflect_stop": NOTE})
    learner.go("m3-quiz")
    for name, values in ANSWERED.items():
        if name.startswith("m3_module"):
            learner.answer(name, values)
    learner.fill(STEP, {f"{STEP}.d1": "shift"})
    learner.check(STEP)
    expect(learner.form(STEP).locator("[data-step=d2]")).to_be_visible()
    return shown(learner)


def shown(learner: Launch) -> dict[str, dict[str, Any]]:
    return {
        name: {
            "values": learner.values(name),
            "outcome": learner.outcome(name),
            "tries": learner.form(name).locator(".mq-tries").inner_text(),
            "status": learner.form(name).locator(".mq-status").text_content(),
        }
        for name in (*ANSWERED, "m3_measures_reflect_stop", STEP)
    }


def check_restored(learner: Launch, before: dict[str, dict[str, Any]]) -> None:
    assert learner.page_id == "m3-quiz"
    assert shown(learner) == before
    assert before["m3_module_baseline_median"]["tries"] == "· 1 try left"
    for name, values in ANSWERED.items():
        for slot, value in values.items():
            chosen = before[name]["values"][slot]  # checkboxes stand in a shuffled order
            assert chosen == value or "three_signals" in name and sorted(chosen) == sorted(value)
    assert learner.values("m3_measures_reflect_stop") == {"m3_measures_reflect_stop": NOTE}
    steps = learner.form(STEP).locator(".mq-step:visible")
    assert steps.evaluate_all("all => all.map(s => s.dataset.step)") == ["d1", "d2"]
    assert "you remembered" in steps.first.inner_text()
    ticks = learner.window.locator(".pages li", has_text="✓").count()
    assert ticks == 2  # the start page and the chapter; the quiz is the current one


def check_goes_on(learner: Launch) -> None:
    """A new answer is a new interaction, an old question keeps its index."""
    learner.answer("m3_module_sleep_queue", {"m3_module_sleep_queue": "12"})
    learner.answer("m3_module_baseline_median", {"m3_module_baseline_median": "13"})
    learner.exit()
    reported = interactions(learner.calls)
    new, old = len(ANSWERED), list(ANSWERED).index("m3_module_baseline_median")
    assert reported.pop(new)["id"] == ["m3_module_sleep_queue"]
    assert reported.pop(old)["id"] == ["m3_module_baseline_median"]
    assert reported == {}
    assert learner.complaints == []


def last_status(calls: list[dict[str, Any]], version: str) -> list[str]:
    return sets(calls, "cmi.core.lesson_status" if version == "1.2" else "cmi.completion_status")


# [accept 39]
@pytest.mark.parametrize("version", ["1.2", "2004"])
def test_the_tab_is_closed_and_everything_is_as_it_was(
    launch: Callable[..., Launch], relaunch: Callable[..., Launch], version: str
) -> None:
    learner = launch(version)
    before = work(learner)
    stored = learner.memory.times
    learner.lms.close()
    learner.memory.wait_for(stored + 2)  # a commit and the end
    learner = relaunch(version, learner.memory.data)
    check_restored(learner, before)
    assert last_status(learner.calls, version) == []
    check_goes_on(learner)


def a_little(learner: Launch) -> None:
    learner.go("m3-quiz")
    learner.answer("m3_module_reject_target", {"m3_module_reject_target": "false"})
    learner.fill(STEP, {f"{STEP}.d1": "shift"})
    learner.check(STEP)


def check_a_little(learner: Launch) -> None:
    assert learner.page_id == "m3-quiz"
    assert learner.values("m3_module_reject_target") == {"m3_module_reject_target": "false"}
    assert learner.outcome("m3_module_reject_target") == "wrong"
    assert learner.values(STEP)[f"{STEP}.d1"] == "shift"
    expect(learner.form(STEP).locator("[data-step=d2]")).to_be_visible()


@pytest.mark.parametrize("version", ["1.2", "2004"])
def test_save_and_exit_and_come_back(
    launch: Callable[..., Launch], relaunch: Callable[..., Launch], version: str
) -> None:
    learner = launch(version)
    a_little(learner)
    learner.exit()
    assert "You may close this window." in learner.window.locator(".banner").inner_text()
    assert last_status(learner.calls, version) == ["incomplete"]
    assert learner.complaints == []
    learner.lms.close()
    learner = relaunch(version, learner.memory.data)
    check_a_little(learner)
    learner.exit()
    assert last_status(learner.calls, version) == []
    assert interactions(learner.calls) == {}
    assert learner.complaints == []


# [fault: nothing is heard while a page goes]
def test_an_lms_that_hears_nothing_while_a_page_goes_has_the_last_minute_but_one(
    launch: Callable[..., Launch], relaunch: Callable[..., Launch]
) -> None:
    """Chrome lets no request be waited for at that time; what was committed before is there."""
    learner = launch("1.2", lost="true", clock=True)
    a_little(learner)
    stored = learner.memory.times
    learner.lms.clock.run_for(61_000)
    learner.memory.wait_for(stored + 1)
    learner.lms.close()
    check_a_little(relaunch("1.2", learner.memory.data))


# [accept 39]
def test_a_reload_in_the_middle(launch: Callable[..., Launch]) -> None:
    learner = launch("2004")
    a_little(learner)
    learner.reload()
    check_a_little(learner)


def test_taken_away_without_save_and_exit(launch: Callable[..., Launch]) -> None:
    learner = launch("1.2")
    learner.go("m3-quiz")
    learner.answer("m3_module_sleep_queue", {"m3_module_sleep_queue": "12"})
    learner.leave()
    called = names(learner.calls)
    assert called.count("Finish") == 1
    assert called[-2] == "Commit"
    assert interactions(learner.calls)[0]["id"] == ["m3_module_sleep_queue"]
    assert learner.complaints == []
