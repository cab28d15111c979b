"""What a screen reader is given in each state: the focus, what is announced, and the tree of what
can be read. `pytest --write-golden` writes it anew; read the difference before you keep it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from .learner import Learner, right, wrong
from .server import Site
from .test_hosts import alone
from .test_states import QUESTIONS, TOGETHER, Ears, focused_node
from .window import Watched

GOLDEN = Path(__file__).parents[1] / "golden" / "trees.txt"
DAY = re.compile(r"\d{1,2} [A-Z]\w+ \d{4}")
ONE = "every_reply"


def told(page: Page, ears: Ears, shown: Locator) -> Iterator[str]:
    node = focused_node(page)
    named = {key: node[key] for key in ("role", "name", "description", "invalid") if node.get(key)}
    yield f"focus: {named}"
    heard = [each for each in ears.heard() if each[0] != "mq-left"]  # it waits until typing stops
    yield from (f"announced by {where}: {text}" for where, text in heard)
    yield DAY.sub("DAY", shown.aria_snapshot())


def states(page: Page, learner: Learner) -> Iterator[tuple[str, Locator]]:
    """One question through all of its states, then what is sent together, and the results."""
    question, check = learner.form(ONE), learner.form(ONE).locator(".mq-check")
    yield "first, every type", page.locator("#quiz-every")
    check.press("Enter")
    yield "error", question
    learner.fill(ONE, wrong(learner.key(ONE)))
    check.press("Enter")
    yield "answered", question
    check.press("Enter")
    yield "locked", question
    for name in learner.names(f"#{QUESTIONS}"):
        if name != ONE:
            learner.answer(name, right(learner.key(name)))
    learner.next()
    submit = page.locator(".mq-submit")
    submit.press("Enter")
    yield "error summary", page.locator("#quiz-together")
    for name in learner.names(f"#{TOGETHER}"):
        learner.fill(name, right(learner.key(name)))
    submit.press("Enter")
    yield "complete", page.locator("#quiz-together")
    learner.next()
    yield "results", learner.page
    page.get_by_label("Your name, as it should be printed").fill("Siân Ŵyn")
    expect(page.locator(".certificate-name")).to_have_text("Siân Ŵyn")
    yield "certificate", page.locator(".certificate-part")


# [accept 4, 8, 10, 11, 12, 13, 52, 53]
def test_what_a_screen_reader_is_given(
    browse: Callable[..., Watched],
    states_packages: Callable[[str], Path],
    site: Site,
    pytestconfig: pytest.Config,
) -> None:
    page, learner = alone(browse(), site.serve(states_packages("1.2")) + "index.html")
    ears = Ears(page)
    learner.next()
    found = [
        "\n".join([f"== {state}", *told(page, ears, shown), ""])
        for state, shown in states(page, learner)
    ]
    if pytestconfig.getoption("--write-golden"):
        GOLDEN.write_text("\n".join(found), "utf-8")
    assert "\n".join(found) == GOLDEN.read_text("utf-8")
