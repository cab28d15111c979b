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
