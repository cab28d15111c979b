"""Where what a learner types goes, and that nothing says who the learner is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from .learner import Launch, right
from .server import Site
from .window import Watched

LEARNER = ("learner-1", "Jones", "Ann")  # as the strict platform knows them
NOTE, TYPED, NAME, REFUSED = "Canarynote", "Canarytyped", "Canaryname", "Canarynumber"
STORED = """() => JSON.stringify([localStorage, sessionStorage].map(area => ({ ...area }))
  .concat(document.cookie))"""


def answer_all(learner: Launch, keep: str) -> None:
    """Types a word of its own in each kind of box; notes go where `keep`, a button, says."""
    for name in learner.names():
        key, form = learner.key(name), learner.form(name)
        page_id = form.evaluate("form => form.closest('section.page').id")
        if learner.page_id != page_id:
            learner.jump(page_id)
        if key["type"] == "reflection":
            learner.fill(name, {name: NOTE})
            learner.check(name)
            if form.get_by_role("button", name=keep).count():
                form.get_by_role("button", name=keep).click()
            expect(form.locator(".mq-status")).to_contain_text("Kept")
        elif key["type"] == "likert":
            learner.fill(name, right(key))
        elif key["type"] == "fill_in":
            learner.answer(name, {**right(key), **dict.fromkeys(texts(key), TYPED)})
        elif form.locator(".mq-check").count():
            if key["type"] == "numeric":
                learner.fill(name, {name: REFUSED})
                learner.check(name)
                expect(form.locator(".mq-err")).to_be_visible()
            learner.answer(name, right(key))
        else:
            learner.fill(name, right(key))
    learner.window.locator(".mq-submit").click()


def texts(key: dict[str, Any]) -> list[str]:
    return [slot["n"] for slot in key["slots"] if slot["k"] == "text"]


def said_to_the_platform(learner: Launch, word: str) -> set[str]:
    """The elements in whose values a word stands."""
    return {
        call["args"][0].rpartition(".")[2]
        for call in learner.calls
        if call["name"] == "SetValue" and word in json.dumps(call["args"])
    }


@pytest.mark.parametrize("version", ["1.2", "2004"])
def test_what_is_typed_goes_where_the_learner_is_told(
    browse: Callable[..., Watched],
    states_packages: Callable[[str], Path],
    site: Site,
    version: str,
) -> None:
    """Notes kept on the device, the name on the certificate and what was refused go nowhere; an
    answer typed into a marked question goes to the platform, as an answer."""
    watched = browse()
    told: list[str] = []
    watched.context.on("console", lambda message: told.append(message.text))
    learner = Launch(watched, site, states_packages(version), version)
    answer_all(learner, "On this computer")
    learner.jump("results")
    field = learner.window.get_by_label("Your name, as it should be printed")
    expect(field).to_have_value("Ann Jones")  # the platform's own word, shown
    field.fill(NAME)
    expect(learner.window.locator(".certificate-name")).to_have_text(NAME)
    expect(learner.window.locator(".journal")).to_contain_text(NOTE)
    learner.set_to(STATUS[version], DONE[version])

    response = {"1.2": "student_response", "2004": "learner_response"}[version]
    assert said_to_the_platform(learner, TYPED) == {response, "suspend_data"}
    for word in (NOTE, NAME, REFUSED, *LEARNER):
        assert said_to_the_platform(learner, word) == set(), word
    stored = learner.window.evaluate(STORED)
    assert json.loads(stored)[0] == {} and json.loads(stored)[2] == ""
    assert NOTE in stored  # until they leave
    for word in (NAME, REFUSED, *LEARNER):
        assert word not in stored, word
    sent = [request.url for request in watched.requests]
    for word in (NOTE, TYPED, NAME, REFUSED, *LEARNER):
        assert not [text for text in sent + told if word in text], word

    learner.window.locator("[data-mooc=exit]").click()
    learner.window.get_by_role("button", name="Leave without saving my notes").click()
    learner.state("closed")
    assert json.loads(learner.window.evaluate(STORED)) == [{}, {}, ""]


STATUS = {"1.2": "cmi.core.lesson_status", "2004": "cmi.completion_status"}
DONE = {"1.2": "passed", "2004": "completed"}


@pytest.mark.parametrize("version", ["1.2", "2004"])
def test_notes_with_the_course_record_are_in_the_saved_text_alone(
    browse: Callable[..., Watched],
    states_packages: Callable[[str], Path],
    site: Site,
    version: str,
) -> None:
    learner = Launch(browse(), site, states_packages(version), version)
    learner.jump("all-questions")
    name = next(n for n in learner.names() if learner.key(n)["type"] == "reflection")
    learner.fill(name, {name: NOTE})
    learner.check(name)
    learner.form(name).get_by_role("button", name="With my course record").click()
    expect(learner.form(name)).to_contain_text("Kept with your course record.")
    learner.exit()
    assert said_to_the_platform(learner, NOTE) == {"suspend_data"}
