"""Names for the files of a package: lower-case ASCII, no two alike, whatever they are on disk."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import Path

FOLDER = "files"


class Files:
    """Collects the files that a SCO's pages use. `found` maps a name in the package to a file on
    disk; `taken` are the names that all SCOs of a build share."""

    def __init__(self, taken: dict[str, Path]) -> None:
        self.taken = taken
        self.found: dict[str, Path] = {}

    def name_for(self, path: Path) -> str:
        """The package's name for a file; the same content under the same name is kept once."""
        plain = f"{FOLDER}/{ascii_name(path.name)}"
        for name in (plain, _with_digest(plain, path)):
            if self.taken.setdefault(name, path).read_bytes() == path.read_bytes():
                self.found[name] = path
                return name
        raise AssertionError(f"two files with one SHA-256: {path}")


def ascii_name(name: str) -> str:
    """A name that any server, file system and importer takes: `[a-z0-9.-]`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem, dot, suffix = plain.rpartition(".")
    stem, suffix = (stem, suffix) if dot else (plain, "")
    stem = re.sub(r"[^a-z0-9]+", "-", stem).strip("-") or "file"
    return f"{stem[:80]}.{suffix}" if suffix else stem[:80]


def _with_digest(name: str, path: Path) -> str:
    stem, dot, suffix = name.rpartition(".")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:10]
    return f"{stem}-{digest}.{suffix}" if dot else f"{name}-{digest}"
