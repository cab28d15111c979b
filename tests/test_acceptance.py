"""The pages that say what was tested are true."""

from __future__ import annotations

import re

import acceptance


def test_the_table_of_points_and_tests_is_true() -> None:
    page = acceptance.PAGE.read_text("utf-8")
    assert acceptance.points(page) == list(range(1, 61))
    assert page == acceptance.written(page), "run: python tests/acceptance.py"


def test_every_tag_is_a_point() -> None:
    assert set(acceptance.shown()) <= set(range(1, 61))


def test_each_open_point_has_its_reason() -> None:
    page = acceptance.PAGE.read_text("utf-8")
    missing = set(range(1, 61)) - set(acceptance.shown())
    assert missing == {int(number) for number in re.findall(r"^- \*\*(\d+)\*\*:", page, re.M)}


# docs/accessibility.md

ACCESSIBILITY = acceptance.PAGE.with_name("accessibility.md")
CRITERION = re.compile(r"^\| (\d\.\d\.\d+) .*? \(A{1,2}\) \| (.*?) \| (.*)\|$", re.MULTILINE)
# Of WCAG 2.2, at levels A and AA: guideline, and the criteria's last numbers.
WCAG = {
    "1.1": [1], "1.2": [1, 2, 3, 4, 5], "1.3": [1, 2, 3, 4, 5],
    "1.4": [1, 2, 3, 4, 5, 10, 11, 12, 13], "2.1": [1, 2, 4], "2.2": [1, 2], "2.3": [1],
    "2.4": [1, 2, 3, 4, 5, 6, 7, 11], "2.5": [1, 2, 3, 4, 7, 8], "3.1": [1, 2],
    "3.2": [1, 2, 3, 4, 6], "3.3": [1, 2, 3, 4, 7, 8], "4.1": [2, 3],
}  # fmt: skip


def rows() -> list[tuple[str, str, str]]:
    return CRITERION.findall(ACCESSIBILITY.read_text("utf-8"))


def test_every_criterion_has_its_row() -> None:
    criteria = [f"{guideline}.{last}" for guideline, lasts in WCAG.items() for last in lasts]
    assert len(criteria) == 55
    assert [number for number, _, _ in rows()] == criteria


def test_every_row_names_tests_that_exist_or_says_why_not() -> None:
    known = acceptance.names()
    for number, how, tests in rows():
        named = re.findall(r"`([^`]+)`", tests)
        assert [name for name in named if name not in known] == [], number
        assert named or "not tested" in tests or how.startswith("does not apply"), number
