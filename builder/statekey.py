"""Short keys by which saved state names questions and pages, and the longest state there can be."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
WIDTHS = (3, 4, 5)
RESERVED_TOMBSTONES = 64
LONGEST_ESCAPE = 4  # characters that one UTF-16 unit of text may need
# What is kept of a quiz's earlier attempts, as a question: the best, in ten-thousandths.
ATTEMPTS: Mapping[str, Any] = {"note": False, "outOf": 10000, "slots": ()}


def fnv1a32(text: str) -> int:
    """The 32-bit FNV-1a hash of the text's UTF-8 bytes."""
    value = 0x811C9DC5
    for byte in text.encode():
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value


def state_key(text: str) -> str:
    """Five base64url characters: the upper 30 bits of the hash. Saved state uses the first few."""
    value = fnv1a32(text)
    return "".join(ALPHABET[(value >> shift) & 63] for shift in (26, 20, 14, 8, 2))


def page_id_of(docname: str) -> str:
    """The id of a page: its source's path in small letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", docname.lower()).strip("-")


def key_width(keys: Iterable[str]) -> int | None:
    """The fewest characters that tell all keys apart; None when five don't."""
    all_keys = list(keys)
    for width in WIDTHS:
        if len({key[:width] for key in all_keys}) == len(all_keys):
            return width
    return None


def worst_case_length(pages: int, questions: Iterable[Mapping[str, Any]], width: int) -> int:
    """The most characters that the state of a SCO can have when every question is answered and
    every text is as long as it may be and needs escaping (notes use what is left and are no
    part of it). `questions` are decoded `data-key`s."""
    head = 25 + width
    seen = width * pages + 2
    records = sum(record_length(q, width) for q in questions)
    return head + 1 + seen + 1 + records + RESERVED_TOMBSTONES


def record_length(question: Mapping[str, Any], width: int) -> int:
    """The most characters that a question's record can have; notes have none."""
    if question["note"]:
        return 0
    bits = 2 + 3 + _bits(question["outOf"] + 1) + sum(map(_slot_bits, question["slots"]))
    texts = sum(
        2 + LONGEST_ESCAPE * slot["limit"] for slot in question["slots"] if slot.get("limit")
    )
    return width + 3 + math.ceil(bits / 6) + int(texts)


def _slot_bits(slot: Mapping[str, Any]) -> int:
    n = len(slot.get("ids", ()))
    return {"one": _bits(n + 1), "many": n, "order": n * _bits(n)}.get(slot["k"], 0)


def _bits(values: int) -> int:
    """Bits that tell so many values apart."""
    return math.ceil(math.log2(values)) if values > 1 else 0
