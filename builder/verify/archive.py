"""Opens a zip that nobody vouches for: in memory, piece by piece, within limits. Nothing is ever
unpacked to disk, and nothing is read before the zip's own list of files was found sane."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

WHOLE = "zip"  # the place of a fault that the zip as a whole has
MOST_ENTRIES = 65_535
MOST_DIRECTORY = 32 * 2**20
MOST_UNPACKED = 2 * 2**30
BOMB_RATIO, BOMB_SIZE = 200, 10 * 2**20  # a file that packs better than this, above this size
PIECE = 2**18
CENTRAL, END, END_64, LOCATOR_64 = b"PK\1\2", b"PK\5\6", b"PK\6\6", b"PK\6\7"
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError),
    *(ValueError, NotImplementedError, RuntimeError),
)


@dataclass
class Fault(Exception):
    """Why a package can't be read further. `kind` is what a rule knows it by."""

    kind: str
    where: str
    message: str


@dataclass(frozen=True)
class Directory:
    """Where a zip's list of files stands, as its end record says."""

    entries: int
    size: int
    zip64: bool
    at: int


class Archive:
    """The entries of a zip. Raises Fault where it can't or mustn't be read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.size = file.seek(0, 2)
        self.directory = _directory(file, self.size)
        _check_directory(file, self.directory)
        try:
            self._zip = zipfile.ZipFile(file)
        except BROKEN as error:
            raise Fault("damaged", WHOLE, f"its list of files can't be read: {error}") from None
        self.entries = self._zip.infolist()
        _check_sizes(self.entries, self.size)

    @cached_property
    def before(self) -> int:
        """How many bytes stand before the first file, where the zip doesn't begin with one."""
        self._file.seek(0)
        if self._file.read(2) == b"PK":
            return 0
        return min((entry.header_offset for entry in self.entries), default=0)

    @cached_property
    def files(self) -> dict[str, zipfile.ZipInfo]:
        """The files (no folders) whose names are safe, by name; of equal names the last."""
        return {e.orig_filename: e for e in self.entries if _is_file(e.orig_filename)}

    def read(self, name: str, most: int) -> bytes:
        """A file's first bytes, no more than `most`. Raises Fault when it is damaged."""
        pieces, left = [], most
        for piece in self._pieces(self.files[name]):
            pieces.append(piece[:left])
            left -= len(piece)
            if left <= 0:
                break
        return b"".join(pieces)

    def damaged(self) -> Iterator[Fault]:
        """Reads everything there is, to find what doesn't unpack to what was packed."""
        for entry in self.entries:
            if readable(entry) and not entry.orig_filename.endswith("/"):
                try:
                    for _ in self._pieces(entry):
                        pass
                except Fault as fault:
                    yield fault

    def close(self) -> None:
        self._zip.close()
        self._file.close()

    def _pieces(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        try:
            with self._zip.open(entry) as stream:
                while piece := stream.read(PIECE):
                    yield piece
        except BROKEN as error:
            message = f"it can't be unpacked: {error or 'the zip ends too early'}"
            raise Fault("damaged", shown(entry.orig_filename), message) from None


def open_archive(path: Path) -> Archive:
    """The zip at a path. Raises Fault."""
    file = path.open("rb")
    try:
        return Archive(file)
    except Fault:
        file.close()
        raise


def readable(entry: zipfile.ZipInfo) -> bool:
    """Stored or deflated, and not encrypted."""
    plain = entry.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    return plain and not entry.flag_bits & 0x41


def unsafe(name: str) -> str:
    """Why a name must not be unpacked; empty when it may."""
    parts = name.removesuffix("/").split("/")
    reasons = {
        "holds a NUL or control character": any(
            ord(sign) < 32 or ord(sign) == 127 for sign in name
        ),
        "holds a backslash": "\\" in name,
        "begins with a slash": name.startswith("/"),
        "begins with a drive letter": name[1:2] == ":",
        "leads out of the package": ".." in parts,
        "has an empty part": not all(part not in ("", ".") for part in parts),
    }
    return next((reason for reason, found in reasons.items() if found), "")


def shown(name: str) -> str:
    """A name as one line of text, however hostile."""
    text = name.encode("unicode_escape").decode() if not name.isprintable() else name
    return text if len(text) <= 120 else f"{text[:60]}…{text[-40:]}"


def _is_file(name: str) -> bool:
    return not name.endswith("/") and not unsafe(name)


def _directory(file: BinaryIO, size: int) -> Directory:
    """Raises Fault for what is no zip, cut short or only a part of one."""
    tail_at = max(0, size - 66_000)
    file.seek(tail_at)
    tail = file.read()
    place = tail.rfind(END)
    if place < 0 or len(tail) < place + 22:
        raise Fault(*_no_end(file, size))
    numbers = struct.unpack("<4H2L", tail[place + 4 : place + 20])
    disk, first_disk, here, entries, length, _ = numbers
    locator = tail[place - 20 : place] if place >= 20 else b""
    zip64 = locator.startswith(LOCATOR_64)
    if zip64:
        entries, length, disk, first_disk, here = _zip64(file, locator)
    if disk or first_disk or here != entries:
        raise Fault("parts", WHOLE, "it is one part of a zip that was split into several")
    end = tail_at + place - (76 if zip64 else 0)
    return Directory(entries, length, zip64, end - length)


def _no_end(file: BinaryIO, size: int) -> tuple[str, str, str]:
    file.seek(0)
    begins = file.read(4)
    if not size:
        return "not-zip", WHOLE, "the file is empty (0 bytes)"
    if begins in (b"PK\3\4", CENTRAL):
        return "damaged", WHOLE, "it is cut short: the list of files at its end is missing"
    if begins in (b"PK\7\x08", b"PK00"):
        return "parts", WHOLE, "it is one part of a zip that was split into several"
    kinds = {b"%PDF": "a PDF", b"Rar!": "a RAR archive", b"7z\xbc\xaf": "a 7-Zip archive"}
    return "not-zip", WHOLE, f"it is {kinds.get(begins, 'some other kind of file')}, not a zip"


def _zip64(file: BinaryIO, locator: bytes) -> tuple[int, int, int, int, int]:
    """Of a zip64: entries, size of the list, this disk, its first disk, entries on this disk."""
    with suppress(struct.error, OSError, ValueError):
        _, offset, disks = struct.unpack("<LQL", locator[4:])
        file.seek(offset)
        record = file.read(56)
        if record.startswith(END_64):
            disk, first, here, entries, length, _ = struct.unpack("<2L4Q", record[16:])
            return entries, length, disk or disks > 1, first, here
    raise Fault("damaged", WHOLE, "its list of files can't be found: the zip64 record is wrong")


def _check_directory(file: BinaryIO, directory: Directory) -> None:
    """Counts the list's entries, since what the end record says of them may be a lie."""
    if max(directory.entries, _count(file, directory)) > MOST_ENTRIES:
        message = f"it has more than {MOST_ENTRIES:,} files: no platform unpacks so many"
        raise Fault("bomb", WHOLE, message)


def _count(file: BinaryIO, directory: Directory) -> int:
    if directory.size > MOST_DIRECTORY:
        return MOST_ENTRIES + 1
    if directory.at < 0:
        raise Fault("damaged", WHOLE, "its list of files is longer than the file")
    file.seek(directory.at)
    data, place, count = file.read(directory.size), 0, 0
    while data.startswith(CENTRAL, place) and len(data) >= place + 46:
        place += 46 + sum(struct.unpack("<3H", data[place + 28 : place + 34]))
        count += 1
    return count


def _check_sizes(entries: list[zipfile.ZipInfo], size: int) -> None:
    """Raises Fault for a bomb: what it would unpack to is out of all proportion."""
    total = sum(entry.file_size for entry in entries)
    if total > MOST_UNPACKED:
        raise Fault(
            "bomb", WHOLE, f"it would unpack to {total:,} bytes; {MOST_UNPACKED:,} are read"
        )
    if sum(entry.compress_size for entry in entries) > size:
        raise Fault("bomb", WHOLE, "its files lie over each other, or are longer than the zip")
    for entry in entries:
        if entry.file_size > max(BOMB_SIZE, BOMB_RATIO * entry.compress_size):
            grows = f"{entry.compress_size:,} bytes would unpack to {entry.file_size:,}"
            raise Fault("bomb", shown(entry.orig_filename), grows)
