"""A strict SCORM platform for the browser: `index.html` plays a package and judges its calls."""

from __future__ import annotations

from pathlib import Path

LMS = Path(__file__).parent
