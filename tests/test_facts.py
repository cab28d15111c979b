"""The register of facts holds the real course: a figure changed in the text is found."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from mutate_facts import course_copy, figures, is_found, mutated

from builder.check import check_course
from builder.check.claims import numbers
from builder.check.passage import plain
from builder.check.sources import read_sources
from builder.project import Project


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return course_copy(tmp_path_factory.mktemp("course"))


def test_the_course_and_its_register_agree(copied: Project) -> None:
    assert not check_course(copied, date(2026, 11, 23)).problems


def test_changed_figures_are_found(copied: Project) -> None:
    known = figures(read_sources(copied, date(2026, 11, 23)))
    assert len(known) > 300
    random = Random(4)
    for suffix in (".md", ".yml", ".csv", ".ipynb"):
        figure = random.choice([figure for figure in known if figure.path.suffix == suffix])
        assert is_found(copied, figure, mutated(figure, random)), figure


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("From 1,234 to £5.50 or 98%.", ["1,234", "5.50", "98%"]),
        ("2021–2023, 11-14, p = 0.054", ["2021", "2023", "11", "14", "0.054"]),
        ("T01, 3D, 1.2a and R2 are names", []),
    ],
)
def test_numbers(text: str, found: list[str]) -> None:
    assert [number.text for number in numbers(text)] == found


def test_plain_text_has_no_marks() -> None:
    assert plain("led **15%** of\n “them”") == 'led 15% of "them"'
