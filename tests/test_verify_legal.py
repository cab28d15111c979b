"""`verify_package` says nothing of what is unusual and legal."""

from __future__ import annotations

from pathlib import Path

import pytest
from damages import (
    ALL,
    ONLY_12,
    ONLY_2004,
    Change,
    both,
    in_item,
    light,
    listed,
    manifest,
    named,
    packed,
    put,
    text,
)

from builder.verify import verify_package

LOM_12 = (
    '<lom xmlns="http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"><general><title>'
    '<langstring xml:lang="en">x</langstring></title></general></lom>'
)
LOM_2004 = (
    '<lom xmlns="http://ltsc.ieee.org/xsd/LOM"><general><title>'
    '<string language="en">x</string></title></general></lom>'
)
XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="{}"'
SHARED = (
    '<imsss:sequencingCollection><imsss:sequencing ID="all"><imsss:deliveryControls '
    'completionSetByContent="true" objectiveSetByContent="true"/></imsss:sequencing>'
    "</imsss:sequencingCollection>"
)


def on_root(attributes: str) -> Change:
    return manifest("<manifest ", f"<manifest {attributes} ")


LEGAL: dict[str, tuple[Change, tuple[str, ...]]] = {
    "metadata of the course": (manifest("</schemaversion>", rf"\g<0>{LOM_12}"), ONLY_12),
    "metadata of the course, 2004": (manifest("</schemaversion>", rf"\g<0>{LOM_2004}"), ONLY_2004),
    "metadata of a file": (
        manifest(r'<file href="two.html"/>', f'<file href="two.html"><metadata>{LOM_2004}</metadata></file>'),
        ONLY_2004,
    ),
    "metadata in a file": (
        both(
            put("about/course.xml", b"<lom/>"),
            manifest("</schemaversion>", r"\g<0><adlcp:location>about/course.xml</adlcp:location>"),
        ),
        ALL,
    ),
    "elements of a vendor": (
        manifest("<resources>", '<resources xmlns:v="http://vendor.example/x"><v:a b="c">words</v:a>'),
        ALL,
    ),
    "another prefix": (manifest("adlcp(?=[:=])", "x", 0), ALL),
    "other namespaces first": (on_root('xmlns:other="http://other.example"'), ALL),
    "comments": (manifest("<title>Two", "<!-- a --><title><!-- b -->Two<!-- c -->"), ALL),
    "instructions and CDATA": (manifest("<title>Two", "<?a b?><title><![CDATA[Two & ]]>"), ALL),
    "lines of Windows": (manifest("\n", "\r\n", 0), ALL),
    "addresses of schemas": (on_root(XSI.format("a http://a.example/a.xsd")), ALL),
    "schemas": (
        both(put("a.xsd", b"<x/>"), put("b/b.xsd", b"<x/>"), on_root(XSI.format("a ./a.xsd\n\tb b/b.xsd"))),
        ALL,
    ),
    "empty launch data": (
        in_item(
            '<adlcp:prerequisites type="aicc_script"/><adlcp:maxtimeallowed/>'
            "<adlcp:datafromlms/><adlcp:masteryscore/>"
        ),
        ONLY_12,
    ),
    "parameters": (manifest('identifierref="RES-two"', r'\g<0> parameters="?a=1&amp;b=%20#c"'), ALL),
    "a question in a fragment": (manifest('identifierref="RES-two"', r'\g<0> parameters="#a?b"'), ALL),
    "a hidden item": (manifest('identifierref="RES-two"', r'\g<0> isvisible="false"'), ALL),
    "other things that are committed": (
        lambda good: put("mooc.js", named(good)["mooc.js"] + b"\ndatabase.Commit(true)")(good),
        ONLY_12,
    ),
    "a base of addresses": (
        both(
            listed("pictures/a.png"),
            text("one.html", '<meta charset="utf-8">', '\\g<0><base href="pictures/">'),
            text("one.html", "(mooc|style-one)(?=\\.)", r"../\1", 0),
            text("one.html", "<main.*</main>", '<main><img src="a.png" alt=""></main>'),
        ),
        ONLY_12,
    ),
    "names in style sheets that are no addresses": (
        listed("a.css", b"@namespace svg url(http://www.w3.org/2000/svg); p { color: red }"),
        ALL,
    ),
    "addresses that a script fills in": (text("one.html", "</main>", '<a href="{{next}}">x</a></main>'), ALL),
    "a link to the folder": (
        both(
            put("index.html", b'<!doctype html><meta charset="utf-8"><a href="./">x</a>'),
            manifest('<file href="two.html"/>', r'\g<0><file href="index.html"/>'),
        ),
        ALL,
    ),
    "a window for another host": (
        text("one.html", "</main>", '<a href="https://other.example/" target="other">x</a></main>'),
        ALL,
    ),
    "a query": (manifest(' href="two.html">', ' href="two.html?a=b#c">'), ALL),
    "a page as an asset": (
        both(listed("a.pdf"), manifest('scorm([tT])ype="sco" href="two', r'scorm\1ype="asset" href="two')),
        ALL,
    ),
    "shared sequencing": (
        both(
            manifest("<imsss:sequencing>.{0,200}?</imsss:sequencing>\\s*(</item>)", r'<imsss:sequencing IDRef="all"/>\1'),
            manifest("</manifest>", f"{SHARED}</manifest>"),
        ),
        ONLY_2004,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LEGAL)
def test_what_is_legal_is_not_told(name: str, mini: Path, tmp_path: Path) -> None:
    change, formats = LEGAL[name]
    for format_ in formats:
        good = mini / "build" / "packages" / f"mini-course-en-{format_}.zip"
        path = tmp_path / f"{format_}.zip"
        path.write_bytes(packed(change(light(good))))
        assert verify_package(path) == []
