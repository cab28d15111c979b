"""`verify_package`: silent about good packages, and one finding for one fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.verify import verify_package


@pytest.mark.parametrize("course", ["mini", "real"])
def test_our_own_packages_break_no_rule(course: str, request: pytest.FixtureRequest) -> None:
    paths = sorted((request.getfixturevalue(course) / "build" / "packages").glob("*.zip"))
    assert paths
    for path in paths:
        assert verify_package(path) == [], path.name
