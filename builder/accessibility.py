"""What an author says of a course's accessibility: the parts of a statement."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field

from builder.yamlfile import Entry, Filled

WCAG = "Web Content Accessibility Guidelines (WCAG) 2.2, level AA"


def _is_a_day(text: str) -> str:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise ValueError("should be a day, like 2026-11-20") from None
    return text


class Accessibility(Entry):
    """Everything but `date` and `standard` is MyST. An empty `limits` says that none are known."""

    contact: Filled
    tested: Annotated[list[Filled], Field(min_length=1)]
    not_tested: list[Filled] = []
    limits: list[Filled]
    date: Annotated[str, AfterValidator(_is_a_day)]
    standard: Filled = WCAG
