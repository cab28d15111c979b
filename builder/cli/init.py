"""`mooc init`: makes a course of a Jupyter Book that is there."""

from __future__ import annotations

import os
from pathlib import Path

import click

from builder.adopting import adopt_book
from builder.course import Course, load_course
from builder.problems import CourseError
from builder.project import Project

NEXT = """\
next      mooc check        what is wrong, and what learners will miss
          mooc build        the book and the packages
to add    the front matter of each module's first page: 'module: {id: m1}'. Ids are for ever: part
          of zip names and learners' records; 'module: false' keeps a page out of packages
          'minutes: 10' in each chapter's front matter, and {quiz} where learners should answer
          'build/' in .gitignore"""


@click.command()
@click.argument("folder", metavar="[DIR]", default=".",
                type=click.Path(exists=True, file_okay=False, path_type=Path))  # fmt: skip
def init(folder: Path) -> None:
    """Make a course of the Jupyter Book 1 in DIR (default: here).

    Writes course.yml beside its _config.yml, and touches no other file.

    Example:  mooc init my-book
    """
    project = adopt_book(folder)
    click.echo(f"wrote     {Path(os.path.relpath(project.course_file))}")
    _show_modules(_loaded(project))
    click.echo(NEXT)


def _loaded(project: Project) -> Course:
    """The course; where something keeps it from a build, that is told and the command ends."""
    try:
        return load_course(project)
    except CourseError as error:
        for problem in error.problems:
            click.echo(str(problem.relative_to(project.root)), err=True)
        these = "this" if len(error.problems) == 1 else "these"
        click.echo(f"course.yml is written: mend {these}, then run 'mooc build'", err=True)
        click.get_current_context().exit(1)


def _show_modules(course: Course) -> None:
    for module in course.modules:
        named = f", {module.caption}" if module.caption else ""
        pages = len(module.chapters)
        click.echo(f"module    {module.id}{named}: {pages} page{'s' * (pages != 1)}")
