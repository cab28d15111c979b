"""Damages a package at random and checks it: whatever comes out, the check must end and not fail.

python tests/fuzz_verify.py PACKAGE [TIMES [SEED]]
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from damages import MANIFEST, Entries, light, named, packed, put
from lxml import etree

from builder.verify import verify_package

Change = Callable[[random.Random, Entries], bytes]
PIECES = [
    *(
        b"<",
        b">",
        b"&",
        b'"',
        b"\0",
        b"\xff",
        b"<!--",
        b"]]>",
        b"<item>",
        b"../",
        b"%zz",
        b"http://[",
    ),
    *(
        b"<!DOCTYPE a [",
        b"<![CDATA[",
        b"&#0;",
        b"&#x110000;",
        b"1e999",
        b"\xef\xbb\xbf",
        b"\r",
        b"//",
    ),
    *(b'xmlns="', b"srcset", b"url(", b"{", b"C:", b"?", b"9" * 400),
]
VALUES = [
    *("", " ", "nan", "inf", "-1", "1e400", "٣", "a b", "../x", "http://[", "//", "?", "#", "\\"),
    *("é", "x" * 3000, "%", "%ff", "RES-one", "SHARED-FILES", "true", "file:///x", "C:\\x"),
]


def flips(chance: random.Random, data: bytes) -> bytes:
    new = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        new[chance.randrange(len(new))] = chance.randrange(256)
    return bytes(new)


def flips_in_headers(chance: random.Random, data: bytes) -> bytes:
    """Bytes of the list of files and of its end, where a zip is most easily hurt."""
    start, new = data.index(b"PK\1\2"), bytearray(data)
    for _ in range(chance.choice((1, 2, 4))):
        new[chance.randrange(start, len(new))] = chance.choice((0, 1, 255, chance.randrange(256)))
    return bytes(new)


def cuts(chance: random.Random, data: bytes) -> bytes:
    start = chance.randrange(len(data))
    return data[:start] + data[min(len(data), start + chance.choice((1, 10, 1000, len(data)))) :]


def pieces(chance: random.Random, data: bytes) -> bytes:
    for _ in range(chance.choice((1, 2, 4))):
        at = chance.randrange(len(data) + 1)
        data = data[:at] + chance.choice(PIECES) + data[at + chance.choice((0, 1, 9)) :]
    return data


def elements(chance: random.Random, data: bytes) -> bytes:
    """The tree changed: an element gone, doubled, moved, renamed, or with another attribute."""
    root = etree.fromstring(data)
    for _ in range(chance.choice((1, 2, 4))):
        inner = list(root.iter("*"))[1:]
        if not inner:
            break
        one, other = chance.choice(inner), chance.choice([root, *inner])
        how = chance.randrange(6)
        if how == 0:
            one.getparent().remove(one)
        elif how == 1 and other not in one.iter():
            other.append(one)
        elif how == 2:
            other.append(etree.fromstring(etree.tostring(one)))
        elif how == 3:
            one.tag = other.tag
        elif how == 4 and one.attrib:
            one.set(chance.choice(list(one.attrib)), chance.choice(VALUES))
        else:
            one.text = chance.choice(VALUES)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def mutated(chance: random.Random, good: Entries) -> bytes:
    how = chance.choice((flips, flips_in_headers, cuts, pieces, pieces, elements, elements))
    if how in (flips, flips_in_headers, cuts):
        return how(chance, packed(good))
    texts = [each for each in named(good) if each.endswith((".html", ".css"))]
    name = MANIFEST if how is elements else chance.choice((MANIFEST, MANIFEST, *texts[:2]))
    return packed(put(name, how(chance, named(good)[name]))(good))


def fuzz(package: Path, work: Path, seed: int, times: int) -> float:
    """Checks so many damaged packages; the seconds that the slowest took. Raises as the check."""
    chance = random.Random(seed)
    good = light(package)
    slowest = 0.0
    for number in range(times):
        work.write_bytes(mutated(chance, good))
        before = time.perf_counter()
        try:
            verify_package(work)
        except Exception as error:
            error.add_note(f"number {number} of seed {seed}")
            raise
        slowest = max(slowest, time.perf_counter() - before)
    return slowest


if __name__ == "__main__":
    times, seed = map(int, [*sys.argv[2:], *("20000", "1")[len(sys.argv) - 2 :]])
    with TemporaryDirectory() as folder:
        slowest = fuzz(Path(sys.argv[1]), Path(folder) / "fuzzed.zip", seed, times)
    print(f"{times} damaged packages checked without a failure; the slowest took {slowest:.2f} s")
