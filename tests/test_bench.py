"""The question bench without a browser: every question, with all that is known of it."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import date
from email.message import Message
from pathlib import Path
from textwrap import indent
from typing import Any

import pytest
from conftest import MINI, copy_project
from lxml import html

from builder.bench import Bench, bench_html, read_bench
from builder.check.sources import read_sources
from builder.preview.preview import Preview
from builder.preview.server import open_socket, serving
from builder.project import Project
from builder.questions import QUESTION_TYPES

# Each type's own example, in a bank that no page shows.
EXAMPLES = [indent(kind.example.strip(), "    ") for kind in QUESTION_TYPES.values()]
SPARE = "title: Spare\nquestions:\n" + "\n".join(f"  - {each.strip()}" for each in EXAMPLES) + "\n"
INLINE = """
```{quiz}
id: inline
title: Written here
kind: assessment
questions:
  - id: seen
    type: single
    prompt: |
      Which *house* is not [small](../index.md)?

      ![A house](house.svg)
    outcome: [LO1]
    bloom: apply
    looking_back: one
    points: 2
    hint: Look again.
    options:
      - {id: this, text: This., correct: true, feedback: Right you are.}
      - {id: that, text: That.}
```
"""


def lay(project: Path) -> Path:
    (project / "quizzes" / "spare.yml").write_text(SPARE, "utf-8")
    chapter = project / "course" / "one" / "Měření.md"
    chapter.write_text(chapter.read_text("utf-8") + INLINE, "utf-8")
    (chapter.parent / "house.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    return project


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    made = Preview(lay(copy_project(MINI, tmp_path_factory.mktemp("bench"))))
    assert made.build(), made.problems
    yield made
    made.close()


@pytest.fixture(scope="module")
def bench(preview: Preview) -> Bench:
    assert preview.packages
    sources = read_sources(Project(preview.root), date(2026, 11, 1))
    return read_bench(sources, preview.packages.book)


@pytest.fixture(scope="module")
def page(bench: Bench) -> Any:
    return html.document_fromstring(bench_html(bench, linked=True))


def item(page: Any, form: str) -> Any:
    return page.get_element_by_id(f"q-{form}").xpath("ancestor::article")[0]


def said(element: Any) -> str:
    return " ".join(element.text_content().split())


def test_every_question_of_every_bank_in_the_order_of_the_book(bench: Bench, page: Any) -> None:
    assert [group.bank.id for group in bench.groups] == ["one-check", "inline", "spare"]
    types = {each.get("data-type") for each in page.find_class("bench-item")}
    assert types == set(QUESTION_TYPES)
    names = [form.get("data-q") for form in page.find_class("mq")]
    assert len(names) == len(set(names)) == len(bench.items)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_a_question_with_all_that_is_known_of_it(page: Any, preview: Preview) -> None:
    shown = item(page, "inline_seen")
    assert shown.get("data-module") == "one"
    for words in ("LO1 count", "Bloom level apply", "Points 2", "Looks back at one"):
        assert words in said(shown), words
    lines = (preview.root / "course/one/Měření.md").read_text("utf-8").splitlines()
    place = f"course/one/Měření.md:{lines.index('  - id: seen') + 1} "
    assert place in said(shown)
    assert [a.get("href") for a in shown.xpath(".//dd/a")] == ["/one/Měření.html#q-inline_seen"]
    answers = said(shown.find_class("bench-answers")[0])
    for words in ("Hint Look again.", "Right answer: This.", "Right you are."):
        assert words in answers, answers
    warnings = said(shown.find_class("bench-warnings")[0])
    assert "W14" in warnings and "'that'" in warnings and "W15" in warnings


def test_questions_submitted_together_are_checked_one_by_one(page: Any) -> None:
    form = page.get_element_by_id("q-inline_seen")
    assert form.find_class("mq-check") and not page.xpath("//template")


def test_what_no_page_shows_is_told_and_still_complete(page: Any) -> None:
    shown = item(page, "spare_reply")
    assert shown.get("data-module") == "-"
    assert "Shown on no page" in said(shown) and "No page of the book" in said(shown)
    assert "Two points cannot show that." in said(shown.find_class("bench-answers")[0])
    [group] = page.xpath("//section[h2[@id='bank-spare']]")
    [warning, *_] = group.find_class("bench-warnings")
    assert "W16" in said(warning) and warning.getparent() is group


def test_outcomes_and_how_many_questions_test_each(page: Any) -> None:
    [table] = page.xpath("//details[@class='bench-matrix']//table")
    heads = [said(cell) for cell in table.xpath("./thead//th")]
    lines = [[said(cell) for cell in row] for row in table.xpath(".//tbody/tr")]
    rows = {line[0]: dict(zip(heads, line, strict=True)) for line in lines}
    assert rows["LO1 count"]["apply"] == rows["LO1 count"]["all"] == "1"
    assert rows["LO3.4"]["not said"] == "1"
    assert rows["no outcome"]["all"] != "0"
    [link] = table.xpath(".//tbody/tr[1]/td[3]/a")
    assert link.get("href") == "?outcome=LO1&bloom=apply"


def test_the_file_needs_no_other(bench: Bench) -> None:
    text = bench_html(bench, linked=False)
    page = html.document_fromstring(text)
    assert not page.xpath("//link | //script[@src]")
    assert all(src.startswith("data:image/svg") for src in page.xpath("//img/@src"))
    assert page.xpath("//img/@src") and "small" in said(item(page, "inline_seen"))
    assert all(href.startswith("?") for href in page.xpath("//a/@href"))


def ask(preview: Preview, path: str) -> tuple[int, str, Message]:
    with serving(preview, open_socket(0)) as origin:
        try:
            with urllib.request.urlopen(origin + path, timeout=60) as answer:
                return answer.status, answer.read().decode(), answer.headers
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode(), refused.headers


def test_the_preview_serves_it_and_it_follows_a_bank(preview: Preview) -> None:
    path = preview.root / "quizzes" / "spare.yml"
    _, first, _ = ask(preview, "_preview/questions")
    assert "bar.js" in first and "Two weeks lie inside" in first
    path.write_text(SPARE.replace("Two weeks lie", "Three weeks lie"), "utf-8")
    assert preview.build()
    _, second, _ = ask(preview, "_preview/questions")
    assert "Three weeks lie inside" in second
    path.write_text(SPARE, "utf-8")


def test_a_broken_bank_leaves_it_as_it_was(preview: Preview) -> None:
    path = preview.root / "quizzes" / "spare.yml"
    with serving(preview, open_socket(0)) as origin:
        for text in (SPARE, "title: broken"):
            path.write_text(text, "utf-8")
            preview.build()
            with urllib.request.urlopen(origin + "_preview/questions", timeout=60) as answer:
                assert b"Two weeks lie inside" in answer.read()
    path.write_text(SPARE, "utf-8")


def test_it_can_be_saved_as_a_file(preview: Preview) -> None:
    _, text, headers = ask(preview, "_preview/questions.html")
    assert 'attachment; filename="mini-questions.html"' in headers["Content-Disposition"]
    assert "bar.js" not in text and "Two weeks lie inside" in text


def test_before_the_first_good_build(mini_project: Project) -> None:
    for path in ("_preview/questions", "_preview/questions.html"):
        assert ask(Preview(mini_project.root), path)[0] == 503
