"""What may stand in a manifest, in the order it must stand: our own summary of the binding of SCORM
1.2 and 2004, since schema files aren't at hand when somebody's package is checked.

A line names an element, its children in order (`?` at most one, `*` any number, `+` at least one)
and, after a bar, children that may follow once each, in any order; then its attributes with their
types. `!` marks an attribute that must be there. Where another rule says it better (a missing
title, say) the grammar is lenient. Metadata of other standards isn't looked at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from builder.verify.manifest import CP_12

NAMESPACES = {
    "1.2": {CP_12: "", "http://www.adlnet.org/xsd/adlcp_rootv1p2": "adlcp:"},
    "2004": {
        "http://www.imsglobal.org/xsd/imscp_v1p1": "",
        "http://www.adlnet.org/xsd/adlcp_v1p3": "adlcp:",
        "http://www.adlnet.org/xsd/adlseq_v1p3": "adlseq:",
        "http://www.adlnet.org/xsd/adlnav_v1p3": "adlnav:",
        "http://www.imsglobal.org/xsd/imsss": "imsss:",
    },
}
BOTH = """
organizations = organization* ; default
resources = resource* ; xml:base
file = metadata? ; href!
dependency = ; identifierref!
title = ;
schema = ;
schemaversion = ;
adlcp:location = ;
"""
GRAMMAR_12 = (
    BOTH
    + """
manifest = metadata? organizations resources manifest* ; identifier version xml:base
metadata = schema? schemaversion? adlcp:location* ;
organization = title* item* metadata? ; identifier structure
item = title* item* metadata? | adlcp:prerequisites adlcp:maxtimeallowed adlcp:timelimitaction \
adlcp:datafromlms adlcp:masteryscore ; identifier identifierref isvisible:bool parameters
resource = metadata? file* dependency* ; identifier type href xml:base adlcp:scormtype:kind
adlcp:prerequisites = ; type!:aicc
adlcp:maxtimeallowed = ;
adlcp:timelimitaction = ;
adlcp:datafromlms = ;
adlcp:masteryscore = ;
"""
)
GRAMMAR_2004 = (
    BOTH
    + """
manifest = metadata* organizations resources manifest* | imsss:sequencingCollection ; \
identifier version xml:base
metadata = schema* schemaversion* adlcp:location* ;
organization = title* item* metadata? | imsss:sequencing adlcp:completionThreshold ; \
identifier structure adlseq:objectivesGlobalToSystem:bool adlcp:sharedDataGlobalToSystem:bool
item = title* item* metadata? | imsss:sequencing adlcp:timeLimitAction adlcp:dataFromLMS \
adlcp:completionThreshold adlcp:data adlnav:presentation ; identifier identifierref isvisible:bool \
parameters
resource = metadata? file* dependency* ; identifier type href xml:base adlcp:scormType:kind
adlcp:timeLimitAction = ;
adlcp:dataFromLMS = ;
adlcp:completionThreshold = ; completedByMeasure:bool minProgressMeasure:share progressWeight:share
adlcp:data = adlcp:map+ ;
adlcp:map = ; targetID! readSharedData:bool writeSharedData:bool
adlnav:presentation = adlnav:navigationInterface? ;
adlnav:navigationInterface = adlnav:hideLMSUI* ;
adlnav:hideLMSUI = ;
imsss:sequencingCollection = imsss:sequencing+ ;
imsss:sequencing = imsss:controlMode? imsss:sequencingRules? imsss:limitConditions? \
imsss:auxiliaryResources? imsss:rollupRules? imsss:objectives? imsss:randomizationControls? \
imsss:deliveryControls? | adlseq:constrainedChoiceConsiderations adlseq:rollupConsiderations \
adlseq:objectives ; ID IDRef
imsss:controlMode = ; choice:bool choiceExit:bool flow:bool forwardOnly:bool \
useCurrentAttemptObjectiveInfo:bool useCurrentAttemptProgressInfo:bool
imsss:sequencingRules = imsss:preConditionRule* imsss:exitConditionRule* imsss:postConditionRule* ;
imsss:preConditionRule = imsss:ruleConditions? imsss:ruleAction ;
imsss:exitConditionRule = imsss:ruleConditions? imsss:ruleAction ;
imsss:postConditionRule = imsss:ruleConditions? imsss:ruleAction ;
imsss:ruleConditions = imsss:ruleCondition+ ; conditionCombination:combination
imsss:ruleCondition = ; referencedObjective measureThreshold:measure operator:operator \
condition!:condition
imsss:ruleAction = ; action!:action
imsss:limitConditions = ; attemptLimit:count attemptAbsoluteDurationLimit:duration \
attemptExperiencedDurationLimit:duration activityAbsoluteDurationLimit:duration \
activityExperiencedDurationLimit:duration beginTimeLimit endTimeLimit
imsss:auxiliaryResources = imsss:auxiliaryResource+ ;
imsss:auxiliaryResource = ; auxiliaryResourceID! purpose!
imsss:rollupRules = imsss:rollupRule* ; rollupObjectiveSatisfied:bool \
rollupProgressCompletion:bool objectiveMeasureWeight:share
imsss:rollupRule = imsss:rollupConditions imsss:rollupAction ; childActivitySet:children \
minimumCount:count minimumPercent:share
imsss:rollupConditions = imsss:rollupCondition+ ; conditionCombination:combination
imsss:rollupCondition = ; operator:operator condition!:rolled
imsss:rollupAction = ; action!:outcome
imsss:objectives = imsss:primaryObjective imsss:objective* ;
imsss:primaryObjective = imsss:minNormalizedMeasure? imsss:mapInfo* ; objectiveID \
satisfiedByMeasure:bool
imsss:objective = imsss:minNormalizedMeasure? imsss:mapInfo* ; objectiveID! satisfiedByMeasure:bool
imsss:minNormalizedMeasure = ;
imsss:mapInfo = ; targetObjectiveID! readSatisfiedStatus:bool readNormalizedMeasure:bool \
writeSatisfiedStatus:bool writeNormalizedMeasure:bool
imsss:randomizationControls = ; randomizationTiming:timing selectCount:count reorderChildren:bool \
selectionTiming:timing
imsss:deliveryControls = ; tracked:bool completionSetByContent:bool objectiveSetByContent:bool
adlseq:constrainedChoiceConsiderations = ; preventActivation:bool constrainChoice:bool
adlseq:rollupConsiderations = ; requiredForSatisfied:required requiredForNotSatisfied:required \
requiredForCompleted:required requiredForIncomplete:required measureSatisfactionIfActive:bool
adlseq:objectives = adlseq:objective+ ;
adlseq:objective = adlseq:mapInfo+ ; objectiveID!
adlseq:mapInfo = ; targetObjectiveID! readRawScore:bool readMinScore:bool readMaxScore:bool \
readCompletionStatus:bool readProgressMeasure:bool writeRawScore:bool writeMinScore:bool \
writeMaxScore:bool writeCompletionStatus:bool writeProgressMeasure:bool
"""
)
CONDITIONS = (
    "satisfied objectiveStatusKnown objectiveMeasureKnown completed activityProgressKnown "
    "attempted attemptLimitExceeded timeLimitExceeded outsideAvailableTimeRange"
)
WORDS = {
    "bool": "true false 1 0",
    "kind": "sco asset",
    "aicc": "aicc_script",
    "combination": "all any",
    "operator": "not noOp",
    "condition": f"{CONDITIONS} objectiveMeasureGreaterThan objectiveMeasureLessThan always",
    "rolled": CONDITIONS,
    "action": "skip disabled hiddenFromChoice stopForwardTraversal exit exitParent exitAll retry "
    "retryAll continue previous",
    "children": "all any none atLeastCount atLeastPercent",
    "outcome": "satisfied notSatisfied completed incomplete",
    "timing": "never once onEachNewAttempt",
    "required": "always ifAttempted ifNotSkipped ifNotSuspended",
}
RANGES = {"share": (0, 1), "measure": (-1, 1)}
PATTERNS = {
    "count": (r"\+?\d+", "a whole number"),
    "duration": (
        r"-?P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?",
        "a duration",
    ),
}
DECIMAL = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")


@dataclass(frozen=True)
class Entry:
    """What one element may hold."""

    children: str
    order: re.Pattern[str]
    named: frozenset[str]
    extras: frozenset[str]
    attributes: dict[str, str]
    needed: frozenset[str]


@cache
def grammar(family: str) -> dict[str, Entry]:
    """The elements of `1.2` or `2004`, by prefixed name."""
    lines = filter(None, (GRAMMAR_12 if family == "1.2" else GRAMMAR_2004).splitlines())
    return {name.strip(): _entry(rest) for name, _, rest in (line.partition("=") for line in lines)}


def wrong_value(kind: str, value: str) -> str:
    """What a value should have been; empty when it is right."""
    value = value.strip()
    if kind in WORDS:
        words = WORDS[kind].split()
        return "" if value in words else f"one of {', '.join(words)}"
    if kind in RANGES:
        return out_of_range(value, *RANGES[kind])
    if kind in PATTERNS:
        pattern, what = PATTERNS[kind]
        return "" if re.fullmatch(pattern, value) else what
    return ""


def out_of_range(value: str, least: float, most: float) -> str:
    """As wrong_value, of a decimal number."""
    right = bool(DECIMAL.fullmatch(value)) and len(value) < 40 and least <= float(value) <= most
    return "" if right else f"a number from {least} to {most}"


def _entry(text: str) -> Entry:
    content, _, attributes = text.partition(";")
    children, _, extras = content.partition("|")
    pairs = [word.partition(":") if not word.startswith(("xml:", "adl")) else _prefixed(word)
             for word in attributes.split()]  # fmt: skip
    return Entry(
        children=" ".join(children.split()),
        order=re.compile("".join(map(_pattern, children.split())) + r"(?:\+ )*"),
        named=frozenset(word.rstrip("?*+") for word in children.split()),
        extras=frozenset(extras.split()),
        attributes={name.rstrip("!"): kind for name, _, kind in pairs},
        needed=frozenset(name[:-1] for name, _, _ in pairs if name.endswith("!")),
    )


def _prefixed(word: str) -> tuple[str, str, str]:
    prefix, name, *kind = word.split(":")
    return f"{prefix}:{name}", ":", "".join(kind)


def _pattern(word: str) -> str:
    name = word.rstrip("?*+")
    return f"(?:{re.escape(name)} ){word[len(name) :]}"
