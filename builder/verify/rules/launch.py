"""Launch data"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.verify.manifest import MANIFEST, Element, Item, local, place, text_of
from builder.verify.package import Package
from builder.verify.rules.form import manifest
from builder.verify.rules.grammar import out_of_range
from builder.verify.rules.rule import Faults, rule

TIME_LIMIT = ("exit,message", "exit,no message", "continue,message", "continue,no message")
TIMESPAN = re.compile(r"\d{2,4}:\d\d:\d\d(\.\d{1,2})?")
HIDDEN = "previous continue exit exitAll abandon abandonAll suspendAll".split()
LAUNCH_DATA = ("dataFromLMS", "timeLimitAction", "completionThreshold")


def told(package: Package, *names: str) -> Iterator[tuple[str, Element, str]]:
    """Each element of these local names: its place, itself and its text."""
    for name in names:
        for element in manifest(package).all(name):
            yield place(element), element, text_of(element).strip()


def of_edition(package: Package, *editions: str) -> bool:
    return manifest(package).edition in editions


@rule("L01", "error", source="SCORM 1.2 RTE 3.4.4", fix="give a number from 0 to 100")
def mastery_score_is_a_percentage(package: Package) -> Faults:
    """`adlcp:masteryscore` is a number from 0 to 100

    The platform compares the reported score with it."""
    for where, _, value in told(package, "masteryscore"):
        if value and (wanted := out_of_range(value, 0, 100)):
            yield where, f"masteryscore is {value[:40]!r}, not {wanted}"


@rule(
    "L02",
    "advice",
    source="SCORM 1.2 RTE 3.4.4; Moodle 4.5.6, seen",
    after=("L01",),
    fix="leave it out if the content itself reports passed and failed",
)
def mastery_score_overwrites(package: Package) -> Faults:
    """`adlcp:masteryscore` lets the platform overwrite the status

    When a score was sent, the platform sets passed or failed itself at the end, whatever the
    content said."""
    for where, _, value in told(package, "masteryscore"):
        if value:
            yield where, f"the platform will set passed or failed itself, at {value[:40]}"


@rule("L03", "error", source="SCORM 1.2 RTE 3.4.4", fix="write HHHH:MM:SS, such as 0000:30:00")
def maximum_time_is_a_timespan(package: Package) -> Faults:
    """`adlcp:maxtimeallowed` is a timespan

    Hours, minutes and seconds with colons, 13 characters at most."""
    for where, _, value in told(package, "maxtimeallowed"):
        if value and not TIMESPAN.fullmatch(value):
            yield where, f"maxtimeallowed is {value[:40]!r}"


@rule(
    "L04",
    "error",
    source="SCORM 1.2 RTE 3.4.4; SCORM 2004 RTE 4.2",
    fix=f"write one of: {'; '.join(TIME_LIMIT)}",
)
def time_limit_action_is_known(package: Package) -> Faults:
    """The time limit's action is one of the four

    A platform can't guess what else was meant."""
    for where, element, value in told(package, "timelimitaction", "timeLimitAction"):
        if value not in TIME_LIMIT:
            yield where, f"{local(element)} is {value[:40]!r}"


@rule("L05", "error", source="SCORM 1.2 CAM 2.3; SCORM 2004 CAM 3.4", fix="shorten it")
def launch_data_is_short(package: Package) -> Faults:
    """Data for the SCO is short enough

    255 characters in 1.2, 4,000 in 2004; what is over may be cut."""
    most = 4000 if manifest(package).is_2004 else 255
    for where, element, value in told(package, "datafromlms", "dataFromLMS"):
        if len(value) > most:
            yield where, f"{local(element)} has {len(value)} characters, over {most}"


@rule(
    "L06",
    "warning",
    source="practice: most platforms evaluate it in parts or not at all",
    fix="let the platform's own settings say what comes first",
)
def has_no_prerequisites(package: Package) -> Faults:
    """There are no `adlcp:prerequisites`

    The script language in it is optional for platforms, and most don't speak it."""
    for where, _, value in told(package, "prerequisites"):
        if value:
            yield where, "prerequisites stand here"


@rule(
    "L07",
    "error",
    source="SCORM 2004 CAM 3.4; ADL's package checker",
    after=("O04", "R02"),
    fix="move it to the item that launches the SCO",
)
def launch_data_is_for_scos(package: Package) -> Faults:
    """In SCORM 2004 launch data stand at items that launch a SCO

    Nothing else can read them."""
    for item in manifest(package).items() if manifest(package).is_2004 else ():
        resource = manifest(package).resource(item.identifierref)
        found = [local(e) for e in item.element.iterchildren("*") if local(e) in LAUNCH_DATA]
        if found and not (resource and resource.scorm_type == "sco"):
            yield f"{MANIFEST}:{item.line}", f"{item.identifier[:60]!r} launches no SCO"


@rule(
    "L08",
    "error",
    source="SCORM 2004 3rd Edition, adlcp_v1p3",
    fix="write the number as the element's text, from 0.0 to 1.0, without attributes",
)
def threshold_of_the_3rd_is_text(package: Package) -> Faults:
    """In the 3rd Edition `completionThreshold` is a number in the element's text

    The attributes came with the 4th Edition."""
    for where, element, value in told(package, "completionThreshold"):
        if of_edition(package, "2004 3rd Edition"):
            if element.attrib or out_of_range(value, 0, 1):
                yield where, "completionThreshold isn't a number from 0 to 1, without attributes"


@rule(
    "L09",
    "warning",
    source="SCORM 2004 4th Edition CAM 3.4",
    fix='use completedByMeasure="true" and minProgressMeasure',
)
def threshold_of_the_4th_is_empty(package: Package) -> Faults:
    """In the 4th Edition `completionThreshold` has attributes and no text

    Text is a leftover of the 3rd Edition, and not every platform reads it."""
    for where, _, value in told(package, "completionThreshold"):
        if of_edition(package, "2004 4th Edition") and value:
            yield where, f"completionThreshold holds the text {value[:40]!r}"


@rule(
    "L10",
    "warning",
    source="SCORM 2004 RTE 4.2.5",
    after=("L07", "L08", "L09"),
    fix="report cmi.progress_measure, or take completionThreshold out",
)
def a_threshold_needs_progress(package: Package) -> Faults:
    """A completion threshold goes with reported progress

    The platform then decides on completion by `cmi.progress_measure` alone: content that never
    sets it is never complete."""
    for where, element, _ in told(package, "completionThreshold"):
        by_measure = element.get("completedByMeasure", "false") in ("true", "1")
        used = by_measure or of_edition(package, "2004 3rd Edition")
        if used and not any("progress_measure" in text for text in package.scripts.values()):
            yield where, "no script sets cmi.progress_measure"


@rule(
    "L11",
    "error",
    source="SCORM 2004 4th Edition CAM 3.4; adlcp_v1p3, adlseq_v1p3",
    fix="take it out, or name the 4th Edition in <schemaversion>",
)
def new_elements_are_of_the_4th(package: Package) -> Faults:
    """What the 4th Edition brought isn't in a package of the 3rd

    `adlcp:data`, `adlseq:objectives` and `sharedDataGlobalToSystem` are unknown there."""
    if of_edition(package, "2004 3rd Edition"):
        for element in manifest(package).root.iter("{*}data", "{*}objectives"):
            if element.tag.startswith("{http://www.adlnet.org/"):
                yield place(element), f"<{local(element)}> is of the 4th Edition"
        for element in manifest(package).root.iter("*"):
            if any(name.endswith("}sharedDataGlobalToSystem") for name in element.attrib):
                yield place(element), "sharedDataGlobalToSystem is of the 4th Edition"


@rule(
    "L12",
    "error",
    source="SCORM 2004 CAM 5.2; adlnav_v1p3",
    fix=f"write one of: {', '.join(HIDDEN)}",
)
def hidden_buttons_are_known(package: Package) -> Faults:
    """`adlnav:hideLMSUI` names a button that platforms have

    Another word hides nothing."""
    for where, _, value in told(package, "hideLMSUI"):
        if value not in HIDDEN:
            yield where, f"hideLMSUI is {value[:40]!r}"


@rule(
    "L13",
    "error",
    source="SCORM 2004 CAM 5.2; ADL's package checker",
    fix="move it to the item that launches something",
)
def hidden_buttons_are_of_leaves(package: Package) -> Faults:
    """`adlnav:presentation` stands at items that launch something

    Only there the platform's buttons are shown."""
    for where, element, _ in told(package, "presentation"):
        parent = element.getparent()
        if local(parent) == "item" and not parent.get("identifierref"):
            yield where, "the item above launches nothing"


@rule(
    "L14",
    "advice",
    source="practice: learners are thrown out in the middle of an answer",
    after=("L03", "L04"),
    fix="take it out unless the time limit is meant",
)
def nobody_is_thrown_out(package: Package) -> Faults:
    """There is no time limit

    Platforms treat limits differently, some end the session without a word."""
    for where, element, value in told(package, "maxtimeallowed", "timeLimitAction"):
        if value:
            yield where, f"{local(element)} stands here"


def leaf_scos(package: Package) -> Iterator[Item]:
    """The items that launch a SCO."""
    for item in manifest(package).items():
        resource = manifest(package).resource(item.identifierref)
        if resource and resource.scorm_type == "sco" and not item.items:
            yield item
