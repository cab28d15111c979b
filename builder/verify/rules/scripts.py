"""Scripts"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from builder.verify.package import Package
from builder.verify.pages import with_lines
from builder.verify.rules.form import manifest
from builder.verify.rules.rule import Faults, rule

Pattern = re.Pattern[str]
ABSENT = ("R07", "F01", "F03", "F04")  # a script that isn't there explains what isn't found
OEX = "Open edX SCORM XBlock, PackageScan"
# Repetitions are limited, so that no text makes a search slow.
SET = r"[Ss]et\w{{0,40}}\(\s{{0,99}}[\"']{}[\"']\s{{0,99}},\s{{0,99}}[\"']([^\"']{{0,99}})[\"']"
WORDS = {
    "cmi.core.lesson_status": "passed completed failed incomplete browsed",
    "cmi.core.exit": "time-out suspend logout",
    "cmi.completion_status": "completed incomplete unknown",  # and 'not attempted', see below
    "cmi.success_status": "passed failed unknown",
    "cmi.exit": "time-out suspend logout normal",
}


def is_tracked(package: Package) -> bool:
    """Whether there is a SCO to speak to the platform, and all scripts could be looked into."""
    scos = any(r.scorm_type == "sco" for r in manifest(package).resources)
    return scos and not package.unread


def named(package: Package, pattern: str) -> bool:
    return any(re.search(pattern, text) for text in package.scripts.values())


def places(package: Package, pattern: Pattern) -> Iterator[tuple[str, re.Match[str]]]:
    """Where a pattern stands in scripts; in pages without the line."""
    for name, text in package.scripts.items():
        for line, match in with_lines(pattern, text):
            yield name if name in package.pages else f"{name}:{line}", match


def first(package: Package, pattern: Pattern, what: str) -> Faults:
    for where, _ in islice(places(package, pattern), 1):
        yield where, what


def other_api(package: Package) -> str:
    return r"\bAPI\b" if manifest(package).is_2004 else r"\bAPI_1484_11\b"


@rule(
    "J01",
    "error",
    source="SCORM 1.2 RTE 3.3; SCORM 2004 RTE 3.2",
    after=ABSENT,
    fix="export for the edition that the manifest names",
)
def looks_for_the_api(package: Package) -> Faults:
    """Scripts look for the edition's own API

    The platform offers `API` in 1.2 and `API_1484_11` in 2004. Content that looks for the other,
    or for none, records nothing, and no platform says so."""
    right = "API_1484_11" if manifest(package).is_2004 else "API"
    if is_tracked(package) and not named(package, rf"\b{right}\b"):
        other = " (only for the other edition's)" if named(package, other_api(package)) else ""
        yield "zip", f"no script looks for {right}{other}"


@rule(
    "J02",
    "warning",
    source="SCORM 1.2 RTE 3.3; SCORM 2004 RTE 3.1",
    after=("J01", *ABSENT),
    fix="end the session when the page is left",
)
def ends_the_session(package: Package) -> Faults:
    """Scripts begin and end the session

    Content that doesn't end it may lose what it set; what never begins it records nothing."""
    end = "Terminate" if manifest(package).is_2004 else "Finish"
    for word in ("Initialize", end) if is_tracked(package) else ():
        if not named(package, word):
            yield "zip", f"no script calls {'' if manifest(package).is_2004 else 'LMS'}{word}"


@rule(
    "J03",
    "warning",
    source=OEX,
    after=("J01", "J02", *ABSENT),
    fix="write the element's whole name in the script",
)
def reports_completion(package: Package) -> Faults:
    """Scripts name the element for completion

    Open edX looks for the whole name in the files, and warns that the course never reports
    completion. Content that never sets it is often taken as complete at once."""
    word = "cmi.completion_status" if manifest(package).is_2004 else "cmi.core.lesson_status"
    if is_tracked(package) and not named(package, re.escape(word)):
        yield "zip", f"no script names {word}"


@rule(
    "J04",
    "error",
    source="SCORM 1.2 RTE 3.4.4; SCORM 2004 RTE 4.2",
    fix="set one of the values that the edition knows",
)
def sets_known_words(package: Package) -> Faults:
    """Statuses and exits that scripts set are the edition's words

    A platform refuses another, and the old value stays: 1.2 has no exit `normal` and can't be told
    `not attempted`."""
    in_2004 = manifest(package).is_2004
    for element, words in WORDS.items():
        if ("core" in element) != in_2004:
            allowed = [*words.split(), "", *(["not attempted"] if in_2004 else [])]
            for where, match in places(package, re.compile(SET.format(re.escape(element)))):
                if match[1] not in allowed:
                    yield where, f"{element} is set to {match[1][:40]!r}"


@rule(
    "J05",
    "warning",
    source="SAP knowledge base 2805176",
    fix="look in the own window, then parent by parent, then in the opener",
)
def searches_upwards(package: Package) -> Faults:
    """The search for the API doesn't begin at the top window

    Where the platform itself is in a frame of another host, the top window can't be looked
    into."""
    pattern = re.compile(r"\btop\.(?:window\.)?(?:API|API_1484_11)\b")
    yield from first(package, pattern, "it looks for the API in the top window")


@rule(
    "J06",
    "warning",
    source="Chrome blocks unload by Permissions-Policy; Moodle asks it to",
    fix="save on visibilitychange and end on pagehide",
)
def doesnt_rely_on_unload(package: Package) -> Faults:
    """Leaving isn't noticed by `unload` alone

    Browsers block that event more and more, on phones it never came; then the last answers are
    lost."""
    pattern = re.compile(r"\bon(?:before)?unload\b|[\"'](?:before)?unload[\"']")
    if is_tracked(package) and not named(package, "pagehide|visibilitychange"):
        yield from first(package, pattern, "it listens to unload, not to pagehide")


@rule(
    "J07",
    "warning",
    source="browsers block or split storage in frames of other sites",
    fix="keep state in cmi.suspend_data",
)
def keeps_state_in_the_platform(package: Package) -> Faults:
    """State isn't kept in the browser alone

    Storage of another site's frame is blocked or emptied, and another computer has none of it."""
    pattern = re.compile(r"\b(?:localStorage|sessionStorage|indexedDB)\b|\bdocument\.cookie\s*=")
    if is_tracked(package) and not named(package, "suspend_data"):
        yield from first(
            package, pattern, "it keeps state in the browser, and none in suspend_data"
        )


@rule(
    "J08",
    "error",
    source="service workers take over a whole site",
    fix="take the service worker out",
)
def has_no_service_worker(package: Package) -> Faults:
    """There is no service worker

    It would answer for other courses of the same platform too, and most refuse it."""
    pattern = re.compile(r"\bserviceWorker\s*\.\s*register\b")
    yield from first(package, pattern, "it registers a service worker")


@rule(
    "J09",
    "advice",
    source="browsers: file: addresses; offline players",
    fix="put the data into a .js file or the page",
)
def fetches_nothing(package: Package) -> Faults:
    """Scripts fetch no files

    Offline players and a package opened from disk refuse it. A library that could, but isn't asked
    to, is found too."""
    pattern = re.compile(r"\bfetch\(|\bXMLHttpRequest\b|\$\.(?:ajax|get|getJSON)\(|\bimport\(")
    yield from first(package, pattern, "it may fetch files")


@rule(
    "J10",
    "advice",
    source="content security policies: script-src 'self'",
    fix="write the code itself",
)
def evaluates_no_text(package: Package) -> Faults:
    """Scripts don't run text as code

    A policy without `unsafe-eval` stops them."""
    pattern = re.compile(r"(?<![\w.$])eval\(|\bnew Function\(")
    yield from first(package, pattern, "it runs text as code")


@rule("J11", "advice", source="sandboxed frames: allow-modals", fix="show the message in the page")
def opens_no_dialogs(package: Package) -> Faults:
    """Scripts open no dialogs of the browser

    A frame may forbid `alert` and `confirm`, and they say nothing then."""
    pattern = re.compile(r"(?<![\w.$])(?:window\.)?(?:alert|confirm|prompt)\(")
    yield from first(package, pattern, "it opens a dialog of the browser")


@rule(
    "J12",
    "warning",
    source="the window belongs to the platform",
    fix="say that the window may be closed",
)
def closes_no_other_window(package: Package) -> Faults:
    """Scripts don't close the platform's window

    Closing `parent` or `top` ends the learner's visit to the platform, or does nothing."""
    pattern = re.compile(r"\b(?:parent|top)\.close\(")
    yield from first(package, pattern, "it closes the platform's window")


@rule(
    "J13",
    "warning",
    source="Moodle 4.5.6, seen",
    fix="leave adl.nav.request out, or ask for suspendAll",
)
def asks_for_no_exit_all(package: Package) -> Faults:
    """Scripts don't ask for `exitAll`

    Moodle then answers the end of the session with a web page, which stops the script that called
    it."""
    pattern = re.compile(SET.format(r"adl\.nav\.request"))
    for where, match in places(package, pattern):
        if match[1] == "exitAll" and manifest(package).is_2004:
            yield where, "it asks for exitAll"


@rule(
    "J14",
    "error",
    source="SCORM 1.2 RTE 3.3.2; SCORM 2004 RTE 3.1.3",
    fix='call them with the empty string: ("")',
)
def begins_with_the_empty_string(package: Package) -> Faults:
    """The session is begun, saved and ended with an empty string

    Another argument is error 201, and the call isn't done."""
    in_2004 = manifest(package).is_2004
    calls = "Initialize|Commit|Terminate" if in_2004 else "LMSInitialize|LMSCommit|LMSFinish"
    pattern = re.compile(
        rf"\.(?:{calls})\(\s{{0,99}}"
        r"(?:null|true|false|undefined|\d{1,99}|\"[^\"]{1,99}\"|'[^']{1,99}')\s{0,99}\)"
    )
    for where, match in places(package, pattern):
        yield where, f"it calls {match[0].lstrip('.')[:60]}"
