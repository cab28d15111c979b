"""Keeps two commands from writing into one folder at the same time."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from builder.problems import CourseError, Problem

LOCK = "lock"
TAKEN = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)  # what systems say of a file that is held


@contextmanager
def alone_in(folder: Path, work: str) -> Iterator[None]:
    """Hold the folder while the block runs; the system lets go of it when a process ends, however
    it does. Raises CourseError when another process holds it; `work` names what it does."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("ab") as file:
        try:
            _take(file)
        except OSError as error:  # some network drives have no locks: then nobody is kept out
            if error.errno in TAKEN:
                message, hint = f"another {work} of this course is going on", "wait, or end it"
                raise CourseError([Problem(folder, 0, message, hint)]) from None
        yield


if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
