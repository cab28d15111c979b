"""Charts are drawn by a check, too: what keeps one from it is told without a build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from builder.charts.text import FLAGS, OPTIONS, ChartText, make_chart
from builder.check.page import Page
from builder.course import Course
from builder.problems import Problem, attempt, did_you_mean


def chart_faults(course: Course, pages: Iterable[Page]) -> Iterator[Problem]:
    """What keeps a chart from being drawn, in a chapter or in its csv file."""
    problems: list[Problem] = []
    for page in pages:
        for place, chart in enumerate(page.charts):
            yield from _unknown_options(chart)
            taken = chart.name.lower() in (other.name.lower() for other in page.charts[:place])
            known = {k: text for k, text in chart.options.items() if k in (*OPTIONS, *FLAGS)}
            drawn = replace(chart, options=known)
            file = partial(_file_named, course.project.course_dir, page.chapter.path.parent)
            attempt(partial(make_chart, drawn, file, course.about.language, taken), problems)
    yield from problems


def _unknown_options(chart: ChartText) -> Iterator[Problem]:
    for name in chart.options.keys() - {*OPTIONS, *FLAGS}:
        hint = did_you_mean(name, [*OPTIONS, *FLAGS])
        yield Problem(chart.path, chart.line, f"unknown option {name!r} of {{chart}}", hint)


def _file_named(course_dir: Path, folder: Path, written: str) -> Path:
    """As Sphinx has it: a path that begins with '/' begins in the course's folder."""
    return course_dir / written[1:] if written.startswith("/") else folder / written
