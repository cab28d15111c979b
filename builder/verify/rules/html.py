"""The pages"""

from __future__ import annotations

from collections.abc import Callable

from builder.verify.addresses import address
from builder.verify.package import Package
from builder.verify.pages import Page
from builder.verify.rules.rule import Faults, rule

CSP = "content security policies of platforms: script-src 'self'; style-src 'self'"


def counted(package: Package, lines: Callable[[Page], list[int]], what: str) -> Faults:
    """One fault for all pages together: where the first is, and how many there are."""
    found = [(name, line) for name, page in package.pages.items() for line in lines(page)]
    if found:
        more = f" (the first of {len(found)})" if len(found) > 1 else ""
        yield f"{found[0][0]}:{found[0][1]}", f"{what}{more}"


@rule("H01", "warning", source="HTML: quirks mode", fix="begin each page with <!doctype html>")
def begins_with_a_doctype(package: Package) -> Faults:
    """Pages begin with `<!doctype html>`

    Without it browsers lay a page out as twenty years ago."""
    yield from counted(package, lambda page: [] if page.doctype else [1], "no <!doctype html>")


@rule(
    "H02",
    "warning",
    source="HTML: determining the character encoding",
    fix='put <meta charset="utf-8"> first in <head>',
)
def says_its_encoding(package: Package) -> Faults:
    """Pages say their encoding in the first 1,024 bytes

    A platform may send none, and then every accent is garbled."""
    yield from counted(package, lambda page: [] if page.charset else [1], "no <meta charset>")


@rule("H03", "advice", source=CSP, fix="put scripts into files")
def has_no_inline_scripts(package: Package) -> Faults:
    """There are no scripts inside pages

    A platform whose policy allows scripts from files alone doesn't run them."""
    yield from counted(
        package,
        lambda page: [*(line for line, _ in page.scripts), *page.handlers],
        "a script or on… attribute stands in the page",
    )


@rule("H04", "advice", source=CSP, fix="put styles into files")
def has_no_inline_styles(package: Package) -> Faults:
    """There are no styles inside pages

    A platform whose policy allows styles from files alone doesn't apply them."""
    yield from counted(package, lambda page: list(page.styles), "a style stands in the page")


@rule(
    "H05",
    "warning",
    source="browsers load no modules from disk; old servers don't send .mjs",
    fix="use a classic script",
)
def uses_classic_scripts(package: Package) -> Faults:
    """Scripts are classic ones

    Modules don't run where a package is opened from disk."""
    yield from counted(package, lambda page: list(page.modules), 'a script has type="module"')


@rule(
    "H06",
    "warning",
    source="platforms play packages in frames",
    fix='add target="_blank" rel="noopener" to links that lead outside',
)
def outside_links_open_elsewhere(package: Package) -> Faults:
    """Links to other hosts open in a new tab

    Otherwise the other site takes the course's place in the frame, the session is over, and there
    may be no way back."""
    yield from counted(package, _replacing, "a link to another host takes the course's place")


def _replacing(page: Page) -> list[int]:
    return [
        r.line
        for r in page.references
        if r.tag in ("a", "area") and r.target.lower() in ("", "_self")
        and address(r.url, "").kind == "host"
    ]  # fmt: skip


@rule("H07", "warning", source="HTML: noopener", fix='add rel="noopener"')
def new_tabs_cant_reach_back(package: Package) -> Faults:
    """Links that open a new tab have `rel="noopener"`

    In older browsers the other page could send the course's window elsewhere."""
    yield from counted(package, _open, 'target="_blank" without rel="noopener"')


def _open(page: Page) -> list[int]:
    return [
        r.line
        for r in page.references
        if r.target.lower() == "_blank"
        and not {"noopener", "noreferrer"} & set(r.rel.lower().split())
        and address(r.url, "").kind == "host"
    ]


@rule(
    "H08",
    "error",
    source="the session ends when the platform's window is replaced",
    fix="take target=_top or target=_parent out",
)
def stays_in_its_frame(package: Package) -> Faults:
    """No link replaces the platform's own window

    `_top` and `_parent` take the platform away, and with it what wasn't saved."""
    yield from counted(
        package,
        lambda page: [r.line for r in page.references if r.target.lower() in ("_top", "_parent")],
        "a link replaces the platform's window",
    )
