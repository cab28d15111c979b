"""Checks several packages at once, each in a process of its own."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from builder.verify.finding import Finding

Check = Callable[[Path], list[Finding]]


def verify_packages(paths: Sequence[Path], check: Check) -> list[tuple[Path, list[Finding]]]:
    """What a check (a function of a module, such as `verify_package`) finds in each zip, in the
    order given."""
    workers = min(len(paths), os.cpu_count() or 1)
    if workers < 2:
        return [(path, check(path)) for path in paths]
    with ProcessPoolExecutor(workers) as pool:
        return list(zip(paths, pool.map(check, paths), strict=True))
