"""`mooc new`: a small course that builds at once."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

import click

from builder.complaints import COURSE_ID, LANGUAGE, PATTERNS
from builder.naming import hyphenated
from builder.problems import CourseError
from builder.project import Project
from builder.starter import write_course
from builder.words import load_words


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--title", help="The course's title (asked for on a terminal).")
@click.option("--language", help="The interface's language, en or cy (default: en).")
@click.option("--id", "course_id", metavar="ID",
              help="Short name for ever, part of zip names (default: from the title).")  # fmt: skip
def new(folder: Path, title: str | None, language: str | None, course_id: str | None) -> None:
    """Write a small course into DIR, a new folder, to be changed into your own.

    It shows every kind of block, question and chart, and builds at once.

    Example:  mooc new clean-hands --title "Clean hands"
    """
    title = _answer("--title", title, "", _title)
    language = _answer("--language", language, "en", _language)
    course_id = _answer("--id", course_id, hyphenated(title), _id)
    write_course(folder, title, language, course_id)
    click.echo(f"wrote     {folder}")
    click.echo(f"next      cd {folder} && mooc build    then open build/html/index.html")


def _answer(option: str, given: str | None, default: str, check: Callable[[str], str]) -> str:
    """What the option says; else what a person at a terminal says; else the default."""
    try:
        if given is not None or not on_a_terminal():
            return check(given if given is not None else default)
    except click.UsageError as error:
        raise click.BadParameter(error.message, param_hint=f"'{option}'") from None
    answer: str = click.prompt(
        option.removeprefix("--"), default=default or None, value_proc=check, err=True
    )
    return answer


def on_a_terminal() -> bool:
    return sys.stdin.isatty()


def _title(text: str) -> str:
    if not text.strip() or len(text.strip()) > 200 or not text.isprintable():
        raise click.UsageError("write a title, on one line and of at most 200 characters")
    return text.strip()


def _id(text: str) -> str:
    return _matching(COURSE_ID, text)


def _language(text: str) -> str:
    _matching(LANGUAGE, text)
    try:
        load_words(Project(Path()), text)
    except CourseError as error:
        raise click.UsageError(f"{error.problems[0].message}; {error.problems[0].hint}") from None
    return text


def _matching(pattern: str, text: str) -> str:
    if not re.match(pattern, text):
        raise click.UsageError(f"{text!r} is not allowed: {PATTERNS[pattern]}")
    return text
