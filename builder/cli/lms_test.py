"""`mooc lms-test`: small packages that try what a platform does."""

from __future__ import annotations

from pathlib import Path

import click

from builder.lmstest import write_lms_tests
from builder.problems import CourseError, Problem


@click.command("lms-test")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=Path("."),
                metavar="[DIR]")  # fmt: skip
def lms_test(folder: Path) -> None:
    """Write two small packages that try what a platform really does.

    Upload the one of your platform's edition, open it twice as a learner, and send the results.

    Example:  mooc lms-test ~/Desktop
    """
    try:
        for path in write_lms_tests(folder):
            click.echo(path)
    except OSError as error:
        message = f"the packages can't be written here: {error.strerror}"
        raise CourseError([Problem(folder, 0, message, "name another folder")]) from None
