"""Takes a directive apart as MyST does: name, argument, options and body."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

INFO = re.compile(r"\{(?P<name>[^\s{}]+)\}\s*(?P<argument>.*)")
OPTION = re.compile(r"\s*:(?P<key>[\w-]+):(?:\s+(?P<value>.*))?$")
PLAIN = re.compile(r"(?P<key>[\w-]+):(?:\s+(?P<value>.*))?$")
RULE = re.compile(r"\s*---\s*$")


@dataclass(frozen=True)
class Directive:
    """`line` is that of its fence, `body_line` the first one below its options."""

    name: str
    argument: str
    options: Mapping[str, str]
    line: int
    body: str
    body_line: int


def read_directive(info: str, content: str, line: int) -> Directive | None:
    """The directive that a fence is, which stands on that line; None if it is plain code."""
    match = INFO.fullmatch(info.strip())
    if not match:
        return None
    lines = content.split("\n")
    options, used = _options(lines)
    body = "\n".join(lines[used:])
    return Directive(match["name"], match["argument"], options, line, body, line + 1 + used)


def _options(lines: list[str]) -> tuple[dict[str, str], int]:
    """The options at the top of a body, between '---' or as ':key: value', and their lines."""
    if RULE.match(lines[0]):
        last = next((n for n, text in enumerate(lines[1:], 1) if RULE.match(text)), len(lines) - 1)
        return _read(lines[1:last], PLAIN), last + 1
    used = 0
    while used < len(lines) and (OPTION.match(lines[used]) or _goes_on(lines[used], used)):
        used += 1
    return _read(lines[:used], OPTION), used


def _goes_on(text: str, used: int) -> bool:
    """An option's text may go on below it, further in."""
    return used > 0 and text.startswith("  ") and bool(text.strip())


def _read(lines: list[str], option: re.Pattern[str]) -> dict[str, str]:
    options: dict[str, str] = {}
    key = ""
    for text in lines:
        if match := option.match(text):
            key = match["key"]
            options[key] = (match["value"] or "").strip().strip("\"'")
        elif key:
            options[key] = f"{options[key]} {text.strip()}".strip()
    return options
