"""What directives know of the project they are in: its course.yml, banks and words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from builder.banks import Bank, read_bank
from builder.course import CourseFile, banks_folder, read_course_file
from builder.problems import CourseError
from builder.project import Project, find_project
from builder.words import Words, load_words


@dataclass(frozen=True)
class Context:
    project: Project
    about: CourseFile
    words: Words

    @property
    def quizzes_dir(self) -> Path:
        return banks_folder(self.project, self.about)

    def bank_path(self, bank_id: str) -> Path:
        return self.quizzes_dir / f"{bank_id}.yml"

    def bank_ids(self) -> list[str]:
        return sorted(path.stem for path in self.quizzes_dir.glob("*.yml"))

    def bank(self, bank_id: str) -> Bank:
        """The bank as it is now on disk. Raises CourseError."""
        path = self.bank_path(bank_id)
        return _bank_at(path, path.stat().st_mtime_ns)


def context_of(course_dir: str | Path) -> Context:
    """The context of a book's source folder. Raises CourseError."""
    project = find_project(Path(course_dir))
    return _context_at(project, project.course_file.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _context_at(project: Project, changed: int) -> Context:
    about, _, problems = read_course_file(project)
    if about is None:
        raise CourseError(problems)
    return Context(project, about, load_words(project, about.language))


@lru_cache(maxsize=256)
def _bank_at(path: Path, changed: int) -> Bank:
    return read_bank(path)
