"""What a learner does in a visit: looks, goes through the pages, answers.

Packages of this project carry their own answers and say how to go on; anybody else's are explored:
native controls are filled in, and what can be pressed is pressed, what leads on first.
"""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from builder.verify.play.axe import look_over
from builder.verify.play.record import Visit
from builder.verify.play.visit import Window

if TYPE_CHECKING:
    from playwright.async_api import Frame

MOST_PRESSED = 60  # things in one visit
MOST_AGAIN = 25  # times for one thing
MOST_LOOKED = 12  # screens that axe looks at
SOME = 6  # actions before a tab is closed
ORDER = {"sends": 0, "goes": 1, "other": 2, "leaves": 9}


@dataclass
class Hands:
    """`mode`: right, wrong, mixed, or nothing, for a learner who answers nothing."""

    window: Window
    until: float
    mode: str = ""
    some: bool = False
    axe: bool = False
    _screens: set[str] = field(default_factory=set)
    _looked: set[str] = field(default_factory=set)
    _pressed: Counter[str] = field(default_factory=Counter)

    @property
    def visit(self) -> Visit:
        return self.window.visit

    @property
    def late(self) -> bool:
        if time.monotonic() > self.until:
            self.visit.unreached.append("time was up")
            return True
        return False

    async def look(self) -> None:
        """The first page, as it is."""
        frames = await self.window.frames()
        self.window.count()
        self.visit.blank = not frames or all(
            [await self.window.ask(frame, "() => hands.blank()", True) for frame in frames]
        )
        await self._note(frames)

    async def go(self) -> None:
        """Through all of it."""
        frames = await self.window.frames()
        own = [f for f in frames if await self.window.ask(f, "() => hands.ours()", False)]
        if own:
            await self._ours(own[0])
        else:
            await self._explore()

    async def _note(self, frames: list[Frame]) -> list[str]:
        """What can be seen now; new screens are counted and looked over."""
        shown = [await self.window.ask(frame, "() => hands.seen()", "") for frame in frames]
        screen = "\n".join(shown)
        if screen not in self._screens:
            self._screens.add(screen)
            self.visit.views = len(self._screens)
            if self.axe and len(self._looked) < MOST_LOOKED:
                self._looked.add(screen)
                await look_over(self.window, frames)
        return shown

    # Packages of this project.

    async def _ours(self, frame: Frame) -> None:
        ask = self.window.ask
        while not self.late:
            if self.mode:
                answered = await ask(frame, "mode => hands.answer(mode)", 0, self.mode)
                self.visit.actions += answered
            await self._note([frame])
            if self.some and self.visit.actions >= SOME:
                break
            if not await ask(frame, "() => hands.next()", False):
                break
            self.visit.actions += 1
            await self.window.settle(0.05, 3)

    # Anybody's.

    async def _explore(self) -> None:
        most = SOME if self.some else MOST_PRESSED
        while not self.late and await self.window.is_open():
            frames = await self.window.frames()
            await self._fill(frames)
            shown = await self._note(frames)
            best = await self._best(frames, shown)
            if not best:
                return
            if self.visit.actions >= most:
                if not self.some:
                    self.visit.unreached.append(f"what is behind more than {most} buttons")
                return
            _, key, frame, index = best
            self._pressed[key] += 1
            self.visit.actions += 1
            await self.window.ask(frame, "index => hands.press(index)", None, index)
            await self.window.settle(0.08, 5)

    async def _fill(self, frames: list[Frame]) -> None:
        for frame in frames if self.mode else ():
            await self.window.ask(frame, "mode => hands.fill(mode)", 0, self.mode)

    async def _best(
        self, frames: list[Frame], shown: list[str]
    ) -> tuple[tuple[int, int], str, Frame, int] | None:
        """What to press now: what leads on, and what was pressed least."""
        found = []
        for frame, screen in zip(frames, shown, strict=True):
            for index, (name, kind, _) in enumerate(
                await self.window.ask(frame, "() => hands.look()", [])
            ):
                key = name if name.startswith("http") else f"{name}\n{screen}"
                rank = ORDER.get(kind, 99)
                if self._pressed[key] or self._pressed[name] > MOST_AGAIN or rank > 9:
                    continue
                if kind == "sends" and not self.mode:
                    rank = 3
                found.append(((rank, self._pressed[name]), key, frame, index))
        return min(found, key=lambda each: (each[0], each[3]), default=None)
