"""Plays an old package, then opens it and a new one with what the platform had kept of that."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from builder.verify.against import launches
from builder.verify.package import Package
from builder.verify.play import DONE, TellOf, reader, run, sco_of, side_by_side
from builder.verify.play.browser import Chromium, chromium
from builder.verify.play.hands import Hands
from builder.verify.play.record import Sco, Values, Visit
from builder.verify.play.server import Read, Server
from builder.verify.play.sittings import GRACE, Tell
from builder.verify.play.visit import visiting


@dataclass(frozen=True)
class Resumed:
    """A SCO's answers as the old version showed them again (`answers`), and those that the new one
    showed alike (`kept`) or otherwise (`changed`). `before` and `after` are status and score as the
    platform had them."""

    sco: str
    answers: tuple[str, ...]
    kept: tuple[str, ...]
    changed: tuple[str, ...]
    before: str
    after: str
    trouble: str = ""

    @property
    def lost(self) -> tuple[str, ...]:
        return tuple(q for q in self.answers if q not in (*self.kept, *self.changed))


def resume_pairs(
    pairs: Mapping[Path, Path], seconds: float, tell: TellOf = lambda path, text: None
) -> dict[Path, list[Resumed]]:
    """For each new zip and the one that it replaces: each SCO that is in both, several pairs at
    once. Raises CourseError without a browser."""

    async def resume(new: Path, old: Path) -> list[Resumed]:
        begun = time.monotonic()
        packages = Package(old), Package(new)
        try:
            resumed = await _resume(*packages, seconds, partial(tell, new))
        finally:
            for package in packages:
                package.close()
        tell(new, f"{DONE} {time.monotonic() - begun:.0f} seconds, with answers of {old}")
        return resumed

    played = side_by_side(resume(new, old) for new, old in pairs.items())
    return dict(zip(pairs, run(played), strict=True))


async def _resume(old: Package, new: Package, seconds: float, tell: Tell) -> list[Resumed]:
    before, after = _scos(old), _scos(new)
    both = [id_ for id_ in before if id_ in after]
    reads = reader(old), reader(new)
    with Server().running() as server:
        async with chromium() as browser:
            player = _Player(browser, server, seconds / max(1, len(both)))
            return [await _one(player, before[id_], after[id_], reads, tell) for id_ in both]


def _scos(package: Package) -> dict[str, Sco]:
    found = launches(package).items()
    return {
        id_: sco_of(package.manifest, each) for id_, each in found if each.name in package.files
    }


async def _one(
    player: _Player, old: Sco, new: Sco, reads: tuple[Read, Read], tell: Tell
) -> Resumed:
    tell(f"{old.id}: plays the old package")
    visit, _ = await player.visit(old, reads[0], None, "mixed")
    tell(f"{old.id}: opens the old package again")
    _, shown = await player.visit(old, reads[0], visit.kept)
    tell(f"{old.id}: opens the new package")
    again, now = await player.visit(new, reads[1], visit.kept)
    kept = tuple(id_ for id_ in shown if shown[id_] == now.get(id_))
    changed = tuple(id_ for id_ in shown if id_ in now and id_ not in kept)
    trouble = next(iter([again.trouble, *again.uncaught]), "")
    standing = _standing(old, visit.kept), _standing(new, again.kept)
    return Resumed(old.id, tuple(shown), kept, changed, *standing, trouble)


def _standing(sco: Sco, values: Values) -> str:
    words = [values.get(sco.names[name], "") for name in ("status", "success", "score")]
    return ", ".join(dict.fromkeys(word for word in words if word)) or "nothing"


@dataclass
class _Player:
    chromium: Chromium
    server: Server
    seconds: float

    async def visit(
        self, sco: Sco, read: Read, kept: Mapping[str, str] | None, mode: str = ""
    ) -> tuple[Visit, dict[str, Any]]:
        """Looks, or with a mode also answers. What the answers are when it leaves."""
        visit = Visit("resume")
        answers: dict[str, Any] = {}
        begun, given = time.monotonic(), dict(kept) if kept else None
        try:
            async with (
                asyncio.timeout(self.seconds / 3 + GRACE),
                visiting(self.chromium, self.server, read, sco, visit, {}, given) as window,
            ):
                await window.open({})
                hands = Hands(window, begun + self.seconds / 3, mode)
                await hands.look()
                if mode:
                    await hands.go()
                for frame in await window.frames():
                    answers |= await window.ask(frame, "() => hands.answers()", {})
                await window.leave("exit")
        except TimeoutError:
            visit.trouble = "the page stopped answering"
            await self.chromium.close()
        return visit, answers
