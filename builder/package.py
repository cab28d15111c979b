"""Writes packages: zips that are the same bytes for the same input, and replace old ones whole."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from builder.course import Course
from builder.document import LAUNCH, SCRIPT, STYLESHEET, manifest_xml, sco_html
from builder.formats.base import Format
from builder.problems import CourseError, Problem
from builder.runtime import SCO_STYLES, joined, sco_scripts
from builder.sco import Sco

MANIFEST = "imsmanifest.xml"
FIXED_TIME = (2020, 1, 1, 0, 0, 0)  # a zip keeps a time for each file: always this one
PART = ".part"


@dataclass(frozen=True)
class Package:
    """A zip as written. `budget` is the format's limit for `worst_case_state`, in characters."""

    path: Path
    format: Format
    sco: Sco
    files: int
    size: int
    sha256: str

    @property
    def worst_case_state(self) -> int:
        return self.sco.worst_case_state


def write_packages(course: Course, scos: Sequence[Sco], formats: Sequence[Format]) -> list[Package]:
    """One zip a SCO and format. Raises CourseError; old zips are replaced when all are written."""
    folder = course.project.build_dir / "packages"
    folder.mkdir(parents=True, exist_ok=True)
    _check_state_fits(course, scos, formats)
    packages = [_write(course, sco, format_, folder) for sco in scos for format_ in formats]
    for package in packages:
        os.replace(_part(package.path), package.path)
    return packages


def remove_old_packages(course: Course, packages: Sequence[Package]) -> None:
    """After a build of everything: zips of modules and formats that the course has no more."""
    folder = course.project.build_dir / "packages"
    for path in set(folder.glob("*.zip")) - {package.path for package in packages}:
        path.unlink()


def zip_name(course: Course, sco: Sco, format_: Format) -> str:
    """Stable from version to version: platforms match updates by file name."""
    about = course.about
    return f"{about.id}-{sco.id}-{about.language.lower()}-{format_.name}.zip"


def _check_state_fits(course: Course, scos: Sequence[Sco], formats: Sequence[Format]) -> None:
    problems = []
    for sco in scos:
        for format_ in formats:
            if sco.worst_case_state > format_.budget:
                need, room = sco.worst_case_state, format_.budget
                message = (
                    f"answers of {sco.id!r} can need {need} characters; {format_.label} has {room}"
                )
                hint = "split the module, or give typed answers fewer characters"
                problems.append(Problem(course.project.toc_file, 0, message, hint))
    if problems:
        raise CourseError(problems)


def _write(course: Course, sco: Sco, format_: Format, folder: Path) -> Package:
    contents = package_files(course, sco, format_)
    path = folder / zip_name(course, sco, format_)
    write_zip(_part(path), contents)
    data = _part(path).read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    return Package(path, format_, sco, len(contents), len(data), digest)


def package_files(course: Course, sco: Sco, format_: Format) -> dict[str, bytes]:
    """Everything in a package by name: manifest first, launch document second, the rest sorted."""
    css = joined(course.project, SCO_STYLES) + sco.css
    types = {question["type"] for question in sco.questions}
    scripts = sco_scripts(format_.adapter, types, sco.has_terms)
    made = {
        LAUNCH: sco_html(course, sco, format_).encode(),
        STYLESHEET: css.encode(),
        SCRIPT: joined(course.project, scripts).encode(),
    }
    used = {name: path.read_bytes() for name, path in sco.files.items()}
    rest = {name: (made | used)[name] for name in sorted({*made, *used} - {LAUNCH})}
    manifest = manifest_xml(course, [(sco, [LAUNCH, *rest])], format_)
    return {MANIFEST: manifest.encode(), LAUNCH: made[LAUNCH], **rest}


def write_zip(path: Path, contents: Mapping[str, bytes]) -> None:
    """The same contents give the same bytes, on any system and at any time."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in contents.items():
            info = zipfile.ZipInfo(name, FIXED_TIME)
            info.create_system = 3
            info.external_attr = 0o644 << 16
            archive.writestr(info, data, zipfile.ZIP_DEFLATED, 9)


def _part(path: Path) -> Path:
    return path.with_name(path.name + PART)
