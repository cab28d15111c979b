"""What stands in the manifest"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from builder.verify.manifest import BASE, Element, Manifest, entry_name, local, place, text_of
from builder.verify.package import Package
from builder.verify.rules.form import CAM, family, manifest, prefixed
from builder.verify.rules.grammar import Entry, grammar, wrong_value
from builder.verify.rules.rule import Faults, rule

XSI = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
NCNAME = re.compile(r"[^\W\d][\w.-]*")
SHORT = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}")
TEXTS = set(
    "title schema schemaversion adlcp:location adlcp:prerequisites adlcp:maxtimeallowed "
    "adlcp:timelimitaction adlcp:datafromlms adlcp:masteryscore adlcp:dataFromLMS "
    "adlcp:timeLimitAction adlcp:completionThreshold adlnav:hideLMSUI "
    "imsss:minNormalizedMeasure".split()
)
LENGTHS = {
    "title": 200, "@href": 2000, f"@{BASE}": 2000, "@identifierref": 2000,
    "@parameters": 1000, "@type": 1000, "@structure": 200, "@version": 20,
}  # fmt: skip


def elements(manifest: Manifest) -> Iterator[tuple[Element, str, Entry]]:
    """Each element that the grammar knows, with its prefixed name. A manifest inside isn't one."""
    known = grammar(family(manifest))
    for element in manifest.root.iter("*"):
        name = prefixed(element.tag, manifest)
        if name in known and (name != "manifest" or element is manifest.root):
            yield element, name, known[name]


@rule(
    "M14",
    "error",
    source="the schemas of each edition",
    after=("M12",),
    fix="take it out, or spell it as the edition does: small and capital letters differ",
)
def names_are_known(package: Package) -> Faults:
    """Elements and attributes are the edition's

    A misspelt one is passed over in silence, or refused by a checking importer."""
    for element, name, entry in elements(manifest(package)):
        for child in unknown_children(manifest(package), element, entry):
            told = prefixed(child.tag, manifest(package))
            yield place(child), f"<{told}> can't stand in <{name}>"
        for attribute in element.attrib:
            told = prefixed(attribute, manifest(package)) if "}" in attribute else attribute
            scorm_type = told.lower() == "adlcp:scormtype" and name == "resource"
            if told and told not in entry.attributes and told != "xml:lang" and not scorm_type:
                yield place(element), f"<{name}> can't have the attribute {told!r}"


def unknown_children(manifest: Manifest, element: Element, entry: Entry) -> list[Element]:
    """Those of the edition's namespaces that mustn't stand here."""
    children = [(child, prefixed(child.tag, manifest)) for child in element.iterchildren("*")]
    return [c for c, name in children if name and name not in entry.named | entry.extras]


@rule(
    "M15",
    "error",
    source="the schemas of each edition",
    after=("M12",),
    fix="put the elements in the standard's order, each as often as it may stand",
)
def order_is_right(package: Package) -> Faults:
    """Elements stand in the standard's order and number

    The order is part of the standard's schemas; importers that check refuse another."""
    for element, name, entry in elements(manifest(package)):
        names = [prefixed(child.tag, manifest(package)) for child in element.iterchildren("*")]
        names = [each for each in names if each in entry.named | entry.extras]
        extras = [each for each in names if each in entry.extras]
        line = "".join("+ " if each in entry.extras else f"{each} " for each in names)
        if not entry.order.fullmatch(line):
            yield place(element), f"<{name}> must hold, in this order: {_in_words(entry)}"
        for twice in [each for each, count in Counter(extras).items() if count > 1]:
            yield place(element), f"<{name}> has more than one <{twice}>"


def _in_words(entry: Entry) -> str:
    """`title* metadata?` for people; where several may stand, that isn't said."""
    words = [w.rstrip("*+").replace("?", " (at most one)") for w in entry.children.split()]
    return ", ".join([*words, *(["then the others"] if entry.extras else [])]) or "nothing"


@rule(
    "M16",
    "error",
    source="the schemas of each edition",
    after=("M12",),
    fix="give it one of the values that the standard knows",
)
def values_are_known(package: Package) -> Faults:
    """Attributes have values that the standard knows

    A platform takes another value for the default, or stops."""
    for element, name, entry in elements(manifest(package)):
        for attribute in sorted(entry.needed - set(element.attrib)):
            yield place(element), f"<{name}> needs the attribute {attribute!r}"
        for attribute, value in element.attrib.items():
            told = prefixed(attribute, manifest(package)) if "}" in attribute else attribute
            if wanted := wrong_value(entry.attributes.get(told, ""), value):
                yield place(element), f"{told} is {value[:60]!r}, not {wanted}"


@rule("M17", "error", source=CAM, fix="begin it with a letter; no space, ':' or '/'")
def identifiers_are_ids(package: Package) -> Faults:
    """Manifest, organizations, items and resources have an identifier of the right form

    Platforms keep learners' records by it, and XML knows no other form."""
    for element, name, _ in elements(manifest(package)):
        value = element.get("identifier")
        if name in ("manifest", "organization", "item", "resource") and not value:
            yield place(element), f"<{name}> has no identifier"
        elif value and not NCNAME.fullmatch(value):
            yield place(element), f"identifier {value[:60]!r} isn't an XML ID"


@rule("M18", "error", source=CAM, fix="give each its own identifier")
def identifiers_are_unique(package: Package) -> Faults:
    """Identifiers are unique in the manifest

    Of two equal ones platforms find one."""
    seen: set[str] = set()
    for element, _, _ in elements(manifest(package)):
        value = element.get("identifier") or element.get("ID")
        if value and value in seen:
            yield place(element), f"identifier {value[:60]!r} stands twice"
        seen.add(value or "")


@rule(
    "M19",
    "warning",
    source="platforms' help pages",
    after=("M17", "M18"),
    fix="use a letter, then letters, digits, '_' and '-', at most 40 in all",
)
def identifiers_are_short(package: Package) -> Faults:
    """Identifiers are short and plain

    Some platforms drop what belongs to a longer one or one with a full stop; over 255 characters
    Moodle's import breaks."""
    for element, _, _ in elements(manifest(package)):
        value = element.get("identifier")
        if value and not SHORT.fullmatch(value):
            yield place(element), f"identifier {value[:60]!r} isn't short and plain"


@rule(
    "M20",
    "warning",
    source="the smallest limits that SCORM 2004 promises; Moodle's import",
    fix="shorten it",
)
def texts_are_short(package: Package) -> Faults:
    """Texts are within the lengths that every platform keeps

    Longer ones may be cut; a title over 255 characters breaks Moodle's import."""
    for element, name, _ in elements(manifest(package)):
        values = {name: text_of(element), **{f"@{key}": v for key, v in element.attrib.items()}}
        for key, value in values.items():
            if len(value) > LENGTHS.get(key, len(value)):
                where = key.lstrip("@").rpartition("}")[2]
                yield place(element), f"{where} has {len(value)} characters, over {LENGTHS[key]}"


@rule(
    "M21",
    "error",
    source="SCORM 1.2 CAM 2.3; ADL's package checker",
    fix="put its items into the one manifest",
)
def holds_no_manifest(package: Package) -> Faults:
    """There is no manifest inside the manifest

    Importers read the outer one alone."""
    for element in manifest(package).all("manifest")[1:]:
        yield place(element), "another <manifest> stands here"


def missing_schemas(package: Package) -> Faults:
    for element in manifest(package).root.iter("*"):
        for name in element.get(XSI, "").split()[1::2]:
            if ":" not in name and entry_name(name) not in package.files:
                yield place(element), f"the schema {name[:80]!r} isn't in the zip"


@rule(
    "M22",
    "error",
    source="ADL's package checker",
    fix="put the edition's schema files at the zip's root, or take schemaLocation out",
)
def schemas_are_there(package: Package) -> Faults:
    """Schemas that a SCORM 2004 manifest names are in the zip

    A checking importer stops at one that it can't find."""
    if manifest(package).is_2004:
        yield from missing_schemas(package)


@rule(
    "M23",
    "warning",
    source="SCORM 1.2 CAM 2.3",
    fix="put the schema files at the zip's root, or take schemaLocation out",
)
def schemas_of_12_are_there(package: Package) -> Faults:
    """Schemas that a SCORM 1.2 manifest names are in the zip

    A checking importer may stop at one that it can't find; most don't look."""
    if not manifest(package).is_2004:
        yield from missing_schemas(package)


@rule("M24", "warning", source=CAM, fix="put the file in, or take <adlcp:location> out")
def metadata_files_are_there(package: Package) -> Faults:
    """Metadata files that the manifest names are in the zip

    Nothing that is named may be missing."""
    for element in manifest(package).all("location"):
        name = text_of(element).strip()
        if name and ":" not in name and entry_name(name) not in package.files:
            yield place(element), f"{name[:80]!r} isn't in the zip"


@rule(
    "M25",
    "error",
    source="the schemas of each edition",
    after=("M12",),
    fix="take the text out; a remark is written <!-- so -->",
)
def text_stands_in_its_place(package: Package) -> Faults:
    """Text stands only where the standard has it

    Words between elements are left over from editing by hand; importers that check refuse them."""
    for element, name, _ in elements(manifest(package)):
        texts = [child.tail for child in element if name not in TEXTS or local(child)]
        texts += [] if name in TEXTS else [element.text]
        for stray in [text.strip() for text in texts if text and text.strip()]:
            yield place(element), f"<{name}> holds the text {stray[:60]!r}"
