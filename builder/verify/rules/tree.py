"""Organizations and items"""

from __future__ import annotations

from collections.abc import Iterator

from builder.verify.manifest import MANIFEST, Item, Organization, place
from builder.verify.package import Package
from builder.verify.rules.form import CAM, manifest
from builder.verify.rules.rule import Faults, rule


def nodes(package: Package) -> Iterator[Organization | Item]:
    """Each organization, followed by its items."""
    for organization in manifest(package).organizations:
        yield organization
        yield from organization.walk()


@rule(
    "O01",
    "error",
    source="SCORM 2004 CAM 3.4; ADL's package checker",
    fix="add an <organization> with an <item> for each thing to launch",
)
def there_is_something_to_show(package: Package) -> Faults:
    """There is an organization, and each has an item

    Platforms show this tree; a package without one has nothing to start."""
    found = manifest(package).organizations
    if not found:
        yield place(manifest(package).root), "it has no organization"
    for organization in found:
        if not organization.items:
            yield f"{MANIFEST}:{organization.line}", "the organization has no items"


@rule(
    "O02",
    "error",
    source="ADL's package checker; the schemas don't see it",
    after=("O01",),
    fix="name an organization's identifier in <organizations default=…>",
)
def default_is_there(package: Package) -> Faults:
    """`organizations` names its default

    It says which tree is shown; where it leads nowhere some importers find no course."""
    default = manifest(package).default
    if default not in [o.identifier for o in manifest(package).organizations]:
        element = manifest(package).root.find("{*}organizations")
        told = f"names {default[:60]!r}, which isn't there" if default else "is missing"
        yield place(element), f"the attribute 'default' {told}"


@rule("O03", "error", source=CAM, fix="give it one <title> with text")
def everything_has_a_title(package: Package) -> Faults:
    """Every organization and item has one title

    Learners see it as the link."""
    for node in nodes(package):
        titles = len(node.element.findall("{*}title"))
        if titles != 1 or not node.title:
            told = (
                "no title" if titles == 0 else "an empty title" if titles == 1 else "several titles"
            )
            yield f"{MANIFEST}:{node.line}", f"{node.identifier[:60]!r} has {told}"


@rule("O04", "error", source=CAM, fix="name the identifier of a <resource>, as it is written there")
def references_lead_to_resources(package: Package) -> Faults:
    """Every `identifierref` of an item names a resource

    Moodle doesn't notice a wrong one at import: learners meet it."""
    for item in manifest(package).items():
        if item.identifierref and not manifest(package).resource(item.identifierref):
            message = f"{item.identifier[:60]!r} names {item.identifierref[:60]!r}, no resource"
            yield f"{MANIFEST}:{item.line}", message


@rule(
    "O05",
    "error",
    source=CAM,
    fix="give the item an identifierref, or take the item out",
)
def leaves_launch(package: Package) -> Faults:
    """Every item without items launches something

    A learner who chooses it would see nothing. In SCORM 1.2 it may be a heading, as long as others
    launch something."""
    headings = not manifest(package).is_2004 and any(
        item.identifierref for item in manifest(package).items()
    )
    if not headings:
        yield from _empty(package)


def _empty(package: Package) -> Faults:
    for item in manifest(package).items():
        if not item.items and not item.identifierref:
            yield f"{MANIFEST}:{item.line}", f"{item.identifier[:60]!r} launches nothing"


@rule(
    "O06",
    "error",
    source="SCORM 2004 CAM 3.4; ADL's package checker",
    fix="move the identifierref to an item of its own inside",
)
def clusters_launch_nothing(package: Package) -> Faults:
    """In SCORM 2004 an item with items launches nothing

    Platforms pass such content over, for only leaves are delivered."""
    for item in manifest(package).items() if manifest(package).is_2004 else ():
        if item.items and item.identifierref:
            message = f"{item.identifier[:60]!r} has items and launches something"
            yield f"{MANIFEST}:{item.line}", message


@rule(
    "O07",
    "error",
    source="SCORM 2004 CAM 3.4",
    fix="begin parameters with '?', '&' or '#' and percent-encode them; only where it launches",
)
def parameters_are_right(package: Package) -> Faults:
    """`parameters` can be joined to the address

    Platforms put them behind the file's name as they are."""
    for item in manifest(package).items():
        params = item.params
        begins = params[:1] in ("?", "&", "#") and "?" not in params.partition("#")[0][1:]
        spaced = any(sign.isspace() or sign in '<>"\\' or ord(sign) > 126 for sign in params)
        if params and (not begins or spaced or not item.identifierref):
            where = f"{MANIFEST}:{item.line}"
            yield where, f"parameters {params[:60]!r} can't follow a file's name here"


@rule(
    "O08",
    "warning",
    source="SCORM 1.2 CAM 2.3, SCORM 2004 CAM 3.4",
    after=("O01",),
    fix='take isvisible="false" out of what learners choose',
)
def something_is_visible(package: Package) -> Faults:
    """Learners can see at least one item that launches something

    A platform that shows the tree would show nothing to choose."""
    organization = manifest(package).organization
    leaves = [i for i in organization.walk() if i.identifierref] if organization else []
    if leaves and not any(item.visible for item in leaves):
        yield f"{MANIFEST}:{leaves[0].line}", "no item that launches something is visible"


@rule(
    "O09",
    "advice",
    source=CAM,
    after=("O05",),
    fix="give the item an identifierref, or see how your platform shows it",
)
def headings_are_meant(package: Package) -> Faults:
    """In SCORM 1.2 no item is a heading alone

    The standard has such items. Some platforms show a link that opens nothing."""
    if not manifest(package).is_2004:
        yield from _empty(package)
