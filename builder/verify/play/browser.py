"""Finds Chromium on this computer and starts it."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

from builder.problems import CourseError, Problem

if TYPE_CHECKING:
    from playwright.async_api import Browser, BrowserType

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Without them Chromium looks for its maker's hosts at every start, and root can't run it.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
INSTALL = "install it with: pip install 'mooc-toolkit[play]'"
NO_BROWSER = (
    "install Chromium or Google Chrome, or set CHROMIUM to the path of one, "
    "or run: playwright install chromium"
)


def missing(message: str, hint: str) -> CourseError:
    return CourseError([Problem(Path("mooc verify --play"), 0, message, hint)])


@contextlib.asynccontextmanager
async def chromium() -> AsyncIterator[Chromium]:
    """Chromium, closed at the end whatever happens. Raises CourseError when it can't be had."""
    try:
        from playwright.async_api import async_playwright
    except ImportError as error:
        raise missing("Playwright, which drives the browser, is not installed", INSTALL) from error
    async with async_playwright() as playwright:
        started = Chromium(playwright.chromium)
        await started.browser()
        try:
            yield started
        finally:
            await started.close()


class Chromium:
    """One running browser, started again when it was closed."""

    def __init__(self, kind: BrowserType) -> None:
        self._kind = kind
        self._running: Browser | None = None

    async def browser(self) -> Browser:
        if not self._running:
            self._running = await self._start()
        return self._running

    async def _start(self) -> Browser:
        from playwright.async_api import Error

        path = executable()
        try:
            return await self._kind.launch(executable_path=path, args=FLAGS, handle_sigint=False)
        except Error as error:
            message = f"Chromium doesn't start: {str(error).strip().splitlines()[0]}"
            raise missing(message, NO_BROWSER) from error

    async def close(self) -> None:
        from playwright.async_api import Error

        running, self._running = self._running, None
        if running:
            with contextlib.suppress(Error):  # it ended by itself, as at Ctrl-C
                await running.close()


def executable() -> str | None:
    """The one named by CHROMIUM, or any on the path; None: the one that Playwright keeps."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
