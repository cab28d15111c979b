"""The register of facts, `course/facts.yml`: every figure that the text states, and its source."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from builder.complaints import COURSE_ID
from builder.problems import CourseError, Problem
from builder.project import Project
from builder.yamlfile import Entry, Filled, Yaml, make_entry, read_yaml

OURS = "ours"


class FactEntry(Entry):
    """One fact. `text` are words of the course that state it, exactly as they stand; `source` is
    the label of a reference, or `ours` for figures that are nobody else's (examples, own sums);
    `year` is the source's, empty where it has no date; `used` are the chapters, banks and csv files
    that hold the text."""

    id: Annotated[str, StringConstraints(pattern=COURSE_ID)]
    text: Filled
    meaning: Filled
    source: Filled
    year: Annotated[int, Field(ge=1500, le=2999)] | None
    used: Annotated[list[Filled], Field(min_length=1)]
    unverified: bool = False


@dataclass(frozen=True)
class Facts:
    """The register, and where each entry stands."""

    entries: tuple[FactEntry, ...]
    source: Yaml


def facts_file(project: Project) -> Path:
    return project.course_dir / "facts.yml"


def load_facts(project: Project) -> Facts:
    """The facts of a course; none where it has no register. Raises CourseError with every
    problem."""
    path = facts_file(project)
    source = read_yaml(path) if path.exists() else Yaml(path, [], {})
    data = [] if source.data is None else source.data
    if not isinstance(data, list):
        hint = "begin each fact with '- id:'"
        raise CourseError([source.problem((), "a register of facts is a list", hint)])
    read = [make_entry(FactEntry, entry, source, (n,)) for n, entry in enumerate(data)]
    problems = [problem for _, found in read for problem in found]
    problems += _repeated(data, source)
    if problems:
        raise CourseError(problems)
    return Facts(tuple(entry for entry, _ in read if entry), source)


def _repeated(data: list[Any], source: Yaml) -> list[Problem]:
    ids = [entry.get("id") if isinstance(entry, dict) else None for entry in data]
    return [
        source.problem((n, "id"), f"the fact {id_!r} stands twice", "give one of them another id")
        for n, id_ in enumerate(ids)
        if id_ is not None and id_ in ids[:n]
    ]
