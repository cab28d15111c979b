"""What an author can put into a page, looked at and used: in the book and in a package, with and
without scripts, on a wide and on a narrow screen. What works where stands in docs/authoring.md."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from .axe import violations
from .server import Site
from .test_every_page import is_the_themes
from .window import Watched

ROOT = Path(__file__).parents[2]
COURSE = ROOT / "tests" / "courses" / "constructs"
CSP = {"Content-Security-Policy": "script-src 'self'; style-src 'self'"}
PAGES = {"text/words": "text-words", "text/layout": "text-layout"}
PAGES |= {"media/pictures": "media-pictures", "text/notebook": "text-notebook"}


@dataclass(frozen=True)
class Seen:
    """A page under our eyes: of the book or a package, with or without scripts."""

    page: Page
    root: Locator
    book: bool
    scripts: bool

    def shows(self, *selectors: str) -> str:
        for selector in selectors:
            expect(self.root.locator(selector).first).to_be_visible()
        return "yes"

    def says(self, *texts: str) -> str:
        for text in texts:
            expect(self.root.get_by_text(text).first).to_be_visible()
        return "yes"

    def unfolds(self, control: str, text: str) -> str:
        """By keyboard; what can't be folded without the theme's script is open."""
        hidden = self.root.get_by_text(text).first
        if self.book and not self.scripts and not self.root.locator(control).count():
            expect(hidden).to_be_visible()
            return "open"
        expect(hidden).not_to_be_visible()
        self.root.locator(control).first.press("Enter")
        expect(hidden).to_be_visible()
        return "yes"

    def leads(self, link: str, text: str) -> str:
        """By keyboard, to where the text stands, and back again."""
        start = self.page.url
        self.root.locator(link).first.press("Enter")
        expect(self.page.get_by_text(text).first).to_be_in_viewport()
        self.page.goto(start)
        return "yes"

    def scrolls(self, box: Locator, key: str, side: str) -> str:
        box.scroll_into_view_if_needed()
        box.focus()
        box.press(key)
        expect(box).not_to_have_js_property(side, 0)
        return "yes"

    @property
    def narrow(self) -> bool:
        size = self.page.viewport_size
        return size is not None and size["width"] < 600


Look = Callable[[Seen], str]
KINDS = "note tip important hint seealso attention caution warning danger error".split()


def footnote(seen: Seen) -> str:
    seen.root.locator("a.footnote-reference").press("Enter")
    note = seen.root.locator("aside.footnote")
    expect(note).to_be_in_viewport()
    note.get_by_role("link").first.press("Enter")
    expect(seen.root.locator("a.footnote-reference")).to_be_in_viewport()
    return "yes"


def code(seen: Seen) -> str:
    block = seen.root.locator("#counting-code, #text-words--counting-code")
    expect(block.locator(".linenos")).to_have_count(4)
    for line in block.locator(".hll").all():
        assert style(line, "backgroundColor") != "rgba(0, 0, 0, 0)"
    assert block.locator(".hll").count() == 2
    seen.says("Counting trays")
    return seen.leads("a:has-text('Listing 2')", "Counting trays")


def tabs(seen: Seen) -> str:
    first = seen.root.locator(".sd-tab-set").first
    radios = first.locator("input")
    expect(seen.root.get_by_text("Nine trays after noon.")).not_to_be_visible()
    radios.first.press("ArrowRight")
    expect(radios.last).to_be_focused()
    seen.says("Nine trays after noon.", "Busy.")
    expect(seen.root.get_by_text("Fourteen trays before noon.")).not_to_be_visible()
    return "yes"


def cards(seen: Seen) -> str:
    left, right = (box(c) for c in seen.root.locator(".sd-row").first.locator(".sd-card").all())
    assert (right["y"] > left["y"]) if seen.narrow else (right["x"] > left["x"])
    seen.says("Two minutes", "Header text")
    return seen.leads("a.sd-stretched-link", "A note about")


def buttons(seen: Seen) -> str:
    for button in seen.root.locator("a.sd-btn").all():
        assert box(button)["height"] >= 44
    return seen.leads("a.sd-btn", "About 10 minutes")


def columns(seen: Seen) -> str:
    left, right = (box(seen.root.get_by_text(f"{side} column.")) for side in ("Left", "Right"))
    assert right["x"] > left["x"]
    return "yes"


def table(seen: Seen) -> str:
    seen.shows("th:has-text('Packer')", "caption:has-text('Table 1')")
    assert style(seen.root.locator("td", has_text="12").first, "textAlign") == "right"
    wide = seen.root.locator(".pst-scrollable-table-container:has-text('Quarantined')")
    return seen.scrolls(wide, "ArrowRight", "scrollLeft") if seen.narrow else "yes"


def figure(seen: Seen) -> str:
    seen.says("Two clocks: the request", "The legend says more.")
    for image in seen.root.locator("img").all():
        image.scroll_into_view_if_needed()
        expect(image).not_to_have_js_property("naturalWidth", 0)
        assert image.get_attribute("alt")
    return seen.leads("a:has-text('Fig. 1')", "Two clocks: the request")


def film(seen: Seen) -> str:
    video = seen.root.locator("video")
    video.scroll_into_view_if_needed()
    expect(video).not_to_have_js_property("readyState", 0)
    video.focus()
    video.press("Space")
    expect(video).to_have_js_property("paused", False)
    video.press("Space")
    expect(video).to_have_js_property("paused", True)
    expect(seen.root.locator("track")).to_have_js_property("readyState", 2)
    return seen.unfolds("summary:has-text('film')", "A tray moves from the left")


def sound(seen: Seen) -> str:
    expect(seen.root.locator("audio")).not_to_have_js_property("readyState", 0)
    return seen.shows("audio[controls]")


def download(seen: Seen) -> str:
    for link in seen.root.locator(
        "a:is(:has-text('The counting sheet'), :has-text('same as'))"
    ).all():
        address = link.evaluate("link => link.href")
        assert seen.page.request.get(address).text().startswith("day,trays")
    return seen.leads("a:has-text('a chapter')", "Counting trays")


def folded_cells(seen: Seen) -> str:
    for cell, text in (
        (".tag_hide-input", "print('the input is folded:'"),
        (".tag_hide-output", "the output is folded: 11"),
        (".tag_hide-cell", "the cell is folded: 3"),
    ):
        expect(seen.root.locator(f"{cell} summary").first.locator("p:visible")).to_have_count(1)
        seen.root.locator(f"{cell} summary").first.press("Enter")
        seen.shows(f"{cell} >> text={text}")
    return "yes"


def removed_cells(seen: Seen) -> str:
    seen.says("the input is removed", "the code is kept")
    assert "the cell is removed" not in seen.root.inner_text()
    expect(seen.root.locator(".cell_output", has_text="never shown")).to_have_count(0)
    return "yes"


def book_only(seen: Seen) -> str:
    if seen.book:
        return seen.says("The book alone says this.")
    expect(seen.page.get_by_text("The book alone says this.")).to_have_count(0)
    return "left out"


LOOKS: dict[str, dict[str, Look]] = {
    "text/words": {
        "admonitions of every kind, nested": lambda s: s.shows(
            *(f".admonition.{kind}" for kind in KINDS), ".admonition .admonition .admonition"
        ),
        "a folded admonition (`dropdown`)": lambda s: s.unfolds(
            ".toggle-button, summary.admonition-title", "7.5 trays each"
        ),
        "`{toggle}`": lambda s: s.unfolds(
            "details.toggle > summary, details.toggle-details > summary", "Toggled words"
        ),
        "footnotes, there and back": footnote,
        "`{cite}`, with `{bibliography}` on another page": lambda s: s.leads(
            "a:has-text('Wheeler')", "Understanding Variation"
        ),
        "`{term}` of a glossary": lambda s: s.leads(
            "a:has-text('run chart')", "about their median"
        ),
        "quotations, `{epigraph}`": lambda s: s.shows("blockquote", "blockquote .attribution"),
        "definition lists, task lists, list attributes": lambda s: s.shows(
            "dt", "dd", ".contains-task-list input:checked", "ol.packing"
        ),
        "`{math}` with a label, `{eq}`": lambda s: s.leads("a[href*=equation-limits]", "(1)"),
        "`{margin}`, `{sidebar}`": lambda s: s.says("A margin note", "Four technicians"),
        "`{include}`, `{literalinclude}`, substitutions": lambda s: s.says(
            "leave the packing room", "middle = median", "the sterile services department"
        ),
        "code with caption, line numbers, emphasised lines": code,
        "raw HTML": lambda s: s.shows("abbr", "mark", "sub"),
        "a block of class `book-only`": book_only,
    },
    "text/layout": {
        "cards, linked cards, grids of cards": cards,
        "grids of text": columns,
        "badges": lambda s: s.says("new", "to check"),
        "buttons": buttons,
        "tabs": tabs,
        "`{dropdown}`": lambda s: s.unfolds(".sd-dropdown summary", "Search the washer first."),
    },
    "media/pictures": {
        "figures with numbers, `{numref}`": figure,
        "`{list-table}`, `{csv-table}`, pipe tables": table,
        "`<video>` with captions and a transcript": film,
        "`<audio>`": sound,
        "SVG, as a file and inline": lambda s: s.shows("svg[role=img]", "img[src$='clocks.svg']"),
        "`{download}`, links to files": download,
    },
    "text/notebook": {
        "`hide-input`, `hide-output`, `hide-cell`": folded_cells,
        "`remove-input`, `remove-output`, `remove-cell`": removed_cells,
        "`output_scroll`": lambda s: s.scrolls(
            s.root.locator(".tag_output_scroll .cell_output"), "PageDown", "scrollTop"
        ),
        "tables of data frames": lambda s: s.shows("table.dataframe td"),
        "pictures made by code, with caption and number": lambda s: s.shows(
            "img[alt^='A wedge']", "figcaption", "a:has-text('Fig. 3')"
        ),
        "LaTeX and Markdown as output": lambda s: s.shows(".cell_output math", ".cell_output em"),
        "the error stream": lambda s: s.says("a warning on the error stream"),
    },
}


def style(element: Locator, name: str) -> str:
    return str(element.evaluate("(element, name) => getComputedStyle(element)[name]", name))


def box(element: Locator) -> dict[str, float]:
    found = element.bounding_box()
    assert found
    return dict(found)


@pytest.fixture(scope="session")
def constructs(shared: Callable[[str, Path], Path]) -> Path:
    """The course of `tests/courses/constructs`, built."""
    return shared("constructs", COURSE)


@pytest.fixture
def look(
    browse: Callable[..., Watched],
    constructs: Path,
    site: Site,
    unzip: Callable[[Path, str], Path],
) -> Callable[[bool, bool, int], dict[str, str]]:
    """What each construct does, by its name."""
    book = constructs / "build" / "html"
    folder = unzip(constructs, "text-words-en-scorm12")

    def look_at(in_book: bool, scripts: bool, width: int) -> dict[str, str]:
        size = {"width": width, "height": 900}
        watched = browse(loud=in_book, java_script_enabled=scripts, viewport=size)
        page = watched.context.new_page()
        found = {}
        for name, looks in LOOKS.items():
            section = PAGES[name]
            url = site.serve(book) + f"{name}.html"
            if not in_book:
                url = site.serve(folder, CSP) + f"index.html#{section}"
            page.goto(url)
            root = page.locator("article.bd-article" if in_book else f"section#{section}")
            if scripts:
                expect(root).to_be_visible()
                found_by_axe = [v for v in violations(page) if not is_the_themes(name, v)]
                assert found_by_axe == [], name
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name
            seen = Seen(page, root, in_book, scripts)
            found |= {what: looks[what](seen) for what in looks}
            assert page.evaluate("window.violations ?? []") == [], name
        assert watched.strangers == []
        return found

    return look_at


@pytest.mark.parametrize("place", ["Book", "Package"])
def test_what_works_where(
    look: Callable[[bool, bool, int], dict[str, str]],
    place: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    wide = [look(place == "Book", scripts, 1280) for scripts in (True, False)]
    narrow = [look(place == "Book", scripts, 320) for scripts in (True, False)]
    assert narrow == wide
    with capsys.disabled():
        print(f"\n| | {place} | without JavaScript |\n|---|---|---|")
        for what, said in wide[0].items():
            print(f"| {what} | {said} | {wide[1][what]} |")
    first = 1 if place == "Book" else 3
    told = {row[0]: row[first : first + 2] for row in documented()}
    assert told == {what: [said, wide[1][what]] for what, said in wide[0].items()}


def documented() -> list[list[str]]:
    """The rows of the table in the guide for authors."""
    text = (ROOT / "docs" / "authoring.md").read_text("utf-8")
    rows = re.search(r"^\| Construct .*\n\|[-|]+\n((?:\|.*\n)+)", text, re.MULTILINE)
    assert rows
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[1].splitlines()]
