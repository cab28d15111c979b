"""The sheet beside a zip: one page for whoever uploads it, made of nothing but the zip and what was
found in it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined
from lxml import etree, html
from ruamel.yaml import YAML

from builder.verify.against.content import Content, read_content
from builder.verify.finding import Finding
from builder.verify.manifest import EDITIONS, Launch
from builder.verify.package import Package

PLATFORMS = Path(__file__).with_name("platforms.yml")
FORMATS = {
    "1.2": "scorm12",
    "2004 3rd Edition": "scorm2004-3rd",
    "2004 4th Edition": "scorm2004-4th",
}
ACCESSIBILITY = ("P20",)  # rules about who can use it


def sheet_path(path: Path) -> Path:
    """Stable from version to version, as the zip's own name."""
    return path.with_name(f"{path.stem}-sheet.html")


def sheet_html(
    path: Path, findings: Sequence[Finding], template: Path, name: str = "", played: bool = False
) -> str:
    """The same zip and findings give the same sheet. `name` is the zip's, if it has another yet."""
    package = Package(path)
    try:
        facts = sheet_facts(package, findings, played)
    finally:
        package.close()
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    page = environment.from_string(template.read_text("utf-8"))
    return page.render(file=name or path.name, **facts)


def sheet_facts(package: Package, findings: Sequence[Finding], played: bool) -> dict[str, Any]:
    manifest = package.manifest
    launches = list({each.url: each for each in (manifest.launches() if manifest else [])}.values())
    contents = [read_content(package, each.name) for each in launches]
    scos = [_sco(each, content) for each, content in zip(launches, contents, strict=True)]
    access = [f for f in findings if f.rule in ACCESSIBILITY]
    return {
        "title": manifest.title if manifest else package.path.stem,
        "edition": EDITIONS[manifest.edition] if manifest else "not readable",
        "version": next((c.version for c in contents if c), manifest.version if manifest else ""),
        "language": _language(package, launches),
        "size": package.path.stat().st_size,
        "sha256": _sha256(package.path),
        "files": len(package.files),
        "scos": scos,
        "state": _state(contents),
        "hosts": sorted(set(_hosts(package))),
        "platforms": _platforms(FORMATS[manifest.edition]) if manifest else [],
        "access": access,
        "findings": [finding for finding in findings if finding not in access],
        "statement": any(map(_has_statement, (package.read(each.name) for each in launches))),
        "played": played,
    }


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sco(launch: Launch, content: Content | None) -> dict[str, Any]:
    facts: dict[str, Any] = {"title": launch.item.title, "launch": launch.url, "ours": False}
    if content:
        drawn = {quiz.quiz for quiz in content.past}
        facts |= {
            "ours": True,
            "pages": len(content.pages),
            "questions": len(content.questions),
            "points": "" if drawn & set(content.scored) else _points(content),
            "scored": content.scored,
            "pass_mark": content.pass_mark,
            "completion": content.completion,
            "notes": any(q.note for q in content.questions.values()) and content.notes,
        }
    return facts


def _points(content: Content) -> str:
    points = sum(q.points for q in content.counting)
    return f"{points:g} points"


def _state(contents: Sequence[Content | None]) -> tuple[int, int] | None:
    """The most characters that saved work can need, and how many there are for it."""
    known = [(c.worst_case_state, c.budget) for c in contents if c]
    return max(known) if known and len(known) == len(contents) else None


def _language(package: Package, launches: Sequence[Launch]) -> str:
    """As the first document says."""
    for launch in launches:
        try:
            return str(html.document_fromstring(package.read(launch.name)).get("lang") or "")
        except etree.LxmlError:
            continue
    return ""


def _hosts(package: Package) -> Iterator[str]:
    """Those that pages and style sheets load something from."""
    for _, reference, target in package.astray:
        if reference.loaded and target.kind == "host":
            yield target.name


def _has_statement(page: bytes) -> bool:
    return b'id="accessibility-contact"' in page or b"-accessibility-contact" in page


@cache
def _all_platforms() -> list[dict[str, str]]:
    found: list[dict[str, str]] = YAML(typ="safe", pure=True).load(PLATFORMS.read_text("utf-8"))
    return found


def _platforms(format_: str) -> list[dict[str, Any]]:
    """Those that this format is best for come first."""
    every = [each | {"fits": each["format"] in (format_, "any")} for each in _all_platforms()]
    return sorted(every, key=lambda each: not each["fits"])
