"""Writes packages: zips that are the same bytes for the same input, and replace old ones whole."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from builder.contents import package_files
from builder.course import Course
from builder.formats import FORMATS
from builder.formats.base import Format
from builder.plans import Bundle
from builder.problems import CourseError, Problem
from builder.schemas import missing_schemas
from builder.sco import Sco
from builder.verify import Finding, verify_package
from builder.verify.sheet import sheet_html, sheet_path

FIXED_TIME = (2020, 1, 1, 0, 0, 0)  # a zip keeps a time for each file: always this one
PART = ".part"


@dataclass(frozen=True)
class Package:
    """A zip as written, and what the check of it found. `size` is in bytes."""

    path: Path
    bundle: Bundle
    format: Format
    scos: tuple[Sco, ...]
    files: int
    size: int
    sha256: str
    findings: tuple[Finding, ...]

    @property
    def worst_case_state(self) -> int:
        """Characters that the fullest of its SCOs can need; `format.budget` is the limit."""
        return max(sco.worst_case_state for sco in self.scos)


def write_packages(
    course: Course, bundles: Sequence[Bundle], scos: Mapping[str, Sco]
) -> list[Package]:
    """One zip a bundle and format, each checked as a platform would, beside the old one until
    `replace_packages`. Raises CourseError."""
    folder = course.project.build_dir / "packages"
    folder.mkdir(parents=True, exist_ok=True)
    if faults := list(package_faults(course, bundles, scos)):
        raise CourseError(faults)
    try:
        packages = [
            _write(course, bundle, [scos[o.id] for o in bundle.outlines], format_, folder)
            for bundle in bundles
            for format_ in _formats(bundle)
        ]
        if errors := list(package_problems(packages, "error")):
            raise CourseError(errors)
        for package in packages:
            _write_sheet(course, package)
    except BaseException:  # Ctrl-C too
        for part in folder.glob(f"*{PART}"):
            part.unlink()
        raise
    return packages


def replace_packages(packages: Sequence[Package]) -> None:
    """Put new zips and their sheets in the old ones' places."""
    for path in (p for package in packages for p in (package.path, sheet_path(package.path))):
        os.replace(_part(path), path)


def package_problems(
    packages: Sequence[Package], level: Literal["error", "warning"]
) -> Iterator[Problem]:
    """What the check of the finished zips found, of one level."""
    for package in packages:
        for finding in package.findings:
            if finding.level == level:
                message = f"{finding.where}: {finding.rule}: {finding.message}"
                yield Problem(package.path, 0, message, finding.fix, level)


def remove_old_packages(course: Course, packages: Sequence[Package]) -> None:
    """After a build of everything: zips of modules and formats that the course has no more, and
    their sheets."""
    folder = course.project.build_dir / "packages"
    kept = {path for package in packages for path in (package.path, sheet_path(package.path))}
    for path in {*folder.glob("*.zip"), *folder.glob("*-sheet.html")} - kept:
        path.unlink()


def zip_name(course: Course, bundle: Bundle, format_: Format) -> str:
    """Stable from version to version: platforms match updates by file name."""
    about = course.about
    return f"{about.id}-{bundle.id}-{about.language.lower()}-{format_.name}.zip"


def package_faults(
    course: Course, bundles: Sequence[Bundle], scos: Mapping[str, Sco]
) -> Iterator[Problem]:
    """What keeps a package from being written: too much state, or schemas that aren't there."""
    for bundle in bundles:
        for format_ in _formats(bundle):
            for sco in (scos[outline.id] for outline in bundle.outlines):
                if sco.worst_case_state > format_.budget:
                    yield _too_long(course, sco, format_)
    yield from missing_schemas(course, {f: None for b in bundles for f in _formats(b)})


def _formats(bundle: Bundle) -> list[Format]:
    return [FORMATS[name] for name in bundle.formats]


def _too_long(course: Course, sco: Sco, format_: Format) -> Problem:
    need, room = sco.worst_case_state, format_.budget
    message = f"answers of {sco.id!r} can need {need} characters; {format_.label} has {room}"
    if sco.id in [module.id for module in course.modules]:
        hint = "split the module, or give typed answers fewer characters"
        return Problem(course.project.toc_file, 0, message, hint)
    hint = f"give it 'formats:' without {format_.name}, or fewer chapters"
    return Problem(course.project.course_file, 0, message, hint)


def _write(
    course: Course, bundle: Bundle, scos: Sequence[Sco], format_: Format, folder: Path
) -> Package:
    contents = package_files(course, bundle, scos, format_)
    path = folder / zip_name(course, bundle, format_)
    write_zip(_part(path), contents)
    data = _part(path).read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    findings = tuple(verify_package(_part(path)))
    return Package(path, bundle, format_, tuple(scos), len(contents), len(data), digest, findings)


def _write_sheet(course: Course, package: Package) -> None:
    template = course.project.template("sheet.html")
    path = sheet_path(package.path)
    text = sheet_html(_part(package.path), package.findings, template, package.path.name)
    _part(path).write_text(text, "utf-8")


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
