"""Played"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from builder.verify.play import sittings as at
from builder.verify.play.record import SUSPEND_DATA, Call, Played, Visit
from builder.verify.play.rule import in_any, place, rule
from builder.verify.rules.rule import Faults

RTE = "SCORM 1.2 RTE 3, SCORM 2004 RTE 3 and 4"
WCAG = "WCAG 2.2, levels A and AA, as axe-core tests them"
RANKS = ("not attempted", "unknown", "browsed", "incomplete", "failed", "completed", "passed")
DONE = {"completed", "passed"}
HEAVY, MANY = 2_000_000, 40  # bytes and requests of a first page
BAD_VALUE = ("type", "range")


@rule(
    "P01",
    "error",
    source="HTML",
    fix="open the package in a browser, look at the console (F12), and mend what breaks there",
    session=False,
)
def answers(played: Played) -> Faults:
    """The content stays where it is and goes on answering

    A page that hangs, crashes or puts itself in the place of the platform's page can't report
    anything, and the learner loses the way back."""
    yield from in_any(played, lambda visit: [visit.trouble] if visit.trouble else [])


@rule(
    "P02",
    "error",
    source=RTE,
    fix="call Initialize (LMSInitialize) once, when the first page is there",
    after=("P01",),
)
def begins(played: Played) -> Faults:
    """The content begins a session

    Without Initialize a platform knows of nothing that happens in the content: no status, no
    score."""
    if played.visits and not any(visit.called("Initialize") for visit in played.visits):
        message = "Initialize is never called, whatever is pressed"
        yield place(played, played.visits[0].sitting), message


@rule(
    "P03",
    "error",
    source=RTE,
    fix="call what the edition has, in the order it asks for, and test what is returned",
    after=("P01",),
)
def calls(played: Played) -> Faults:
    """Calls are those that the edition allows

    Unknown elements, elements that can't be set or read, calls before Initialize or after Terminate
    are refused by strict platforms, and what they should have told is lost."""

    def wrong(visit: Visit) -> Iterator[str]:
        yield from (_told(played, call) for call in visit.errors if _is_wrong(call))

    yield from in_any(played, wrong, but=at.NO_START)


def _is_wrong(call: Call) -> bool:
    """To look whether there is one more record is not wrong."""
    looks = call["name"] == "GetValue" and call.get("kind") == "index"
    return call.get("kind") not in BAD_VALUE and not looks


@rule(
    "P04",
    "error",
    source=RTE,
    fix="send the value in the form that the edition asks for",
    after=("P01",),
)
def values(played: Played) -> Faults:
    """Values have the type and the range that the edition allows

    A strict platform refuses the value and keeps the one before, or none: a score of 150 is no
    score."""

    def wrong(visit: Visit) -> Iterator[str]:
        yield from (_told(played, c) for c in visit.errors if c.get("kind") in BAD_VALUE)

    yield from in_any(played, wrong, but=at.NO_START)


def _told(played: Played, call: Call) -> str:
    """The same for all records of a list."""
    prefix = "LMS" if played.sco.edition == "1.2" else ""
    args = ", ".join(json.dumps(arg, ensure_ascii=False)[:60] for arg in call["args"])
    said = f"{prefix}{call['name']}({args}) is refused with {call['error']}: {call['diagnostic']}"
    return _general(said)


def _general(text: str) -> str:
    return re.sub(r"(?<=[a-z])\.\d+(?=\.[a-z])", ".n", text)


@rule(
    "P05",
    "warning",
    source=RTE,
    fix="send less, or in plain ASCII, as the message says",
    after=("P01",),
)
def kept_everywhere(played: Played) -> Faults:
    """Every platform keeps the values whole

    What is longer than an edition promises, or more, is cut by some platforms without a word."""

    def said(visit: Visit) -> Iterator[str]:
        for warning in visit.warnings:
            yield _general(f"{warning['element']}: {warning['text']}")

    yield from in_any(played, said)


@rule(
    "P06",
    "error",
    source=RTE,
    fix="call Terminate (LMSFinish) on pagehide, and on the content's own exit button",
    after=("P01", "P02"),
)
def ends(played: Played) -> Faults:
    """The session is ended when the platform takes the content away

    Without Terminate many platforms record no time, or never work out status and grade."""
    visit = played.visit(at.LOOK)
    if visit and visit.state == "open":
        yield place(played, at.LOOK), "it was taken away and did not call Terminate"


@rule(
    "P07",
    "warning",
    source="Permissions Policy `unload`, which Moodle's pages use",
    fix="end the session on pagehide; unload and beforeunload don't come everywhere",
    after=("P01", "P02", "P06"),
)
def ends_without_unload(played: Played) -> Faults:
    """The session is ended where unload is blocked, too

    Chrome is giving the unload event up, and platforms can block it already."""
    visit = played.visit(at.UNLOAD)
    if visit and visit.state == "open":
        yield place(played, at.UNLOAD), "with unload blocked, Terminate is not called"


@rule(
    "P08",
    "error",
    source=RTE,
    fix="set location and suspend_data when they change, Commit, and set exit to suspend",
    after=("P01", "P02"),
)
def nothing_lost(played: Played) -> Faults:
    """What a learner did is there in the next visit

    Learners close tabs. What was set and not committed by then is gone; without `suspend` the next
    visit begins with nothing; and a status or score that was reached must not go down again."""
    closed, back = played.visit(at.CLOSE), played.visit(at.BACK)
    if closed:
        yield from ((place(played, at.CLOSE), why) for why in _not_stored(played, closed))
    if closed and back:
        yield from ((place(played, at.BACK), why) for why in _worse(played, closed, back))
    done, again = played.visit(at.RIGHT), played.visit(at.AGAIN)
    if done and again and _goes_on(played, done):
        yield from ((place(played, at.AGAIN), why) for why in _worse(played, done, again))


def _not_stored(played: Played, visit: Visit) -> Iterator[str]:
    """What was set in this visit, while the platform has what it was before."""
    names = played.sco.names
    elements = {names["location"], SUSPEND_DATA, names["status"], names["success"], names["score"]}
    for element in sorted(elements):
        given = visit.sets(element)
        if given and given[-1] and visit.kept.get(element, "") in ["", *given[:-1]]:
            if visit.kept.get(element, "") != given[-1]:
                yield f"{element} was set to {given[-1][:40]!r}, and was not stored"
    state = visit.kept.get(SUSPEND_DATA) or visit.kept.get(names["location"])
    if state and visit.kept.get(names["status"]) not in DONE and not _goes_on(played, visit):
        yield f"{names['exit']} was not set to suspend: the next visit begins with nothing"


def _goes_on(played: Played, visit: Visit) -> bool:
    """Whether the next visit belongs to the same attempt."""
    return played.sco.edition == "1.2" or visit.kept.get(played.sco.names["exit"]) == "suspend"


def _worse(played: Played, before: Visit, after: Visit) -> Iterator[str]:
    names = played.sco.names
    for element in (SUSPEND_DATA, names["location"]):
        if before.kept.get(element) and not after.kept.get(element):
            yield f"{element} is empty after it"
    for element in dict.fromkeys((names["status"], names["success"])):
        old, new = before.kept.get(element, "unknown"), after.kept.get(element, "unknown")
        if old in RANKS and new in RANKS and RANKS.index(new) < RANKS.index(old):
            yield f"{element} went from {old!r} to {new!r}"
    old_score, new_score = (_number(v.kept.get(names["score"])) for v in (before, after))
    if old_score is not None and (new_score is None or new_score < old_score):
        yield f"{names['score']} went from {old_score:g} to {new_score}"


def _number(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None


@rule(
    "P09",
    "warning",
    source=RTE,
    fix="set values as they change, and Commit at most once a minute and when the page is hidden",
    after=("P01", "P02"),
)
def commits(played: Played) -> Faults:
    """Commit is called now and then, not at every step

    Each Commit is a request that many platforms answer before the content may go on: a class of
    thirty brings a small server down."""
    for visit in played.visits:
        count = len(visit.called("Commit"))
        if count > 5 + 1.5 * visit.actions + visit.seconds / 10:
            message = f"{count} commits for {visit.actions} actions in {visit.seconds:.0f} seconds"
            yield place(played, visit.sitting), message
            return


@rule(
    "P10",
    "warning",
    source=RTE,
    fix="set the status to incomplete at the beginning, and to completed at the end",
    after=("P01", "P02", "P03", "P04", "P12", "P14", "P15"),
)
def completed(played: Played) -> Faults:
    """A learner who does everything is complete

    Content that never says so stays *in progress* for ever; content that says nothing about its
    status is complete, for many platforms, as soon as it was opened."""
    names = played.sco.names
    elements = (names["status"], "cmi.progress_measure")
    most = max(played.visits, key=lambda visit: visit.actions, default=None)
    if not most or not played.visit(at.RIGHT):
        return
    done = f"{most.views} screens, {most.actions} actions"
    if not any(visit.sets(element) for visit in played.visits for element in elements):
        yield place(played, most.sitting), f"{names['status']} was never set ({done})"
    elif not any(v.kept.get(names["status"]) in DONE for v in played.visits):
        yield place(played, most.sitting), f"completion was not reached in any visit ({done})"


@rule(
    "P11",
    "warning",
    source=RTE,
    fix="send score.raw with min and max, and in 2004 score.scaled, when something was answered",
    after=("P01", "P02", "P03", "P04", "P12", "P14", "P15"),
)
def scored(played: Played) -> Faults:
    """What has a pass mark sends a score

    A pass mark in the manifest promises a grade; without a score there is none."""
    marks = [name for name in played.sco.given if re.search("mastery_score|passing_score", name)]
    names = {played.sco.names["score"], "cmi.score.raw"}
    score = any(visit.sets(name) for visit in played.visits for name in names)
    if played.visit(at.RIGHT) and marks and not score:
        yield place(played, at.RIGHT), "the manifest has a pass mark, and no score was ever sent"


@rule(
    "P12",
    "error",
    source="HTML",
    fix="open the package in a browser, look at the console (F12), and mend what breaks there",
    session=False,
)
def uncaught(played: Played) -> Faults:
    """No script breaks

    What comes after an uncaught exception doesn't happen: often that is what reports to the
    platform."""
    lost = [visit for visit in played.visits if _finds_no_api(visit)]
    yield from in_any(played, lambda visit: [] if visit in lost else visit.uncaught)


@rule(
    "P13",
    "warning",
    source="HTML",
    fix="open the package in a browser, look at the console (F12), and mend what breaks there",
    after=("P12",),
    session=False,
)
def console(played: Played) -> Faults:
    """The console shows no errors

    They are the first thing that a support desk looks at."""
    yield from in_any(played, lambda visit: visit.console)


@rule(
    "P14",
    "error",
    source="SCORM 1.2 CAM 2.3, SCORM 2004 CAM 3.4",
    fix="put the file into the package, under this name with the same capitals",
    session=False,
)
def missing(played: Played) -> Faults:
    """Every file that the content asks for is there

    Found while playing: scripts name files that no check of the zip can see."""
    yield from in_any(played, lambda visit: [f"{name} isn't there (404)" for name in visit.missing])


@rule(
    "P15",
    "error",
    source="SCORM 1.2 CAM 2.3, SCORM 2004 CAM 3.4",
    fix="put the file into the package and name it by a relative address",
    session=False,
)
def strangers(played: Played) -> Faults:
    """Nothing is asked of other hosts

    Hospital and school networks let only listed hosts through, and every host that is asked learns
    who learns. Links that a learner may follow are not counted."""

    def hosts(visit: Visit) -> Iterator[str]:
        for url in visit.strangers:
            yield f"{urlsplit(url).netloc} is asked for {url[:150]}"

    yield from in_any(played, hosts)


@rule(
    "P16",
    "warning",
    source="HTML (sandboxed frames have no dialogs)",
    fix="say it in the page; commit at once, so that nothing has to be asked when it is closed",
    session=False,
)
def dialogs(played: Played) -> Faults:
    """No window of the browser's own gets in the way

    alert, confirm and prompt stop everything, are hard to use with a screen reader, and do nothing
    in the sandboxed frames of some platforms."""
    yield from in_any(played, lambda visit: visit.dialogs)


@rule(
    "P17",
    "error",
    source="HTML",
    fix="show the first page whether or not the platform answers",
    after=("P01", "P12", "P14", "P15"),
    session=False,
)
def shows_something(played: Played) -> Faults:
    """The first page shows something

    Also when the platform refuses to begin a session: learners should be told, not left before an
    empty page."""
    for visit in played.visits:
        if visit.blank:
            yield place(played, visit.sitting), "the page stays empty"
            return


@rule(
    "P18",
    "warning",
    source=RTE,
    fix="look for the API in the own window, every parent, then the opener and its parents",
    after=("P01", "P02"),
)
def finds_api(played: Played) -> Faults:
    """The API is found wherever the platform puts it

    Platforms show content deep in frames or in a window of its own."""
    for visit in filter(_finds_no_api, played.visits):
        why = "the platform's API was not found: nothing is recorded"
        yield place(played, visit.sitting), why


def _finds_no_api(visit: Visit) -> bool:
    return visit.sitting in (at.NESTED, at.WINDOW) and not visit.called("Initialize")


@rule(
    "P19",
    "warning",
    source=RTE,
    fix="read mode and credit at the beginning; in review or without credit set no status or score",
    after=("P01", "P02"),
)
def only_looks(played: Played) -> Faults:
    """Review changes nothing

    A learner who looks at finished work again must not lose the grade."""
    visit = played.visit(at.REVIEW)
    names = played.sco.names
    for element in dict.fromkeys((names["status"], names["success"], names["score"])):
        if visit and visit.sets(element):
            yield place(played, at.REVIEW), f"{element} is set to {visit.sets(element)[-1]!r}"


@rule(
    "P20",
    "warning",
    source=WCAG,
    fix="see https://dequeuniversity.com/rules/axe/ for this rule",
    session=False,
)
def accessible(played: Played) -> Faults:
    """Everybody can use what is on the screen

    Only what a program can find: it needs a person, a keyboard and a screen reader as well."""
    yield from in_any(
        played, lambda visit: [f"{rule_}: {words}" for rule_, words in visit.axe.items()]
    )


@rule(
    "P21",
    "advice",
    source="practice",
    fix="make pictures smaller, leave out what isn't used, load later pages later",
    session=False,
)
def light(played: Played) -> Faults:
    """The first page comes quickly on a slow line

    Sizes are those of the files, before a server packs them."""
    visit = played.visit(at.LOOK)
    if visit and (visit.bytes > HEAVY or visit.requests > MANY):
        message = f"the first page takes {visit.requests} requests and {visit.bytes / 1e6:.1f} MB"
        yield place(played, at.LOOK), message


@rule(
    "P22",
    "advice",
    source="Content Security Policy",
    fix="put scripts and styles into files of their own, without eval",
    after=("P15",),
    session=False,
)
def under_a_policy(played: Played) -> Faults:
    """It works under a strict Content-Security-Policy

    Some platforms send one: scripts and styles that stand in the page itself don't run there."""
    visit = played.visit(at.POLICY)
    kinds = sorted({refusal.partition(":")[0] for refusal in visit.refused}) if visit else []
    if kinds:
        yield place(played, at.POLICY), f"a policy of 'self' refuses: {', '.join(kinds)}"


@rule(
    "P23",
    "advice",
    source="practice",
    fix="give it more time with --seconds, or play the rest yourself",
    session=False,
)
def unreached(played: Played) -> Faults:
    """What playing didn't reach

    A robot doesn't watch films to their end, drag things or wait for a timer."""
    for sitting in played.unplayed:
        yield place(played, sitting), "there was no time for it"
    for visit in played.visits:
        for what in dict.fromkeys(visit.unreached):
            yield place(played, visit.sitting), f"not reached: {what}"
