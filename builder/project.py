"""Where a project keeps its things on disk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from builder.problems import CourseError, Problem

BOOK, CONFIG = "course", "_config.yml"


@dataclass(frozen=True)
class Project:
    """A folder that holds `course/`, `quizzes/`, `build/` and maybe `scorm_templates/`."""

    root: Path

    @property
    def course_dir(self) -> Path:
        """`course/`, or the folder itself where a book fills it."""
        inside = self.root / BOOK
        filled = (self.root / CONFIG).exists() and not (inside / CONFIG).exists()
        return self.root if filled else inside

    @property
    def quizzes_dir(self) -> Path:
        """Where the banks are, unless course.yml says otherwise."""
        return self.root / "quizzes"

    @property
    def build_dir(self) -> Path:
        return self.root / "build"

    @property
    def course_file(self) -> Path:
        return self.course_dir / "course.yml"

    @property
    def toc_file(self) -> Path:
        return self.course_dir / "_toc.yml"

    def is_source(self, path: Path) -> bool:
        """Whether a file below `course_dir` is the author's: a book that fills its project holds
        what is built, too."""
        return not path.is_relative_to(self.build_dir)

    @property
    def templates(self) -> tuple[Path, ...]:
        """Folders to look for templates in, the first that has one wins: the project's, the
        clone's, the installed package's (an editable install leaves a stale copy there)."""
        package = Path(__file__).parent
        places = (self.root, package.parent, package)
        return tuple(dict.fromkeys(place / "scorm_templates" for place in places))

    def template(self, name: str) -> Path:
        """The file of that name below the first templates folder that has it."""
        for folder in self.templates:
            if (folder / name).exists():
                return folder / name
        raise FileNotFoundError(f"no template {name!r} in {', '.join(map(str, self.templates))}")


def find_book(folder: Path) -> Project:
    """The project whose Jupyter Book is `folder/course`, or `folder` itself. Raises CourseError."""
    root = folder.absolute()
    if (root / BOOK / CONFIG).exists():
        return Project(root)
    if not (root / CONFIG).exists():
        hint = "run mooc in the folder that holds course/_config.yml, or name it with --project"
        raise CourseError([Problem(folder, 0, "there is no course here", hint)])
    return Project(root.parent if root.name == BOOK else root)


def find_project(folder: Path) -> Project:
    """The project in `folder`. Raises CourseError when there is none."""
    project = find_book(folder)
    if not project.course_file.exists():
        message = "this Jupyter Book has no course.yml yet"
        raise CourseError([Problem(project.course_file, 0, message, "'mooc init' writes it")])
    return project
