"""A package as the rules see it: what could be read of it, and why no more could."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from builder.verify.addresses import Address, address
from builder.verify.archive import Archive, Fault, open_archive, readable
from builder.verify.manifest import MANIFEST, MOST_BYTES, Manifest, read_manifest
from builder.verify.pages import Page, Reference, read_page, read_style

HTML, CSS, JS = (".html", ".htm", ".xhtml"), (".css",), (".js", ".mjs")
JUNK = re.compile(
    r"(^|/)(__MACOSX|\.git|\.svn|\.hg|\.doctrees|\.ipynb_checkpoints|node_modules)/"
    r"|(^|/)(\.DS_Store|Thumbs\.db|desktop\.ini|\.buildinfo|\._[^/]*|[^/]*\.(?:js|css)\.map)$",
    re.IGNORECASE,
)
MOST_TEXT = 8 * 2**20  # of one page, style sheet or script; a longer one isn't looked into
MOST_TEXTS = 64 * 2**20  # of all together
MOST_TAGS = 200_000  # of one page: its tree would need too much memory
MOST_ATTRIBUTES = 5_000  # of one tag: a parser compares each with all others
LONG_TAG, QUOTED = re.compile(rb"<[^<>]{20000,}"), re.compile(rb"\"[^\"]*\"|'[^']*'")
INDEX = ("index.html", "index.htm")


class Package:
    """Opens a zip and reads its manifest. `faults` is what hindered it; it never raises."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.faults: list[Fault] = []
        self.archive = self._open()
        self.manifest = self._read_manifest()

    def read(self, name: str, most: int = MOST_TEXT) -> bytes:
        """A file's first bytes; none when it isn't there or is damaged, which a rule says."""
        if not self.archive or name not in self.files:
            return b""
        try:
            return self.archive.read(name, most)
        except Fault:
            return b""

    @cached_property
    def files(self) -> dict[str, int]:
        """The sizes of the zip's files, by name."""
        entries = self.archive.files if self.archive else {}
        return {name: entry.file_size for name, entry in entries.items()}

    @cached_property
    def without_case(self) -> dict[str, str]:
        return {name.lower(): name for name in self.files}

    def is_folder(self, name: str) -> bool:
        """Whether there are files in it. A set of all folders could be larger than any memory."""
        after = bisect_left(self._sorted, f"{name}/")
        return after < len(self._sorted) and self._sorted[after].startswith(f"{name}/")

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self.files)

    @cached_property
    def unread(self) -> list[str]:
        """Pages, style sheets and scripts that are too long, or too many, to be looked into."""
        texts = [name for name in self.files if name.lower().endswith((*HTML, *CSS, *JS))]
        found, total = [], 0
        for name in texts:
            total += self.files[name]
            if self.files[name] > MOST_TEXT or total > MOST_TEXTS or self._is_crowded(name):
                found.append(name)
        return found

    def _is_crowded(self, name: str) -> bool:
        if not name.lower().endswith(HTML) or self.files[name] < 2 * MOST_ATTRIBUTES:
            return False
        data = self.read(name)
        tags = (QUOTED.sub(b"", tag).split() for tag in LONG_TAG.findall(data))
        return data.count(b"<") > MOST_TAGS or any(len(tag) > MOST_ATTRIBUTES for tag in tags)

    @cached_property
    def pages(self) -> dict[str, Page]:
        return {name: read_page(self.read(name)) for name in self._texts(HTML)}

    @cached_property
    def styles(self) -> dict[str, list[Reference]]:
        texts = ((name, self.read(name).decode("utf-8", "replace")) for name in self._texts(CSS))
        return {name: read_style(text) for name, text in texts}

    @cached_property
    def scripts(self) -> dict[str, str]:
        """The text of each script file, and of each page's own scripts under the page's name."""
        files = {name: self.read(name).decode("utf-8", "replace") for name in self._texts(JS)}
        inline = {
            name: "\n".join(text for _, text in page.scripts)
            for name, page in self.pages.items()
            if page.scripts
        }
        return {**files, **inline}

    @cached_property
    def astray(self) -> list[tuple[str, Reference, Address]]:
        """Addresses in pages and style sheets that lead to no file of the package: the place,
        itself and where it leads."""
        every = ((name, r, address(r.url, name)) for name, r in self._references())
        return [(f"{name}:{r.line}", r, target) for name, r, target in every
                if target.kind not in ("here", "other") and not self._is_there(target)]  # fmt: skip

    def _is_there(self, target: Address) -> bool:
        if target.kind != "inside":
            return False
        folder = f"{target.name.rstrip('/')}/"
        known = target.name in self.files or target.name in ("", ".", "./")
        return known or any(folder + each in self.files for each in INDEX)

    def _references(self) -> Iterator[tuple[str, Reference]]:
        for name, page in self.pages.items():
            yield from ((name, reference) for reference in page.references)
        for name, references in self.styles.items():
            yield from ((name, reference) for reference in references)

    def close(self) -> None:
        if self.archive:
            self.archive.close()

    def _texts(self, endings: tuple[str, ...]) -> list[str]:
        unread = set(self.unread)
        found = [n for n in self.files if n.lower().endswith(endings) and not JUNK.search(n)]
        return [name for name in found if name not in unread]

    def _open(self) -> Archive | None:
        try:
            return open_archive(self.path)
        except Fault as fault:
            self.faults.append(fault)
        return None

    def _read_manifest(self) -> Manifest | None:
        if not self.archive or MANIFEST not in self.archive.files:
            return None
        try:
            return self._manifest(self.archive)
        except Fault as fault:
            if fault.kind != "damaged":  # of that the rule about damaged files speaks
                self.faults.append(fault)
        return None

    def _manifest(self, archive: Archive) -> Manifest | None:
        entry = archive.files[MANIFEST]
        if entry.file_size > MOST_BYTES:
            message = f"it has {entry.file_size:,} bytes; {MOST_BYTES:,} are read"
            raise Fault("not-xml", MANIFEST, message)
        return read_manifest(archive.read(MANIFEST, MOST_BYTES)) if readable(entry) else None
