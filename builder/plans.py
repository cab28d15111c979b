"""Which SCOs go into which zip. To add a plan: write its function, then add its word here and to
`PlanEntry` of course.py."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from builder.chapters import Chapter
from builder.course import Course, PlanEntry, Route

ROUTE = "route"


@dataclass(frozen=True)
class Outline:
    """A SCO to be made: its id, unique in the course, and its chapters in order."""

    id: str
    title: str
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True)
class Bundle:
    """A zip to be made, in each of its formats (none: all of the course's). `plan` is the word in
    course.yml, or `route`; `id` names the zip."""

    plan: str
    id: str
    title: str
    outlines: tuple[Outline, ...]
    formats: tuple[str, ...]


def bundles_of(course: Course, titles: Mapping[str, str]) -> list[Bundle]:
    """Every zip of a course; `titles` are those of its modules by id."""
    made = [each for plan in course.about.plans for each in PLANS[plan.plan](course, titles, plan)]
    return made + [_route(course, route) for route in course.about.routes]


def module_outlines(course: Course, titles: Mapping[str, str]) -> tuple[Outline, ...]:
    return tuple(Outline(m.id, titles[m.id], m.chapters) for m in course.modules)


def _zip_a_module(course: Course, titles: Mapping[str, str], entry: PlanEntry) -> Iterator[Bundle]:
    for outline in module_outlines(course, titles):
        yield Bundle(entry.plan, outline.id, outline.title, (outline,), tuple(entry.formats))


def _sco_a_module(course: Course, titles: Mapping[str, str], entry: PlanEntry) -> Iterator[Bundle]:
    outlines = module_outlines(course, titles)
    yield _whole(course, entry, outlines)


def _one_sco(course: Course, titles: Mapping[str, str], entry: PlanEntry) -> Iterator[Bundle]:
    """The course's own opening page, then all modules."""
    chapters = [chapter for module in course.modules for chapter in module.chapters]
    outline = Outline(entry.plan, course.about.title, (course.home, *chapters))
    yield _whole(course, entry, (outline,))


def _whole(course: Course, entry: PlanEntry, outlines: tuple[Outline, ...]) -> Bundle:
    return Bundle(entry.plan, entry.plan, course.about.title, outlines, tuple(entry.formats))


PLANS: dict[str, Callable[[Course, Mapping[str, str], PlanEntry], Iterator[Bundle]]] = {
    "module": _zip_a_module,
    "course": _sco_a_module,
    "course-single": _one_sco,
}


def _route(course: Course, route: Route) -> Bundle:
    by_name = {chapter.docname: chapter for chapter in course.chapters}
    outline = Outline(route.id, route.title, tuple(by_name[name] for name in route.chapters))
    return Bundle(ROUTE, route.id, route.title, (outline,), tuple(route.formats))
