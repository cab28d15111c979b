"""The same quiz in a page of the book: over http, from disk, without scripts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from .learner import Learner, right, wrong
from .server import Site
from .window import Watched

QUIZ = "m3/quiz.html"
TYPES = {  # each kind of control once, and what comes back after a reload
    "m3_module_two_point_reply": "right",
    "m3_module_reject_target": "wrong",
    "m3_module_three_signals": "partial",
    "m3_module_baseline_median": "wrong",
    "m3_module_common_cause_word": "right",
    "m3_module_tray_measures": "right",
    "m3_module_xmr_steps": "right",
    "m3_module_label_printer": "right",
}


@pytest.fixture(params=["http", "file"])
def address(request: pytest.FixtureRequest, book: Path, site: Site) -> Callable[[str], str]:
    """Addresses of the book's pages, from a server or from disk."""
    base = site.serve(book) if request.param == "http" else book.as_uri() + "/"
    return lambda name: base + name


def opened(watched: Watched, url: str) -> tuple[Page, Learner]:
    page = watched.open(url)
    learner = Learner(page)
    learner.state("ready")
    return page, learner


# [accept 12, 22, 39]
def test_answers_give_feedback_and_stay(
    browse: Callable[..., Watched], address: Callable[[str], str]
) -> None:
    watched = browse(loud=True)
    page, learner = opened(watched, address(QUIZ))
    for name, outcome in list(TYPES.items())[: 8 if "http" in page.url else 4]:
        key = learner.key(name)
        values = wrong(key) if outcome == "wrong" else right(key)
        if outcome == "partial":
            values = {name: ["below_limit", "two_of_three"]}
        learner.answer(name, values)
        assert learner.outcome(name) == outcome, name
    learner.answer("m3_module_xmr_confidence", {"m3_module_xmr_confidence.build": "4"})
    learner.answer("m3_module_figure_reported", {"m3_module_figure_reported": "Tŷ Bŵl’s DNA rate"})
    before = answers(learner)
    assert "17 % faster" in learner.form("m3_module_two_point_reply").inner_text()
    assert "Two points inside the limits" in before["m3_module_two_point_reply"][1]
    assert "Two of the last three points" in before["m3_module_three_signals"][1]
    assert "2 of 3 points." in before["m3_module_three_signals"][1]
    assert "monthly DNA rate" in before["m3_module_figure_reported"][1]
    page.reload()  # at once: what was not stored yet is stored as the page goes
    learner.state("ready")
    assert answers(learner) == before
    assert "· 1 try left" in learner.form("m3_module_three_signals").inner_text()


def answers(learner: Learner) -> dict[str, tuple[object, str]]:
    return {
        name: (
            learner.values(name),
            learner.form(name).locator(".mq-status").inner_text(),
        )
        for name in learner.names()
    }


def test_a_page_that_was_read_has_a_tick(
    browse: Callable[..., Watched], address: Callable[[str], str]
) -> None:
    watched = browse(loud=True)
    page, _ = opened(watched, address(QUIZ))
    page, _ = opened(watched, address("m3/measures.html"))
    link = page.locator("a[data-page=m3-quiz]").first
    expect(link).to_have_attribute("data-seen", "1")
    expect(link).to_contain_text("✓")
    expect(link).to_contain_text("(read)")
    unread = page.locator("a[data-page=m3-decisions]").first
    assert unread.get_attribute("data-seen") is None
    assert "✓" not in unread.inner_text()


def test_next_and_back_keep_the_answers_of_both_pages(
    browse: Callable[..., Watched], book: Path, site: Site
) -> None:
    watched = browse(loud=True)

    def address(name: str) -> str:
        return site.serve(book) + name

    page, learner = opened(watched, address("m3/measures.html"))
    learner.answer("m3_measures_median", {"m3_measures_median": "55"})
    page.goto(address("m3/run-charts.html"))
    learner = Learner(page)
    learner.state("ready")
    learner.answer("m3_run_charts_skip", {"m3_run_charts_skip": "7"})
    page.goto(address("m3/measures.html"))
    learner = Learner(page)
    learner.state("ready")
    assert learner.values("m3_measures_median") == {"m3_measures_median": "55"}
    assert learner.outcome("m3_measures_median") == "right"
    page.go_back()
    learner = Learner(page)
    learner.state("ready")
    assert learner.values("m3_run_charts_skip") == {"m3_run_charts_skip": "7"}
    assert learner.outcome("m3_run_charts_skip") == "wrong"


# Without scripts.

# Words that can't be seen, even with every <details> open.
UNSEEN = """root => {
  const LEFT_OUT = 'script, style, template, .vh, .headerlink, button, option, svg title, '
    + 'svg desc, .chart-narrow'; // the same chart, for narrow windows
  root.querySelectorAll('details').forEach(details => { details.open = true; });
  const found = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    const parent = node.parentElement;
    if (!node.data.trim() || parent.closest(LEFT_OUT)) continue;
    if (!parent.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
      found.push(node.data.trim().slice(0, 60));
  }
  return found; }"""


def check_readable(question: Locator) -> None:
    """Prompt, options and answer can be read; no button promises what it can't do."""
    expect(question.locator("legend").first).to_be_visible()
    for option in question.locator(".mq-option, .mq-pair, .mq-order li, textarea").all():
        expect(option).to_be_visible()
    assert question.locator("button:visible").count() == 0
    answer = question.locator("details.mq-key")
    expect(answer).to_be_visible()
    answer.locator("summary").click()
    assert len(answer.inner_text()) > 40


# [accept 19]
@pytest.mark.parametrize("name", ["m3/quiz.html", "m3/measures.html", "start/where-are-you.html"])
def test_everything_in_the_book_reads_without_scripts(
    browse: Callable[..., Watched], book: Path, site: Site, name: str
) -> None:
    page = browse(loud=True, java_script_enabled=False).open(site.serve(book) + name)
    main = page.locator("main article")
    for question in main.locator("form.mq").all():
        check_readable(question)
    assert main.evaluate(UNSEEN) == []


# [accept 19]
def test_every_page_of_a_package_reads_without_scripts(
    browse: Callable[..., Watched], package: Callable[[str], Path], site: Site
) -> None:
    watched = browse(java_script_enabled=False)
    page = watched.open(site.serve(package("1.2")) + "index.html")
    sections = page.locator("section.page")
    assert sections.count() >= 11
    for section in sections.all():
        expect(section).to_be_visible()
        expect(section.locator("h1")).to_be_visible()
    box, before = sections.nth(1).bounding_box(), sections.nth(0).bounding_box()
    assert box and before and box["y"] - before["y"] - before["height"] > 60  # stands apart
    for name in ("m3_module_xmr_steps", "m3_module_label_printer", "m3_measures_kinds"):
        check_readable(page.locator(f"#q-{name}"))
    steps = page.locator("#q-m3_module_label_printer .mq-step")
    assert [step.is_visible() for step in steps.all()] == [True] * 3
    assert page.locator("main").evaluate(UNSEEN) == []
    for chart in page.locator("div.chart").all():
        assert chart.locator("svg:visible").count() == 1


# [accept 19]
def test_the_right_answers_stand_in_the_text_without_scripts(
    browse: Callable[..., Watched], package: Callable[[str], Path], site: Site
) -> None:
    watched = browse(java_script_enabled=False)
    page = watched.open(site.serve(package("2004")) + "index.html")
    right_answers = {
        "m3_module_baseline_median": "13 %",
        "m3_module_three_signals": "Seven points in a row above the mean.",
        "m3_module_tray_measures": "Minutes to pack a tray: Balancing",
        "m3_module_xmr_steps": "Calculate limits as mean",
        "m3_module_reject_target": "True",
        "m3_module_label_printer": "A shift: longer gaps are better",
    }
    for name, text in right_answers.items():
        key = page.locator(f"#q-{name} details.mq-key")
        key.locator("summary").click()
        assert text in key.locator(".mq-answer").inner_text()
