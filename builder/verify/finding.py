"""What a check says of a package: one fault, or one piece of advice, in one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning", "advice"]
LEVELS: tuple[Level, ...] = ("error", "warning", "advice")


@dataclass(frozen=True, order=True)
class Finding:
    """`where` is a place inside the zip (`imsmanifest.xml:12`, `shared/app.js`), or, of a package
    that was played, what the learner was doing (`sco m3: closed and opened again`)."""

    rule: str
    level: Level
    where: str
    message: str
    fix: str = ""

    def __str__(self) -> str:
        fix = f"\n    fix: {self.fix}" if self.fix else ""
        return f"{self.where}: {self.level} {self.rule}: {self.message}{fix}"
