"""What a long command is doing: a line that moves on a terminal, plain lines anywhere else."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn


@contextmanager
def progress_shown() -> Iterator[None]:
    """While the block runs; the log's plain lines are enough where nobody watches."""
    console = Console(stderr=True, highlight=False, markup=False)
    if not console.is_interactive:
        yield
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    log = logging.getLogger("builder")
    level, log.propagate = log.level, False
    with Progress(*columns, console=console, transient=True) as line:
        handler = _LineHandler(line, line.add_task("reading the course", total=None), level)
        log.addHandler(handler)
        log.setLevel(logging.DEBUG)
        try:
            yield
        finally:
            log.removeHandler(handler)
            log.setLevel(level)
            log.propagate = True


class _LineHandler(logging.Handler):
    """Lines that would be printed stay above the one that moves."""

    def __init__(self, line: Progress, task: TaskID, printed: int) -> None:
        super().__init__()
        self.line, self.task, self.printed = line, task, printed

    def emit(self, record: logging.LogRecord) -> None:
        said = record.getMessage().partition("\n")[0]
        if record.levelno >= self.printed:
            self.line.console.print(said)
        self.line.update(self.task, description=said)
