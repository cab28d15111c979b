"""axe-core over what is on the screen: WCAG 2.0 to 2.2, levels A and AA."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from builder.verify.play.visit import Window

if TYPE_CHECKING:
    from playwright.async_api import Frame

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]

RUN = "tags => hands.broken(tags)"


@cache
def _source() -> str:
    import axe_playwright_python

    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")


async def look_over(window: Window, frames: list[Frame]) -> None:
    """Notes each rule that is broken, with the first place where it is."""
    for frame in frames:
        if not await window.ask(frame, "() => typeof axe === 'object'", True):
            await window.ask(frame, _source() + "; true", None)
        for rule, words in await window.ask(frame, RUN, [], TAGS):
            window.visit.axe.setdefault(rule, words)
