"""Plays a package as a learner would, on a strict platform in headless Chromium, and judges it.

Needs the extra `play`. Nothing leaves this computer: the browser's proxy is the platform itself."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
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

__all__ = ["PLAY_RULES", "Outcome", "PlayResult", "play_file", "play_package"]
SECONDS = 600.0  # for a package, unless told otherwise
MOST_READ = 500_000_000  # bytes of one file


@dataclass(frozen=True)
class PlayResult:
    findings: tuple[Finding, ...]
    outcomes: tuple[Outcome, ...]
    seconds: float


def play_package(
    package: Package,
    play_as: Sequence[Profile],
    compare: Sequence[Profile],
    seconds: float = SECONDS,
    tell: Tell = lambda text: None,
) -> PlayResult:
    """Every SCO in turn, for so many seconds together. Each profile of `play_as` is played as
    well; `compare` are those whose records are shown. Raises CourseError without a browser."""
    scos = [_sco(package.manifest, launch) for launch in _launches(package)]
    if not scos:
        return PlayResult((), (), 0.0)
    played = asyncio.run(_play(scos, _reader(package), play_as, seconds, tell))
    findings = tuple(finding for each in played for finding in judge(each))
    outcomes = tuple(outcome for each in played for outcome in _outcomes(each, compare))
    return PlayResult(findings, outcomes, sum(each.seconds for each in played))


def play_file(
    path: Path,
    platforms: Sequence[str] = (),
    seconds: float = SECONDS,
    tell: Tell = lambda text: None,
) -> PlayResult:
    """The same by a zip's path and the names of profiles, which are played as well; without any,
    the records of all are shown. A zip that can't be read plays nothing: rules tell of that."""
    profiles = [load_profile(name) for name in platforms]
    compare = profiles or [load_profile(name) for name in profile_names()]
    package = Package(path)
    try:
        return play_package(package, profiles, compare, seconds, tell)
    finally:
        package.close()


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


def _sco(manifest: Manifest | None, launch: Launch) -> Sco:
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


def _reader(package: Package) -> Read:
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
