"""The last good book: the files that are shown while a broken one is mended."""

from __future__ import annotations

import filecmp
import os
import shutil
import time
from pathlib import Path

from builder.book.sources import Stamps, files_below, stamps_of

# They change with every build, and no page shows them.
UNSEEN = ("searchindex.js", "objects.inv", ".buildinfo")


class Shown:
    """A copy of the book, taken after each good build. Knows when each page last changed, in
    milliseconds, so that a page in a browser can tell whether it is the newest."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._pages: dict[str, int] = {}
        self._shared = 0  # styles, scripts, pictures: any page may use them
        self._taken: Stamps = {}

    def take(self, files: Path) -> None:
        """Copy what is new, drop what is gone."""
        now = stamps_of(files_below(files))
        time_ms = time.time_ns() // 1_000_000
        for path in sorted(path for path in now if now[path] != self._taken.get(path)):
            if self._copy(path, self.folder / path.relative_to(files)):
                self._note(path.relative_to(files).as_posix(), time_ms)
        for path in files_below(self.folder):
            if files / path.relative_to(self.folder) not in now:
                path.unlink()
        self._taken = now

    def changed_at(self, page: str) -> int:
        """When a page, or something that it may use, last changed."""
        return max(self._pages.get(page, 0), self._shared)

    def _note(self, name: str, time_ms: int) -> None:
        if name.endswith(".html"):
            self._pages[name] = time_ms
        elif Path(name).name not in UNSEEN:
            self._shared = time_ms

    def _copy(self, source: Path, target: Path) -> bool:
        """Whether there was anything new to copy. A reader finds the old file or the new one."""
        if target.exists() and filecmp.cmp(source, target, shallow=False):
            return False
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_name(f".{target.name}.new")
        shutil.copyfile(source, beside)
        os.replace(beside, target)
        return True
