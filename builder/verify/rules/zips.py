"""The zip"""

from __future__ import annotations

import re
import stat
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from builder.verify.archive import WHOLE, Archive, readable, shown, unsafe
from builder.verify.package import JUNK, Package
from builder.verify.rules.rule import Faults, rule

ZIP = "SCORM 1.2 CAM 2.3, SCORM 2004 CAM 3.4"
SERVER_SIDE = re.compile(
    r"\.(?:py|rb|pl|sh|cgi|php\w?|phtml|aspx?|ashx|jspx?|shtml|cfm)$|(?:^|/)\.htaccess$",
    re.IGNORECASE,
)
WINDOWS = re.compile(
    r"(?:^|/)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.[^/]*)?(?:/|$)|\.(?:/|$)", re.IGNORECASE
)
PLAIN = re.compile(r"[A-Za-z0-9._/-]*")
LARGE, VERY_LARGE = 50_000_000, 200_000_000


def faults(package: Package, *kinds: str) -> Faults:
    """What hindered the reading of a package, of these kinds."""
    yield from ((f.where, f.message) for f in package.faults if f.kind in kinds)


def archive(package: Package) -> Archive:
    assert package.archive
    return package.archive


def entries(package: Package) -> Iterator[tuple[zipfile.ZipInfo, str]]:
    """Each entry with its name as it can be shown."""
    yield from ((entry, shown(entry.orig_filename)) for entry in archive(package).entries)


@rule("Z01", "error", needs="file", source=ZIP, fix="export the course as a zip again")
def is_a_zip(package: Package) -> Faults:
    """The package is a zip file

    Platforms unpack a zip and nothing else, whatever its name ends with. Some can't read one that
    something stands before, such as a program that unpacks it."""
    yield from faults(package, "not-zip")
    if package.archive and package.archive.before:
        yield WHOLE, f"{package.archive.before:,} bytes that are no zip stand before its first file"


@rule("Z02", "error", needs="file", source="PKWARE APPNOTE", fix="make the zip, or copy it, again")
def is_whole(package: Package) -> Faults:
    """The zip is whole

    An upload or download that broke off leaves files that can't be unpacked, or no list of files.
    Each file is unpacked in memory and compared with its checksum."""
    yield from faults(package, "damaged")
    if package.archive:
        yield from ((f.where, f.message) for f in package.archive.damaged())


@rule("Z03", "error", needs="file", source=ZIP, fix="make one zip that isn't split")
def is_one_file(package: Package) -> Faults:
    """The zip isn't split into several

    Platforms take one file."""
    yield from faults(package, "parts")


@rule(
    "Z04",
    "error",
    needs="file",
    source="practice of upload checks",
    fix="take out what isn't part of the course",
)
def is_no_bomb(package: Package) -> Faults:
    """The zip unpacks to a reasonable size

    A small file that unpacks to an enormous one stops a server; upload checks refuse it. Nothing
    of such a zip is read here: over 65,535 files, over 2 GiB unpacked, or a file over 10 MiB that
    shrank to less than a two-hundredth."""
    yield from faults(package, "bomb")


@rule("Z05", "error", needs="archive", source=ZIP, fix="make the zip without a password")
def is_not_encrypted(package: Package) -> Faults:
    """Nothing is encrypted

    No platform has the password."""
    found = [name for entry, name in entries(package) if entry.flag_bits & 0x41]
    if found:
        yield WHOLE, f"{len(found)} of its files are encrypted, {found[0]} among them"


@rule(
    "Z06",
    "error",
    needs="archive",
    source=ZIP,
    after=("Z05",),
    fix="make the zip with the usual method, deflate",
)
def is_stored_or_deflated(package: Package) -> Faults:
    """Files are stored or deflated

    These two methods are what the standard names and what every platform unpacks."""
    for entry, name in entries(package):
        if not readable(entry):
            yield name, f"it is compressed by method {entry.compress_type}"


@rule(
    "Z07",
    "error",
    needs="archive",
    source="PKWARE APPNOTE 4.4.17; Open edX SCORM XBlock",
    fix="pack the contents of the course's folder, with names relative to it",
)
def names_stay_inside(package: Package) -> Faults:
    """File names are relative and use forward slashes

    A name with `..`, a drive, a leading slash, a backslash or a control character could be written
    outside the course's folder; importers refuse or skip such files."""
    for entry, name in entries(package):
        if reason := unsafe(entry.orig_filename):
            yield name, f"its name {reason}"


@rule(
    "Z08",
    "error",
    needs="archive",
    source="practice of upload checks",
    fix="put the file itself in the link's place",
)
def are_no_links(package: Package) -> Faults:
    """There are no symbolic links or devices

    A link can point to any file of the server, so importers refuse it."""
    for entry, name in entries(package):
        mode = entry.external_attr >> 16
        kind = stat.S_IFMT(mode) if entry.create_system == 3 else 0
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            yield name, "it is a symbolic link" if stat.S_ISLNK(mode) else "it is a special file"


@rule(
    "Z09",
    "error",
    needs="archive",
    source="file systems of servers differ",
    fix="give each file a name of its own, in lower case",
)
def names_are_unique(package: Package) -> Faults:
    """File names are unique, ignoring case

    On many servers `A.png` and `a.png` are one file, and one is lost."""
    seen: dict[str, str] = {}
    for _, name in entries(package):
        other = seen.setdefault(name.rstrip("/").lower(), name)
        if other is not name:
            yield name, "its name stands twice" if other == name else f"{other} is there too"


@rule(
    "Z10",
    "warning",
    needs="archive",
    source="RFC 3986; platforms' help pages",
    after=("Z07",),
    fix="use letters, digits, '.', '_' and '-' only",
)
def names_are_plain(package: Package) -> Faults:
    """File names are plain ASCII

    Spaces and signs such as `#`, `%`, `?`, `&` and `+` mean something else in an address, and names
    in other alphabets depend on how each server unpacks them."""
    for entry, name in entries(package):
        if not PLAIN.fullmatch(entry.orig_filename):
            yield name, "its name has other signs than letters, digits, '.', '_' and '-'"


@rule(
    "Z11",
    "warning",
    needs="archive",
    source="Windows' limit of 260 characters",
    after=("Z07",),
    fix="shorten names, or nest folders less deeply",
)
def names_are_short(package: Package) -> Faults:
    """Paths are short

    Platforms put long folders before them. At most 150 characters, 100 a part, 8 levels."""
    for entry, name in entries(package):
        parts = entry.orig_filename.rstrip("/").split("/")
        if len(entry.orig_filename) > 150 or len(parts) > 8 or max(map(len, parts)) > 100:
            yield name, f"its path has {len(entry.orig_filename)} characters, {len(parts)} levels"


@rule(
    "Z12",
    "warning",
    needs="archive",
    source="old unpackers know no zip64",
    fix="make the zip with a tool that writes zip64 only when it must",
)
def is_not_zip64(package: Package) -> Faults:
    """The zip isn't a zip64

    Older platforms can't read this variant, which only very large zips need."""
    if archive(package).directory.zip64:
        yield WHOLE, "it is a zip64"


@rule(
    "Z13",
    "warning",
    needs="archive",
    source="openedx-scorm-xblock issue 121; Cornerstone help",
    fix="make pictures and films smaller, or link to films elsewhere",
)
def is_small(package: Package) -> Faults:
    """The zip is under 50 MB

    Open edX Studio shows an error above some 50 MB; other platforms stop between 20 and 500 MB."""
    size = archive(package).size
    if size > LARGE:
        much = ", more than many platforms take" if size > VERY_LARGE else ""
        yield WHOLE, f"it has {size / 1e6:.0f} MB{much}"


@rule(
    "Z14",
    "warning",
    needs="archive",
    source="practice",
    fix="leave it out, or pack with a tool that doesn't add it",
)
def has_no_junk(package: Package) -> Faults:
    """No files that an operating system or a tool left behind

    They make the upload larger, tell about the author's computer, and confuse importers."""
    for _, name in entries(package):
        if JUNK.search(name):
            yield name, "it is no part of a course"


@rule(
    "Z15",
    "error",
    needs="archive",
    source="Peritus help: such uploads are refused whole",
    fix="leave it out; to offer it as a download, put it in a zip of its own",
)
def has_no_server_side_files(package: Package) -> Faults:
    """No file that a web server could run

    Some platforms refuse the whole upload for one `.py` or `.php`."""
    for _, name in entries(package):
        if SERVER_SIDE.search(name):
            yield name, f"a server might run a {PurePosixPath(name).suffix or name} file"


@rule(
    "Z16",
    "error",
    needs="archive",
    source="SCORM 1.2 CAM 2.3; SCORM 2004 CAM 3.4",
    after=("Z07",),
    fix="have no file and folder of one name",
)
def files_are_no_folders(package: Package) -> Faults:
    """No file has the name of a folder

    Only one of the two can be unpacked."""
    for name in package.files:
        if package.is_folder(name):
            yield shown(name), "it is a file and a folder"


@rule(
    "Z17",
    "warning",
    needs="archive",
    source="Windows: naming of files",
    after=("Z07",),
    fix="give it another name",
)
def names_are_no_devices(package: Package) -> Faults:
    """File names work on Windows servers

    There a name such as `aux.html` or `con` means a device, and a full stop at a name's end is
    dropped: the file can't be unpacked, or not be found."""
    for entry, name in entries(package):
        if WINDOWS.search(entry.orig_filename):
            yield name, "Windows can't keep a file of this name"
