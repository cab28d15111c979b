"""What an LMS was told: its record of the calls, by element and by interaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

RESPONSE = {"1.2": "student_response", "2004": "learner_response"}

Call = Mapping[str, Any]


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
