"""The course as its author laid it out: course.yml, _toc.yml and the chapters' front matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from builder.chapters import Chapter, Module, read_chapter
from builder.problems import CourseError, Problem, errors_in
from builder.project import Project
from builder.toc import Toc, read_toc
from builder.yamlfile import Entry, Yaml, make_entry, read_yaml

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,39}$")]
Share = Annotated[float, Field(ge=0, le=1)]
QUIZZES = "../quizzes"


class Completion(Entry):
    """When a SCO is complete: the share of its pages seen, and the quizzes that must be tried
    (all that are scored, unless some are named)."""

    pages: Share = 1.0
    quizzes: list[str] | None = None


class CourseFile(Entry):
    """The keys of `course/course.yml`."""

    id: Id
    title: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    version: Annotated[str, StringConstraints(min_length=1, max_length=20)]
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$")] = "en"
    authors: list[str] = []
    licence: str = ""
    description: Annotated[str, StringConstraints(max_length=1000)] = ""
    pass_mark: Share = 0.7
    completion: Completion = Completion()
    notes: Literal["ask", "record", "device"] = "ask"
    formats: list[str] = ["scorm12", "scorm2004-4th"]
    plans: list[Literal["module"]] = ["module"]
    quizzes: str = QUIZZES


@dataclass(frozen=True)
class Part:
    """A part of the toc as the book's sidebar shows it."""

    caption: str
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True)
class Course:
    """A loaded course. `modules` become SCOs; `extras` are chapters of the book alone."""

    project: Project
    about: CourseFile
    source: Yaml
    home: Chapter
    parts: tuple[Part, ...]
    modules: tuple[Module, ...]
    warnings: tuple[Problem, ...] = ()

    @property
    def extras(self) -> tuple[Chapter, ...]:
        return tuple(c for part in self.parts for c in part.chapters if c.front.book_only)

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """Every chapter of the book, in reading order."""
        return (self.home, *(chapter for part in self.parts for chapter in part.chapters))


def load_course(project: Project) -> Course:
    """Read a project's course. Raises CourseError with every problem of every file."""
    about, source, problems = read_course_file(project)
    toc, found = _toc(project)
    problems += found
    if toc is None:
        raise CourseError(problems)
    home, found = read_chapter(project.course_dir, toc.root)
    parts, more = _parts(project, toc)
    modules = tuple(_modules(toc, parts, about.id if about else ""))
    problems += [
        *found,
        *more,
        *_repeated_modules(modules),
        *_no_modules(modules, project.toc_file),
    ]
    if errors_in(problems) or about is None or source is None:
        raise CourseError(problems)
    return Course(project, about, source, home, parts, modules, tuple(problems))


def read_course_file(project: Project) -> tuple[CourseFile | None, Yaml | None, list[Problem]]:
    """course.yml, or its problems."""
    try:
        source = read_yaml(project.course_file)
    except CourseError as error:
        return None, None, list(error.problems)
    about, problems = make_entry(CourseFile, source.data or {}, source)
    return about, source, problems


def quizzes_dir(project: Project) -> Path:
    """The folder of the banks, as far as course.yml can be read."""
    about, _, _ = read_course_file(project)
    return project.course_dir / (about.quizzes if about else QUIZZES)


def _toc(project: Project) -> tuple[Toc | None, list[Problem]]:
    try:
        return read_toc(project.toc_file), []
    except CourseError as error:
        return None, list(error.problems)


def _parts(project: Project, toc: Toc) -> tuple[tuple[Part, ...], list[Problem]]:
    parts: list[Part] = []
    problems: list[Problem] = []
    for part in toc.parts:
        read = [read_chapter(project.course_dir, entry) for entry in part.entries]
        problems += [problem for _, found in read for problem in found]
        parts.append(Part(part.caption, tuple(chapter for chapter, _ in read)))
    return tuple(parts), problems


def _modules(toc: Toc, parts: Iterable[Part], course_id: str) -> Iterator[Module]:
    """A part becomes a module; a toc without parts is one module, named after the course."""
    for entry, part in zip(toc.parts, parts, strict=True):
        inside = tuple(c for c in part.chapters if not c.front.book_only)
        if inside:
            yield Module.of(part.caption, inside, course_id if entry.whole_book else "")


def _no_modules(modules: Sequence[Module], toc_file: Path) -> Iterator[Problem]:
    if not modules:
        hint = "list chapters under 'parts:', each part with a caption and its chapters"
        yield Problem(toc_file, 1, "the course has no modules", hint)


def _repeated_modules(modules: Iterable[Module]) -> Iterator[Problem]:
    seen: dict[str, Module] = {}
    for module in modules:
        first = seen.setdefault(module.id, module)
        if first is not module:
            where = module.chapters[0]
            message = f"the module id {module.id!r} is taken by {first.chapters[0].docname!r}"
            yield Problem(where.path, where.front_line, message, "give each module its own id")
