"""Benchmarks are run by hand and seldom; what they call may not vanish meanwhile."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "benchmarks"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.py")), ids=lambda path: path.stem)
def test_a_benchmark_finds_what_it_uses(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(FOLDER), *sys.path])
    assert callable(runpy.run_path(str(path), run_name="imported")["main"])


def test_make_runs_every_benchmark() -> None:
    makefile = (FOLDER.parent / "Makefile").read_text("utf-8")
    scripts = [path for path in FOLDER.iterdir() if path.suffix in (".py", ".mjs")]
    assert [path.name for path in scripts if f"benchmarks/{path.name}" not in makefile] == []
