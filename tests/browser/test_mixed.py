"""Some answers right, some wrong, some in part: marks, results and status below the pass mark."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from .calls import RESPONSE, interactions, sets
from .learner import Launch, right

# Marks by hand; the quiz has 22 points. Responses as SCORM 1.2 and 2004 write them.
MIXED: dict[str, tuple[Any, str, float, str, str]] = {
    "baseline_median": ("13.0", "right", 1, "13", "13"),
    "two_point_reply": ("rota", "wrong", 0, "a", "rota"),
    "upper_process_limit": ("75,2", "right", 1, "75.2", "75.2"),
    "common_cause_word": ({"kind": "Special [,] cause"}, "wrong", 0, "Special   cause", ""),
    "three_signals": (
        ["below_limit", "two_of_three"],
        "partial",
        2,
        "a,e",
        "below_limit[,]two_of_three",
    ),
    "tray_measures": (
        {"missing": "outcome", "photo": "process", "minutes": "process", "slips": "process"},
        "partial",
        3,
        "1.a,2.b,3.b,4.b",
        "missing[.]outcome[,]photo[.]process[,]minutes[.]process[,]slips[.]process",
    ),
    # One swap: of the five neighbouring pairs only the first and the last are left.
    "xmr_steps": (
        ["definition", "plot", "ranges", "mean", "limits", "rules"],
        "partial",
        2,
        "a,b,d,c,e,f",
        "definition[,]plot[,]ranges[,]mean[,]limits[,]rules",
    ),
    "reject_target": ("true", "right", 1, "t", "true"),
    "label_printer": (
        {"d1": "shift", "d2": "stop", "d3": "separate"},
        "partial",
        2,
        "1.b,2.a,3.b",
        "d1[.]shift[,]d2[.]stop[,]d3[.]separate",
    ),
    "sleep_queue": ("0.08", "wrong", 0, "0.08", "0.08"),
    "research_statistics": ("true", "wrong", 0, "t", "true"),
}
SCORE = 12 / 22


def values(name: str, given: Any) -> dict[str, Any]:
    if isinstance(given, dict):
        return {f"m3_module_{name}.{part}": value for part, value in given.items()}
    return {f"m3_module_{name}": given}


def answer_mixed(learner: Launch) -> None:
    for name, (given, outcome, *_) in MIXED.items():
        learner.answer(f"m3_module_{name}", values(name, given))
        assert learner.outcome(f"m3_module_{name}") == outcome, name


def read_everything(learner: Launch) -> None:
    ids = "all => all.map(page => page.id)"
    for page in learner.window.eval_on_selector_all("section.page", ids):
        learner.jump(page)


@pytest.mark.parametrize("version", ["1.2", "2004"])
def test_marks_to_the_thousandth_and_no_pass(launch: Callable[..., Launch], version: str) -> None:
    learner = launch(version)
    read_everything(learner)
    learner.go("m3-quiz")
    answer_mixed(learner)
    learner.go("results")
    results = learner.page.inner_text()
    assert "Your score is 54% (12 of 22 points)." in results
    assert "You have not reached the pass mark yet." in results
    assert "You have completed this." in results
    learner.reported(len(MIXED) - 1)
    calls = learner.calls
    core = "cmi.core." if version == "1.2" else "cmi."
    assert abs(float(sets(calls, core + "score.raw")[-1]) / 100 - SCORE) < 0.001
    if version == "1.2":
        # Never failed: some platforms lock a learner out who failed.
        assert sets(calls, "cmi.core.lesson_status") == ["incomplete"]
    else:
        assert abs(float(sets(calls, "cmi.score.scaled")[-1]) - SCORE) < 0.001
        assert sets(calls, "cmi.completion_status") == ["incomplete", "completed"]
        assert sets(calls, "cmi.success_status") == []
    check_reports(calls, version)
    reach_the_pass_mark(learner)
    assert learner.complaints == []


def reach_the_pass_mark(learner: Launch) -> None:
    """The pass comes with the answer that reaches 70 %, and with nothing before it."""
    old = learner.version == "1.2"
    score = "cmi.core.score.raw" if old else "cmi.score.raw"
    status = "cmi.core.lesson_status" if old else "cmi.success_status"
    learner.go("m3-quiz")
    learner.answer("m3_module_xmr_steps", right(learner.key("m3_module_xmr_steps")))
    learner.set_to(score, "68.18")
    assert "passed" not in sets(learner.calls, status)
    learner.answer("m3_module_research_statistics", {"m3_module_research_statistics": "false"})
    learner.set_to(status, "passed")
    given = [tuple(call["args"]) for call in learner.calls if call["name"] == "SetValue"]
    assert given.index((score, "72.72")) < given.index((status, "passed"))


def check_reports(calls: list[dict[str, Any]], version: str) -> None:
    not_right = "wrong" if version == "1.2" else "incorrect"
    reported = interactions(calls)
    assert sorted(reported) == list(range(len(MIXED)))
    for fields, (name, entry) in zip(reported.values(), MIXED.items(), strict=True):
        _, outcome, _, response12, response2004 = entry
        response = (response12 if version == "1.2" else response2004) or response12
        assert fields["id"] == [f"m3_module_{name}"]
        assert fields[RESPONSE[version]] == [response], name
        assert fields["result"] == ["correct" if outcome == "right" else not_right], name


def test_hand_marks_add_up() -> None:
    assert sum(points for _, _, points, *_ in MIXED.values()) == 12


def test_a_second_try_updates_in_place_and_the_best_counts(
    launch: Callable[..., Launch],
) -> None:
    learner = launch("2004")
    learner.go("m3-quiz")
    tries = learner.form("m3_module_three_signals").locator(".mq-tries")
    learner.answer("m3_module_two_point_reply", {"m3_module_two_point_reply": "rota"})
    learner.answer("m3_module_three_signals", values("three_signals", MIXED["three_signals"][0]))
    assert tries.inner_text() == "· 1 try left"
    # Two of three was better than this: the best try counts, the last one is reported.
    learner.answer("m3_module_three_signals", {"m3_module_three_signals": ["on_mean"]})
    assert tries.inner_text() == "· no tries left"
    status = learner.form("m3_module_three_signals").locator(".mq-status")
    assert "One point below the lower process limit." in status.inner_text()
    assert not learner.form("m3_module_three_signals").locator(".mq-check").is_visible()
    learner.answer("m3_module_two_point_reply", {"m3_module_two_point_reply": "keep_plotting"})
    learner.exit()
    calls = learner.calls
    scores = sets(calls, "cmi.score.raw")
    assert scores[-1] == "13.63"
    reported = interactions(calls)
    assert [fields["id"][0] for fields in reported.values()] == [
        "m3_module_two_point_reply",
        "m3_module_three_signals",
    ]
    assert reported[0]["result"][-1] == "correct"
    assert reported[1]["result"][-1] == "incorrect"
    assert reported[1]["learner_response"][-1] == "on_mean"
    assert learner.complaints == []
