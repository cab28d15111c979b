"""What a build made, for people and machines: report.json and report.html."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined

from builder.book import Book
from builder.course import Course
from builder.package import Package
from builder.problems import Problem
from builder.sco import Sco
from builder.words import load_words


@dataclass(frozen=True)
class Report:
    """What one build made, and the warnings it gave. `modules` are the SCOs of the modules."""

    course: Course
    book: Book
    modules: Sequence[Sco]
    packages: Sequence[Package]
    problems: Sequence[Problem]


def report_facts(report: Report) -> dict[str, Any]:
    """Everything in the report as plain data; paths are relative to the project."""
    about = report.course.about
    words = load_words(report.course.project, about.language)
    questions = [q for sco in report.modules for q in sco.questions]
    return {
        "course": {"id": about.id, "title": about.title, "version": about.version},
        "language": about.language,
        "interface_words": {"total": len(words.strings), "unreviewed": len(words.unreviewed)},
        "pages": len(report.book.pages),
        "modules": [_module(sco) for sco in report.modules],
        "questions": {
            "total": len(questions),
            "by_type": _counted(q["type"] for q in questions),
            "by_outcome": _counted(code for q in questions for code in q["outcome"] or ["none"]),
        },
        "packages": [_package(report.course, package) for package in report.packages],
        "problems": [str(problem) for problem in report.problems],
    }


def _module(sco: Sco) -> dict[str, Any]:
    return {
        "id": sco.id,
        "title": sco.title,
        "pages": len(sco.own_pages),
        "minutes": sum(page.minutes or 0 for page in sco.own_pages),
        "quizzes": len(sco.quizzes),
        "questions": len(sco.questions),
        "scored": sco.scored,
    }


def _package(course: Course, package: Package) -> dict[str, Any]:
    return {
        "file": package.path.relative_to(course.project.root).as_posix(),
        "plan": package.bundle.plan,
        "title": package.bundle.title,
        "scos": [sco.id for sco in package.scos],
        "format": package.format.name,
        "bytes": package.size,
        "files": package.files,
        "sha256": package.sha256,
        "worst_case_state": package.worst_case_state,
        "state_budget": package.format.budget,
        "findings": [asdict(finding) for finding in package.findings],
    }


def _counted(words: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(words).items()))


def write_report(report: Report) -> None:
    """Write build/report.json and build/report.html, each whole or not at all."""
    facts = report_facts(report)
    folder = report.course.project.build_dir
    _write_whole(folder / "report.json", json.dumps(facts, ensure_ascii=False, indent=2) + "\n")
    template = report.course.project.template("report.html").read_text("utf-8")
    page = Environment(autoescape=True, undefined=StrictUndefined).from_string(template)
    _write_whole(folder / "report.html", page.render(**facts))


def _write_whole(path: Path, text: str) -> None:
    part = path.with_name(path.name + ".part")
    part.write_text(text, "utf-8")
    os.replace(part, path)
