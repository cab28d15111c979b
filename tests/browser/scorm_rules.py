"""What a strict LMS takes for each data element (the standard's run-time books; Moodle's patterns).

scorm-again lets through more than real LMSs do: 64,000 characters of suspend_data in SCORM 1.2,
timestamps with milliseconds, decimals of any length.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

PERCENT = r"\d{1,3}(\.\d{1,2})?"
FRACTION = r"(0(\.\d{1,7})?|1)"
ID = r"[A-Za-z0-9_]{1,50}"
SHORT_ID = r"[A-Za-z0-9_.]{1,250}"
ASCII = r"[\x20-\x7e]"
TIMESPAN = r"\d{2,4}:\d\d:\d\d(\.\d{1,2})?"
DURATION = r"P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?"
INTERACTION = r"cmi\.interactions\.\d+\."

RULES: dict[str, list[tuple[str, str]]] = {
    "1.2": [
        (r"cmi\.core\.lesson_status", "incomplete|completed|passed|failed|browsed"),
        (r"cmi\.core\.score\.(raw|min|max)", PERCENT),
        (r"cmi\.core\.exit", "suspend|time-out|logout|"),
        (r"cmi\.core\.session_time", TIMESPAN),
        (r"cmi\.core\.lesson_location", ASCII + "{0,255}"),
        (r"cmi\.suspend_data", ASCII + "{0,3500}"),
        (INTERACTION + "id", ID),
        (INTERACTION + "type", "true-false|choice|fill-in|matching|performance|sequencing|numeric"),
        (INTERACTION + "time", r"([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?"),
        (INTERACTION + "latency", TIMESPAN),
        (INTERACTION + "weighting", PERCENT),
        (INTERACTION + "result", "correct|wrong"),
        (INTERACTION + r"(student_response|correct_responses\.0\.pattern)", r"[^\n]{0,255}"),
    ],
    "2004": [
        (r"cmi\.completion_status", "incomplete|completed"),
        (r"cmi\.success_status", "passed|failed"),
        (r"cmi\.score\.(raw|min|max)", PERCENT),
        (r"cmi\.(score\.scaled|progress_measure)", FRACTION),
        (r"cmi\.exit", "suspend|normal|"),
        (r"cmi\.session_time", DURATION),
        (r"cmi\.location", ASCII + "{0,1000}"),
        (r"cmi\.suspend_data", ASCII + "{0,60000}"),
        (INTERACTION + "id", ID),
        (INTERACTION + "type", "true-false|choice|fill-in|matching|performance|sequencing|numeric"),
        (
            INTERACTION + "timestamp",
            r"20[0-3]\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,2}(Z|[+-]\d\d(:\d\d)?)?)?",
        ),
        (INTERACTION + "latency", DURATION),
        (INTERACTION + "weighting", PERCENT),
        (INTERACTION + "result", "correct|incorrect"),
        (INTERACTION + "description", r"[^{\n][^\n]{0,249}"),
        (INTERACTION + r"(learner_response|correct_responses\.0\.pattern)", r"[^\n]{0,4000}"),
    ],
}

# Responses by type.
LETTERS, PAIRS = r"[a-z0-9](,[a-z0-9])*", r"[a-z0-9]\.[a-z0-9](,[a-z0-9]\.[a-z0-9])*"
DECIMAL = r"-?\d+(\.\d+)?"
IDS = rf"{SHORT_ID}(\[,\]{SHORT_ID})*"
ID_PAIRS = rf"{SHORT_ID}\[\.\]{SHORT_ID}(\[,\]{SHORT_ID}\[\.\]{SHORT_ID})*"
TEXTS = r"(?:(?!\[[,.:]\]).){0,250}(\[,\](?:(?!\[[,.:]\]).){0,250}){0,9}"
RESPONSES = {
    "1.2": {
        "true-false": "[tf]",
        "choice": LETTERS,
        "sequencing": LETTERS,
        "matching": PAIRS,
        "performance": PAIRS,
        "numeric": DECIMAL,
        "fill-in": ".{0,255}",
    },
    "2004": {
        "true-false": "true|false",
        "choice": IDS,
        "sequencing": IDS,
        "matching": ID_PAIRS,
        "performance": ID_PAIRS,
        "numeric": DECIMAL,
        "fill-in": TEXTS,
    },
}
RIGHT = {
    "1.2": RESPONSES["1.2"],
    "2004": {**RESPONSES["2004"], "numeric": rf"({DECIMAL})?\[:\]({DECIMAL})?"},
}

RESPONSE = {"1.2": "student_response", "2004": "learner_response"}
# An LMS has no value yet (403) for what was never set: that is no mistake of the package's.
UNSET = ("cmi.suspend_data", "cmi.score.scaled", "cmi.progress_measure")

Call = Mapping[str, Any]


def faults(calls: Sequence[Call], version: str) -> list[str]:
    """Calls that failed, and values that a strict LMS would refuse."""
    found = []
    for call in calls:
        name, args = call["name"], call["args"]
        unset = name == "GetValue" and call["error"] == "403" and args[0] in UNSET
        if name == "GetLastError" or unset:
            continue
        if call["error"] != "0" or name != "GetValue" and call["result"] != "true":
            found.append(f"{name}{args} → {call['result']!r}, error {call['error']}")
        if not all(isinstance(arg, str) for arg in args):
            found.append(f"{name}{args}: not all strings")
        if name == "SetValue" and not _fits(version, *args):
            found.append(f"{args[0]} can't be {args[1]!r}")
    for index, fields in interactions(calls).items():
        patterns = {RESPONSE[version]: RESPONSES, "correct_responses.0.pattern": RIGHT}
        for field, kinds in patterns.items():
            pattern = kinds[version][fields["type"][-1]]
            for value in fields.get(field, []):
                if not re.fullmatch(pattern, value):
                    found.append(f"{index} {field} can't be {value!r}")
    return found


def _fits(version: str, element: str, value: str) -> bool:
    for name, pattern in RULES[version]:
        if re.fullmatch(name, element):
            return bool(re.fullmatch(pattern, value, re.ASCII))
    return False


def sets(calls: Sequence[Call], element: str) -> list[str]:
    """The values that an element was set to, in their order."""
    return [c["args"][1] for c in calls if c["name"] == "SetValue" and c["args"][0] == element]


def interactions(calls: Sequence[Call]) -> dict[int, dict[str, list[str]]]:
    """What was reported, by index and field, each with the values it was given one by one."""
    found: dict[int, dict[str, list[str]]] = {}
    for call in calls:
        if call["name"] == "SetValue" and call["args"][0].startswith("cmi.interactions."):
            _, _, index, field = call["args"][0].split(".", 3)
            found.setdefault(int(index), {}).setdefault(field, []).append(call["args"][1])
    return found


def names(calls: Sequence[Call]) -> list[str]:
    return [call["name"] for call in calls]
