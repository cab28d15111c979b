"""The command line `mooc`. A command is a file here: options, one call into the library, one
display of the result; `COMMANDS` lists them in the order that `mooc --help` shows."""

from __future__ import annotations

import logging
import sys

import click

from builder.cli.build import build
from builder.cli.check import check
from builder.cli.preview import preview
from builder.cli.schema import schema
from builder.cli.verify import verify
from builder.problems import CourseError

COMMANDS: tuple[click.Command, ...] = (build, preview, check, verify, schema)


class CourseGroup(click.Group):
    """Shows the problems of a CourseError and exits with 1, whatever the command."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except CourseError as error:
            for problem in error.problems:
                click.echo(str(problem), err=True)
            count = len(error.problems)
            undone = "not built" if ctx.invoked_subcommand == "build" else "stopped"
            click.echo(f"{undone}: {count} problem{'s' * (count != 1)}", err=True)
            ctx.exit(1)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(cls=CourseGroup)
@click.version_option(package_name="mooc-toolkit")
@click.option("-v", "--verbose", is_flag=True, help="Tell each file that is written.")
def main(verbose: bool) -> None:
    """Turn a Jupyter Book with quizzes into an HTML book and SCORM packages.

    Start with:  mooc build
    """
    level = logging.DEBUG if verbose else logging.INFO
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    logging.getLogger("builder").setLevel(level)


for command in COMMANDS:
    main.add_command(command)
