"""Where a project keeps its things on disk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from builder.problems import CourseError, Problem


@dataclass(frozen=True)
class Project:
    """A folder that holds `course/`, `quizzes/`, `build/` and maybe `scorm_templates/`."""

    root: Path

    @property
    def course_dir(self) -> Path:
        return self.root / "course"

    @property
    def build_dir(self) -> Path:
        return self.root / "build"

    @property
    def course_file(self) -> Path:
        return self.course_dir / "course.yml"

    @property
    def toc_file(self) -> Path:
        return self.course_dir / "_toc.yml"

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


def find_project(folder: Path) -> Project:
    """The project in `folder`. Raises CourseError when there is none."""
    project = Project(folder.absolute())
    if not (project.course_dir / "_config.yml").exists():
        hint = "run mooc in the folder that holds course/_config.yml, or name it with --project"
        raise CourseError([Problem(folder, 0, "there is no course here", hint)])
    if not project.course_file.exists():
        hint = "write it with four lines: id, title, version and language (see docs/authoring.md)"
        message = "this Jupyter Book has no course.yml yet"
        raise CourseError([Problem(project.course_file, 0, message, hint)])
    return project
