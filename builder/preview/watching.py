"""Waits for an author to save."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from watchfiles import watch

from builder.book.sources import CHAPTERS, Stamps, files_below, stamps_of
from builder.course import quizzes_dir
from builder.project import Project

# Milliseconds. Editors save in bursts: a new file, another name, a time stamp. Where the system
# tells nothing (network drives, containers) changes are found when nothing happens for a while.
BURST, LONGEST_BURST, QUIET = 20, 400, 500
TEXTS = (*CHAPTERS, ".yml")
NOT_SOURCES = (".ipynb_checkpoints", "__pycache__")


class Watch:
    """Calls `build` when a source is not what it was when the last build began."""

    def __init__(self, root: Path, build: Callable[[], None]) -> None:
        self.root = root
        self._build = build
        self._built: Stamps | None = None
        self._after: Stamps = {}  # what the sources were when the last build ended
        self._echo = False

    def run(self, idle: Callable[[], None], stop: threading.Event) -> None:
        """Build after each change until `stop`; call `idle` while nothing changes."""
        while not stop.is_set():
            folders = watched_folders(self.root)
            for _ in watch(
                *folders, watch_filter=None, step=BURST, debounce=LONGEST_BURST,
                rust_timeout=QUIET, yield_on_timeout=True, stop_event=stop,
            ):  # fmt: skip
                if not self.build_if_changed():
                    idle()
                if watched_folders(self.root) != folders:
                    break

    def build_if_changed(self) -> bool:
        """Whether there was anything to build."""
        now = sources(self.root)
        if now == self._built:
            return False
        echo = now == self._after and self._built is not None and _is_data(now, self._built)
        self._built = now
        if echo and self._echo:  # a notebook that writes a new file in every run
            return False
        self._echo = echo
        self._build()
        self._after = sources(self.root)
        return True


def watched_folders(root: Path) -> Mapping[Path, int]:
    """Where sources are: chapters, banks, the project's templates and ours. With each folder's
    number on disk, for one that is made anew must be watched anew."""
    project = Project(root)
    wanted = [project.course_dir, quizzes_dir(project), *project.templates]
    return {folder.resolve(): folder.stat().st_ino for folder in wanted if folder.is_dir()}


def sources(root: Path) -> Stamps:
    """What every source is now."""
    return stamps_of(path for folder in watched_folders(root) for path in _sources_below(folder))


def _sources_below(folder: Path) -> Iterator[Path]:
    for path in files_below(folder):
        temporary = path.name.startswith((".", "#")) or path.name.endswith(("~", ".tmp", ".swp"))
        if not temporary and not set(path.relative_to(folder).parts).intersection(NOT_SOURCES):
            yield path


def _is_data(now: Stamps, before: Stamps) -> bool:
    """Whether only files changed that no author types."""
    changed = {path for path, _ in now.items() ^ before.items()}
    return all(path.suffix not in TEXTS for path in changed)
