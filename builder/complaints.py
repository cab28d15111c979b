"""Says in an author's words what ruamel.yaml and pydantic complain about."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ruamel.yaml.error import MarkedYAMLError

from builder.problems import did_you_mean

# What names are made of: as a pattern, and for people.
QUESTION_ID = r"^[A-Za-z][A-Za-z0-9_]*$"
COURSE_ID = r"^[a-z][a-z0-9-]{0,39}$"
LANGUAGE = r"^[a-z]{2,3}(-[A-Z]{2})?$"
PATTERNS = {
    QUESTION_ID: "use letters, digits and '_', a letter first",
    COURSE_ID: "use small letters, digits and '-', at most 40, a letter first",
    LANGUAGE: "use a language's code, like en, cy or en-GB",
}
# What ruamel.yaml says of a text (a regular expression), and what that means to its author.
SYNTAX = (
    (r"character '\\t'", "a tab stands where spaces must", "indent with spaces only"),
    (r"found character '(.)'", "text can't begin with {0!r}", "put the text between quotes"),
    (
        r"undefined alias '(.*)'",
        "text can't begin with '*'",
        "put the text between quotes, or after '|' on lines of its own",
    ),
    (r"alphabetic or numeric", "text can't begin with '&' or '*'", "put the text between quotes"),
    (r"constructor for the tag", "text can't begin with '!'", "put the text between quotes"),
    (
        r"mapping (values|keys) are not allowed",
        "a key or a ': ' stands where none can",
        "put text that holds ': ' between quotes; keys of one entry begin in one column",
    ),
    (
        r"sequence entries are not allowed",
        "a list can't begin here",
        "put '- ' on a line of its own, and text that begins with '- ' between quotes",
    ),
    (
        r"unexpected end of stream",
        "a quote opens here and is never closed",
        "close it, or put the text after '|' on lines of its own",
    ),
    (
        r"could not find expected ':'",
        "this line has no ': ' after its key",
        "write 'key: value', a space after the colon; what goes on from above stands further in",
    ),
    ("text after a bracket", "text can't begin with '[' or '{{'", "put the text between quotes"),
    (
        r"found '<scalar>'",
        "something stands after the closing quote",
        "write a quote inside single quotes twice, as in 'it''s'",
    ),
    (
        r"expected <block end>",
        "the indentation fits no line above",
        "keys of one entry begin in one column; what belongs to a key stands further in",
    ),
    (
        r"expected '(.)' or '(.)'",
        "a {0!r} or {1!r} is missing",
        "close every '[' and '{{'; put text that holds ': ', ' #' or a quote between quotes",
    ),
    (
        r"expected the node content, but found '(.)'",
        "{0!r} stands where none can",
        "take it out, or put the text between quotes",
    ),
    (
        r"expected a comment or a line break",
        "text can't begin with '>' or '|'",
        "put the text between quotes",
    ),
    (r"expected the node content", "the text ends too early", "close every '[' and '{{'"),
    (
        r"found another document",
        "'---' or '...' begins a second document",
        "keep everything in one: take this line out",
    ),
    (
        r"unknown escape character '(.)'",
        "'\\{0}' means nothing between double quotes",
        "use single quotes, or put the text after '|' on lines of its own",
    ),
    (
        r"expected chomping",
        "text stands right after '|' or '>'",
        "begin it on the next line, further in",
    ),
    (r"unhashable key", "a key must be a word", "put text that begins with '{{' between quotes"),
    (r"document start", "a line can't begin with '%'", "put the text between quotes"),
)
LONGEST = 60  # characters of a value that a message repeats
AFTER_SCALAR = "found '<scalar>'"
AT_THE_OPENING = ("unexpected end of stream", "could not find expected ':'")

# What pydantic finds, by its name for it: what to say after the key, and the hint.
ENTRIES = {
    "string_type": ("should be text", "write it on one line, or after '|' on lines of its own"),
    "bool_type": ("should be true or false", "write true or false, without quotes"),
    "int_type": ("should be a whole number", "write digits only, without quotes, like 3"),
    "float_type": ("should be a number", "write it with a point and without quotes, like 2.5"),
    "finite_number": ("should be a number with an end", "write it like 2.5"),
    "list_type": ("should be a list", "write it as [{0}], or each on a line after '- '"),
    "dict_type": ("should be 'key: value' lines", "write a key and ': ' before each"),
    "model_type": ("should be 'key: value' lines", "its keys are: {1}"),
    "invalid_key": ("should be a word", "begin the line with a word and a ': '"),
    "greater_than": ("should be more than {gt:g}", ""),
    "greater_than_equal": ("should be {ge:g} or more", ""),
    "less_than_equal": ("should be {le:g} or less", ""),
    "string_too_short": ("is empty", "write something there, or leave the line out"),
    "string_too_long": ("is longer than {max_length} characters", "shorten it"),
    "string_unicode": ("holds half a character", "type the character itself, not its code"),
    "too_short": ("has {actual_length}, and needs {min_length} or more", "add to the list"),
    "too_long": ("has {actual_length}, and {max_length} are the most", "shorten the list"),
}


def syntax_complaint(error: MarkedYAMLError) -> tuple[int, str, str]:
    """The line (from 0), the message and the hint for text that is not YAML."""
    what = " ".join((error.problem or error.context or "not YAML").split())
    what = "text after a bracket" if AFTER_SCALAR in what and _follows_bracket(error) else what
    opening = any(words in what for words in AT_THE_OPENING) or _meant_to_end(error)
    mark = error.context_mark if opening and error.context_mark else error.problem_mark
    mark = mark or error.context_mark
    return (mark.line if mark else 0, *_syntax_words(what))


def _meant_to_end(error: MarkedYAMLError) -> bool:
    """Whether a list in brackets has its end on the line where it begins, and yet goes on: YAML
    took that for something else."""
    mark = error.context_mark if "flow" in (error.context or "") else None
    line = mark.buffer[mark.pointer :].partition("\n")[0] if mark and mark.buffer else ""
    return line.rstrip().endswith(("]", "}"))


def _follows_bracket(error: MarkedYAMLError) -> bool:
    mark = error.problem_mark
    before = mark.buffer[: mark.pointer].rstrip() if mark and mark.buffer else ""
    return before.endswith(("]", "}"))


def _syntax_words(what: str) -> tuple[str, str]:
    if found := re.match(r'found duplicate key "(.*?)" with', what):
        hint = "keep one of the two, or begin a new entry with '- '"
        return f"the key {found[1]!r} stands twice", hint
    for pattern, message, hint in SYNTAX:
        if found := re.search(pattern, what):
            return message.format(*found.groups()), hint.format()
    return f"YAML syntax: {what}", "compare the line with one that works"


def entry_complaint(
    detail: Any, key: str, written: str | None, known: Sequence[str]
) -> tuple[str, str]:
    """The message and the hint for a value that a model refuses. `written` is its text in the
    file, where it isn't text to YAML; `known` are the keys that could stand in its place."""
    kind, given, limits = detail["type"], detail["input"], detail.get("ctx", {})
    shown = repr(_short(given)) if written is None else _short(written)
    if given is None:
        return f"{key!r} is empty", f"write something after '{key}:', or leave the line out"
    if kind == "string_type" and not isinstance(given, list | dict):
        hint = "use a word, a letter first" if key == "id" else f'put it in quotes: "{shown}"'
        return f"{key}: {shown} should be text", hint
    if kind == "literal_error":
        return f"unknown {key} {given!r}", did_you_mean(str(given), _expected(limits))
    if kind == "string_pattern_mismatch":
        return f"{key}: {shown} is not allowed", PATTERNS[limits["pattern"]]
    short = isinstance(given, int | float) or (isinstance(given, str) and given.strip())
    name = repr(key) if key else "this"
    return _entry_words(detail, f"{key}: {shown}" if key and short else name, known)


def _short(value: Any) -> Any:
    """Text on one line and not too long."""
    shortened = isinstance(value, str) and len(value) > LONGEST
    return f"{value[:LONGEST].rstrip()}…" if shortened else value


def _entry_words(detail: Any, said: str, known: Sequence[str]) -> tuple[str, str]:
    kind, given, limits = detail["type"], detail["input"], detail.get("ctx", {})
    if kind == "too_short" and not limits["actual_length"]:
        return f"{said} is empty", "write something into the list, or leave the line out"
    if kind in ENTRIES:
        words, hint = ENTRIES[kind]
        one = given if isinstance(given, str | int) else "one, two"
        hint = hint.format(one, ", ".join(known)) or _share_hint(limits)
        return f"{said} {words.format(**limits)}", hint
    message = detail["msg"].removeprefix("Value error, ").removeprefix("Input ")
    return f"{said} {message[:1].lower()}{message[1:]}", ""


def _share_hint(limits: Mapping[str, Any]) -> str:
    return "1 is all of it: 70 % is written 0.7" if limits.get("le") == 1 else ""


def _expected(limits: Mapping[str, Any]) -> list[str]:
    return re.findall(r"'([^']*)'", limits["expected"])
