"""Files that somebody might upload to do harm, or by mistake, each with the rule that names it."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from damages import (
    Change,
    Entries,
    both,
    flagged,
    listed,
    manifest,
    more,
    named,
    packed,
    put,
    without,
)

LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
EXPANSION = f'?><!DOCTYPE manifest [<!ENTITY l0 "ha">{LAUGHS}]>'
EXTERNAL = '?><!DOCTYPE manifest [<!ENTITY file SYSTEM "file:///etc/passwd">]>'


def zeros(megabytes: int, method: int = zipfile.ZIP_DEFLATED) -> Callable[[Entries], bytes]:
    """The package with a file of zeros, which shrink to a thousandth."""
    data = bytes(megabytes * 2**20)
    return lambda good: packed(both(listed("a.bin"), without("a.bin"),
                                    more("a.bin", data, compress_type=method))(good))  # fmt: skip


def many(number: int) -> Callable[[Entries], bytes]:
    def make(good: Entries) -> bytes:
        stream = BytesIO(packed(good))
        with zipfile.ZipFile(stream, "a") as archive:
            for each in range(number):
                archive.writestr(zipfile.ZipInfo(f"files/{each}"), b"")
        return stream.getvalue()

    return make


def overlapping(good: Entries) -> bytes:
    """Twenty entries of the list share one large file."""
    data = packed(more("a.bin", bytes(2**20))(good))
    end = data.rindex(b"PK\5\6")
    start = data.rindex(b"PK\1\2")
    size = struct.unpack("<L", data[end + 12 : end + 16])[0] + 19 * (end - start)
    count = struct.unpack("<H", data[end + 8 : end + 10])[0] + 19
    tail = data[end : end + 8] + struct.pack("<2HL", count, count, size) + data[end + 16 :]
    return data[:end] + data[start:end] * 19 + tail


def nested(good: Entries) -> bytes:
    return packed(((zipfile.ZipInfo("course.zip"), packed(good)),))


HOSTILE: dict[str, tuple[str, Callable[[Entries], bytes]]] = {
    "bomb": ("Z04", zeros(64)),
    "overlapping files": ("Z04", overlapping),
    "70,000 entries": ("Z04", many(70_000)),
    "two dots": ("Z07", lambda good: packed(more("../../evil.sh.txt")(good))),
    "absolute path": ("Z07", lambda good: packed(more("/etc/cron.d/evil")(good))),
    "symbolic link": ("Z08", lambda good: packed(both(
        listed("a"), without("a"), more("a", b"/etc/passwd", create_system=3, external_attr=0o120777 << 16))(good))),
    "entity expansion": ("M04", lambda good: packed(manifest(r"\?>", EXPANSION)(good))),
    "external entity": ("M04", lambda good: packed(manifest(r"\?>", EXTERNAL)(good))),
    "deep nesting": ("M02", lambda good: packed(manifest("<item ", "<item>" * 5000 + "<item ")(good))),
    "truncated": ("Z02", lambda good: packed(good)[:-400]),
    "encrypted": ("Z05", lambda good: flagged(1)(packed(good))),
    "nested zip": ("M01", nested),
    "0 bytes": ("Z01", lambda good: b""),
    "a renamed PDF": ("Z01", lambda good: b"%PDF-1.7\n" + bytes(9000) + b"%%EOF"),
    "over 50 MB": ("Z13", zeros(51, zipfile.ZIP_STORED)),
}  # fmt: skip


def crowded(good: Entries) -> Entries:
    names = " ".join(f'a{number}=""' for number in range(200_000))
    return manifest("<organizations ", f"<organizations {names} ")(good)


def chain(good: Entries) -> Entries:
    """Resources that each need the next one: 20,000, the last of which needs none."""
    kind = "scormtype" if b"adlcp:scormtype" in named(good)["imsmanifest.xml"] else "scormType"
    lines = (
        f'<resource identifier="r{n}" type="webcontent" adlcp:{kind}="asset">'
        f'<dependency identifierref="r{n + 1}"/></resource>'
        for n in range(20_000)
    )
    return manifest("</resources>", "".join(lines) + "</resources>")(good)


# What makes a careless search, or a table of all folders, take minutes or all memory.
BAIT: dict[str, Change] = {
    "comments before a page": listed("bait.html", b"<!-- -->" * 500),
    "links in a page": listed("bait.html", b"<a href=a>" * 700_000),
    "attributes of a tag": listed(
        "bait.html", b"<a " + b" ".join(b"a%d" % n for n in range(200_000)) + b">x</a>"
    ),
    "comments that stay open": listed("bait.css", b"/*a" * 2**20),
    "addresses that stay open": listed("bait.css", b"url(" * 2**20),
    "white space in an address": listed("bait.css", b"url(" + b" " * 2**20),
    "one word again and again": listed("bait.js", b"set" * 2**20),
    "one fault again and again": listed("bait.js", b".LMSCommit(1)\n" * 2**18),
    "deep folders": more("a/" * 32_000 + "b"),
    "files that can't all be read": both(
        put("0.js", b"//" + bytes(9 * 2**20)),
        lambda good: (*good, *((zipfile.ZipInfo(f"{n}.js"), b"") for n in range(20_000))),
    ),
    "attributes": crowded,
    "a chain of resources": chain,
}


def write_gigabyte(path: Path, good: Entries) -> None:
    """The package with one stored file of 1 GB, a hole on the disk."""
    data, size, name = packed(good), 10**9, b"files/film.mp4"
    end = data.rindex(b"PK\5\6")
    count, _, length, start = struct.unpack("<2H2L", data[end + 8 : end + 20])
    crc = 0
    for _ in range(size // 10**6):
        crc = zlib.crc32(bytes(10**6), crc)
    facts = struct.pack("<2H3L2H", 0, 0x21, crc, size, size, len(name), 0)
    local = b"PK\3\4" + struct.pack("<3H", 20, 0, 0) + facts + name
    central = b"PK\1\2" + struct.pack("<4H", 788, 20, 0, 0) + facts
    central += struct.pack("<3H2L", 0, 0, 0, 0o644 << 16, start) + name
    tail = struct.pack(
        "<2H2LH", count + 1, count + 1, length + len(central), start + len(local) + size, 0
    )
    with path.open("wb") as file:
        file.write(data[:start] + local)
        file.seek(size, 1)
        file.write(data[start:end] + central + data[end : end + 8] + tail)
