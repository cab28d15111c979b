"""Reads Jupyter Book's `_config.yml`, as far as it can be wrong before Sphinx runs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator  # type: ignore[import-untyped]
from sphinx.util.matching import compile_matchers

from builder.problems import CourseError, Problem, did_you_mean, nearest
from builder.yamlfile import Yaml, read_yaml

# What Jupyter Book can do only with scripts of other hosts.
LEFT_OUT = {
    ("launch_buttons", "thebe"): "code runs only when the course is built",
    ("html", "comments"): "the book loads nothing from other hosts",
}
# What its schema calls a kind of value: what to say of one that is another, and the hint.
KINDS = {
    "array": ("should be a list", "write it as [{0}], or each on a line after '- '"),
    "object": ("should be 'key: value' lines", "write a key and ': ' before each"),
    "string": ("should be text", "put it in quotes"),
    "boolean": ("should be true or false", "write true or false, without quotes"),
}
MORE_KEYS = ("only_build_toc_files",)  # that Jupyter Book knows and its schema doesn't


def read_config(path: Path) -> tuple[bool, list[Problem]]:
    """Whether notebooks run, and every problem of the file."""
    try:
        source = read_yaml(path, version="1.1")
    except CourseError as error:
        return True, list(error.problems)
    if not isinstance(source.data, dict):
        what = "is not 'key: value' lines" if source.data else "is empty"
        hint = "begin with 'title: ' and the title"
        return True, [source.problem((), f"the book's configuration {what}", hint)]
    execute = source.data.get("execute")
    how = execute.get("execute_notebooks") if isinstance(execute, dict) else None
    return how not in ("off", False), [*_refused(source), *_near_misses(source), *_left_out(source)]


def _schema() -> dict[str, Any]:
    """Jupyter Book's own, read without importing it."""
    spec = find_spec("jupyter_book")
    folder = Path(spec.origin).parent if spec and spec.origin else Path()
    schema: dict[str, Any] = json.loads((folder / "config_schema.json").read_text("utf-8"))
    return schema


def _refused(source: Yaml) -> Iterator[Problem]:
    for error in Draft7Validator(_schema()).iter_errors(source.data):
        where = tuple(error.absolute_path)
        key, given = (where[-1] if where else "this"), source.written.get(where, error.instance)
        if error.validator == "enum":
            known = [str(word) for word in error.validator_value if word]
            hint = did_you_mean(str(given), known)
            yield source.problem(where, f"unknown {key} {given!r}", hint)
        elif (kind := _kind(error)) in KINDS:
            words, hint = KINDS[kind]
            yield source.problem(where, f"{key}: {given!r} {words}", hint.format(given))
        else:
            message = f"{key}: {error.message}"
            yield source.problem(where, message, "see the guide of Jupyter Book for this key")


def _kind(error: Any) -> str:
    """The kind of value that should stand there, where the fault is that it doesn't."""
    kinds = error.validator_value if error.validator == "type" else ""
    named = [kind for kind in kinds if kind != "null"] if isinstance(kinds, list) else [kinds]
    return str(named[0]) if len(named) == 1 else ""


def excluded(path: Path, chapters: Sequence[Path]) -> Iterator[Problem]:
    """Chapters of the toc that `exclude_patterns` keeps Sphinx from reading."""
    source = read_yaml(path, version="1.1")
    patterns = source.data.get("exclude_patterns") if isinstance(source.data, dict) else None
    if not isinstance(patterns, list):
        return
    for index, pattern in enumerate(patterns):
        matches = compile_matchers([str(pattern)])[0]
        names = [p.relative_to(path.parent).as_posix() for p in chapters]
        if found := [name for name in names if matches(name) or _inside(name, matches)]:
            message = f"{pattern!r} leaves out {found[0]!r}, which _toc.yml lists"
            hint = "take one of the two out"
            yield source.problem(("exclude_patterns", index), message, hint)


def _inside(name: str, matches: Callable[[str], Any]) -> bool:
    """Whether a folder that holds the file is left out."""
    return any(matches(parent.as_posix()) for parent in Path(name).parents)


def _near_misses(source: Yaml) -> Iterator[Problem]:
    """Keys that look like Jupyter Book's but aren't: it leaves them alone, so this only warns."""
    known = [*_schema()["properties"], *MORE_KEYS]
    for key in source.data:
        if key not in known and nearest(str(key), known):
            hint, line = did_you_mean(str(key), known), source.line((key,))
            yield Problem(source.path, line, f"unknown key {key!r}", hint, "warning")


def _left_out(source: Yaml) -> Iterator[Problem]:
    """Settings that are passed over, so that the book asks no other host: a warning each."""
    for (outer, inner), reason in LEFT_OUT.items():
        settings = source.data.get(outer)
        chosen = settings.get(inner) if isinstance(settings, dict) else None
        if any(chosen.values()) if isinstance(chosen, dict) else chosen:
            line, message = source.line((outer, inner)), f"{inner!r} is left out: {reason}"
            yield Problem(source.path, line, message, "take it out of this file", "warning")
