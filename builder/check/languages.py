"""Words of the interface that a language lacks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from builder.check.rule import check
from builder.check.sources import Sources
from builder.problems import CourseError, Problem, did_you_mean
from builder.words import STRINGS, TOOLKIT, own_strings, read_strings
from builder.yamlfile import read_text

PLACE = re.compile(r"\{\w+\}")
SHOWN = 5


@check(
    "W23",
    "a strings file lacks words that English has",
    "learners see English in their place",
)
def missing_strings(sources: Sources) -> Iterator[Problem]:
    """Every file that the project uses, against the English that comes with the toolkit."""
    english = _words(TOOLKIT.template(STRINGS) / "en.json")
    for path in sorted(sources.course.project.template(STRINGS).glob("*.json")):
        try:
            had = _said(own_strings(sources.course.project, path.stem))
            yield from _faults(path, _words(path), had, english)
        except CourseError as error:
            yield from error.problems


def _words(path: Path) -> dict[str, Any]:
    """The words of a file, without what it says of itself."""
    return _said(read_strings(path))


def _said(strings: Mapping[str, Any]) -> dict[str, Any]:
    return {key: words for key, words in strings.items() if not key.startswith("_")}


def _faults(
    path: Path, words: Mapping[str, Any], had: Mapping[str, Any], english: Mapping[str, Any]
) -> Iterator[Problem]:
    """`had` are the file's words with those of the toolkit, of which it may change a few."""
    if missing := [key for key in english if key not in had]:
        message = f"{len(missing)} of {len(english)} words are missing"
        more = " …" if len(missing) > SHOWN else ""
        yield Problem(path, 0, message, f"add {', '.join(missing[:SHOWN])}{more}")
    text = read_text(path)
    for key, value in words.items():
        line = text[: text.find(json.dumps(key))].count("\n") + 1
        if key not in english:
            hint = did_you_mean(key, list(english), "take it out")
            yield Problem(path, line, f"nothing uses the words {key!r}", hint)
        elif lost := _places(english[key]) - _places(value):
            message = f"{key!r} lacks {', '.join(sorted(lost))}"
            yield Problem(path, line, message, f"English: {_one(english[key])}")


def _places(words: Any) -> set[str]:
    return set(PLACE.findall(_one(words)))


def _one(words: Any) -> str:
    """The words; of a plural, those for most numbers."""
    return str(words.get("other", "") if isinstance(words, dict) else words)
