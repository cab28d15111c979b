"""Takes from a style sheet only the rules that a SCO's pages can use.

A rule stays when the pages have every class, id and tag that one of its selectors names, or the
scripts can give them these; what its pseudo-classes ask isn't looked at, so a rule may stay too
many but none goes missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

import tinycss2
from lxml import html
from tinycss2.serializer import serialize_identifier

from builder.sco.links import place_in

NESTING = ("media", "supports", "container")
Node = Any  # tinycss2 has no types of its own


def names_in(bodies: Iterable[str]) -> frozenset[str]:
    """Each tag, `.class` and `#id` of some HTML, and of the document around it."""
    found = {"html", "body", ".sco", "main"}
    for element in (e for body in bodies for e in html.fromstring(f"<div>{body}</div>").iter()):
        found.add(str(element.tag))
        found.update(f".{name}" for name in (element.get("class") or "").split())
        found.add(f"#{element.get('id')}")
    return frozenset(found)


def names_given(words: Iterable[str]) -> frozenset[str]:
    """Each word as the tag, the `.class` and the `#id` that it may be in a script."""
    return frozenset(sign + word for word in words for sign in ("", ".", "#"))


def used_rules(sheets: Sequence[str], names: frozenset[str], more: str = "") -> str:
    """The rules of the sheets, in their order, for pages with these names; before them those
    variables and keyframes that they, or `more` of the page, call by name. Without any rule
    nothing at all."""
    rules = "\n".join(text for sheet in sheets for text in _used(_styling(sheet), names))
    parts = [part for sheet in sheets for part in _definitions(_parsed(sheet))]
    return _called(parts, rules + more) + rules + "\n" if rules else ""


def rules_of_page(sheet: str, page_id: str) -> str:
    """The rules of a `<style>` element, for its page alone, whose ids begin with the page's."""
    return "".join(_scoped(_parse(sheet), page_id))


def _scoped(rules: Iterable[Node], page_id: str) -> Iterator[str]:
    page = f"#{serialize_identifier(page_id)}"
    for rule in rules:
        if rule.type == "qualified-rule":
            for token in (t for t in rule.prelude if t.type == "hash"):
                token.value = place_in(page_id, token.value)
            selectors = [f"{page} {_text(selector)}" for selector in _parted(rule.prelude)]
            yield f"{','.join(selectors)}{{{_text(rule.content)}}}\n"
        elif rule.type == "at-rule" and rule.lower_at_keyword in NESTING:
            inner = "".join(_scoped(tinycss2.parse_rule_list(rule.content), page_id))
            yield f"@{rule.lower_at_keyword} {_text(rule.prelude)}{{{inner}}}\n"


def _parse(sheet: str) -> list[Node]:
    found: list[Node] = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    return found


@cache
def _parsed(sheet: str) -> list[Node]:
    return _parse(sheet)


def _styling(sheet: str) -> Iterator[Node]:
    """The rules of a sheet, without what `_definitions` takes."""
    return (rule for rule in _parsed(sheet) if not _defines(rule))


def _defines(rule: Node) -> bool:
    return rule.type == "qualified-rule" and _text(rule.prelude) == ":root"


def _used(rules: Iterable[Node], names: frozenset[str]) -> Iterator[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [s for s in _parted(rule.prelude) if _fits(s, names)]
            if selectors:
                yield f"{','.join(map(_text, selectors))}{{{_text(rule.content)}}}"
        elif rule.type == "at-rule" and rule.lower_at_keyword in NESTING:
            inner = "".join(_used(tinycss2.parse_rule_list(rule.content), names))
            if inner:
                yield f"@{rule.lower_at_keyword} {_text(rule.prelude)}{{{inner}}}"


def _parted(tokens: Iterable[Node]) -> list[list[Node]]:
    """The selectors between commas; a comma inside brackets parts none."""
    parts: list[list[Node]] = [[]]
    for token in tokens:
        if token == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _fits(selector: Iterable[Node], names: frozenset[str]) -> bool:
    """Whether the pages have all that a selector names."""
    before = ""
    for token in selector:
        if token.type == "ident" and before != ":":
            name = f".{token.value}" if before == "." else token.lower_value
        elif token.type == "hash":
            name = f"#{token.value}"
        else:
            name = ""
        if name and name not in names:
            return False
        if token.type == "function" and token.lower_name in ("is", "where"):
            if not any(_fits(part, names) for part in _parted(token.arguments)):
                return False
        before = token.value if token.type == "literal" else ""
    return True


def _definitions(rules: Iterable[Node]) -> Iterator[tuple[str, str]]:
    """Names of variables and keyframes, each with what defines it."""
    for rule in rules:
        if _defines(rule):
            for part in tinycss2.parse_blocks_contents(rule.content):
                if part.type == "declaration":
                    yield part.name, f"{part.name}:{_text(part.value)};"
        elif rule.type == "at-rule" and rule.lower_at_keyword == "keyframes":
            yield _text(rule.prelude), f"{tinycss2.serialize([rule])}\n"


def _called(definitions: Iterable[tuple[str, str]], text: str) -> str:
    """What the text calls by name, and what that calls; of one name the last definition."""
    last = dict(definitions)
    called: dict[str, str] = {}
    while new := [name for name, part in last.items() if _calls(text, name, part)]:
        called |= {name: last.pop(name) for name in new}
        text = " ".join(called[name] for name in new)
    keyframes = "".join(part for part in called.values() if part.startswith("@"))
    variables = "".join(part for part in called.values() if not part.startswith("@"))
    return (f":root{{{variables}}}\n" if variables else "") + keyframes


def _calls(text: str, name: str, definition: str) -> bool:
    """Whether the text calls what is defined; `:root` may also set what needs no call."""
    is_called = name.startswith("--") or definition.startswith("@")
    return not is_called or re.search(rf"(?<![\w-]){name}(?![\w-])", text) is not None


def _text(tokens: Sequence[Node]) -> str:
    return str(tinycss2.serialize(tokens)).strip()
