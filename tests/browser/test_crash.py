"""The renderer dies at an API call, for real; then the learner comes back.

`CRASH=all` tries forty points in each version (`make crash`), else one in each.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error

from .calls import interactions
from .learner import Launch, right
from .server import Memory, Site
from .window import Watched

POINTS = 40 if os.environ.get("CRASH") == "all" else 1
SCORE = {"1.2": "cmi.core.score.raw", "2004": "cmi.score.raw"}
STATUS = {"1.2": "cmi.core.lesson_status", "2004": "cmi.completion_status"}
RANKS = ["", "not attempted", "unknown", "incomplete", "completed", "passed"]
MINUTE = 60_000

# What the bar says, and how far the platform is.
SEEN = """() => {
  const bar = document.querySelector('iframe').contentDocument.querySelector('[data-mooc=saved]');
  return [bar.textContent, StrictLms.lms.calls.length];
}"""

Begin = Callable[..., Launch]


@dataclass
class Told:
    """What a learner was shown as saved before the crash."""

    outcomes: dict[str, str] = field(default_factory=dict)
    points: int = 0


@pytest.fixture
def begin(chromium: Browser, site: Site, states_packages: Callable[[str], Path]) -> Iterator[Begin]:
    """A visit in a browser of its own, with time that the test lets go by."""
    opened: list[Watched] = []

    def begun(version: str, memory: Memory, **more: str) -> Launch:
        watched = Watched(chromium, site.origin, {})
        opened.append(watched)
        package = states_packages(version)
        return Launch(watched, site, package, version, memory, clock=True, **more)

    yield begun
    for watched in opened:
        watched.context.close()


def work(learner: Launch) -> Iterator[str]:
    """Reads and answers, deed by deed; tells what was answered so far."""
    pages = learner.window.eval_on_selector_all("section.page", "all => all.map(page => page.id)")
    for page in pages:
        learner.jump(page)
        for name in learner.names(f"#{page}"):
            form = learner.form(name)
            if form.locator(".mq-check").is_visible() and not learner.outcome(name):
                learner.answer(name, right(learner.key(name)))
                yield name
        submit = learner.page.locator(".mq-submit")
        if submit.count() and submit.is_visible():
            for name in learner.names(f"#{page}"):
                learner.fill(name, right(learner.key(name)))
            submit.click()
            yield page


def until_dead(learner: Launch, kill: int) -> Told:
    """Works on till the platform has had so many calls; then the renderer crashes."""
    told, outcomes = Told(), {}
    for name in work(learner):
        learner.lms.clock.run_for(MINUTE // 3)
        if not learner.form(name).count():
            continue
        outcomes[name] = learner.outcome(name)
        word, calls = learner.lms.evaluate(SEEN)
        if calls >= kill:
            break
        if word == "Saved":
            told = Told(dict(outcomes), calls)
    crash(learner)
    return told


def crash(learner: Launch) -> None:
    """Chromium's own address for it; no event of leaving comes."""
    with pytest.raises(Error, match="crash"):
        learner.lms.goto("chrome://crash")


def check_after(learner: Launch, told: Told, before: dict[str, Any]) -> None:
    """All that was shown as saved is there; the learner gets to the end, and nothing falls."""
    for name, outcome in told.outcomes.items():
        assert learner.outcome(name) == outcome, f"{name} was shown as saved"
    for _ in work(learner):
        pass
    learner.exit()
    assert learner.complaints == [] or all("ASCII" in str(each) for each in learner.complaints)
    after, version = learner.memory.data, learner.version
    assert float(after[SCORE[version]]) == 100
    assert float(after[SCORE[version]]) >= float(before.get(SCORE[version]) or 0)
    status = STATUS[version]
    assert RANKS.index(after[status]) >= RANKS.index(before.get(status, ""))
    for index, fields in interactions(learner.calls).items():
        kept = before.get(f"cmi.interactions.{index}.id")
        assert kept is None or fields["id"] == [kept], f"interaction {index} was another question"


# [fault: the browser or the computer dies]
@pytest.mark.parametrize("version", ["1.2", "2004"])
def test_the_renderer_crashes_and_nothing_that_was_saved_is_lost(
    begin: Begin, version: str, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = begin(version, Memory())
    for _ in work(whole):
        whole.lms.clock.run_for(MINUTE // 3)
    whole.exit()
    calls = len(whole.calls)
    points = random.Random(2026).sample(range(2, calls), POINTS)
    for point in points:
        memory = Memory()
        told = until_dead(begin(version, memory, kill=str(point)), point)
        before = dict(memory.data or {})
        check_after(begin(version, Memory(memory.data)), told, before)
    with capsys.disabled():
        print(f"\nSCORM {version}: Chromium killed at {POINTS} of {calls} calls; answers lost: 0")
