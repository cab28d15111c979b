"""A browser context that writes down what it asks for and what it complains of."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, WebError

from .server import QUICK

# Each frame notes what its Content-Security-Policy refused.
NOTE_VIOLATIONS = """
window.violations = [];
document.addEventListener('securitypolicyviolation', event =>
  window.violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
"""

# A small screen that still has the list of pages beside the text; transitions only take time.
USUAL: Mapping[str, Any] = {
    "viewport": {"width": 1024, "height": 600},
    "reduced_motion": "reduce",
}
# Said of the frame that the LMS of the tests makes, as real ones do; not of what is in it.
ABOUT_THE_LMS = "An iframe which has both allow-scripts and allow-same-origin"


class Watched:
    """One learner's browser: its storage, its windows."""

    def __init__(self, browser: Browser, origin: str, settings: Mapping[str, Any]) -> None:
        self.context = browser.new_context(**{**USUAL, **settings})
        self.context.set_default_timeout(QUICK * 1000)
        self.context.add_init_script(NOTE_VIOLATIONS)
        self.requests: list[Request] = []
        self.noise: list[str] = []
        self.loud = False
        self._origin = origin
        self.context.on("request", self._ask)
        self.context.on("console", self._hear)
        self.context.on("weberror", self._fail)

    def _ask(self, request: Request) -> None:
        self.requests.append(request)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(ABOUT_THE_LMS):
            self.noise.append(f"{message.type}: {message.text}")

    def _fail(self, error: WebError) -> None:
        self.noise.append(f"uncaught: {error.error}")

    @property
    def strangers(self) -> list[str]:
        """Requests to any place but our server and this disk."""
        own = (self._origin + "/", "file:///", "data:", "blob:")
        workers = [worker.url for worker in self.context.service_workers]
        return [r.url for r in self.requests if not r.url.startswith(own)] + workers

    def open(self, url: str | Path) -> Page:
        page = self.context.new_page()
        page.goto(url.as_uri() if isinstance(url, Path) else url)
        return page


def pages_of(book: Path) -> list[str]:
    """Every page of a built book, by its path."""
    found = sorted(path.relative_to(book).as_posix() for path in book.rglob("*.html"))
    return [name for name in found if not name.startswith("_")]
