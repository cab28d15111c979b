"""docs/faults.md is true."""

from __future__ import annotations

import faults


def test_each_fault_of_the_table_has_its_tests() -> None:
    page = faults.PAGE.read_text("utf-8")
    assert sorted(faults.rows(page)) == sorted(faults.shown())
    assert page == faults.written(page), "run: python tests/faults.py"
