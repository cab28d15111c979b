"""What one platform does differently, read from `profiles/NAME.yml`, and what it would record.

A profile is data only. Each of its statements has its evidence, and any of: settings of the strict
platform (`lms/faults.js`) and headers, for playing; rules for grade and completion, of which the
first that fits counts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field
from ruamel.yaml import YAML

FOLDER = Path(__file__).with_name("profiles")
Edition = Literal["1.2", "2004"]


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Outcome(_Data):
    """`when` every one of these elements has one of its values. `take` is an element whose number
    is the grade, divided by `divide`; `is` a value by itself."""

    when: Mapping[str, tuple[str, ...]] = {}
    take: str = ""
    divide: float = 1
    value: float | bool | None = Field(None, alias="is")

    def fits(self, values: Mapping[str, str]) -> bool:
        known = all(values.get(element, "") in wanted for element, wanted in self.when.items())
        return known and (not self.take or _number(values.get(self.take)) is not None)

    def result(self, values: Mapping[str, str]) -> float | bool | None:
        number = _number(values.get(self.take))
        return self.value if number is None else number / self.divide


class Statement(_Data):
    says: str
    evidence: str
    editions: tuple[Edition, ...] = ("1.2", "2004")
    settings: Mapping[str, str] = {}
    headers: Mapping[str, str] = {}
    grade: tuple[Outcome, ...] = ()
    completion: tuple[Outcome, ...] = ()


class Record(_Data):
    """What a platform's grade book and completion column show; None: nothing."""

    grade: float | None
    complete: bool


class Profile(_Data):
    name: str
    title: str
    statements: tuple[Statement, ...]

    def for_edition(self, edition: str) -> list[Statement]:
        word: Edition = "1.2" if edition == "1.2" else "2004"
        return [statement for statement in self.statements if word in statement.editions]

    def settings(self, edition: str) -> dict[str, str]:
        return {k: v for s in self.for_edition(edition) for k, v in s.settings.items()}

    def headers(self, edition: str) -> dict[str, str]:
        return {k: v for s in self.for_edition(edition) for k, v in s.headers.items()}

    def recorded(self, edition: str, values: Mapping[str, str]) -> Record:
        """What this platform makes of the values that content left behind."""
        statements = self.for_edition(edition)
        grade = _first([o for s in statements for o in s.grade], values)
        complete = _first([o for s in statements for o in s.completion], values)
        number = None if grade is None else min(1.0, max(0.0, float(grade)))
        return Record(grade=number, complete=bool(complete))


def _first(outcomes: list[Outcome], values: Mapping[str, str]) -> float | bool | None:
    return next((each.result(values) for each in outcomes if each.fits(values)), None)


def _number(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None


def profile_names() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.yml"))


@cache
def load_profile(name: str) -> Profile:
    data = YAML(typ="safe", pure=True).load((FOLDER / f"{name}.yml").read_text("utf-8"))
    return Profile.model_validate({"name": name, **data})
