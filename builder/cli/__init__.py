"""The command line `mooc`. A command is a file here: options, one call into the library, one
display of the result; `COMMANDS` lists them in the order that `mooc --help` shows."""

from __future__ import annotations

import errno
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from builder.cli.build import build
from builder.cli.check import check
from builder.cli.init import init
from builder.cli.lms_test import lms_test
from builder.cli.new import new
from builder.cli.preview import preview
from builder.cli.schema import schema
from builder.cli.verify import verify
from builder.problems import CourseError, Problem

COMMANDS: tuple[click.Command, ...] = (
    new,
    init,
    build,
    preview,
    check,
    verify,
    lms_test,
    schema,
)
UNDONE = {"build": "not built", "new": "nothing written", "init": "nothing written"}


# What isn't the toolkit's fault: rights, a file where a folder should be, a full disk.
DISK = (
    *(errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EISDIR, errno.EEXIST),
    *(errno.ENOSPC, errno.EDQUOT),
)


class CourseGroup(click.Group):
    """Shows the problems of a CourseError and exits with 1, whatever the command; Ctrl-C needs no
    traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except CourseError as error:
            _show(error.problems, ctx)
            ctx.exit(1)
        except OSError as error:
            if error.errno not in DISK:
                raise
            _show([_of_disk(error)], ctx)
            ctx.exit(1)
        except KeyboardInterrupt:
            click.echo("stopped: what was there before is as it was", err=True)
            ctx.exit(130)  # as shells have it

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


def _show(problems: Sequence[Problem], ctx: click.Context) -> None:
    for problem in problems:
        click.echo(str(problem), err=True)
    count = len(problems)
    undone = UNDONE.get(ctx.invoked_subcommand or "", "stopped")
    click.echo(f"{undone}: {count} problem{'s' * (count != 1)}", err=True)


def _of_disk(error: OSError) -> Problem:
    path = Path(str(error.filename or "."))
    hint = "look at the rights of this place, and how much room is left on the disk"
    return Problem(path, 0, f"can't be read or written: {error.strerror}", hint)


@click.group(cls=CourseGroup)
@click.version_option(package_name="mooc-toolkit")
@click.option("-v", "--verbose", is_flag=True, help="Tell each file that is written.")
def main(verbose: bool) -> None:
    """Turn a Jupyter Book with quizzes into an HTML book and SCORM packages.

    Start with:  mooc new my-course
    """
    level = logging.DEBUG if verbose else logging.INFO
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    logging.getLogger("builder").setLevel(level)


for command in COMMANDS:
    main.add_command(command)
