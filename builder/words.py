"""The interface's words in one language: the same file serves the builder and the runtime."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builder.problems import CourseError, Problem, did_you_mean
from builder.project import Project
from builder.yamlfile import read_text

STRINGS = "runtime/strings"
TOOLKIT = Project(Path(__file__).parents[1])
REVIEWED = "_reviewed"  # in a translation: the keys that have been; it has none in the source
WELSH_PLURALS: Mapping[float, str] = {0: "zero", 1: "one", 2: "two", 3: "few", 6: "many"}


@dataclass(frozen=True)
class Words:
    """Strings by key; a plural is a mapping from CLDR category to string. `unreviewed` are the
    keys of a translation that nobody has checked who knows the language well."""

    language: str
    strings: Mapping[str, Any]
    unreviewed: tuple[str, ...] = ()

    def __call__(self, key: str, **values: object) -> str:
        """The words for `key`, with `{name}` filled in and the plural chosen by `n`."""
        found = self.strings[key]
        if isinstance(found, dict):
            category = plural_category(self.language, float(str(values.get("n", 0))))
            found = found.get(category, found["other"])
        text = str(found)
        for name, value in values.items():
            text = text.replace("{" + name + "}", str(value))
        return text


def plural_category(language: str, n: float) -> str:
    """The CLDR plural category of a number, for the languages we have words in."""
    if language == "cy":
        return WELSH_PLURALS.get(n, "other")
    return "one" if n == 1 else "other"


def load_words(project: Project, language: str) -> Words:
    """The words of a language (`cy-GB` falls back to `cy`). What a project's own file lacks is
    the toolkit's, and what a language lacks is English. Raises CourseError."""
    base = language.split("-")[0]
    strings = own_strings(project, base)
    if not strings:
        known = sorted({p.stem for folder in _folders(project) for p in folder.glob("*.json")})
        message = f"there are no interface words in the language {language!r}"
        raise CourseError([Problem(project.course_file, 0, message, did_you_mean(base, known))])
    reviewed = strings.pop(REVIEWED, list(strings))
    unreviewed = tuple(key for key in strings if key not in reviewed)
    return Words(base, {**own_strings(project, "en"), **strings}, unreviewed)


def own_strings(project: Project, language: str) -> dict[str, Any]:
    """What the toolkit and the project's own file say in a language."""
    strings: dict[str, Any] = {}
    for folder in reversed(_folders(project)):
        path = folder / f"{language}.json"
        strings |= read_strings(path) if path.exists() else {}
    return strings


def _folders(project: Project) -> list[Path]:
    """The project's own words first, if it has any."""
    return list(dict.fromkeys([project.template(STRINGS), TOOLKIT.template(STRINGS)]))


def read_strings(path: Path) -> dict[str, Any]:
    """The strings of one language. Raises CourseError when the file holds none."""
    try:
        strings = json.loads(read_text(path))
    except json.JSONDecodeError as error:
        hint = "compare it with en.json: commas stand between entries, and none behind the last"
        raise CourseError([Problem(path, error.lineno, f"not JSON: {error.msg}", hint)]) from None
    if not isinstance(strings, dict):
        raise CourseError([Problem(path, 1, "no 'key: words' entries", "compare it with en.json")])
    return strings
