"""Short keys, and the longest state there can be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from builder.statekey import (
    ALPHABET,
    RESERVED_TOMBSTONES,
    fnv1a32,
    key_width,
    page_id_of,
    state_key,
    worst_case_length,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # From the test suite of FNV's authors, draft-eastlake-fnv.
        ("", 0x811C9DC5),
        ("a", 0xE40C292C),
        ("b", 0xE70C2DE5),
        ("foo", 0xA9F37ED7),
        ("foobar", 0xBF9CF968),
        ("chongo was here!\n", 0xD49930D5),
    ],
)
def test_fnv1a(text: str, value: int) -> None:
    assert fnv1a32(text) == value


def test_text_is_hashed_as_utf8() -> None:
    value = 0x811C9DC5
    for byte in b"t\xc5\xb7":
        value = (value ^ byte) * 0x01000193 % 2**32
    assert fnv1a32("tŷ") == value


def test_a_key_is_the_upper_thirty_bits() -> None:
    # 0xE40C292C is 111001 000000 110000 101001 001011 00: places 57, 0, 48, 41, 11.
    assert state_key("a") == "".join(ALPHABET[place] for place in (57, 0, 48, 41, 11)) == "5AwpL"


@pytest.mark.parametrize(
    ("docname", "id_"),
    [
        ("m3/run-charts", "m3-run-charts"),
        ("M3/Run charts_2", "m3-run-charts-2"),
        ("one/Měření", "one-m-en"),
        ("-x-", "x"),
        ("日本", ""),
    ],
)
def test_page_ids(docname: str, id_: str) -> None:
    assert page_id_of(docname) == id_


@pytest.mark.parametrize(
    ("keys", "width"),
    [
        ([], 3),
        (["ABCDE"], 3),
        (["ABCDE", "ABXDE"], 3),
        (["ABCDE", "ABCXE"], 4),
        (["ABCDE", "ABCDX"], 5),
        (["ABCDE", "ABCDE"], None),
    ],
)
def test_the_fewest_characters_that_tell_keys_apart(keys: list[str], width: int | None) -> None:
    assert key_width(keys) == width


def question(out_of: int, *slots: dict[str, Any], note: bool = False) -> dict[str, Any]:
    return {"outOf": out_of, "slots": slots, "note": note}


TWO = ["a", "b"]
THREE = ["a", "b", "c"]
# Key, three signs of checksum and tries, then 5 bits + those of the mark and of the choices in
# characters of 6, then typed text: two for its length, four for each character.
RECORDS = [
    pytest.param(question(1, {"k": "one", "ids": TWO}), 3 + 3 + 2, id="one"),  # 5 + 1 + 2 = 8 bits
    pytest.param(question(2, {"k": "many", "ids": THREE}), 3 + 3 + 2, id="many"),  # 5 + 2 + 3
    pytest.param(question(2, {"k": "order", "ids": THREE}), 3 + 3 + 3, id="order"),  # 5 + 2 + 6
    pytest.param(question(3, *[{"k": "one", "ids": TWO}] * 3), 3 + 3 + 3, id="pairs"),  # 5 + 2 + 6
    pytest.param(question(1, {"k": "number", "limit": 20}), 3 + 3 + 1 + 2 + 80, id="number"),
    pytest.param(
        question(2, {"k": "text", "limit": 40}, {"k": "one", "ids": TWO}),
        3 + 3 + 2 + 2 + 160,  # 5 + 2 + 2 = 9 bits
        id="gaps",
    ),
    pytest.param(question(0, {"k": "text", "limit": 800}, note=True), 0, id="note"),
]


# [accept 41]
@pytest.mark.parametrize(("asked", "length"), RECORDS)
def test_the_longest_record(asked: dict[str, Any], length: int) -> None:
    empty = worst_case_length(4, [], 3)
    assert worst_case_length(4, [asked], 3) - empty == length
    assert worst_case_length(4, [asked, asked], 3) - empty == 2 * length


VECTORS = json.loads(Path(__file__).with_name("runtime").joinpath("state-vectors.json").read_text())


@pytest.mark.parametrize("packed", VECTORS, ids=range(len(VECTORS)))
def test_the_runtime_writes_no_longer_state(packed: dict[str, Any]) -> None:
    """`longest` is the runtime's own, with every answer as long as it may be."""
    worst = worst_case_length(len(packed["pages"]), packed["questions"], packed["width"])
    assert len(packed["longest"]) == worst - RESERVED_TOMBSTONES


def test_the_longest_state_without_answers() -> None:
    head, seen = 25 + 3, 4 * 3 + 2
    assert worst_case_length(4, [], 3) == head + 1 + seen + 1 + RESERVED_TOMBSTONES


def test_a_wider_key_costs_a_character_for_each_use() -> None:
    asked = [question(1, {"k": "one", "ids": TWO})] * 10
    uses = 1 + 4 + 10  # the current page, pages seen, records
    assert worst_case_length(4, asked, 4) - worst_case_length(4, asked, 3) == uses
