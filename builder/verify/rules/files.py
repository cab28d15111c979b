"""Files and links"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.verify.archive import shown
from builder.verify.package import CSS, HTML, Package
from builder.verify.rules.resources import hrefs
from builder.verify.rules.rule import Faults, rule

UNSERVED = re.compile(r"\.(?:mjs|json|webmanifest|wasm|avif)$", re.IGNORECASE)
LEFT_OVER = re.compile(
    r"(?:^|/)(?:_sources|_downloads)/|(?:^|/)(?:searchindex\.js|objects\.inv|genindex\.html)$"
    r"|\.ipynb$"
)


def missing(package: Package) -> Iterator[tuple[str, str, bool]]:
    """Each address that leads to no file: its place, the name, and whether it is loaded. What the
    manifest lists too isn't told twice."""
    listed = {name for _, _, name in hrefs(package)}
    for where, reference, target in package.astray:
        if target.kind == "inside" and target.name not in listed:
            yield where, target.name, reference.loaded


@rule(
    "F01",
    "error",
    source="SCORM 2004 CAM 3.4: all that is needed is in the package",
    fix="put the file in, or mend the address",
)
def what_is_loaded_is_there(package: Package) -> Faults:
    """Pictures, scripts and style sheets that pages load are in the zip

    A learner meets a broken picture, or a page whose script never runs."""
    for where, name, loaded in missing(package):
        if loaded and name.lower() not in package.without_case:
            yield where, f"{shown(name)!r} isn't in the zip"


@rule(
    "F02",
    "error",
    source="SCORM 2004 CAM 3.4: all that is needed is in the package",
    fix="put the page in, or mend the link",
)
def links_lead_somewhere(package: Package) -> Faults:
    """Links inside the package lead to files of it

    Behind a broken one the platform shows its own error page in the course's frame."""
    for where, name, loaded in missing(package):
        if not loaded and name.lower() not in package.without_case:
            yield where, f"{shown(name)!r} isn't in the zip"


@rule(
    "F03",
    "error",
    source="most servers tell capital letters apart",
    fix="spell the name exactly as the file's",
)
def case_is_right(package: Package) -> Faults:
    """Addresses have the capital letters of the files

    On the author's Windows or Mac it works, on the server it doesn't."""
    for where, name, _ in missing(package):
        if other := package.without_case.get(name.lower()):
            yield where, f"{shown(name)!r} is called {shown(other)!r}"


@rule(
    "F04",
    "error",
    source="NHS web filters; offline players; SCORM 2004 CAM 3.4",
    fix="put it into the package",
)
def nothing_is_loaded_from_elsewhere(package: Package) -> Faults:
    """Nothing is loaded from other hosts

    Networks that allow listed hosts only, and learners without one, get a page without its fonts,
    scripts or pictures; and the other host learns who studies what."""
    for where, reference, target in package.astray:
        if target.kind == "host" and reference.loaded and reference.tag not in ("iframe", "frame"):
            yield where, f"<{reference.tag}> loads from {shown(target.name)}"


@rule(
    "F05",
    "warning",
    source="NHS web filters; frames in frames on phones",
    fix="link to it, opening in a new tab",
)
def no_frames_of_others(package: Package) -> Faults:
    """No page of another host in a frame

    It is empty where that host is blocked, refuses to be framed or asks for a sign-in."""
    for where, reference, target in package.astray:
        if target.kind == "host" and reference.tag in ("iframe", "frame"):
            yield where, f"a frame shows {shown(target.name)}"


@rule(
    "F06",
    "error",
    source="SCORM 1.2 CAM 2.3, SCORM 2004 CAM 3.4",
    fix="write it relative to the file it stands in",
)
def addresses_stay_inside(package: Package) -> Faults:
    """Addresses don't leave the package

    A leading slash leads to the platform's own pages, `..` above the package to whatever is
    there, and `file:` to a disk that learners don't have."""
    for where, reference, target in package.astray:
        if target.kind in ("server", "outside", "disk", "bad"):
            yield where, f"{shown(reference.url)!r} leads out of the package"


@rule("F07", "advice", source="Jekyll and hosts like it drop them", fix="rename the folder")
def names_begin_with_a_letter(package: Package) -> Faults:
    """No folder begins with an underscore

    Some web hosts don't serve such folders. We know of no platform that does this."""
    found = {each for name in package.files for each in name.split("/")[:-1] if each[:1] == "_"}
    for each in sorted(found - {"__MACOSX"}):
        yield shown(each) + "/", "its name begins with an underscore"


@rule(
    "F08",
    "warning",
    source="IIS: static MIME types",
    after=("Z14",),
    fix="put data into a .js file, and use classic scripts",
)
def types_are_served(package: Package) -> Faults:
    """No file types that old servers don't know

    A Windows server answers "not found" for what isn't in its list of types."""
    for name in package.files:
        if UNSERVED.search(name):
            yield shown(name), "some servers don't send files of this type"


@rule(
    "F09",
    "warning",
    source="Sphinx and Jupyter Book put them there",
    after=("Z14",),
    fix="leave it out of the package",
)
def holds_no_left_overs(package: Package) -> Faults:
    """No sources and indexes of the book that the package was made from

    They make the upload larger and can't be used in a platform."""
    for name in package.files:
        if LEFT_OVER.search(name):
            yield shown(name), "it is of no use in a package"


@rule("F10", "advice", source="the limits of this check", fix="make the file smaller")
def everything_was_looked_into(package: Package) -> Faults:
    """Pages, style sheets and scripts are small enough to be checked

    Those over 8 MiB, or beyond 64 MiB in all, aren't looked into here, nor pages with more than
    200,000 tags, or 5,000 attributes in one tag."""
    for name in package.unread:
        yield shown(name), "it was not looked into"


@rule(
    "F11", "error", source="HTML: an empty page has nothing to start", fix="export the page again"
)
def pages_have_content(package: Package) -> Faults:
    """Pages and style sheets aren't empty

    A file of 0 bytes is what an export that broke off leaves."""
    for name, size in package.files.items():
        if size == 0 and name.lower().endswith((*HTML, *CSS)):
            yield shown(name), "it is empty"
