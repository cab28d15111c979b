"""Small packages that try what a platform really does: evidence for a profile, or for a report."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from builder.document import Item, fill_manifest
from builder.formats import FORMATS
from builder.formats.base import Format
from builder.package import write_zip
from builder.project import Project

NAME, TITLE = "lms-test", "Test of this learning platform"
VERSION = "1"
FORMAT_NAMES = ("scorm12", "scorm2004-4th")
FILES = ("index.html", "lms-test.css", "lms-test.js")


def write_lms_tests(folder: Path) -> list[Path]:
    """A zip an edition, the same bytes each time; the folder is made if it isn't there."""
    folder.mkdir(parents=True, exist_ok=True)
    return list(_written(folder))


def _written(folder: Path) -> Iterator[Path]:
    project = Project(Path.cwd())
    for format_ in (FORMATS[name] for name in FORMAT_NAMES):
        path = folder / f"{NAME}-{format_.name}.zip"
        write_zip(path, _contents(project, format_))
        yield path


def _contents(project: Project, format_: Format) -> dict[str, bytes]:
    texts = {name: project.template(f"lms-test/{name}").read_text("utf-8") for name in FILES}
    edition = "1.2" if format_.name == "scorm12" else "2004"
    texts["index.html"] = texts["index.html"].replace("{{ version }}", edition)
    facts = {"version": VERSION, "title": TITLE, "schemas": False, "shared": ()}
    items = [Item(NAME, TITLE, False, FILES)]
    manifest = fill_manifest(project.templates, format_, NAME, items=items, **facts)
    return {name: text.encode() for name, text in {"imsmanifest.xml": manifest, **texts}.items()}
