"""What was seen while a package was played: the material that the rules judge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

NAMES_12 = {
    "status": "cmi.core.lesson_status",
    "success": "cmi.core.lesson_status",
    "location": "cmi.core.lesson_location",
    "score": "cmi.core.score.raw",
    "exit": "cmi.core.exit",
}
NAMES_2004 = {
    "status": "cmi.completion_status",
    "success": "cmi.success_status",
    "location": "cmi.location",
    "score": "cmi.score.scaled",
    "exit": "cmi.exit",
}
SUSPEND_DATA = "cmi.suspend_data"

Call = dict[str, Any]
Values = dict[str, str]


@dataclass(frozen=True)
class Sco:
    """What a platform launches: a document of the zip, and what it tells the content."""

    id: str
    title: str
    edition: str  # as in the manifest's schemaversion
    href: str
    given: dict[str, str] = field(default_factory=dict)
    asset: bool = False  # has no session

    @property
    def names(self) -> Mapping[str, str]:
        """Elements of the data model by what they are."""
        return NAMES_12 if self.edition == "1.2" else NAMES_2004


@dataclass
class Visit:
    """One launch of one SCO, from opening to leaving."""

    sitting: str
    calls: list[Call] = field(default_factory=list)
    errors: list[Call] = field(default_factory=list)
    warnings: list[dict[str, Any]] = field(default_factory=list)
    state: str = "new"  # of the session: new, open or closed
    values: Values = field(default_factory=dict)  # in the platform's model when the learner left
    kept: Values = field(default_factory=dict)  # what it had stored after that
    uncaught: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)  # by the Content-Security-Policy
    axe: dict[str, str] = field(default_factory=dict)  # rule: what and where
    requests: int = 0
    bytes: int = 0
    views: int = 0  # pages or screens seen
    actions: int = 0  # answers given and buttons pressed
    blank: bool = False
    trouble: str = ""  # why it could not be watched to its end
    unreached: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def called(self, *names: str) -> list[Call]:
        """Calls by their names in SCORM 2004."""
        return [call for call in self.calls if call["name"].replace("Finish", "Terminate") in names]

    def sets(self, element: str) -> list[str]:
        """The values that an element was given, in their order."""
        calls = (call["args"] for call in self.called("SetValue") if len(call["args"]) == 2)
        return [value for name, value in calls if name == element]


@dataclass
class Played:
    """Everything seen of one SCO."""

    sco: Sco
    visits: list[Visit] = field(default_factory=list)
    unplayed: list[str] = field(default_factory=list)  # sittings that there was no time for
    seconds: float = 0.0

    def visit(self, sitting: str) -> Visit | None:
        return next((visit for visit in self.visits if visit.sitting == sitting), None)
