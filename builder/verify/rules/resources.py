"""Resources"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from builder.verify.addresses import address
from builder.verify.manifest import BASE, MANIFEST, Resource, entry_name, place
from builder.verify.package import Package
from builder.verify.rules.form import CAM, manifest
from builder.verify.rules.rule import Faults, rule

SCHEMA = re.compile(r"(?:^|/)[^/]+\.(?:xsd|dtd)$", re.IGNORECASE)
ENCODED = re.compile(r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/?#-]|%[0-9A-Fa-f]{2})*")


def launched(package: Package) -> list[Resource]:
    """The resources that items start, each once."""
    found = (manifest(package).resource(i.identifierref) for i in manifest(package).items())
    return list({r.identifier: r for r in found if r}.values())


def hrefs(package: Package) -> Iterator[tuple[str, int, str]]:
    """Every address in the resources, with its line and the zip's name for it."""
    for resource in manifest(package).resources:
        if resource.href:
            yield resource.href, resource.line, resource.name
        yield from ((f.href, f.line, f.name) for f in resource.files)


def form_fault(href: str, name: str) -> str:
    """What keeps an address from being a plain path in the package. `name` is where it leads to,
    seen from where xml:base says."""
    kind = address(href, MANIFEST).kind
    outside = f"{name}/".startswith("../")
    if href.startswith("/") or outside or kind in ("host", "disk", "other", "bad", "here"):
        return "is no path inside the package"
    return "holds a backslash" if "\\" in href else ""


@rule("R01", "error", source=CAM, fix='write type="webcontent"')
def is_webcontent(package: Package) -> Faults:
    """Every resource has `type="webcontent"`

    Nothing else is launched; wagtail-lms looks for these words."""
    for resource in manifest(package).resources:
        if resource.type != "webcontent":
            told = f"type {resource.type[:60]!r}" if resource.type else "no type"
            yield f"{MANIFEST}:{resource.line}", f"{resource.identifier[:60]!r} has {told}"


@rule(
    "R02",
    "error",
    source="the schemas of each edition; ADL's package checker",
    after=("M12",),
    fix='write adlcp:scormtype="sco" in 1.2, adlcp:scormType="sco" in 2004 (or "asset")',
)
def scorm_type_is_said(package: Package) -> Faults:
    """Every resource says whether it is a SCO or an asset

    Only a SCO may talk to the platform. The attribute is all lower case in 1.2 and has a capital T
    in 2004: the other spelling isn't seen."""
    right = "scormType" if manifest(package).is_2004 else "scormtype"
    for resource in manifest(package).resources:
        names = [name.rpartition("}")[2] for name in resource.element.attrib if "}" in name]
        if right not in names:
            wrong = next((name for name in names if name.lower() == "scormtype"), "")
            told = f"has {wrong!r} for {right!r}" if wrong else f"has no adlcp:{right}"
            yield f"{MANIFEST}:{resource.line}", f"{resource.identifier[:60]!r} {told}"


@rule(
    "R03",
    "warning",
    source="SCORM 1.2 CAM 2.1, SCORM 2004 CAM 2.1",
    after=("O01", "O04", "R02"),
    fix="mark what talks to the platform as a SCO",
)
def something_is_a_sco(package: Package) -> Faults:
    """Something that is launched is a SCO

    Of assets a platform records at most that they were opened."""
    found = launched(package)
    if found and not any(resource.scorm_type == "sco" for resource in found):
        yield f"{MANIFEST}:{found[0].line}", "all that is launched are assets: nothing is tracked"


@rule("R04", "error", source=CAM, fix="give the resource the href of its first page")
def launched_resources_have_an_href(package: Package) -> Faults:
    """A resource that an item launches has an `href`

    Without it there is nothing to open; Moodle doesn't notice at import."""
    for resource in launched(package):
        if not resource.href:
            yield f"{MANIFEST}:{resource.line}", f"{resource.identifier[:60]!r} has no href"


@rule("R05", "error", source=CAM, fix="write a path relative to the manifest, with forward slashes")
def addresses_are_relative(package: Package) -> Faults:
    """Addresses are paths inside the package

    Servers put a package anywhere, and learners may have no other host."""
    for href, line, name in hrefs(package):
        if fault := form_fault(href, name):
            yield f"{MANIFEST}:{line}", f"{href[:80]!r} {fault}"


@rule(
    "R06",
    "error",
    source="RFC 3986; the schemas' type anyURI",
    fix="write a space as %20 and other signs likewise",
)
def addresses_are_encoded(package: Package) -> Faults:
    """Addresses are percent-encoded

    A space or another alphabet in an address is read differently from platform to platform."""
    for href, line, name in hrefs(package):
        if not ENCODED.fullmatch(href) and not form_fault(href, name):
            yield f"{MANIFEST}:{line}", f"{href[:80]!r} has signs that must be percent-encoded"


@rule(
    "R07",
    "error",
    source="SCORM 2004 CAM 3.4: nothing that is named is missing",
    fix="put the file in, or spell the name exactly as in the zip",
)
def files_are_there(package: Package) -> Faults:
    """Every file that the manifest names is in the zip

    Platforms don't notice a missing one at import; a learner does. Small and capital letters
    differ on most servers."""
    seen: set[str] = set()
    for href, line, name in hrefs(package):
        if name not in package.files and name not in seen and not form_fault(href, name):
            seen.add(name)
            other = package.without_case.get(name.lower())
            told = f"; {other!r} is" if other else ""
            yield f"{MANIFEST}:{line}", f"{name[:120]!r} isn't in the zip{told}"


@rule(
    "R08",
    "error",
    source="ADL's package checker",
    fix="add a <file> with the resource's href; put a query into the item's parameters",
)
def a_resource_holds_what_it_launches(package: Package) -> Faults:
    """A resource with an `href` lists that file

    Platforms that copy only what is listed would leave out the page to launch."""
    for resource in manifest(package).resources:
        names = [file.name for file in resource.files]
        wrong = form_fault(resource.href, resource.name)
        if resource.href and not wrong and resource.name not in names:
            message = f"{resource.identifier[:60]!r} doesn't list its own {resource.href[:80]!r}"
            yield f"{MANIFEST}:{resource.line}", message


@rule(
    "R09",
    "warning",
    source="Open edX SCORM XBlock; wagtail-lms",
    after=("O01", "O04", "R04"),
    fix="put the resource that is launched first at the head of <resources>",
)
def the_launched_stands_first(package: Package) -> Faults:
    """The resource that is launched first stands first

    Open edX and wagtail-lms start the first one, whatever the organization says."""
    launches = manifest(package).launches()
    first = manifest(package).resources[:1]
    if launches and first and first[0].identifier != launches[0].resource.identifier:
        yield f"{MANIFEST}:{first[0].line}", f"{first[0].identifier[:60]!r} stands first"


@rule(
    "R10",
    "warning",
    source="Open edX SCORM XBlock, Moodle: both ignore it",
    fix="write the whole path in every href, and take xml:base out",
)
def has_no_base(package: Package) -> Faults:
    """There is no `xml:base`

    Several importers ignore it and then find no file."""
    for element in manifest(package).root.iter("*"):
        if element.get(BASE) is not None:
            yield place(element), "xml:base stands here"


@rule("R11", "error", source=CAM, fix="name the identifier of a <resource>")
def dependencies_lead_to_resources(package: Package) -> Faults:
    """Every dependency names a resource

    Otherwise files are missing on platforms that copy only what is named."""
    for resource in manifest(package).resources:
        for identifier, line in resource.dependencies:
            if not manifest(package).resource(identifier):
                yield f"{MANIFEST}:{line}", f"there is no resource {identifier[:60]!r}"


@rule("R12", "error", source=CAM, fix="let shared files need nothing themselves")
def dependencies_have_an_end(package: Package) -> Faults:
    """No resource depends on itself

    Following such a circle never ends."""
    needs = {r.identifier: [i for i, _ in r.dependencies] for r in manifest(package).resources}
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        circle = dict.fromkeys(error.args[1])
        by_way = ", by way of " + " and ".join(repr(name[:60]) for name in list(circle)[1:4])
        for resource in [r for r in manifest(package).resources if r.identifier in circle][:1]:
            message = f"{resource.identifier[:60]!r} depends on itself"
            yield f"{MANIFEST}:{resource.line}", message + by_way * (len(circle) > 1)


@rule(
    "R13",
    "warning",
    source="ADL's package checker",
    after=("O01", "O04", "O05", "R11"),
    fix="let an item launch it or a resource depend on it, or take it out",
)
def every_resource_is_used(package: Package) -> Faults:
    """Every resource is launched or depended on

    What nothing uses may be left out by an importer, and is a sign of a mistake."""
    used = {item.identifierref for item in manifest(package).items()}
    used |= {i for r in manifest(package).resources for i, _ in r.dependencies}
    for resource in manifest(package).resources:
        if resource.identifier not in used:
            yield f"{MANIFEST}:{resource.line}", f"nothing uses {resource.identifier[:60]!r}"


@rule(
    "R14",
    "warning",
    source="SCORM 2004 CAM 3.4; ADL's package checker",
    after=("Z14", "Z15", "R07", "R08"),
    fix="list it in a resource, or leave it out of the zip",
)
def every_file_is_named(package: Package) -> Faults:
    """Every file of the zip is in a resource

    Platforms that copy only what is listed would leave it out."""
    named = {name for _, _, name in hrefs(package)} | {MANIFEST}
    named |= {entry_name((e.text or "").strip()) for e in manifest(package).all("location")}
    others = [n for n in package.files if n not in named and not SCHEMA.search(n)]
    if others := [name for name in others if not _is_notice(name)]:
        more = f" and {len(others) - 1} more" if len(others) > 1 else ""
        yield others[0], f"the manifest doesn't list it{more}"


def _is_notice(name: str) -> bool:
    return "/" not in name and name.lower().startswith(("readme", "licen", "copying", "notice"))


@rule("R15", "warning", source="the schemas' intent: a list without doubles", fix="list it once")
def files_are_named_once(package: Package) -> Faults:
    """A resource lists each file once

    A file listed twice is a sign of a mistake in whatever wrote the list."""
    for resource in manifest(package).resources:
        counts = Counter(file.name for file in resource.files if file.name)
        for name in [name for name, count in counts.items() if count > 1]:
            yield f"{MANIFEST}:{resource.line}", f"{name[:120]!r} is listed more than once"


@rule(
    "R16",
    "error",
    source="ADL's package checker; servers choose the type by it",
    fix="give the page's file an ending such as .html",
)
def launched_files_have_an_ending(package: Package) -> Faults:
    """What is launched has a file extension

    By it a server tells the browser that this is a page."""
    for resource in launched(package):
        if resource.name and "." not in resource.name.rpartition("/")[2]:
            yield f"{MANIFEST}:{resource.line}", f"{resource.href[:80]!r} has no extension"
