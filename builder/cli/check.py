"""`mooc check`: what is wrong with a course's sources, in a second or two."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from builder.check import Checked, check_course
from builder.cli.tables import chapter_row, tables
from builder.problems import CourseError, Problem, errors_in
from builder.project import Project, find_project
from builder.quizids import write_missing_ids

out = Console(highlight=False, markup=False)


@click.command()
@click.option("--project", type=click.Path(file_okay=False, path_type=Path), default=Path("."),
              help="The folder that holds course/ (default: here).")  # fmt: skip
@click.option("--strict", is_flag=True, help="Warnings fail too: exit code 1.")
@click.option("--table", is_flag=True, help="Show what chapters hold, and what the questions test.")
@click.option("--write-ids", is_flag=True,
              help="First write the ids that quizzes in Markdown still lack.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
def check(project: Path, strict: bool, table: bool, write_ids: bool, as_json: bool) -> None:
    """Look for mistakes in the sources, without building anything.

    Errors keep the course from being built. Warnings have numbers; docs/authoring.md explains
    each, and `checks` in course.yml switches it off. Formulas and notebooks are looked at by a
    build alone.

    Example:  mooc check --table
    """
    try:
        if write_ids:
            _write_ids(find_project(project))
        checked = check_course(find_project(project), date.today())
    except CourseError as error:
        checked = Checked(error.problems)
    if as_json:
        click.echo(json.dumps(_facts(checked), ensure_ascii=False, indent=2))
    else:
        _show(checked, table)
    failed = checked.problems if strict else errors_in(checked.problems)
    click.get_current_context().exit(1 if failed else 0)


def _write_ids(project: Project) -> None:
    for path, count in write_missing_ids(project).items():
        shown = path.relative_to(project.root).as_posix()
        click.echo(f"{shown}: wrote {_count(count, 'id')}", err=True)


def _show(checked: Checked, table: bool) -> None:
    """Problems to stderr, then the table and a line with their counts to stdout."""
    for problem in checked.problems:
        click.echo(str(problem), err=True)
    if table and checked.coverage:
        for part in tables(checked.lengths, checked.coverage):
            out.print(part, crop=False)
    errors = len(errors_in(checked.problems))
    counts = (_count(errors, "error"), _count(len(checked.problems) - errors, "warning"))
    click.echo(f"checked: {', '.join(counts)}")


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'s' * (number != 1)}"


def _facts(checked: Checked) -> dict[str, Any]:
    found = checked.coverage
    return {
        "problems": [_problem(problem) for problem in checked.problems],
        "chapters": [chapter_row(length, found) for length in checked.lengths if found],
        "coverage": {**asdict(found), "untested": found.untested} if found else None,
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {**asdict(problem), "path": problem.path.as_posix()}
