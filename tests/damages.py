"""Ways to break a good package, each with the one rule that it breaks.

A damage takes a package's entries and gives others. The good packages are those of the small
course: two SCOs that share a script and a style sheet.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass
from functools import reduce
from io import BytesIO
from pathlib import Path

MANIFEST = "imsmanifest.xml"
ALL = ("scorm12", "scorm2004-3rd", "scorm2004-4th")
ONLY_12, ONLY_3RD, ONLY_4TH = ALL[:1], ALL[1:2], ALL[2:]
ONLY_2004 = ALL[1:]

Entry = tuple[zipfile.ZipInfo, bytes]
Entries = tuple[Entry, ...]
Change = Callable[[Entries], Entries]
Replacement = str | Callable[[re.Match[str]], str]


@dataclass(frozen=True)
class Damage:
    """A change after which a package breaks one rule; `raw` is one of the zip's bytes."""

    rule: str
    change: Change = lambda entries: entries
    formats: tuple[str, ...] = ALL
    raw: Callable[[bytes], bytes] = lambda data: data


def read(path: Path) -> Entries:
    with zipfile.ZipFile(path) as archive:
        return tuple((info, archive.read(info)) for info in archive.infolist())


def light(path: Path) -> Entries:
    """A package whose script and style sheet are cut to what rules look for: quick to check."""
    speaks = SPEAKS_12 if "scorm12" in path.name else SPEAKS_2004
    return both(put("mooc.js", speaks), put("mooc.css", b"p { color: red }"))(read(path))


def packed(entries: Entries) -> bytes:
    """A zip of entries, each as its ZipInfo says."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for info, data in entries:
            info = copy(info)
            archive.writestr(info, data, info.compress_type)
    return stream.getvalue()


# Changes of files.


def text(name: str, before: str, after: Replacement, times: int = 1) -> Change:
    """A file's text changes where this pattern matches; it must."""

    def change(entries: Entries) -> Entries:
        files = {info.filename: data for info, data in entries}
        new, found = re.subn(before, after, files[name].decode(), count=times, flags=re.DOTALL)
        assert found, (name, before)
        return put(name, new.encode())(entries)

    return change


def manifest(before: str, after: Replacement, times: int = 1) -> Change:
    return text(MANIFEST, before, after, times)


def html(after: str) -> Change:
    """More HTML in the first SCO's page."""
    return text("one.html", "</main>", after.replace("\\", "\\\\") + "</main>")


def script(more: str) -> Change:
    """More JavaScript in the shared script."""
    return lambda entries: put("mooc.js", named(entries)["mooc.js"] + f"\n{more}".encode())(entries)


def put(name: str, data: bytes) -> Change:
    """A file with this content, new or in the place of the old."""

    def change(entries: Entries) -> Entries:
        infos = {info.filename: info for info, _ in entries}
        info = infos.get(name, zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)))
        if name in infos:
            return tuple((i, data if i.filename == name else old) for i, old in entries)
        return (*entries, (info, data))

    return change


def without(name: str) -> Change:
    return lambda entries: tuple(each for each in entries if each[0].filename != name)


def listed(name: str, data: bytes = b"x") -> Change:
    """A new file that the manifest lists in the shared resource."""
    line = f'<file href="{name}"/>'
    return both(put(name, data), manifest(r"(?=</resource>\s*</resources>)", line))


def renamed(old: str, new: str) -> Change:
    """An entry under another name, which zipfile itself would mend or refuse to write."""

    def change(entries: Entries) -> Entries:
        return tuple(
            (_named(info, new) if info.filename == old else info, d) for info, d in entries
        )

    return change


def more(name: str, data: bytes = b"x", **values: int) -> Change:
    """One more entry with any name, also one that stands there already."""

    def change(entries: Entries) -> Entries:
        info = _named(zipfile.ZipInfo("x", (2020, 1, 1, 0, 0, 0)), name)
        for key, value in values.items():
            setattr(info, key, value)
        return (*entries, (info, data))

    return change


def _named(info: zipfile.ZipInfo, name: str) -> zipfile.ZipInfo:
    new = copy(info)
    new.filename = new.orig_filename = name
    return new


def named(entries: Entries) -> Mapping[str, bytes]:
    return {info.filename: data for info, data in entries}


def both(*changes: Change) -> Change:
    return lambda entries: reduce(lambda done, change: change(done), changes, entries)


# Changes of bytes.


def flagged(flag: int) -> Callable[[bytes], bytes]:
    """A flag set in each entry of the zip's list of files."""

    def change(data: bytes) -> bytes:
        new = bytearray(data)
        for match in re.finditer(rb"PK\x01\x02", data):
            new[match.start() + 8] |= flag
        return bytes(new)

    return change


def method(number: int) -> Callable[[bytes], bytes]:
    """Another method of compression for the first file of the list."""

    def change(data: bytes) -> bytes:
        at = data.index(b"PK\x01\x02") + 10
        return data[:at] + number.to_bytes(2, "little") + data[at + 2 :]

    return change


def flipped(data: bytes) -> bytes:
    """A byte of the first file's content changed."""
    at = data.index(b"PK\x03\x04") + 30 + len(MANIFEST) + 60
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


def declared(size: int) -> Callable[[bytes], bytes]:
    """The list of files says that the last file unpacks to so much."""

    def change(data: bytes) -> bytes:
        at = data.rindex(b"PK\x01\x02") + 24
        return data[:at] + size.to_bytes(4, "little") + data[at + 4 :]

    return change


def as_zip64(data: bytes) -> bytes:
    """The same zip, whose end is told in the long form."""
    place = data.rindex(b"PK\5\6")
    entries = int.from_bytes(data[place + 10 : place + 12], "little")
    size, offset = (int.from_bytes(data[place + a : place + a + 4], "little") for a in (12, 16))
    long = (44).to_bytes(8, "little") + b"\x2d\0\x2d\0" + bytes(8)
    long += b"".join(n.to_bytes(8, "little") for n in (entries, entries, size, offset))
    locator = b"PK\6\7" + bytes(4) + place.to_bytes(8, "little") + (1).to_bytes(4, "little")
    return data[:place] + b"PK\6\6" + long + locator + data[place:]


def disks(data: bytes) -> bytes:
    place = data.rindex(b"PK\5\6")
    return data[: place + 4] + b"\1\0\1\0" + data[place + 8 :]


# What is put into manifests.

ITEM = r'<item identifier="ITEM-x"{}>{}</item>'
CONTROLS = "<imsss:deliveryControls "
PRIMARY = (
    "<imsss:objectives><imsss:primaryObjective {}>{}</imsss:primaryObjective>{}</imsss:objectives>"
)
MAP = '<imsss:mapInfo targetObjectiveID="{}" {}/>'
OBJECTIVE = '<imsss:objective objectiveID="{}">{}</imsss:objective>'


def prefixed(entries: Entries) -> Entries:
    """Each element without a prefix gets one."""
    return manifest(
        r"(</?)(?=[a-z]+[\s/>])|(xmlns)=", lambda m: m[1] + "ims:" if m[1] else "xmlns:ims=", 0
    )(entries)


def in_item(xml: str) -> Change:
    """XML at the end of the first item."""
    return manifest("(?=</item>)", xml)


def before_controls(xml: str) -> Change:
    """XML in the first item's sequencing, where rollup rules and objectives stand."""
    return manifest(CONTROLS, xml + CONTROLS)


def resource(xml: str) -> Change:
    """XML after the last resource."""
    return manifest("</resources>", xml + "</resources>")


SPEAKS_12 = b"API Initialize Finish cmi.core.lesson_status cmi.suspend_data pagehide"
SPEAKS_2004 = b"API_1484_11 Initialize Terminate cmi.completion_status cmi.suspend_data pagehide"
LONG = "a" * 260

DAMAGES = [
    # The zip.
    Damage("Z01", raw=lambda data: b""),
    Damage("Z01", raw=lambda data: b"%PDF-1.7\n" + bytes(3000)),
    Damage("Z01", raw=lambda data: b"<html>Not found</html>"),
    Damage("Z01", raw=lambda data: b"MZ" + bytes(500) + data),
    Damage("Z02", raw=lambda data: data[: len(data) * 2 // 3]),
    Damage("Z02", raw=flipped),
    Damage("Z03", raw=disks),
    Damage("Z04", raw=declared(0x7FFFFFFF)),
    Damage("Z04", more("large.csv", bytes(12 * 2**20), compress_type=8)),
    Damage("Z05", raw=flagged(1)),
    Damage("Z06", raw=method(12)),
    Damage("Z07", more("../evil.html")),
    Damage("Z07", more("/etc/evil.html")),
    Damage("Z07", more("C:/evil.html")),
    Damage("Z07", more("files\\evil.html")),
    Damage("Z07", more("files//evil.html")),
    Damage("Z08", both(listed("link.txt"), without("link.txt"),
                       more("link.txt", external_attr=0o120777 << 16, create_system=3))),
    Damage("Z09", listed("MOOC.JS")),
    Damage("Z09", more("mooc.css")),
    Damage("Z10", both(put("files/a b.png", b"x"), manifest("(?=<dependency)", '<file href="files/a%20b.png"/>'))),
    Damage("Z11", listed("a/" * 9 + "b.png")),
    Damage("Z11", listed("files/" + "a" * 120 + ".png")),
    Damage("Z12", raw=as_zip64),
    Damage("Z14", put("__MACOSX/._one.html", b"x")),
    Damage("Z14", put("files/.DS_Store", b"x")),
    Damage("Z15", listed("files/mean.py")),
    Damage("Z15", put("files/mean.php", b"x")),
    Damage("Z16", listed("files")),
    Damage("Z17", listed("files/aux.png")),
    Damage("Z17", listed("files./a.png")),
    # The manifest's form.
    Damage("M01", lambda entries: tuple((_named(i, f"course/{i.filename}"), d) for i, d in entries)),
    Damage("M01", renamed(MANIFEST, "IMSManifest.xml")),
    Damage("M01", lambda entries: (_nested(entries),)),
    Damage("M01", without(MANIFEST)),
    Damage("M02", manifest("&amp;", "&")),
    Damage("M02", manifest("</organizations>", "")),
    Damage("M02", put(MANIFEST, b"")),
    Damage("M03", manifest("<\\?xml", "\ufeff<?xml")),
    Damage("M03", manifest("UTF-8", "ISO-8859-1")),
    Damage("M03", lambda entries: put(MANIFEST, named(entries)[MANIFEST].decode().encode("utf-16"))(entries)),
    Damage("M04", manifest(r"\?>", '?><!DOCTYPE manifest [<!ENTITY a "b">]>')),
    Damage("M04", manifest(r"\?>", '?><!DOCTYPE manifest [<!ENTITY a SYSTEM "file:///etc/passwd">]>')),
    Damage("M05", manifest(r"\?>", '?>\n<!DOCTYPE manifest SYSTEM "a.dtd">')),
    Damage("M06", put(MANIFEST, b'<?xml version="1.0" encoding="UTF-8"?><courseStructure/>')),
    Damage("M07", manifest(">(1\\.2|2004 \\w+ Edition)<", ">CAM 1.3<")),
    Damage("M07", manifest(">(1\\.2|2004 \\w+ Edition)<", ">2004 2nd Edition<")),
    Damage("M08", manifest(">(1\\.2|2004 \\w+ Edition)<", r"> \1\n<")),
    Damage("M09", manifest("<metadata>.*?</metadata>", ""), ONLY_12),
    Damage("M10", manifest("<metadata>.*?</metadata>", ""), ONLY_4TH),
    Damage("M10", manifest("<schema>.*?</schema>", ""), ONLY_2004),
    Damage("M11", manifest("ADL SCORM", "IMS Content")),
    Damage("M12", manifest("imscp_v1p1|imscp_rootv1p1p2", "imscp_v0")),
    Damage("M12", manifest("adlcp_v1p3", "adlcp_rootv1p2"), ONLY_2004),
    Damage("M12", manifest('xmlns="[^"]*" ', "")),
    Damage("M13", prefixed),
    Damage("M14", in_item("<adlcp:dataFromLMS>x</adlcp:dataFromLMS>"), ONLY_12),
    Damage("M14", in_item("<adlcp:datafromlms>x</adlcp:datafromlms>"), ONLY_2004),
    Damage("M14", manifest("<organization ", '<organization name="x" ')),
    Damage("M14", manifest(' href="one.html"', r'\g<0> adlcp:persistState="true"')),
    Damage("M15", manifest("(<organizations .*</organizations>)(.*</resources>)", r"\2\1")),
    Damage("M15", manifest("(<title>Two</title>)(.*?)(</item>)", r"\2<metadata/><metadata/>\1\3")),
    Damage("M15", manifest("(<dependency [^>]*>)", r"\1<file href='two.html'/>"), ONLY_12),
    Damage("M15", in_item("<imsss:sequencing><imsss:deliveryControls completionSetByContent='true' "
                          "objectiveSetByContent='true'/></imsss:sequencing>"), ONLY_2004),
    Damage("M15", manifest(r"(<imsss:rollup[^>]*>)\s*(<imsss:deli[^>]*>)", r"\2\1"), ONLY_2004),
    Damage("M16", manifest("<item ", '<item isvisible="yes" ')),
    Damage("M16", manifest('(scorm[tT]ype)="asset"', r'\1="SCO"')),
    Damage("M16", manifest('objectiveMeasureWeight="0"', 'objectiveMeasureWeight="5"'), ONLY_2004),
    Damage("M16", manifest('choice="true"', 'choice="TRUE"'), ONLY_2004),
    Damage("M17", manifest('<item identifier="ITEM-one"', "<item")),
    Damage("M17", manifest('"ITEM-one"', '"1 one"')),
    Damage("M18", manifest('"ITEM-two"', '"ITEM-one"')),
    Damage("M19", manifest('"ITEM-two"', f'"ITEM.{"x" * 40}"')),
    Damage("M20", manifest("<title>Two", f"<title>{LONG}")),
    Damage("M20", manifest(' version="1.10"', f' version="{LONG}"')),
    Damage("M21", manifest("</manifest>", r'<manifest identifier="B"><organizations/><resources/></manifest>\g<0>')),
    Damage("M22", manifest("<manifest ([^>]*)>", r'<manifest \1 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a a.xsd">'), ONLY_2004),
    Damage("M23", manifest("<manifest ([^>]*)>", r'<manifest \1 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a a.xsd">'), ONLY_12),
    Damage("M24", manifest("</metadata>", "<adlcp:location>about.xml</adlcp:location></metadata>")),
    Damage("M25", manifest("<resources>", "<resources>here")),
    # Organizations and items.
    Damage("O01", manifest("<organization .*</organization>", "")),
    Damage("O02", manifest('default="ORG-', 'default="NONE-')),
    Damage("O02", manifest(' default="[^"]*"', "")),
    Damage("O03", manifest("<title>Two", "<title> ")),
    Damage("O03", manifest("<title>Two</title>", "")),
    Damage("O03", manifest("<title>Two</title>", r"\g<0>\g<0>")),
    Damage("O04", manifest('identifierref="RES-two"', 'identifierref="RES-three"')),
    Damage("O05", manifest(' identifierref="RES-[^"]*"', "", 2), ONLY_12),
    Damage("O09", manifest("(?=</organization>)", ITEM.format("", "<title>x</title>")), ONLY_12),
    Damage("O05", manifest("(</item>)(?!.*</item>)", r"\1" + ITEM.format("", "<title>x</title>")), ONLY_2004),
    Damage("O06", manifest("</title>(?=\\s*<imsss)", "</title>" + ITEM.format(' identifierref="RES-two"', "<title>x</title><imsss:sequencing><imsss:deliveryControls completionSetByContent='true' objectiveSetByContent='true'/></imsss:sequencing>")), ONLY_2004),
    Damage("O07", manifest('identifierref="RES-two"', r'\g<0> parameters="a=b"')),
    Damage("O07", manifest('identifierref="RES-two"', r'\g<0> parameters="?a=b c"')),
    Damage("O08", manifest('identifierref="RES-', r'isvisible="false" \g<0>', 2)),
    # Resources.
    Damage("R01", manifest('type="webcontent"', 'type="text/html"')),
    Damage("R02", manifest("scormtype", "scormType"), ONLY_12),
    Damage("R02", manifest("scormType", "scormtype"), ONLY_2004),
    Damage("R02", manifest(' adlcp:scorm[tT]ype="asset"', "")),
    Damage("R03", manifest('(scorm[tT]ype)="sco"', r'\1="asset"', 2)),
    Damage("R04", manifest('adlcp:(scorm[tT]ype)="sco" href="two.html"', r'adlcp:\1="sco"')),
    Damage("R05", manifest('<file href="files/ty-bwl1', '<file href="/files/ty-bwl1'), ONLY_12),
    Damage("R05", manifest('"files/ty-bwl1.svg"', '"files\\\\ty-bwl1.svg"')),
    Damage("R06", manifest('href="two.html">', 'href="two.html#tŷ">')),
    Damage("R07", manifest('<file href="two.html"/>', r'\g<0><file href="three.html"/>')),
    Damage("R07", without("two.html")),
    Damage("R07", without("mooc.js")),
    Damage("R07", manifest('"mooc.css"', '"Mooc.css"')),
    Damage("R08", both(manifest('<file href="two.html"/>', ""), manifest('<file href="mooc.js"/>', r'\g<0><file href="two.html"/>'))),
    Damage("R09", manifest("(<resource .*?</resource>)(.*)(</resources>)", r"\2\1\3")),
    Damage("R10", manifest("<resources>", '<resources xml:base="./">')),
    Damage("R10", both(manifest('href="two.html">', 'xml:base="files/" href="../two.html">'), manifest('<file href="two.html"/>', '<file href="../two.html"/>'), manifest("files/numbers.csv", "numbers.csv"))),
    Damage("R05", manifest('<file href="two.html"/>', r'\g<0><file href="../two.html"/>')),
    Damage("R11", manifest('<dependency identifierref="SHARED-FILES"/>', r'\g<0><dependency identifierref="NONE"/>')),
    Damage("R12", manifest("(?=</resource>\\s*</resources>)", '<dependency identifierref="SHARED-FILES"/>')),
    Damage("R13", resource('<resource identifier="A" type="webcontent" adlcp:scormtype="asset"/>'), ONLY_12),
    Damage("R13", resource('<resource identifier="A" type="webcontent" adlcp:scormType="asset"/>'), ONLY_2004),
    Damage("R14", put("files/extra.png", b"x")),
    Damage("R15", manifest('<file href="mooc.js"/>', r"\g<0>\g<0>")),
    Damage("R16", both(renamed("two.html", "two"), manifest("two.html", "two", 2))),
    # Launch data.
    Damage("L01", in_item("<adlcp:masteryscore>80%</adlcp:masteryscore>"), ONLY_12),
    Damage("L01", in_item("<adlcp:masteryscore>180</adlcp:masteryscore>"), ONLY_12),
    Damage("L02", in_item("<adlcp:masteryscore>80</adlcp:masteryscore>"), ONLY_12),
    Damage("L03", in_item("<adlcp:maxtimeallowed>30 min</adlcp:maxtimeallowed>"), ONLY_12),
    Damage("L04", in_item("<adlcp:timelimitaction>exit</adlcp:timelimitaction>"), ONLY_12),
    Damage("L05", in_item(f"<adlcp:datafromlms>{LONG}</adlcp:datafromlms>"), ONLY_12),
    Damage("L05", in_item(f"<adlcp:dataFromLMS>{LONG * 16}</adlcp:dataFromLMS>"), ONLY_2004),
    Damage("L06", in_item('<adlcp:prerequisites type="aicc_script">ITEM-two</adlcp:prerequisites>'), ONLY_12),
    Damage("L07", both(in_item("<adlcp:dataFromLMS>x</adlcp:dataFromLMS>"), manifest('scormType="sco" href="one', 'scormType="asset" href="one')), ONLY_2004),
    Damage("L08", in_item('<adlcp:completionThreshold minProgressMeasure="0.5"/>'), ONLY_3RD),
    Damage("L08", in_item("<adlcp:completionThreshold>80</adlcp:completionThreshold>"), ONLY_3RD),
    Damage("L09", in_item("<adlcp:completionThreshold>0.8</adlcp:completionThreshold>"), ONLY_4TH),
    Damage("L10", both(in_item('<adlcp:completionThreshold completedByMeasure="true"/>'), put("mooc.js", SPEAKS_2004)), ONLY_4TH),
    Damage("L11", in_item('<adlcp:data><adlcp:map targetID="a"/></adlcp:data>'), ONLY_3RD),
    Damage("L12", in_item("<adlnav:presentation><adlnav:navigationInterface><adlnav:hideLMSUI>next</adlnav:hideLMSUI></adlnav:navigationInterface></adlnav:presentation>"), ONLY_2004),
    Damage("L13", manifest("(<item .*</item>)", r'<item identifier="ITEM-x"><title>x</title>\1<adlnav:presentation/></item>'), ONLY_2004),
    Damage("L14", in_item("<adlcp:maxtimeallowed>0000:30:00</adlcp:maxtimeallowed>"), ONLY_12),
    # Sequencing.
    Damage("S01", manifest(' flow="true"', ""), ONLY_2004),
    Damage("S02", manifest('choice="true" flow="true"', 'choice="false"'), ONLY_2004),
    Damage("S03", manifest('flow="true"', 'flow="true" forwardOnly="true"'), ONLY_2004),
    Damage("S03", manifest("<imsss:rollupRules", '<imsss:sequencingRules/><imsss:rollupRules'), ONLY_2004),
    Damage("S05", before_controls(PRIMARY.format('objectiveID="a"', "", OBJECTIVE.format("a", ""))), ONLY_2004),
    Damage("S06", before_controls(PRIMARY.format('objectiveID="a"', MAP.format("g", ""), "")), ONLY_2004),
    Damage("S07", before_controls(PRIMARY.format('satisfiedByMeasure="true"', "<imsss:minNormalizedMeasure>80</imsss:minNormalizedMeasure>", "")), ONLY_2004),
    Damage("S08", before_controls(PRIMARY.format("", "<imsss:minNormalizedMeasure>0.8</imsss:minNormalizedMeasure>", "")), ONLY_2004),
    Damage("S09", manifest(' completionSetByContent="true"', ""), ONLY_2004),
    Damage("S11", before_controls("<imsss:auxiliaryResources><imsss:auxiliaryResource auxiliaryResourceID='a' purpose='b'/></imsss:auxiliaryResources>"), ONLY_2004),
    Damage("S12", manifest("<imsss:sequencing>", '<imsss:sequencing IDRef="NONE">'), ONLY_2004),
    # Files and links.
    Damage("F01", html('<img src="files/gone.png" alt="">')),
    Damage("F01", put("style-one.css", b"p { background: url(gone.png) }")),
    Damage("F02", html('<a href="three.html">Three</a>')),
    Damage("F03", html('<img src="files/Ty-Bwl.svg" alt="">')),
    Damage("F04", html('<img src="https://pictures.example/a.png" alt="">')),
    Damage("F04", put("style-one.css", b"@import url(https://fonts.example/a.css);")),
    Damage("F04", text("one.html", '<script defer src="mooc.js">', '<script src="//cdn.example/a.js"></script>\\g<0>')),
    Damage("F05", html('<iframe src="https://films.example/1" title="Film"></iframe>')),
    Damage("F06", html('<img src="/files/ty-bwl.svg" alt="">')),
    Damage("F06", html('<a href="../../index.html">Up</a>')),
    Damage("F06", html('<img src="file:///C:/Users/a.png" alt="">')),
    Damage("F06", text("one.html", '<meta charset="utf-8">', '\\g<0><base href="/">')),
    Damage("F07", listed("_static/a.png")),
    Damage("F08", listed("files/data.json")),
    Damage("F09", listed("searchindex.js", b"x")),
    Damage("F10", listed("files/long.js", b"// \xc3\xa9 0123456789abcdef\n" * 400_000)),
    Damage("F11", put("style-one.css", b"")),
    # The pages.
    Damage("H01", text("one.html", "<!doctype html>", "")),
    Damage("H02", text("one.html", '<meta charset="utf-8">', "")),
    Damage("H03", html("<script>x = 1</script>")),
    Damage("H03", html('<p onclick="x()">x</p>')),
    Damage("H04", html('<p style="color: red">x</p>')),
    Damage("H05", text("one.html", "<script defer", '<script type="module" src="mooc.js"></script>\\g<0>')),
    Damage("H06", html('<a href="https://other.example/">x</a>')),
    Damage("H07", html('<a href="https://other.example/" target="_blank">x</a>')),
    Damage("H08", html('<a href="two.html" target="_top">x</a>')),
    # Scripts.
    Damage("J01", put("mooc.js", b"x = 1")),
    Damage("J01", put("mooc.js", SPEAKS_2004), ONLY_12),
    Damage("J01", put("mooc.js", SPEAKS_12), ONLY_2004),
    Damage("J02", put("mooc.js", SPEAKS_12.replace(b"Finish", b"")), ONLY_12),
    Damage("J02", put("mooc.js", SPEAKS_2004.replace(b"Terminate", b"")), ONLY_2004),
    Damage("J03", put("mooc.js", SPEAKS_12.replace(b"lesson_status", b"'+ 'status'")), ONLY_12),
    Damage("J03", put("mooc.js", SPEAKS_2004.replace(b"completion_", b"")), ONLY_2004),
    Damage("J04", script("api.LMSSetValue('cmi.core.exit', 'normal')"), ONLY_12),
    Damage("J04", script("api.SetValue('cmi.success_status', 'completed')"), ONLY_2004),
    Damage("J05", script("found = window.top.API || window.top.API_1484_11")),
    Damage("J06", put("mooc.js", SPEAKS_12.replace(b"pagehide", b"onunload")), ONLY_12),
    Damage("J06", put("mooc.js", SPEAKS_2004.replace(b"pagehide", b"onunload")), ONLY_2004),
    Damage("J07", put("mooc.js", SPEAKS_12.replace(b"cmi.suspend_data", b"localStorage")), ONLY_12),
    Damage("J07", put("mooc.js", SPEAKS_2004.replace(b"cmi.suspend_data", b"localStorage")), ONLY_2004),
    Damage("J08", script("navigator.serviceWorker.register('sw.js')")),
    Damage("J09", script("fetch('data.js')")),
    Damage("J10", script("x = eval('1')")),
    Damage("J11", script("alert('Done')")),
    Damage("J12", script("top.close()")),
    Damage("J13", script("api.SetValue('adl.nav.request', 'exitAll')"), ONLY_2004),
    Damage("J14", script("api.LMSInitialize(null)"), ONLY_12),
    Damage("J14", script("api.Initialize(null)"), ONLY_2004),
]  # fmt: skip


def _nested(entries: Entries) -> Entry:
    return zipfile.ZipInfo("course.zip", (2020, 1, 1, 0, 0, 0)), packed(entries)
