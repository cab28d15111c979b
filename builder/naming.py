"""Ids made of an author's words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

# Words that say little, left out of the ids of questions.
LITTLE = frozenset("a an and are at by do does for from how in is it of on or that the to was were"
                   " what when where which who why with you your".split())  # fmt: skip
LONGEST_COURSE_ID = 40
LONGEST_BANK_ID = 25
LONGEST_QUESTION_ID = 24  # with a bank's and '_' at most 50, as platforms keep


def plain_words(text: str) -> list[str]:
    """The words of a text in small ASCII letters and digits: `Tŷ bach` gives `ty` and `bach`."""
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", folded.lower()))


def hyphenated(text: str, longest: int = LONGEST_COURSE_ID) -> str:
    """An id for a course or a bank; empty when no word begins with a letter."""
    return _joined(_from_a_letter(plain_words(text)), "-", longest)


def question_id(text: str, taken: Collection[str], otherwise: str, room: int) -> str:
    """An id for a question or an option, of at most `room` characters, that none of `taken` is."""
    words = _from_a_letter(plain_words(text))
    telling = [word for word in words if word not in LITTLE] or words or [otherwise]
    longest = max(1, min(LONGEST_QUESTION_ID, room - 3))
    return _free(_joined(telling[:4], "_", longest), taken, "_")


def bank_id(text: str, taken: Collection[str]) -> str:
    """An id for a quiz that none of `taken` is."""
    return _free(hyphenated(text, LONGEST_BANK_ID) or "quiz", taken, "-")


def _from_a_letter(words: list[str]) -> list[str]:
    first = next((n for n, word in enumerate(words) if word[0].isalpha()), len(words))
    return words[first:]


def _joined(words: list[str], sign: str, longest: int) -> str:
    """As many whole words as there is room for."""
    name = sign.join(words)
    if len(name) <= longest:
        return name
    whole, _, _ = name[: longest + 1].rpartition(sign)
    return whole or name[:longest]


def _free(name: str, taken: Collection[str], sign: str) -> str:
    number, free = 2, name
    while free in taken:
        free, number = f"{name}{sign}{number}", number + 1
    return free
