"""Module 3 with every page read and every question answered right, as a strict LMS sees it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .calls import RESPONSE, interactions, names, sets
from .expected import MODULE_QUIZ, by_hand, from_banks
from .learner import Launch

Run = dict[str, Any]


@pytest.fixture(params=["1.2", "2004"])
def version(request: pytest.FixtureRequest) -> str:
    chosen: str = request.param
    return chosen


@pytest.fixture
def run(perfect: Callable[[str], Run], version: str) -> Run:
    return perfect(version)


def test_every_page_was_visited_and_every_question_answered_right(run: Run) -> None:
    assert run["pages"][0] == "m3-index" and run["pages"][-1] == "results"
    assert len(set(run["pages"])) == len(run["pages"]) >= 10
    assert len(run["outcomes"]) == 37
    # A scenario gives its ending, a note what somebody else thought: neither a verdict in words.
    assert set(run["outcomes"].values()) <= {"right", ""}
    assert sum(outcome == "right" for outcome in run["outcomes"].values()) == 27


def test_status_is_exactly_passed(run: Run, version: str) -> None:
    calls = run["calls"]
    if version == "1.2":
        assert sets(calls, "cmi.core.lesson_status") == ["incomplete", "passed"]
    else:
        assert sets(calls, "cmi.completion_status") == ["incomplete", "completed"]
        assert sets(calls, "cmi.success_status") == ["passed"]
        assert sets(calls, "cmi.progress_measure")[-1] == "1"


def test_score_is_exactly_100(run: Run, version: str) -> None:
    score = "cmi.core.score" if version == "1.2" else "cmi.score"
    assert sets(run["calls"], f"{score}.raw")[-1] == "100"
    assert sets(run["calls"], f"{score}.min") == ["0"]
    assert sets(run["calls"], f"{score}.max") == ["100"]
    raws = [float(raw) for raw in sets(run["calls"], f"{score}.raw")]
    assert raws == sorted(raws)
    if version == "2004":
        assert sets(run["calls"], "cmi.score.scaled")[-1] == "1"


def test_score_comes_before_the_status_that_rests_on_it(run: Run, version: str) -> None:
    given = [tuple(call["args"]) for call in run["calls"] if call["name"] == "SetValue"]
    if version == "1.2":
        at = given.index(("cmi.core.lesson_status", "passed"))
        before = [value for name, value in given[:at] if name == "cmi.core.score.raw"]
        assert before[-1] == "100"
    else:
        at = given.index(("cmi.success_status", "passed"))
        before = [value for name, value in given[:at] if name == "cmi.score.scaled"]
        assert float(before[-1]) >= 0.7


def test_each_interaction_is_reported_once_in_order_of_answers(run: Run, version: str) -> None:
    reported = interactions(run["calls"])
    assert sorted(reported) == list(range(27))
    assert [fields["id"] for fields in reported.values()] == [[id_] for id_ in run["answered"]]


@pytest.mark.parametrize("source", ["by hand", "from banks"])
def test_interactions_are_exactly_those_of_the_banks(
    run: Run, version: str, source: str, real: Path
) -> None:
    if source == "by hand":
        expected = by_hand(version)
        assert len(expected) == len(MODULE_QUIZ) == 11
    else:
        expected = from_banks(real / "quizzes", version)
        assert len(expected) == 27
    reported = {fields["id"][0]: fields for fields in interactions(run["calls"]).values()}
    assert source == "by hand" or set(reported) == set(expected)
    for id_, wanted in expected.items():
        fields = reported[id_]
        assert fields["type"] == [wanted.type], id_
        assert fields[RESPONSE[version]] == [wanted.response], id_
        assert fields["correct_responses.0.pattern"] == [wanted.pattern], id_
        assert fields["weighting"] == [wanted.weighting], id_
        assert fields["result"] == ["correct"], id_


def test_notes_are_never_reported(run: Run) -> None:
    told = json.dumps([call for call in run["calls"] if "interactions" in str(call["args"])])
    assert "xmr_confidence" not in told and "reflect" not in told and "figure_reported" not in told


def test_2004_interactions_have_the_questions_words(perfect: Callable[[str], Run]) -> None:
    for fields in interactions(perfect("2004")["calls"]).values():
        assert len(fields["description"]) == 1 and len(fields["description"][0]) > 20
    fields = next(iter(interactions(perfect("2004")["calls"]).values()))
    assert list(fields)[:2] == ["id", "type"]


# [accept 43]
def test_no_call_fails_and_no_value_breaks_a_rule(run: Run, version: str) -> None:
    assert run["complaints"] == []


# [accept 46]
def test_one_session_begun_once_and_ended_once(run: Run, version: str) -> None:
    called = names(run["calls"])
    assert called[0] == "Initialize"
    assert called[-1] == ("Finish" if version == "1.2" else "Terminate")
    assert called.count("Initialize") == 1
    assert called.count(called[-1]) == 1
    assert called[-2] == "Commit"


def test_suspend_data_stays_small_and_plain(run: Run) -> None:
    given = sets(run["calls"], "cmi.suspend_data")
    assert given and all(text.isascii() for text in given)
    assert max(map(len, given)) <= 3500


def test_commits_are_few(run: Run) -> None:
    """At launch, on completion and on leaving; a minute's work in between asks for one more."""
    assert names(run["calls"]).count("Commit") <= 3 + run["seconds"] // 60


@pytest.mark.parametrize(("version", "way"), [("1.2", "exit"), ("2004", "leave")])
def test_coming_back_lowers_nothing(
    perfect: Callable[[str], Run], version: str, way: str, relaunch: Callable[..., Launch]
) -> None:
    run = perfect(version)
    learner = relaunch(version, run["memory"])
    assert learner.page_id == run["pages"][-2]
    assert learner.outcome("m3_module_three_signals") == "right"
    learner.go("m3-index")
    learner.go("results")
    assert "You have passed." in learner.page.inner_text()
    getattr(learner, way)()
    calls = learner.calls
    for name in ("core.lesson_status", "completion_status", "success_status"):
        assert sets(calls, f"cmi.{name}") == []
    for name in ("core.score.raw", "score.raw", "score.scaled", "progress_measure"):
        assert sets(calls, f"cmi.{name}") == []
    assert interactions(calls) == {}
    assert learner.complaints == []
