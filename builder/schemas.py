"""The official schemas (XSD) that a package may carry, where an author asks for them.

They are other people's files and no part of this project: `make schemas` fetches them. Packages
work without; a checker that follows a manifest's schemaLocation wants them beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from builder.course import Course
from builder.formats.base import Format
from builder.problems import Problem

NOTICE = "schemas-notice.txt"
HINT = "run 'make schemas' (it needs npm), or take 'schemas: true' out"


def schema_files(course: Course, format_: Format) -> dict[str, bytes]:
    """The schemas of a format's edition by name; nothing if course.yml doesn't ask for them."""
    folder = _folder(course, format_)
    paths = sorted(folder.glob("*.*")) if course.about.schemas else []
    return {path.name: path.read_bytes() for path in paths}


def missing_schemas(course: Course, formats: Iterable[Format]) -> Iterator[Problem]:
    """A problem for each edition whose schemas are asked for and aren't there."""
    for format_ in formats if course.about.schemas else ():
        folder = _folder(course, format_)
        if not all((folder / name).exists() for _, name in format_.schemas):
            place = folder.relative_to(course.project.root).as_posix()
            message = f"the schemas of {format_.label} are not in {place}"
            yield course.source.problem(("schemas",), message, HINT)


def notices(course: Course) -> dict[str, str]:
    """The file that says whose the schemas are, and on which terms they are passed on."""
    text = course.project.template(NOTICE).read_text("utf-8")
    return {NOTICE: text} if course.about.schemas else {}


def _folder(course: Course, format_: Format) -> Path:
    """Where `make schemas` puts those of an edition."""
    return course.project.build_dir / ".cache" / "schemas" / format_.edition
