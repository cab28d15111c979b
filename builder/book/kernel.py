"""Runs notebooks in kernels of our own making, and anew when what they read has changed."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from jupyter_cache import get_cache
from jupyter_cache.cache.main import JupyterCacheBase

from builder.book.sources import data_files
from builder.course import Course

# ipykernel warns on stderr that it listens on this machine's own ports: not for authors to mend.
# What a cell prints is sent whole when the cell ends, for otherwise a busy machine cuts it into
# more pieces, and the page has other bytes.
CONFIG = """c = get_config()
c.IPKernelApp.log_level = "ERROR"
c.IPKernelApp.exec_lines = [
    "import sys; sys.stdout.flush_interval = sys.stderr.flush_interval = 3600; del sys"
]
"""


def isolate_kernels(cache: Path) -> None:
    """Every kernel started from now on reads `cache/ipython` instead of the user's folder: nobody's
    start-up files change what a notebook shows."""
    profile = cache / "ipython" / "profile_default"
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "ipython_kernel_config.py").write_text(CONFIG)
    os.environ["IPYTHONDIR"] = str(cache.absolute() / "ipython")


def make_results_cache(cache: Path) -> None:
    """Make jupyter-cache's database before notebooks are read: two processes that both find none
    would both make one, and the second would stop. What a stopped build left half written goes."""
    folder = cache / "jupyter_cache"
    if not _is_whole(folder):
        shutil.rmtree(folder)
    get_cache(str(folder)).db  # noqa: B018
    # It deletes whatever another process adds between two of its queries; we need no limit.
    JupyterCacheBase.truncate_caches = _keep_all


def _keep_all(results: JupyterCacheBase) -> None:
    """Do nothing."""


def _is_whole(folder: Path) -> bool:
    """Whether each result has its record and its file."""
    records = {record.hashkey for record in get_cache(str(folder)).list_cache_records()}
    folders = {path.name for path in folder.glob("executed/*")}
    return records == folders == {path.parent.name for path in folder.glob("executed/*/base.ipynb")}


def forget_stale_results(course: Course, cache: Path) -> None:
    """jupyter-cache knows a notebook by its code alone: when a data file or the chart code has
    changed since the last build, no result of a notebook can be trusted."""
    digest = hashlib.sha256()
    for path in sorted(_read_by_notebooks(course.project.course_dir)):
        digest.update(path.name.encode() + path.read_bytes())
    kept = cache / "data.sha256"
    if kept.exists() and kept.read_text() == digest.hexdigest():
        return
    shutil.rmtree(cache / "jupyter_cache", ignore_errors=True)
    for chapter in course.chapters:
        if chapter.path.suffix == ".ipynb":
            (cache / "doctrees" / f"{chapter.docname}.doctree").unlink(missing_ok=True)
    cache.mkdir(parents=True, exist_ok=True)
    kept.write_text(digest.hexdigest())


def _read_by_notebooks(course_dir: Path) -> Iterator[Path]:
    yield from data_files(course_dir)
    yield from (Path(__file__).parent.parent / "charts").rglob("*.py")
