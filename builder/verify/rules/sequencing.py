"""Sequencing (SCORM 2004)"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from builder.verify.manifest import MANIFEST, Element, place
from builder.verify.package import Package
from builder.verify.rules.form import manifest
from builder.verify.rules.grammar import out_of_range
from builder.verify.rules.launch import leaf_scos, told
from builder.verify.rules.rule import Faults, rule

SN = "SCORM 2004 SN"
IMSSS = "{http://www.imsglobal.org/xsd/imsss}"
TRUE = ("true", "1")


def used(element: Element, package: Package) -> list[Element]:
    """The sequencing of an item or organization: its own, then the shared one that it names."""
    own = element.find(f"{IMSSS}sequencing")
    if own is None:
        return []
    shared = manifest(package).shared_sequencing.get(own.get("IDRef"))
    return [own] if shared is None else [own, shared]


def setting(element: Element, package: Package, child: str, attribute: str) -> str:
    """An attribute of a part of an element's sequencing; empty when nothing is said."""
    for sequencing in used(element, package):
        part = sequencing.find(f"{IMSSS}{child}")
        if part is not None and part.get(attribute) is not None:
            return str(part.get(attribute))
    return ""


def organizations(package: Package) -> Iterator[Element]:
    if manifest(package).is_2004:
        yield from (each.element for each in manifest(package).organizations)


def objectives(package: Package) -> Iterator[Element]:
    """Each `imsss:objectives`."""
    yield from manifest(package).root.iter(f"{IMSSS}objectives")


@rule(
    "S01",
    "warning",
    source=f"{SN} 3.2: sequencing control modes",
    fix='give the organization <imsss:controlMode choice="true" flow="true"/>',
)
def learners_can_go_on(package: Package) -> Faults:
    """The organization allows flow

    By default it doesn't, and then a platform has no way to start it or to offer the next part."""
    for element in organizations(package):
        flow = setting(element, package, "controlMode", "flow")
        if flow not in TRUE and setting(element, package, "controlMode", "choice") in ("", *TRUE):
            yield place(element), "its control mode doesn't allow flow"


@rule(
    "S02",
    "error",
    source=f"{SN} 3.2: sequencing control modes",
    fix='give the organization <imsss:controlMode choice="true" flow="true"/>',
)
def there_is_a_way_in(package: Package) -> Faults:
    """The organization allows flow or choice

    With neither nothing in it can be reached."""
    for element in organizations(package):
        flow = setting(element, package, "controlMode", "flow") in TRUE
        choice = setting(element, package, "controlMode", "choice") in ("", *TRUE)
        if not flow and not choice:
            yield place(element), "it allows neither flow nor choice"


@rule(
    "S03",
    "warning",
    source="practice; Moodle has no sequencing",
    fix="leave it out unless the course depends on it, and try it on your platform",
)
def uses_no_rules(package: Package) -> Faults:
    """There are no sequencing rules, no `forwardOnly`, no closed `choiceExit`

    Platforms do them in part or not at all, so that learners are stuck on one and free on
    another."""
    for where, _, _ in told(package, "sequencingRules"):
        yield where, "sequencingRules stand here"
    for where, element, _ in told(package, "controlMode"):
        if element.get("forwardOnly") in TRUE:
            yield where, "learners can't go back (forwardOnly)"
        if element.get("choiceExit") in ("false", "0"):
            yield where, "learners can't leave by choosing another part (choiceExit)"


@rule(
    "S04",
    "error",
    source="SCORM 2004 CAM 5.1; ADL's package checker",
    fix="give primaryObjective an objectiveID",
)
def a_mapped_objective_has_an_id(package: Package) -> Faults:
    """A primary objective with a map has an `objectiveID`

    By it the platform knows which one is mapped."""
    for where, element, _ in told(package, "primaryObjective"):
        if element.find(f"{IMSSS}mapInfo") is not None and not element.get("objectiveID"):
            yield where, "primaryObjective has a mapInfo and no objectiveID"


@rule(
    "S05",
    "error",
    source="SCORM 2004 CAM 5.1; ADL's package checker",
    fix="give each objective of the item its own objectiveID",
)
def objectives_differ(package: Package) -> Faults:
    """The objectives of one item have different ids

    The SCO finds its objectives by these ids."""
    for group in objectives(package):
        ids = Counter(e.get("objectiveID") for e in group.iterchildren("*") if e.get("objectiveID"))
        for each in [name for name, count in ids.items() if count > 1]:
            yield place(group), f"objectiveID {each[:60]!r} stands twice"


@rule(
    "S06",
    "warning",
    source="Moodle 4.2.3 and 4.5.6, seen",
    fix="leave mapInfo out unless the course depends on global objectives",
)
def has_no_maps(package: Package) -> Faults:
    """There is no `imsss:mapInfo`

    Moodle's import of a package with one breaks off with an error of its own."""
    for element in manifest(package).root.iter(f"{IMSSS}mapInfo"):
        yield place(element), "mapInfo stands here"


@rule("S07", "error", source="SCORM 2004 RTE 4.2.19", fix="give a number from -1 to 1: 80 % is 0.8")
def the_pass_mark_is_a_measure(package: Package) -> Faults:
    """`minNormalizedMeasure` is a number from -1 to 1

    Platforms compare the scaled score with it; 80 would never be reached."""
    for where, _, value in told(package, "minNormalizedMeasure"):
        if wanted := out_of_range(value, -1, 1):
            yield where, f"minNormalizedMeasure is {value[:40]!r}, not {wanted}"


@rule(
    "S08",
    "warning",
    source="SCORM 2004 RTE 4.2.19",
    after=("S07",),
    fix='add satisfiedByMeasure="true"',
)
def the_pass_mark_is_used(package: Package) -> Faults:
    """A pass mark goes with `satisfiedByMeasure="true"`

    Otherwise the platform doesn't look at it."""
    for where, element, _ in told(package, "minNormalizedMeasure"):
        if element.getparent().get("satisfiedByMeasure") not in TRUE:
            yield where, "its objective isn't satisfiedByMeasure"


@rule(
    "S09",
    "warning",
    source=f"{SN} 3.13: delivery controls",
    fix='add <imsss:deliveryControls completionSetByContent="true" objectiveSetByContent="true"/>',
)
def the_content_decides(package: Package) -> Faults:
    """A SCO's completion and success are left to the SCO

    Otherwise a platform completes and satisfies a SCO that hasn't said so when it is left."""
    names = ("completionSetByContent", "objectiveSetByContent")
    for item in leaf_scos(package) if manifest(package).is_2004 else ():
        left = [n for n in names
                if setting(item.element, package, "deliveryControls", n) not in TRUE]  # fmt: skip
        if left:
            message = f"{item.identifier[:60]!r} doesn't say {' and '.join(left)}"
            yield f"{MANIFEST}:{item.line}", message


@rule(
    "S10",
    "error",
    source="SCORM 2004 CAM 5.1; ADL's package checker",
    fix="let one objective of an item write to a global objective, and one map be read",
)
def maps_dont_collide(package: Package) -> Faults:
    """One objective reads a global objective, and one of an item writes it

    Of two values for one place nobody can say which counts."""
    for group in objectives(package):
        targets: Counter[tuple[str, str]] = Counter()
        for element in group.iter(f"{IMSSS}mapInfo"):
            for name in ("writeSatisfiedStatus", "writeNormalizedMeasure"):
                if element.get(name) in TRUE:
                    targets[name, element.get("targetObjectiveID", "")] += 1
        for (name, target), count in targets.items():
            if count > 1:
                yield place(group), f"{count} objectives have {name} for {target[:60]!r}"
        yield from _readers(group)


def _readers(group: Element) -> Faults:
    for objective in group.iterchildren("*"):
        maps = objective.findall(f"{IMSSS}mapInfo")
        for name in ("readSatisfiedStatus", "readNormalizedMeasure"):
            if sum(each.get(name, "true") in TRUE for each in maps) > 1:
                yield place(objective), f"{len(maps)} maps of one objective have {name}"


@rule(
    "S11",
    "warning",
    source="ADL's package checker warns of them",
    fix="take them out; of limits keep attemptAbsoluteDurationLimit or attemptLimit at most",
)
def uses_no_optional_limits(package: Package) -> Faults:
    """There are no auxiliary resources and no limits that platforms needn't know

    The standard has them, and no platform must."""
    for where, _, _ in told(package, "auxiliaryResources"):
        yield where, "auxiliaryResources stand here"
    for where, element, _ in told(package, "limitConditions"):
        odd = sorted(set(element.attrib) - {"attemptLimit", "attemptAbsoluteDurationLimit"})
        if odd:
            yield where, f"limitConditions has {odd[0]}"


@rule(
    "S12",
    "error",
    source="SCORM 2004 CAM 5.1",
    after=("M18",),
    fix="name the ID of a <sequencing> in <sequencingCollection>",
)
def shared_sequencing_is_there(package: Package) -> Faults:
    """Every `IDRef` names a shared `sequencing`

    What it should have set isn't set otherwise."""
    ids = manifest(package).shared_sequencing
    for element in manifest(package).root.iter(f"{IMSSS}sequencing"):
        if element.get("IDRef") and element.get("IDRef") not in ids:
            yield place(element), f"there is no shared sequencing {element.get('IDRef')[:60]!r}"
