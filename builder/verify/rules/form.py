"""The manifest's form"""

from __future__ import annotations

from collections.abc import Iterable

from builder.verify.archive import WHOLE, shown
from builder.verify.manifest import DECLARED, MANIFEST, Element, Manifest, local, place
from builder.verify.package import Package
from builder.verify.rules.grammar import NAMESPACES
from builder.verify.rules.rule import Faults, rule
from builder.verify.rules.zips import archive, faults

CAM = "SCORM 1.2 CAM 2.3, SCORM 2004 CAM 3.4"
XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"
PREFIXES = tuple(
    f"http://www.{each}"
    for each in (
        "adlnet.org/xsd/adl",
        "imsglobal.org/xsd/imsss",
        "imsglobal.org/xsd/imscp",
        "imsproject.org/xsd/imscp",
    )
)

OTHERS = {"cmi5.xml": "a cmi5 course", "tincan.xml": "an xAPI (Tin Can) course",
          ".crs": "an AICC course"}  # fmt: skip


def manifest(package: Package) -> Manifest:
    assert package.manifest
    return package.manifest


def family(manifest: Manifest) -> str:
    return "2004" if manifest.is_2004 else "1.2"


def prefixed(name: str, manifest: Manifest) -> str:
    """`adlcp:location` for a name in braces; empty for one of another standard."""
    namespace, _, plain = name.rpartition("}")
    if namespace[1:] == XML_NAMESPACE:
        return f"xml:{plain}"
    prefixes = NAMESPACES[family(manifest)]
    return f"{prefixes[namespace[1:]]}{plain}" if namespace[1:] in prefixes else ""


@rule(
    "M01",
    "error",
    needs="archive",
    source=CAM,
    after=("Z07",),
    fix="zip the contents of the course's folder, not the folder",
)
def stands_at_the_root(package: Package) -> Faults:
    """`imsmanifest.xml` stands at the zip's root

    Platforms look for this name, in lower case, there and nowhere else."""
    names = package.files
    if MANIFEST in names:
        return
    found = [shown(n) for n in names if n.lower().rpartition("/")[2] == MANIFEST]
    inner = [shown(n) for n in names if n.lower().endswith(".zip")]
    if found:
        yield WHOLE, f"imsmanifest.xml isn't at its root: {found[0]} is there"
    elif inner and len(names) < 10:
        yield WHOLE, f"it has no imsmanifest.xml; the package may be the zip inside, {inner[0]}"
    elif other := next((what for ending, what in OTHERS.items() if _ends(names, ending)), ""):
        yield WHOLE, f"it has no imsmanifest.xml: it is {other}, not a SCORM package"
    elif archive(package).entries:
        yield WHOLE, "it has no imsmanifest.xml: it isn't a SCORM package"
    else:
        yield WHOLE, "there is nothing in it"


def _ends(names: Iterable[str], ending: str) -> bool:
    return any(name.lower().endswith(ending) for name in names)


@rule(
    "M02",
    "error",
    needs="archive",
    source="XML 1.0; platforms' help pages",
    fix="mend it in an editor that checks XML; an & is written &amp;",
)
def is_xml(package: Package) -> Faults:
    """The manifest is well-formed XML

    An `&` in a title is the most frequent reason for a refused upload."""
    yield from faults(package, "not-xml")


@rule(
    "M03",
    "error",
    needs="archive",
    source="XML 1.0; importers that read bytes",
    fix="save the manifest as UTF-8 without a byte order mark",
)
def is_utf8(package: Package) -> Faults:
    """The manifest is UTF-8 without a byte order mark

    Some importers look at the bytes before any parser does."""
    yield from faults(package, "encoding")
    if package.manifest:
        data = package.manifest.data
        declared = DECLARED.match(data)
        if data.startswith(b"\xef\xbb\xbf"):
            yield f"{MANIFEST}:1", "it begins with a byte order mark"
        elif declared and declared[1].lower() not in (b"utf-8", b"utf8", b"us-ascii"):
            yield f"{MANIFEST}:1", f"its encoding is {declared[1].decode()!r}, not UTF-8"


@rule(
    "M04",
    "error",
    needs="archive",
    source="XML 1.0 4.2; OWASP on XML external entities",
    fix="write the text itself where the entity stands",
)
def declares_no_entities(package: Package) -> Faults:
    """The manifest declares no entities

    An entity can read files of the server or grow without end. The manifest isn't read then."""
    yield from faults(package, "entities")


@rule("M05", "error", source="importers that refuse any DTD", fix="take the DOCTYPE out")
def has_no_doctype(package: Package) -> Faults:
    """The manifest has no DOCTYPE

    SCORM has none, and careful importers refuse one."""
    data = manifest(package).data
    at = data.find(b"<!DOCTYPE")
    if at >= 0 and manifest(package).root.getroottree().docinfo.internalDTD is not None:
        yield f"{MANIFEST}:{data.count(10, 0, at) + 1}", "it has a DOCTYPE"


@rule("M06", "error", needs="archive", source=CAM, fix="export the course as SCORM")
def has_the_right_root(package: Package) -> Faults:
    """The manifest's root is `manifest`

    A file of that name from another standard is no SCORM manifest."""
    yield from faults(package, "not-manifest")


@rule(
    "M07",
    "error",
    needs="archive",
    source=CAM,
    fix="export as SCORM 1.2, SCORM 2004 3rd Edition or SCORM 2004 4th Edition",
)
def edition_is_supported(package: Package) -> Faults:
    """The edition is SCORM 1.2, 2004 3rd or 2004 4th

    By `schemaversion` platforms choose how to talk to the package; Moodle takes an unknown one for
    1.2, Open edX for 2004. Other editions aren't checked here."""
    yield from faults(package, "edition")


@rule(
    "M08",
    "error",
    source="Open edX SCORM XBlock compares the text as it stands",
    fix="write the edition without white space around it",
)
def edition_is_exact(package: Package) -> Faults:
    """`schemaversion` is the edition's name and nothing else

    White space around it makes some importers choose the wrong edition."""
    said = manifest(package).said
    if said is not None and said != said.strip():
        yield place(manifest(package).all("schemaversion")[0]), f"it is {said!r}"


@rule(
    "M09",
    "warning",
    source="SCORM 1.2 CAM 2.3",
    fix="add <metadata> with <schema> and <schemaversion> as the manifest's first child",
)
def edition_is_said(package: Package) -> Faults:
    """A SCORM 1.2 manifest says that it is one

    Its schema has the metadata optional, but importers tell the edition by it."""
    if not manifest(package).is_2004 and manifest(package).said is None:
        yield place(manifest(package).root), "it has no <schemaversion>"


@rule(
    "M10",
    "error",
    source="SCORM 2004 CAM 3.4; ADL's package checker",
    fix="begin the manifest with one <metadata>: <schema>, then <schemaversion>",
)
def metadata_come_first(package: Package) -> Faults:
    """A SCORM 2004 manifest begins with one `metadata`: `schema`, `schemaversion`

    The edition is known from these alone."""
    found = manifest(package).root.findall("{*}metadata")
    if not manifest(package).is_2004:
        return
    names = [local(child) for child in found[0] if local(child)] if found else []
    if len(found) != 1:
        yield place(manifest(package).root), f"it has {len(found) or 'no'} <metadata>"
    elif names[:2] != ["schema", "schemaversion"] or names.count("schemaversion") > 1:
        yield place(found[0]), "<metadata> doesn't begin with <schema> and one <schemaversion>"


@rule("M11", "error", source=CAM, after=("M10",), fix="write <schema>ADL SCORM</schema>")
def schema_is_adl_scorm(package: Package) -> Faults:
    """`schema` is `ADL SCORM`

    Importers tell SCORM from other content packages by it."""
    for element in manifest(package).root.iterfind("{*}metadata/{*}schema"):
        if (element.text or "") != "ADL SCORM":
            yield place(element), f"<schema> is {(element.text or '')[:60]!r}"


@rule(
    "M12",
    "error",
    source="the schemas of each edition",
    fix="use the namespaces of the edition that <schemaversion> names",
)
def namespaces_fit(package: Package) -> Faults:
    """The namespaces are those of the edition

    By a namespace an importer knows what a name means; with another edition's it finds nothing."""
    root = manifest(package).root
    right = NAMESPACES[family(manifest(package))]
    used: dict[str, Element] = {}
    for element in root.iter("*"):
        for name in (element.tag, *element.attrib):
            used.setdefault(namespace_of(name), element)
    for namespace, element in used.items():
        if namespace not in right and namespace.startswith(PREFIXES):
            yield place(element), f"{namespace} isn't of SCORM {manifest(package).edition}"
    if not namespace_of(root.tag):
        yield place(root), "<manifest> is in no namespace"


def namespace_of(name: str) -> str:
    return name[1:].partition("}")[0] if name.startswith("{") else ""


@rule(
    "M13",
    "warning",
    source="Open edX SCORM XBlock, update_package_fields",
    after=("M12",),
    fix='write xmlns="…" for the IMS namespace, and its elements without a prefix',
)
def namespace_is_the_default(package: Package) -> Faults:
    """The IMS namespace is the default one

    Open edX looks every element up in the first namespace without a prefix that it meets."""
    prefix = manifest(package).root.prefix
    if prefix:
        yield place(manifest(package).root), f"its elements have the prefix {prefix[:40]!r}"
