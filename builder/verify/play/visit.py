"""One visit of a learner: the platform is opened in a browser of its own, watched, and left."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from builder.verify.play.browser import Chromium
from builder.verify.play.record import Sco, Values, Visit
from builder.verify.play.server import Place, Read, Server

if TYPE_CHECKING:
    from playwright.async_api import (
        BrowserContext,
        ConsoleMessage,
        Dialog,
        Frame,
        Page,
        Request,
        WebSocket,
    )

HANDS = Path(__file__).with_name("hands.js").read_text("utf-8")
VIEWPORT = {"width": 1024, "height": 700}
QUIET = 0.3  # seconds without a request, after which a page is taken to be there
ANSWER = 60.0  # seconds that a page may take to answer a question
LAST_WORD = 5.0  # seconds that a closed tab's last message may take
PATIENCE = 15.0  # seconds that a page may take to be there

NOTE_REFUSALS = """
window.refusals = [];
document.addEventListener('securitypolicyviolation', event =>
  window.refusals.push(`${event.effectiveDirective}: ${event.blockedURI}`));
"""
LEFT = """() => { const { lms } = StrictLms;
return { calls: lms.calls, errors: lms.errors, warnings: lms.warnings, state: lms.state,
  values: lms.values }; }"""
# First another document, then none: a frame that is only removed hears of no beforeunload.
TAKE_AWAY = """async () => {
  const frames = Array.from(document.querySelectorAll('iframe'));
  await Promise.all(frames.map(frame => new Promise(resolve => {
    frame.addEventListener('load', resolve, { once: true });
    setTimeout(resolve, 3000);
    frame.src = 'about:blank';
  })));
  frames.forEach(frame => frame.remove());
}"""
# Said twice, by the browser: what isn't there and what is refused are seen for themselves.
SAID_ELSEWHERE = (
    "Failed to load resource",
    "Content Security Policy",
    "Permissions policy violation: unload",
)


class Window:
    """A learner's browser at the platform, and what has been seen in it."""

    def __init__(self, context: BrowserContext, place: Place, sco: Sco, visit: Visit) -> None:
        self.place = place
        self.sco = sco
        self.visit = visit
        self._context = context
        self._pending: set[Request] = set()
        self._busy = time.monotonic()
        self._lms: Page | None = None
        context.on("request", self._ask)
        context.on("requestfinished", self._done)
        context.on("requestfailed", self._done)
        context.on("console", self._hear)
        context.on("weberror", lambda error: visit.uncaught.append(_first(str(error.error))))
        context.on("page", self._watch)

    @property
    def lms(self) -> Page:
        assert self._lms
        return self._lms

    def _ask(self, request: Request) -> None:
        self._pending.add(request)
        self._busy = time.monotonic()
        self._note_host(request.url)

    def _note_host(self, url: str) -> None:
        inside = url.startswith(self.place.url + "/") or url.endswith("/favicon.ico")
        if url.startswith(("http", "ws")) and not inside:
            self.visit.strangers.append(url)

    def _done(self, request: Request) -> None:
        self._pending.discard(request)
        self._busy = time.monotonic()

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not any(part in message.text for part in SAID_ELSEWHERE):
            self.visit.console.append(_first(message.text))

    def _watch(self, page: Page) -> None:
        page.on("dialog", self._answer)
        page.on("websocket", self._note_socket)
        page.on("crash", lambda _: self._trouble("the page crashed"))

    def _note_socket(self, socket: WebSocket) -> None:
        self._note_host(socket.url)

    async def _answer(self, dialog: Dialog) -> None:
        self.visit.dialogs.append(f"{dialog.type}: {_first(dialog.message)}")
        with contextlib.suppress(Exception):  # gone with its page
            await dialog.accept()

    def _trouble(self, why: str) -> None:
        self.visit.trouble = self.visit.trouble or why

    async def open(self, settings: Mapping[str, str]) -> None:
        self._lms = await self._context.new_page()
        query = {"edition": self.sco.edition, **self.sco.given, **settings}
        await self.lms.goto(self.place.launch(self.sco.href, query))
        if settings.get("place") == "opener":
            await self.lms.click("button")
        await self.settle()

    async def settle(self, quiet: float = QUIET, patience: float = PATIENCE) -> None:
        """Until nothing has been asked for a while."""
        until = time.monotonic() + patience
        await asyncio.sleep(quiet / 4)
        while time.monotonic() < until and (self._pending or time.monotonic() - self._busy < quiet):
            await asyncio.sleep(0.02)

    async def frames(self) -> list[Frame]:
        """Every document of the package that is open, with hands to use it."""
        inside = self.place.url + "/package/"
        frames = [frame for page in self._context.pages for frame in page.frames]
        found = [frame for frame in frames if frame.url.startswith(inside)]
        return [frame for frame in found if await self.ask(frame, HANDS + "true", False)]

    async def ask(self, frame: Frame, script: str, otherwise: Any, given: Any = None) -> Any:
        """What a script returns; `otherwise` when its page went away meanwhile. Raises TimeoutError
        when the page hangs."""
        from playwright.async_api import Error

        try:
            async with asyncio.timeout(ANSWER):
                return await frame.evaluate(script, given)
        except Error:
            return otherwise

    async def is_open(self) -> bool:
        """Whether the session goes on and the platform is still there."""
        return not self.visit.trouble and await self.ask(
            self.lms.main_frame, "() => StrictLms.lms.state !== 'closed'", False
        )

    async def leave(self, by: Literal["exit", "tab"]) -> None:
        """The platform takes the content away, or the learner closes the tab."""
        for frame in await self.frames():
            self.visit.refused += await self.ask(frame, "() => window.refusals || []", [])
        for page in self._context.pages:
            if page is not self.lms:
                await self._close(page)
        if by == "exit":
            await self.ask(self.lms.main_frame, TAKE_AWAY, None)
        await self.settle(0.1)
        await self._write_down()
        if by == "tab":
            await self._close_tab()
        self.visit.kept = dict(self.place.kept or {})

    async def _close_tab(self) -> None:
        """What is sent while a page goes arrives when the page has gone."""
        before = self.place.stored
        await self._close(self.lms)
        until = time.monotonic() + LAST_WORD
        while self.place.stored == before and self._unstored() and time.monotonic() < until:
            await asyncio.sleep(0.05)
        await self.settle(0.5)

    def _unstored(self) -> bool:
        kept = self.place.kept or {}
        elements = {call["args"][0] for call in self.visit.called("SetValue") if call["args"]}
        return any(kept.get(e) != self.visit.values.get(e) for e in elements)

    async def _close(self, page: Page) -> None:
        """As learners do, so that scripts hear of it."""
        from playwright.async_api import Error

        with contextlib.suppress(Error, TimeoutError):
            async with asyncio.timeout(5):
                await page.close(run_before_unload=True)
                while not page.is_closed():
                    await asyncio.sleep(0.02)

    async def _write_down(self) -> None:
        left = await self.ask(self.lms.main_frame, LEFT, None)
        if left is None:
            self._trouble("it replaced the platform's own page")
            return
        for name, value in left.items():
            setattr(self.visit, name, value)

    def count(self) -> None:
        """Requests and bytes so far."""
        self.visit.requests = len(self.place.answered)
        self.visit.bytes = sum(each.size for each in self.place.answered)

    def close(self) -> None:
        missing = (each.name for each in self.place.answered if each.status == 404)
        self.visit.missing = sorted({name for name in missing if name != "favicon.ico"})


def _first(text: str) -> str:
    return text.strip().partition("\n")[0][:300]


@contextlib.asynccontextmanager
async def visiting(
    chromium: Chromium,
    server: Server,
    read: Read,
    sco: Sco,
    visit: Visit,
    headers: Mapping[str, str],
    kept: Values | None,
) -> AsyncIterator[Window]:
    """A browser that has never been here, whose proxy lets it see nothing but this server."""
    browser = await chromium.browser()
    context = await browser.new_context(
        viewport={"width": VIEWPORT["width"], "height": VIEWPORT["height"]},
        reduced_motion="reduce",
        service_workers="block",
        proxy={"server": server.origin, "bypass": server.host},
    )
    await context.add_init_script(NOTE_REFUSALS)
    window = Window(context, server.open(read, headers, kept), sco, visit)
    try:
        yield window
    finally:
        window.close()
        await _closed(chromium, context)


async def _closed(chromium: Chromium, context: BrowserContext) -> None:
    """A page in an endless loop doesn't let go of its context: then the browser ends."""
    try:
        async with asyncio.timeout(5):
            await context.close()
    except Exception:
        await chromium.close()
