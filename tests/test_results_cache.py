"""What a stopped build left of notebooks' results doesn't stop the next one."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn
from jupyter_cache.cache.db import NbCacheRecord

from builder.book.kernel import make_results_cache

KEY = "0" * 32


def add(cache: Path) -> None:
    """A result, as a build adds it."""
    cell = nbformat.v4.new_code_cell("1", execution_count=1)
    notebook = nbformat.v4.new_notebook(cells=[cell])
    get_cache(str(cache / "jupyter_cache")).cache_notebook_bundle(
        CacheBundleIn(notebook, "a.ipynb")
    )


def results(cache: Path) -> list[str]:
    return [
        record.hashkey for record in get_cache(str(cache / "jupyter_cache")).list_cache_records()
    ]


def test_whole_results_are_kept(tmp_path: Path) -> None:
    make_results_cache(tmp_path)
    add(tmp_path)
    make_results_cache(tmp_path)
    assert len(results(tmp_path)) == 1


@pytest.mark.parametrize("half", ["record", "folder"])
def test_half_written_results_are_forgotten(tmp_path: Path, half: str) -> None:
    make_results_cache(tmp_path)
    add(tmp_path)
    if half == "record":
        found = get_cache(str(tmp_path / "jupyter_cache"))
        NbCacheRecord.create_record("b.ipynb", KEY, found.db)
    else:
        (tmp_path / "jupyter_cache" / "executed" / KEY).mkdir()
    make_results_cache(tmp_path)
    assert results(tmp_path) == []
    add(tmp_path)
    assert len(results(tmp_path)) == 1
