"""May a package replace an older one where learners have begun, and what changes for them?

Two packages of this project are compared question by question, and saved answers are read with
both. Of any other tool's, only what a platform sees in the manifests can be compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from builder.verify.against.answers import Fate
from builder.verify.against.changes import Change, content_changes, fates
from builder.verify.against.content import Content, read_content
from builder.verify.manifest import Launch, Manifest
from builder.verify.package import Package

__all__ = ["Change", "Replacement", "compare_packages"]

Verdict = Literal["safe", "structural", "unknown"]


@dataclass(frozen=True)
class Replacement:
    """`fates`: what becomes of a saved answer, by question. `unknown`: the platform will know the
    new package as the same, but only its maker knows what becomes of saved work."""

    verdict: Verdict
    changes: tuple[Change, ...]
    fates: Mapping[str, Fate]

    @property
    def score_can_change(self) -> bool:
        return any(change.score for change in self.changes)


def compare_packages(old: Path, new: Path) -> Replacement:
    """OSError when one can't be opened."""
    packages = Package(old), Package(new)
    try:
        return _compare(*packages)
    finally:
        for package in packages:
            package.close()


def _compare(old: Package, new: Package) -> Replacement:
    if not old.manifest or not new.manifest:
        unread = [p for p in (old, new) if not p.manifest]
        changes = [
            Change("structural", p.path.name, "it can't be read as a package") for p in unread
        ]
        return Replacement("structural", tuple(changes), {})
    found = list(_manifest_changes(old.manifest, new.manifest))
    before, after = _contents(old), _contents(new)
    both = {id_: (before[id_], after[id_]) for id_ in before if id_ in after}
    known = bool(both) and all(was and now for was, now in both.values())
    pairs = [(was, now) for was, now in both.values() if was and now]
    answers = {key: fate for was, now in pairs for key, fate in fates(was, now).items()}
    found += [c for was, now in pairs for c in content_changes(was, now, fates(was, now))]
    found += _moved(pairs)
    found.sort(key=lambda change: ("structural", "learner", "harmless").index(change.weight))
    structural = any(change.weight == "structural" for change in found)
    verdict: Verdict = "structural" if structural else "safe" if known else "unknown"
    return Replacement(verdict, tuple(dict.fromkeys(found)), answers)


def _contents(package: Package) -> dict[str, Content | None]:
    """What each SCO carries, by its identifier in the manifest."""
    return {id_: read_content(package, each.name) for id_, each in launches(package).items()}


def launches(package: Package) -> dict[str, Launch]:
    """What the manifest starts, by the identifiers that a platform keeps records under."""
    found = package.manifest.launches() if package.manifest else []
    return {each.item.identifier: each for each in found}


def _manifest_changes(old: Manifest, new: Manifest) -> Iterator[Change]:
    where = "imsmanifest.xml"
    for name, was, now in (
        ("edition", old.edition, new.edition),
        ("identifier of the package", old.identifier, new.identifier),
    ):
        if was != now:
            yield Change("structural", where, f"the {name} was {was!r} and is {now!r}")
    before = {each.item.identifier: each for each in old.launches()}
    after = {each.item.identifier: each for each in new.launches()}
    for id_ in before:
        if id_ not in after:
            yield Change("structural", where, f"the SCO {id_!r} is gone, with all records of it")
    for id_ in after:
        if id_ not in before:
            message = f"the SCO {id_!r} is new: who was done with the package is not any more"
            yield Change("structural", where, message)
    for id_ in before.keys() & after.keys():
        yield from _launch_changes(id_, before[id_], after[id_])
    if [i for i in before if i in after] != [i for i in after if i in before]:
        yield Change("learner", where, "the SCOs stand in another order")


def _launch_changes(id_: str, old: Launch, new: Launch) -> Iterator[Change]:
    where = f"sco {id_}"
    if old.item.title != new.item.title:
        message = f"its title was {old.item.title!r} and is {new.item.title!r}"
        yield Change("harmless", where, message)
    if old.url != new.url:
        yield Change("learner", where, f"it started {old.url!r} and starts {new.url!r}")
    if old.resource.scorm_type.lower() != new.resource.scorm_type.lower():
        message = f"it was {old.resource.scorm_type!r} and is {new.resource.scorm_type!r}"
        yield Change("structural", where, message)


def _moved(pairs: list[tuple[Content, Content]]) -> Iterator[Change]:
    """Questions that are in another SCO now, where their answers aren't."""
    places = {id_: new.id for _, new in pairs for id_ in new.questions}
    for old, new in pairs:
        for id_ in old.questions:
            if id_ not in new.questions and id_ in places:
                message = f"question {id_} moved to the SCO {places[id_]!r}: answers to it are lost"
                yield Change("structural", f"sco {old.id}", message)
