"""Ctrl-C ends a build at once, but never while what was built before is being replaced."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Let Ctrl-C wait until the block is done."""
    if threading.current_thread() is not threading.main_thread():  # which alone gets signals
        yield
        return
    came: list[Any] = []
    before = signal.signal(signal.SIGINT, lambda number, frame: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if came:
            signal.raise_signal(signal.SIGINT)


def left_to_parent() -> None:
    """From now on, processes that this one forks leave Ctrl-C to it: a terminal sends it to all of
    them, and each would print a traceback of its own."""
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=_ignore)


def _ignore() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
