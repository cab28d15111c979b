"""Plays a package as a learner would, on a strict platform in headless Chromium, and judges it.

Needs the extra `play`. Nothing leaves this computer: the browser's proxy is the platform itself."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Callable, Coroutine, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

from builder.verify.finding import Finding
from builder.verify.manifest import Launch, Manifest
from builder.verify.package import Package
from builder.verify.play import rules as _rules  # noqa: F401  (registers them)
from builder.verify.play.browser import chromium
from builder.verify.play.record import Played, Sco, Visit
from builder.verify.play.records import Outcome
from builder.verify.play.rule import PLAY_RULES, judge
from builder.verify.play.server import Read, Server
from builder.verify.play.sittings import (
    CLOSE,
    MIXED,
    RIGHT,
    SITTINGS,
    WRONG,
    Sitting,
    Tell,
    play_sco,
)
from builder.verify.profile import Profile, load_profile, profile_names

__all__ = [
    "DONE",
    "PLAY_RULES",
    "Outcome",
    "PlayResult",
    "TellOf",
    "play_file",
    "play_files",
    "reader",
    "run",
    "sco_of",
    "side_by_side",
]
SECONDS = 600.0  # for a package, unless told otherwise
DONE = "played in"  # how the last that is told of a package begins
MOST_READ = 500_000_000  # bytes of one file

T = TypeVar("T")
TellOf = Callable[[Path, str], None]  # of which zip, and what is done with it now


@dataclass(frozen=True)
class PlayResult:
    findings: tuple[Finding, ...]
    outcomes: tuple[Outcome, ...]
    seconds: float


def run(playing: Coroutine[Any, Any, T]) -> T:
    """Also where a loop runs already, as in a notebook."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(playing)
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, playing).result()


async def side_by_side(works: Iterable[Coroutine[Any, Any, T]]) -> list[T]:
    """As many at once as this computer has processors. The first that fails ends all."""
    turns = asyncio.Semaphore(os.cpu_count() or 1)

    async def in_turn(work: Coroutine[Any, Any, T]) -> T:
        async with turns:
            return await work

    return await asyncio.gather(*map(in_turn, works))


def play_file(
    path: Path,
    platforms: Sequence[str] = (),
    seconds: float = SECONDS,
    tell: Tell = lambda text: None,
) -> PlayResult:
    """One zip, as `play_files` does."""
    return play_files([path], platforms, seconds, lambda _, text: tell(text))[path]


def play_files(
    paths: Sequence[Path],
    platforms: Sequence[str] = (),
    seconds: float = SECONDS,
    tell: TellOf = lambda path, text: None,
) -> dict[Path, PlayResult]:
    """Every SCO of each zip in turn, for at most so many seconds a zip; several zips at once, each
    in a browser of its own. `platforms` are names of profiles, which are played as well; without
    any, the records of all are shown. A zip that can't be read plays nothing: rules tell of that.
    Raises CourseError without a browser."""
    profiles = [load_profile(name) for name in platforms]
    compare = profiles or [load_profile(name) for name in profile_names()]

    async def play(path: Path) -> PlayResult:
        package = Package(path)
        try:
            told = partial(tell, path)
            result = await _play_package(package, profiles, compare, seconds, told)
        finally:
            package.close()
        tell(path, f"{DONE} {result.seconds:.0f} seconds")
        return result

    return dict(zip(paths, run(side_by_side(map(play, paths))), strict=True))


async def _play_package(
    package: Package,
    play_as: Sequence[Profile],
    compare: Sequence[Profile],
    seconds: float,
    tell: Tell,
) -> PlayResult:
    scos = [sco_of(package.manifest, launch) for launch in _launches(package)]
    if not scos:
        return PlayResult((), (), 0.0)
    played = await _play(scos, reader(package), play_as, seconds, tell)
    findings = tuple(finding for each in played for finding in judge(each))
    outcomes = tuple(outcome for each in played for outcome in _outcomes(each, compare))
    return PlayResult(findings, outcomes, sum(each.seconds for each in played))


async def _play(
    scos: Sequence[Sco], read: Read, profiles: Sequence[Profile], seconds: float, tell: Tell
) -> list[Played]:
    """Each SCO has its share of the time that is left."""
    played: list[Played] = []
    with Server().running() as server:
        async with chromium() as browser:
            for number, sco in enumerate(scos):
                share = (seconds - sum(p.seconds for p in played)) / (len(scos) - number)
                sittings = [*SITTINGS, *_as_platforms(profiles, sco)]

                def told(name: str, sco: Sco = sco) -> None:
                    tell(f"{sco.id}: {name}")

                played.append(await play_sco(browser, server, read, sco, sittings, share, told))
    return played


def _as_platforms(profiles: Sequence[Profile], sco: Sco) -> list[Sitting]:
    edition = sco.edition
    plays = [(p, p.settings(edition), p.headers(edition)) for p in profiles]
    return [
        Sitting(f"answers right, as on {p.title}", "right", settings, headers)
        for p, settings, headers in plays
        if settings or headers
    ]


def _launches(package: Package) -> list[Launch]:
    """What the zip holds of what the manifest starts, each document once."""
    launches = package.manifest.launches() if package.manifest else []
    return list({each.url: each for each in launches if each.name in package.files}.values())


def sco_of(manifest: Manifest | None, launch: Launch) -> Sco:
    assert manifest
    return Sco(
        id=launch.item.identifier or launch.name,
        title=launch.item.title,
        edition=manifest.edition,
        href=quote(launch.name) + launch.url[len(launch.name) :],
        given=_given(manifest, launch),
        asset=launch.resource.scorm_type.lower() == "asset",
    )


GIVEN_12 = {
    "masteryscore": "cmi.student_data.mastery_score",
    "maxtimeallowed": "cmi.student_data.max_time_allowed",
    "timelimitaction": "cmi.student_data.time_limit_action",
    "datafromlms": "cmi.launch_data",
}
GIVEN_2004 = {
    "dataFromLMS": "cmi.launch_data",
    "timeLimitAction": "cmi.time_limit_action",
    "completionThreshold": "cmi.completion_threshold",
}


def _given(manifest: Manifest, launch: Launch) -> dict[str, str]:
    """What the manifest has the platform tell the content."""
    names = GIVEN_2004 if manifest.is_2004 else GIVEN_12
    item = launch.item.element
    found = {names[n]: text for n in names if (text := (item.findtext(f"{{*}}{n}") or "").strip())}
    threshold = item.find("{*}completionThreshold[@completedByMeasure='true']")
    if threshold is not None:
        found["cmi.completion_threshold"] = threshold.get("minProgressMeasure", "1.0")
    primary = item.find("{*}sequencing/{*}objectives/{*}primaryObjective")
    if primary is not None and primary.get("satisfiedByMeasure") == "true":
        passing = (primary.findtext("{*}minNormalizedMeasure") or "1.0").strip()
        found["cmi.scaled_passing_score"] = passing
    return found


def reader(package: Package) -> Read:
    """The server asks from several threads; an archive answers one at a time."""
    lock = threading.Lock()

    def read(name: str) -> bytes | None:
        if name not in package.files:
            return None
        with lock:
            return package.read(name, MOST_READ)

    return read


def _outcomes(played: Played, profiles: Sequence[Profile]) -> list[Outcome]:
    visits = [v for v in map(played.visit, (RIGHT, MIXED, WRONG, CLOSE)) if v]
    return [] if played.sco.asset else [_outcome(played, visit, profiles) for visit in visits]


def _outcome(played: Played, visit: Visit, profiles: Sequence[Profile]) -> Outcome:
    records = {p.name: p.recorded(played.sco.edition, visit.kept) for p in profiles}
    return Outcome(played.sco.id, visit.sitting, records)
