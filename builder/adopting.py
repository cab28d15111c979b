"""Makes a course of a Jupyter Book 1: writes its course.yml, and nothing else."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from builder.bookconfig import read_config
from builder.naming import hyphenated
from builder.problems import CourseError, Problem, errors_in
from builder.project import CONFIG, Project, find_book
from builder.toc import read_toc
from builder.words import load_words
from builder.yamlfile import read_yaml

COURSE_YML = """\
id: {id}
title: {title}
version: "1.0"
language: {language}
authors: {authors}
"""


def adopt_book(folder: Path) -> Project:
    """Write course.yml beside the `_config.yml` of a book in `folder` or `folder/course`. Raises
    CourseError when there is no book, one that can't be read, or a course.yml already."""
    project = find_book(folder)
    try:
        _adopt(project)
    except CourseError as error:
        raise CourseError(p.relative_to(project.root) for p in error.problems) from None
    return project


def _adopt(project: Project) -> None:
    if project.course_file.exists():
        hint = "there is nothing to adopt: run 'mooc build'"
        raise CourseError([Problem(project.course_file, 0, "this is a course already", hint)])
    _, problems = read_config(project.course_dir / CONFIG)
    if errors_in(problems):
        raise CourseError(problems)
    read_toc(project.toc_file)
    _write_whole(project.course_file, _course_yml(project))


def _course_yml(project: Project) -> str:
    config = read_yaml(project.course_dir / CONFIG, version="1.1").data
    title = " ".join(str(config.get("title") or project.root.name).split())[:200]
    author = str(config.get("author") or "")
    return COURSE_YML.format(
        id=hyphenated(title) or hyphenated(project.root.name) or "course",
        title=_quoted(title),
        language=_language(project, config),
        authors=_quoted([author] if author else []),
    )


def _language(project: Project, config: dict[str, Any]) -> str:
    """The book's own language where we have words in it, else English."""
    for key in ("sphinx", "config", "language"):
        config = config.get(key) if isinstance(config, dict) else {}  # type: ignore[assignment]
    try:
        return load_words(project, str(config).replace("_", "-")).language
    except CourseError:
        return "en"


def _quoted(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _write_whole(path: Path, text: str) -> None:
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(text.encode())
    os.replace(part, path)
