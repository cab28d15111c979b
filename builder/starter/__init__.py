"""The course that `mooc new` writes: a small one that shows and explains everything there is."""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template

from builder.problems import CourseError, Problem

FILLED = ("README.md", "_config.yml", "course.yml")
NO_PART = ("__init__.py", "__pycache__")
MAY_BE_THERE = (".git",)


def write_course(folder: Path, title: str, language: str, course_id: str) -> None:
    """Write the starter into a folder that is new or empty. Raises CourseError."""
    if folder.is_dir() and any(path.name not in MAY_BE_THERE for path in folder.iterdir()):
        hint = "name a new one; 'mooc init' makes a course of a Jupyter Book that is there"
        raise CourseError([Problem(folder, 0, "this folder is not empty", hint)])
    values = {
        "title": title,
        "quoted_title": json.dumps(title, ensure_ascii=False),
        "language": language,
        "id": course_id,
        "today": date.today().isoformat(),
    }
    try:
        _copy(files(__name__), folder, values)
    except OSError as error:
        raise CourseError([Problem(folder, 0, f"can't be written: {error.strerror}")]) from None


def _copy(source: Traversable, target: Path, values: dict[str, str]) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for each in source.iterdir():
        if each.name in NO_PART:
            continue
        if each.is_dir():
            _copy(each, target / each.name, values)
        elif each.name in FILLED:
            text = Template(each.read_text("utf-8")).substitute(values)
            (target / each.name).write_bytes(text.encode())
        else:
            (target / each.name).write_bytes(each.read_bytes())
