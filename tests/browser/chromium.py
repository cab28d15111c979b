"""Which Chromium the tests run, and how."""

from __future__ import annotations

import os
from pathlib import Path

from get_chromium import NOTE, on_path


def executable() -> Path:
    """The one that `make test` found, or else any on the path."""
    if chosen := os.environ.get("CHROMIUM"):
        return Path(chosen)
    noted = Path(NOTE.read_text("utf-8").strip()) if NOTE.exists() else None
    return noted if noted and noted.exists() else on_path()
