"""The visits that every SCO gets, in their order, and how much time they may take."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from builder.verify.play.browser import Chromium
from builder.verify.play.hands import Hands
from builder.verify.play.record import Played, Sco, Visit
from builder.verify.play.server import Read, Server
from builder.verify.play.visit import visiting

GRACE = 20.0  # seconds more than a visit has, after which its page is taken to hang
UNLOAD_BLOCKED = {"Permissions-Policy": "unload=()"}
STRICT_POLICY = {
    "Content-Security-Policy": "default-src 'self'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data: blob:; media-src 'self' data: blob:; font-src 'self' data:"
}


@dataclass(frozen=True)
class Sitting:
    """`does`: look, walk, or answer: right, wrong, mixed, some. `settings`: of `lms/faults.js`.
    `after`: what an earlier sitting left on the platform is there."""

    name: str
    does: Literal["look", "walk", "right", "wrong", "mixed", "some"]
    settings: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    leaves: Literal["exit", "tab"] = "exit"
    after: str = ""


LOOK = "looks and leaves"
WALK = "goes through the pages"
RIGHT = "answers right, or the first option"
WRONG = "answers wrong, or the last option"
MIXED = "answers right and wrong"
CLOSE = "answers some and closes the tab"
BACK = "comes back"
AGAIN = "finished, and opened once more"
UNLOAD = "the platform blocks unload"
SLOW = "the platform is slow"
NO_COMMIT = "the platform refuses Commit"
NO_START = "the platform refuses Initialize"
NESTED = "nine frames deep"
WINDOW = "in a window of its own"
REVIEW = "review of what was answered"
POLICY = "a strict Content-Security-Policy"

SITTINGS: tuple[Sitting, ...] = (
    Sitting(LOOK, "look"),
    Sitting(WALK, "walk"),
    Sitting(RIGHT, "right"),
    Sitting(WRONG, "wrong"),
    Sitting(CLOSE, "some", headers=UNLOAD_BLOCKED, leaves="tab"),
    Sitting(BACK, "look", after=CLOSE),
    Sitting(MIXED, "mixed"),
    Sitting(AGAIN, "look", after=RIGHT),
    Sitting(REVIEW, "some", {"mode": "review", "credit": "no-credit"}, after=RIGHT),
    Sitting(NO_COMMIT, "some", {"commit": "always"}),
    Sitting(NO_START, "look", {"initialize": "always"}),
    Sitting(SLOW, "look", {"slow": "100"}),
    Sitting(UNLOAD, "look", headers=UNLOAD_BLOCKED),
    Sitting(NESTED, "look", {"nest": "9"}),
    Sitting(WINDOW, "look", {"place": "opener"}),
    Sitting(POLICY, "look", headers=STRICT_POLICY),
)

Tell = Callable[[str], None]


async def play_sco(
    chromium: Chromium,
    server: Server,
    read: Read,
    sco: Sco,
    sittings: Sequence[Sitting],
    seconds: float,
    tell: Tell,
) -> Played:
    """All sittings, as far as the time goes; no others when the first can't be ended."""
    begun = time.monotonic()
    played = Played(sco)
    for sitting in sittings:
        left = seconds - (time.monotonic() - begun)
        if left <= 0 or (sitting.after and not played.visit(sitting.after)):
            played.unplayed.append(sitting.name)
            continue
        tell(sitting.name)
        played.visits.append(await _sit(chromium, server, read, played, sitting, left))
        if sitting.name == LOOK and played.visits[-1].trouble:
            break
    played.seconds = time.monotonic() - begun
    return played


async def _sit(
    chromium: Chromium, server: Server, read: Read, played: Played, sitting: Sitting, left: float
) -> Visit:
    from playwright.async_api import Error
    from playwright.async_api import TimeoutError as Waited

    visit = Visit(sitting.name)
    begun = time.monotonic()
    before = played.visit(sitting.after) if sitting.after else None
    try:
        async with asyncio.timeout(left + GRACE):
            async with visiting(
                chromium,
                server,
                read,
                played.sco,
                visit,
                sitting.headers,
                before.kept if before else None,
            ) as window:
                await window.open(sitting.settings)
                some = sitting.does == "some"
                mode = {"look": "", "walk": "", "some": "mixed"}.get(sitting.does, sitting.does)
                axe = sitting.name in (LOOK, MIXED)
                hands = Hands(window, begun + left, mode, some, axe)
                await hands.look()
                if sitting.does != "look":
                    await hands.go()
                await window.leave(sitting.leaves)
    except (TimeoutError, Waited):
        visit.trouble = "the page stopped answering"
        await chromium.close()
    except Error as error:
        visit.trouble = f"it could not be played: {str(error).partition(chr(10))[0][:200]}"
    visit.seconds = time.monotonic() - begun
    return visit
