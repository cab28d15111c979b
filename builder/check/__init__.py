"""`mooc check`: what is wrong with a course, found in its sources alone.

To add a check: write its function in the file of its subject, then add it here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from builder.check.clues import all_or_none, always_in_one_place, longest_is_right
from builder.check.coverage import Coverage, coverage
from builder.check.dates import stale_entries
from builder.check.factual import (
    absent_facts,
    lost_facts,
    unregistered_figures,
    unverified_facts,
    wrong_years,
)
from builder.check.headings import heading_jumps
from builder.check.languages import missing_strings
from builder.check.links import broken_links
from builder.check.minutes import (
    Length,
    hours_that_do_not_fit,
    lengths,
    long_chapters,
    minutes_that_do_not_fit,
)
from builder.check.outcomes import questions_without_outcome, unknown_outcomes, untested_outcomes
from builder.check.pictures import file_name_as_alt, missing_alt
from builder.check.questions import options_without_feedback, unmarked_negatives
from builder.check.rule import Check
from builder.check.sources import Sources, read_sources
from builder.check.unused import unlisted_chapters, unused_banks, unused_files, unused_labels
from builder.directives.places import NOTEBOOK_STEP
from builder.problems import CourseError, Problem, did_you_mean
from builder.project import Project

CHECKS: tuple[Check, ...] = (
    broken_links,
    missing_alt,
    file_name_as_alt,
    heading_jumps,
    minutes_that_do_not_fit,
    hours_that_do_not_fit,
    long_chapters,
    untested_outcomes,
    questions_without_outcome,
    unknown_outcomes,
    longest_is_right,
    always_in_one_place,
    all_or_none,
    options_without_feedback,
    unmarked_negatives,
    unused_banks,
    unused_files,
    unused_labels,
    unlisted_chapters,
    stale_entries,
    unverified_facts,
    lost_facts,
    missing_strings,
    absent_facts,
    unregistered_figures,
    wrong_years,
)


@dataclass(frozen=True)
class Checked:
    """What was found in a course, in the order of files and lines, paths from its root. `lengths`
    and `coverage` are empty where errors keep the course from being read."""

    problems: tuple[Problem, ...]
    lengths: tuple[Length, ...] = ()
    coverage: Coverage | None = None


def check_course(project: Project, today: date) -> Checked:
    """Check a course's sources. What keeps it from being built is an error, and hides the rest."""
    try:
        sources = read_sources(project, today)
        _check_names(sources)
    except CourseError as error:
        return Checked(_shown(project, error.problems))
    shown = _shown(project, warnings_of(sources))
    return Checked(shown, tuple(lengths(sources)), coverage(sources))


def warnings_of(sources: Sources) -> Iterator[Problem]:
    """What the checks find that course.yml doesn't switch off; lines of notebooks are numbers of
    a cell, see `at_cell`."""
    checks = sources.course.about.checks
    found = [problem for check in CHECKS for problem in check.warnings(sources)]
    for problem in (*found, *sources.course.warnings):
        path = problem.relative_to(sources.course.project.root).path.as_posix()
        if problem.number not in (*checks.off, *checks.files.get(path, ())):
            yield problem


def _shown(project: Project, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    at_cells = {at_cell(problem) for problem in problems}
    return tuple(sorted(problem.relative_to(project.root) for problem in at_cells))


def at_cell(problem: Problem) -> Problem:
    """In a notebook, lines are those of a cell."""
    cell, line = divmod(problem.line, NOTEBOOK_STEP)
    if problem.path.suffix != ".ipynb" or not cell:
        return problem
    return replace(problem, line=0, message=f"cell {cell}, line {line - 1}: {problem.message}")


def _check_names(sources: Sources) -> None:
    """Raises CourseError when `checks` in course.yml names checks or files that aren't there."""
    checks, source = sources.course.about.checks, sources.course.source
    lists: list[tuple[tuple[str, ...], Sequence[str]]] = [(("off",), checks.off)]
    lists += [(("files", name), numbers) for name, numbers in checks.files.items()]
    known = [check.number for check in CHECKS]
    problems = [
        source.problem(("checks", *where, n), f"there is no check {number!r}", _hint(known))
        for where, numbers in lists
        for n, number in enumerate(numbers)
        if number not in known
    ]
    root = sources.course.project.root
    for name in checks.files:
        if not (root / name).is_file():
            hint = did_you_mean(name, _names(sources), "write the path as 'mooc check' shows it")
            message = f"there is no file {name!r}"
            problems.append(source.problem(("checks", "files", name), message, hint))
    if problems:
        raise CourseError(problems)


def _hint(known: Sequence[str]) -> str:
    return f"they are {known[0]} to {known[-1]}: see docs/authoring.md"


def _names(sources: Sources) -> list[str]:
    root = sources.course.project.root
    paths = [*sources.files, *(bank.source.path for bank in sources.banks.values())]
    return [Problem(path, 0, "").relative_to(root).path.as_posix() for path in paths]
