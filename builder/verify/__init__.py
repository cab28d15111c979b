"""Reads a finished package as a platform would. Shares no code with what writes packages."""

from __future__ import annotations

from pathlib import Path

from builder.verify.finding import Finding
from builder.verify.package import Package
from builder.verify.rules import check_package

__all__ = ["Finding", "Package", "verify_package"]


def verify_package(path: Path) -> list[Finding]:
    """What is wrong with a zip, and what could be better, by the rules of `docs/rules.md`. Never
    raises for what is in the file; OSError when it can't be opened."""
    package = Package(path)
    try:
        return check_package(package)
    finally:
        package.close()
