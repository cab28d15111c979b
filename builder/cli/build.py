"""`mooc build`: the book, the packages and the report."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from builder.cli.progress import progress_shown
from builder.formats import FORMATS
from builder.interrupts import left_to_parent
from builder.package import Package
from builder.pipeline import Wanted, build_course
from builder.project import find_project
from builder.report import Report, report_facts

out = Console(highlight=False, markup=False)


@click.command()
@click.option("--project", type=click.Path(file_okay=False, path_type=Path), default=Path("."),
              help="The folder that holds course/ (default: here).")  # fmt: skip
@click.option("--format", "formats", multiple=True, type=click.Choice(sorted(FORMATS)),
              help="Only this package format; may be given several times.")  # fmt: skip
@click.option("--module", "modules", multiple=True, metavar="ID",
              help="Only packages of this module; may be given several times.")  # fmt: skip
@click.option("--plan", "plans", multiple=True, metavar="NAME",
              help="Only packages of this plan (module, course, course-single) or route; "
                   "may be given several times.")  # fmt: skip
@click.option("--only", type=click.Choice(["book"]), help="Make the book and no packages.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def build(
    project: Path,
    formats: Sequence[str],
    modules: Sequence[str],
    plans: Sequence[str],
    only: str | None,
    as_json: bool,
) -> None:
    """Build the book, the packages and the report below build/.

    Example:  mooc build --format scorm12 --module m3
    """
    wanted = Wanted(formats, modules, plans, packages=only != "book")
    left_to_parent()
    with progress_shown():
        report = build_course(find_project(project), wanted)
    if as_json:
        click.echo(json.dumps(report_facts(report), ensure_ascii=False, indent=2))
    else:
        _show(report)


def _show(report: Report) -> None:
    """Warnings to stderr, then the table of what was made to stdout."""
    for problem in report.problems:
        click.echo(str(problem), err=True)
    build_dir = Path(os.path.relpath(report.course.project.build_dir))
    click.echo(f"book      {build_dir / 'html' / 'index.html'}  ({len(report.book.pages)} pages)")
    click.echo(f"report    {build_dir / 'report.html'}")
    if report.packages:
        out.print(_table(report.packages), crop=False)


def _table(packages: Sequence[Package]) -> Table:
    """A row a zip; its name stays whole, however narrow the window is."""
    table = Table(box=None, pad_edge=False)
    table.add_column("package", min_width=max(len(package.path.name) for package in packages))
    for heading in ("SCOs", "pages", "files", "kB", "state", "sha256"):
        table.add_column(heading, no_wrap=True)
    for package in packages:
        pages = sum(len(sco.pages) for sco in package.scos)
        counts = (len(package.scos), pages, package.files, round(package.size / 1000))
        state = f"{package.worst_case_state}/{package.format.budget}"
        table.add_row(package.path.name, *map(str, counts), state, package.sha256[:12])
    return table
