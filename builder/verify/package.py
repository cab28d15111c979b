"""A package as the rules see it: what could be read of it, and why no more could."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path, PurePosixPath

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

    @cached_property
    def folders(self) -> set[str]:
        return {f"{p}/" for name in self.files for p in PurePosixPath(name).parents}

    @cached_property
    def unread(self) -> list[str]:
        """Pages, style sheets and scripts that are too long, or too many, to be looked into."""
        texts = [name for name in self.files if name.lower().endswith((*HTML, *CSS, *JS))]
        found, total = [], 0
        for name in texts:
            total += self.files[name]
            if self.files[name] > MOST_TEXT or total > MOST_TEXTS:
                found.append(name)
        return found

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

    def references(self) -> Iterator[tuple[str, Reference]]:
        """Every address in pages and style sheets, with the name of the file it stands in."""
        for name, page in self.pages.items():
            yield from ((name, reference) for reference in page.references)
        for name, references in self.styles.items():
            yield from ((name, reference) for reference in references)

    def close(self) -> None:
        if self.archive:
            self.archive.close()

    def _texts(self, endings: tuple[str, ...]) -> list[str]:
        found = [n for n in self.files if n.lower().endswith(endings) and not JUNK.search(n)]
        return [name for name in found if name not in set(self.unread)]

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
