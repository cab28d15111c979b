"""Which files a book is made of, and what they are now: enough to tell that one has changed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from builder.project import Project

Stamps = Mapping[Path, tuple[int, int]]  # time and size, by file

CHAPTERS = (".md", ".ipynb")
BIBLIOGRAPHIES = (".bib",)


def stamps_of(paths: Iterable[Path]) -> Stamps:
    """Those of the files that are there."""
    found = {}
    for path in paths:
        try:
            stat = path.stat()
        except FileNotFoundError:
            continue
        found[path] = (stat.st_mtime_ns, stat.st_size)
    return found


def data_files(course_dir: Path) -> Iterator[Path]:
    """What a notebook may read, and pages show: neither text nor settings."""
    return (path for path in files_below(course_dir) if not _is_text(path, course_dir))


def settings_files(project: Project) -> Iterator[Path]:
    """What an application takes in when it starts, or copies then: the toc, Jupyter Book's
    settings, bibliographies, `_static/` and its like, our templates, scripts, styles and words."""
    for path in files_below(project.course_dir):
        if _is_hidden(path, project.course_dir) or path.suffix in BIBLIOGRAPHIES:
            yield path
    for folder in project.templates:
        yield from files_below(folder)


def chapters_below(course_dir: Path) -> frozenset[Path]:
    """Every chapter that the toc could list."""
    files = (path for path in files_below(course_dir) if path.suffix in CHAPTERS)
    return frozenset(path for path in files if not _is_hidden(path, course_dir))


def _is_text(path: Path, course_dir: Path) -> bool:
    return path.suffix in (*CHAPTERS, ".yml") or _is_hidden(path, course_dir)


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(("_", ".")) for part in path.relative_to(folder).parts)


def files_below(folder: Path) -> list[Path]:
    return [Path(at, name) for at, _, names in os.walk(folder) for name in names]
