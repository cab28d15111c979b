"""The course as its author laid it out: course.yml, _toc.yml and the chapters' front matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from builder.accessibility import Accessibility
from builder.bookconfig import excluded, read_config
from builder.certificate import Certificate, Kind, as_certificate, unknown_places
from builder.chapters import Chapter, Module, read_chapter
from builder.complaints import COURSE_ID, LANGUAGE
from builder.formats import FORMATS
from builder.problems import CourseError, Problem, did_you_mean, errors_in
from builder.project import Project
from builder.toc import Toc, read_toc
from builder.words import load_words
from builder.yamlfile import Entry, Where, Yaml, make_entry, read_yaml

Id = Annotated[str, StringConstraints(pattern=COURSE_ID)]
Share = Annotated[float, Field(ge=0, le=1)]
PlanName = Literal["module", "course", "course-single"]


class Completion(Entry):
    """When a SCO is complete: the share of its pages seen, and the quizzes that must be tried
    (all that are scored, unless some are named)."""

    pages: Share = 1.0
    quizzes: list[str] | None = None


class PlanEntry(Entry):
    """Which SCOs go into one zip, and the formats it is made in (none: all of the course's).
    The word alone does too: `plans: [module, course]`."""

    plan: PlanName
    formats: list[str] = []


class Route(Entry):
    """A way through some chapters, which becomes a zip with one SCO."""

    id: Id
    title: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    chapters: Annotated[list[str], Field(min_length=1)]
    formats: list[str] = []


class Checks(Entry):
    """What `mooc check` leaves out: checks by number, everywhere (`off`) or in one file (`files`,
    seen from the project's folder). `longest`: the most minutes that a chapter may take."""

    off: list[str] = []
    files: dict[str, list[str]] = {}
    longest: Annotated[int, Field(gt=0)] = 40


def _as_entry(value: Any) -> Any:
    return {"plan": value} if isinstance(value, str) else value


class CourseFile(Entry):
    """The keys of `course/course.yml`."""

    id: Id
    title: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    version: Annotated[str, StringConstraints(min_length=1, max_length=20)]
    language: Annotated[str, StringConstraints(pattern=LANGUAGE)] = "en"
    authors: list[str] = []
    licence: str = ""
    description: Annotated[str, StringConstraints(max_length=1000)] = ""
    pass_mark: Share = 0.7
    completion: Completion = Completion()
    notes: Literal["ask", "record", "device"] = "ask"
    accessibility: Accessibility | None = None
    certificate: Annotated[
        Certificate | None,
        BeforeValidator(as_certificate, json_schema_input_type=Certificate | Kind),
    ] = None
    formats: Annotated[list[str], Field(min_length=1)] = ["scorm12", "scorm2004-4th"]
    plans: list[
        Annotated[
            PlanEntry, BeforeValidator(_as_entry, json_schema_input_type=PlanEntry | PlanName)
        ]
    ] = [PlanEntry(plan="module")]
    routes: list[Route] = []
    schemas: bool = False
    terms: bool = True
    quizzes: str = ""
    checks: Checks = Checks()


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
    if about and source:
        problems += _unknown_names(project, about, source)
    runs, found = read_config(project.course_dir / "_config.yml")
    toc, more = _toc(project)
    problems += [*found, *more]
    if toc is None:
        raise CourseError(problems)
    home, found = read_chapter(toc.root, runs)
    parts, more = _parts(toc, runs)
    modules = tuple(_modules(toc, parts, about.id if about else ""))
    problems += [*found, *more, *_repeated_modules(modules), *_no_modules(modules, project)]
    problems += _misplaced_modules(modules)
    problems += _excluded(project, toc)
    problems += _repeated_pages([home, *(c for part in parts for c in part.chapters)])
    if about and source:
        problems += _plan_faults(about, source, modules)
    if errors_in(problems) or about is None or source is None:
        raise CourseError(problems)
    return Course(project, about, source, home, parts, modules, tuple(problems))


def read_course_file(project: Project) -> tuple[CourseFile | None, Yaml | None, list[Problem]]:
    """course.yml, or its problems."""
    try:
        source = read_yaml(project.course_file)
    except CourseError as error:
        return None, None, list(error.problems)
    about, problems = make_entry(CourseFile, {} if source.data is None else source.data, source)
    return about, source, problems


def _unknown_names(project: Project, about: CourseFile, source: Yaml) -> Iterator[Problem]:
    """Formats, places of the certificate, the language and the folder of the banks, where there
    are none of that name."""
    yield from _format_faults(about, source)
    if about.certificate:
        yield from unknown_places(about.certificate, source)
    try:
        load_words(project, about.language)
    except CourseError as error:
        for problem in error.problems:
            here = problem.path == project.course_file
            at_key = source.problem(("language",), problem.message, problem.hint)
            yield at_key if here else problem
    if "quizzes" in about.model_fields_set and not (project.course_dir / about.quizzes).is_dir():
        hint = "the path begins in the folder of course.yml"
        yield source.problem(("quizzes",), f"there is no folder {about.quizzes!r}", hint)


def _format_faults(about: CourseFile, source: Yaml) -> Iterator[Problem]:
    lists: list[tuple[Where, list[str]]] = [(("formats",), about.formats)]
    lists += [(("plans", i, "formats"), plan.formats) for i, plan in enumerate(about.plans)]
    lists += [(("routes", i, "formats"), route.formats) for i, route in enumerate(about.routes)]
    for where, names in lists:
        for index, name in enumerate(names):
            if name not in FORMATS:
                hint = did_you_mean(name, list(FORMATS))
                yield source.problem((*where, index), f"unknown format {name!r}", hint)
            elif name in names[:index]:
                message = f"the format {name!r} stands twice"
                yield source.problem((*where, index), message, "keep one of the two")


def _plan_faults(about: CourseFile, source: Yaml, modules: Iterable[Module]) -> Iterator[Problem]:
    """Zips are named after modules, routes and plans: no two may have one name. A route's
    chapters are chapters of modules."""
    taken = {"course": "a plan", "course-single": "a plan"}
    for module in modules:
        if taken.get(module.id) == "a plan":
            where, message = module.chapters[0], f"the module id {module.id!r} is that of a plan"
            yield Problem(where.path, where.front_line, message, "give the module another id")
        taken[module.id] = "a module"
    for index, route in enumerate(about.routes):
        if route.id in taken:
            message = f"the route id {route.id!r} is that of {taken[route.id]}"
            yield source.problem(("routes", index, "id"), message, "give the route another id")
        taken[route.id] = "another route"
        yield from _chapter_faults(route, ("routes", index, "chapters"), source, modules)
    if not (about.plans or about.routes):
        message = "'plans' is empty, and there are no routes: nothing would be made"
        yield source.problem(("plans",), message, "name a plan, or leave the line out")
    for index, entry in enumerate(about.plans):
        if entry.plan in [earlier.plan for earlier in about.plans[:index]]:
            message = f"the plan {entry.plan!r} stands twice"
            yield source.problem(("plans", index), message, "keep one of the two")


def _chapter_faults(
    route: Route, where: Where, source: Yaml, modules: Iterable[Module]
) -> Iterator[Problem]:
    known = [chapter.docname for module in modules for chapter in module.chapters]
    for index, name in enumerate(route.chapters):
        if name not in known:
            hint = did_you_mean(name, known, "name the files of modules as _toc.yml does")
            yield source.problem((*where, index), f"no module has a chapter {name!r}", hint)
        elif name in route.chapters[:index]:
            message = f"the chapter {name!r} stands twice in this route"
            yield source.problem((*where, index), message, "keep one of the two")


def banks_folder(project: Project, about: CourseFile | None) -> Path:
    """Where course.yml says that the banks are."""
    named = about and about.quizzes
    return project.course_dir / named if named else project.quizzes_dir


def quizzes_dir(project: Project) -> Path:
    """The folder of the banks, as far as course.yml can be read."""
    about, _, _ = read_course_file(project)
    return banks_folder(project, about)


def _toc(project: Project) -> tuple[Toc | None, list[Problem]]:
    try:
        return read_toc(project.toc_file), []
    except CourseError as error:
        return None, list(error.problems)


def _parts(toc: Toc, runs: bool) -> tuple[tuple[Part, ...], list[Problem]]:
    parts: list[Part] = []
    problems: list[Problem] = []
    for part in toc.parts:
        read = [read_chapter(entry, runs) for entry in part.entries]
        problems += [problem for _, found in read for problem in found]
        parts.append(Part(part.caption, tuple(chapter for chapter, _ in read)))
    return tuple(parts), problems


def _modules(toc: Toc, parts: Iterable[Part], course_id: str) -> Iterator[Module]:
    """A part becomes a module; a toc without parts is one module, named after the course."""
    for entry, part in zip(toc.parts, parts, strict=True):
        inside = tuple(c for c in part.chapters if not c.front.book_only)
        if inside:
            yield Module.of(part.caption, inside, course_id if entry.whole_book else "")


def _no_modules(modules: Sequence[Module], project: Project) -> Iterator[Problem]:
    if not modules:
        hint = "list chapters under 'parts:'; one without 'module: false' makes a module"
        yield Problem(project.toc_file, 0, "the course has no modules", hint)


def _repeated_modules(modules: Iterable[Module]) -> Iterator[Problem]:
    seen: dict[str, Module] = {}
    for module in modules:
        first = seen.setdefault(module.id, module)
        if first is not module:
            where = module.chapters[0]
            message = f"the module id {module.id!r} is taken by {first.chapters[0].docname!r}"
            yield Problem(where.path, where.front_line, message, "give each module its own id")


def _excluded(project: Project, toc: Toc) -> Iterator[Problem]:
    listed = [toc.root.path, *(entry.path for part in toc.parts for entry in part.entries)]
    try:
        yield from excluded(project.course_dir / "_config.yml", listed)
    except CourseError:  # told already
        return


def _misplaced_modules(modules: Iterable[Module]) -> Iterator[Problem]:
    """What a later page says of its module would be passed over, and the module's id change."""
    for module in modules:
        first, *later = module.chapters
        for chapter in later:
            if chapter.front.module:
                message = f"this page says 'module:', but its module begins with {first.docname!r}"
                hint = "move these lines there, or list this page first in _toc.yml"
                yield Problem(chapter.path, chapter.front_line, message, hint)


def _repeated_pages(chapters: Iterable[Chapter]) -> Iterator[Problem]:
    """Ids of pages are made of file names; learners' records hang on them."""
    seen: dict[str, Chapter] = {}
    for chapter in chapters:
        first = seen.setdefault(chapter.page_id, chapter)
        if first is not chapter or not chapter.page_id:
            like = f", as {first.docname!r} does" if first is not chapter else ""
            message = f"this file's name makes the page id {chapter.page_id!r}{like}"
            hint = "rename it: an id keeps only a-z, 0-9 and '-', and each must be different"
            yield Problem(chapter.path, 0, message, hint)
