"""`mooc preview` in a real browser, beside an author who edits, breaks and mends a course."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from conftest import MINI, copy_project
from playwright.sync_api import Browser, FrameLocator, Locator, Page, expect

from .axe import violations
from .learner import Learner
from .server import QUICK
from .window import Watched

SLOW = 3 * QUICK * 1000  # a kernel starts in it
CHAPTER, BANK, NOTEBOOK = "one/Měření.md", "../quizzes/one-check.yml", "two/sums.ipynb"
IMAGE, TOC = "one/pictures/Tŷ-Bŵl.svg", "_toc.yml"
PAGE = "one/Měření.html"


@dataclass
class Author:
    """A course on disk and its preview in a browser."""

    course: Path
    page: Page
    address: str

    def write(self, name: str, old: str, new: str) -> None:
        path = self.course / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    def says(self, place: str, message: str) -> None:
        """The problem is shown by itself, announced, and the focus is where it was."""
        problems = self.page.get_by_role("region", name="Problems")
        expect(problems).to_contain_text(message, timeout=SLOW)
        expect(problems).to_contain_text(place)
        expect(self.page.get_by_role("alert")).to_contain_text(message)
        expect(self.bar).to_have_text("Not built")
        assert not problems.evaluate("list => list.contains(list.getRootNode().activeElement)")

    def mended(self) -> None:
        expect(self.bar).to_have_text("Up to date", timeout=SLOW)
        expect(self.page.get_by_role("region", name="Problems")).to_be_hidden()

    @property
    def bar(self) -> Locator:
        return self.page.locator("mooc-preview .state")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The preview of the small course with a notebook, as its author starts it."""
    project = copy_project(MINI, tmp_path_factory.mktemp("previewed"))
    cells = [nbformat.v4.new_markdown_cell("# Sums"), nbformat.v4.new_code_cell("print(6 * 7)")]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), project / "course" / NOTEBOOK)
    toc = project / "course" / TOC
    toc.write_text(toc.read_text().replace("two/index", "two/index\n      - file: two/sums"))
    command = [Path(sys.executable).with_name("mooc"), "preview", "--no-open", "--port", "0"]
    with subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout
        for line in running.stdout:
            if found := re.search(r"http://\S+/", line):
                yield found[0], project / "course"
                break
        running.send_signal(signal.SIGTERM)
        running.communicate(timeout=QUICK)
    assert running.returncode == 0


@pytest.fixture
def author(chromium: Browser, address: tuple[str, Path]) -> Iterator[Author]:
    watched = Watched(chromium, address[0].rstrip("/"), {})
    yield Author(address[1], watched.context.new_page(), address[0])
    watched.context.close()
    assert watched.strangers == []


def test_edited_broken_and_mended(author: Author) -> None:
    """A chapter, a bank, a notebook, an image, a title and the toc: each change is seen, each
    mistake is told on the page and goes when mended; answers and the place in the text stay."""
    page = author.page
    page.goto(author.address + PAGE)
    author.mended()
    learner = Learner(page)
    learner.state("ready")
    learner.answer("one_check_limit", {"one_check_limit": "up"})
    learner.form("one_check_number").locator("input").fill("3")  # and not checked
    learner.form("one_check_limit").evaluate(
        "form => scrollTo(0, scrollY + form.getBoundingClientRect().top - 100)"
    )
    top = "form => Math.round(form.getBoundingClientRect().top)"

    def kept() -> None:
        learner.state("ready")
        expect(learner.form("one_check_limit").locator(".mq-status")).to_have_attribute(
            "data-state", "right"
        )
        expect(learner.form("one_check_number").locator("input")).to_have_value("3")
        assert abs(learner.form("one_check_limit").evaluate(top) - 100) < 60

    author.write(CHAPTER, "The limit is", "{nonsense}`x` is")
    author.says("course/one/Měření.md:10", "unknown role 'nonsense'")
    expect(page.get_by_text("The limit is")).to_be_attached()  # the last good page
    expect(page.locator("mooc-preview pre .here")).to_have_text(re.compile("> 10  {nonsense}"))
    assert [each for each in violations(page) if "mooc-preview" in each] == []
    page.emulate_media(color_scheme="light")
    page.get_by_role("button", name="1 problem").click()
    expect(page.get_by_role("region", name="Problems")).to_be_hidden()
    author.write(CHAPTER, "{nonsense}`x` is", "A new line.\n\nAnother.\n\nNow the limit is")
    author.mended()
    expect(page.get_by_text("Now the limit is")).to_be_attached()
    kept()

    author.write(BANK, "Where is the limit?", "Where is it now?")
    expect(learner.form("one_check_limit")).to_contain_text("Where is it now?")
    author.write(BANK, "type: single", "type: singel")
    author.says("quizzes/one-check.yml:6", "unknown question type 'singel'")
    author.write(BANK, "type: singel", "type: single")
    author.mended()
    kept()

    picture = author.course / IMAGE
    drawn = picture.read_text()
    picture.rename(picture.with_suffix(".old"))
    author.says("course/one/Měření.md", "Tŷ-Bŵl.svg")
    picture.write_text(drawn.replace("<svg", '<svg width="77"'))
    author.mended()
    width = "() => document.querySelector('main img').naturalWidth === 77"
    page.wait_for_function(width)
    kept()

    author.write("two/index.md", "# Two", "Two")
    author.says("course/two/index.md", "this chapter has no title")
    author.write("two/index.md", "\nTwo", "\n# Second")
    author.mended()
    expect(page.locator(".prev-next-area")).to_contain_text("Second")
    kept()

    author.write(TOC, "file: words", "file: wrods")
    author.says("course/_toc.yml:14", "there is no chapter file 'wrods'")
    (author.course / "fresh.md").write_text("# Fresh\n")
    author.write(
        TOC,
        "file: wrods",
        "file: words\n  - caption: A new part\n    chapters:\n      - file: fresh",
    )
    author.mended()
    expect(page.locator(".mooc-nav")).to_contain_text("A new part")
    kept()

    page.goto(author.address + "two/sums.html")
    expect(page.get_by_text("42")).to_be_visible()
    author.write(NOTEBOOK, "6 * 7", "6 / 0")
    author.says("course/two/sums.ipynb", "cell 2 failed: ZeroDivisionError")
    expect(page.locator("mooc-preview pre")).to_contain_text("print(6 / 0)")
    expect(page.get_by_text("42")).to_be_attached()
    author.write(NOTEBOOK, "6 / 0", "6 * 9")
    author.mended()
    expect(page.get_by_text("54")).to_be_visible()


@pytest.fixture
def content(author: Author) -> FrameLocator:
    return author.page.frame_locator(".stage iframe").frame_locator("iframe[name=content]")


def test_a_package_as_the_platform_sees_it(author: Author, content: FrameLocator) -> None:
    page = author.page
    page.goto(author.address + PAGE)
    author.mended()
    page.get_by_role("link", name="As the LMS sees it").click()
    session = content.locator("html")
    facts = page.locator(".panel dl").first

    def opened(*states: str) -> None:
        expect(session).to_have_attribute("data-session", re.compile("|".join(states or ["ready"])))

    def choose(name: str, label: str) -> None:
        page.get_by_label(name, exact=True).select_option(label=label)

    opened()  # at the page of the book that one came from
    expect(content.locator("section.page:not([hidden])")).to_have_attribute("id", "one-m-en")
    expect(page.get_by_label("Package", exact=True)).to_be_in_viewport(ratio=1)  # not scrolled away
    expect(facts).to_contain_text(re.compile(r"Status\s*incomplete"))
    content.locator("[name=one_check_limit][value=up]").check()
    content.locator("#q-one_check_limit .mq-check").click()
    expect(facts).to_contain_text(re.compile(r"Score\s*50"))
    expect(facts).to_contain_text(re.compile(r"Characters\s*\d\d of 3500"))
    expect(facts).to_contain_text(re.compile(r"Failed calls\s*0"))
    page.get_by_text("Saved answers").click()
    expect(page.locator("#state tbody tr")).to_have_text(
        re.compile("one_check_limit.*right.*1.*up")
    )
    page.get_by_text(re.compile(r"^Calls \(")).click()
    expect(page.locator("#calls")).to_contain_text("SetValue(cmi.core.score.raw, 50)")
    page.get_by_text(re.compile(r"^Data model \(")).click()
    expect(page.locator("#model")).to_contain_text("cmi.interactions.0.student_response")
    assert violations(page, without=".stage") == []
    page.emulate_media(color_scheme="light")

    page.get_by_role("button", name="Passed").click()
    expect(facts).to_contain_text(re.compile(r"Status\s*passed\s*Score\s*100"))
    opened()
    page.reload()  # the learner comes back
    expect(facts).to_contain_text(re.compile(r"Status\s*passed\s*Score\s*100"))
    page.get_by_role("button", name="Failed").click()
    expect(facts).to_contain_text(re.compile(r"Score\s*0"))
    expect(facts).to_contain_text(re.compile(r"Status\s*incomplete"))
    page.get_by_role("button", name="Half way").click()
    expect(facts).to_contain_text(re.compile(r"Score\s*50"))
    expect(page.locator("#state")).to_contain_text(re.compile(r"Pages seen\s*1 of 2"))

    def shows(place: Locator, text: str) -> Callable[[], None]:
        return lambda: expect(place).to_contain_text(re.compile(text))

    platforms = {
        "Review mode": ("readonly", shows(facts, r"Mode\s*review")),
        "Missing": ("ready", shows(facts, r"Session\s*not begun")),
        "Cuts saved data": ("ready", shows(content.locator("body"), "could not be kept")),
        "Slow": ("ready", shows(page.locator(".note"), "0.3 seconds")),
    }
    for label, (state, shown) in platforms.items():
        choose("Platform", label)
        opened(state)
        shown()
    choose("Platform", "Refuses to save")
    page.get_by_role("button", name="New").click()
    opened("offline")
    expect(page.locator("#calls")).to_contain_text("error 101")
    choose("Platform", "Works")
    page.get_by_role("button", name="New").click()
    expect(page.locator("#state")).to_contain_text(re.compile(r"Answers\s*0"))
    page.get_by_label("320 px wide").check()
    expect(page.locator(".stage iframe")).to_have_css("width", "320px")
    choose("Format", "SCORM 2004 4th Edition")
    expect(facts).to_contain_text(re.compile(r"Completion\s*incomplete"))
    choose("Package", 'Tea & "biscuits" < 5 at Tŷ Bŵl (course)')
    page.get_by_label("Part", exact=True).select_option(label="Two")
    expect(content.get_by_role("heading", name="Second", level=1)).to_be_visible()

    author.write("two/index.md", "No quiz here", "Played again")  # the newest package, at once
    expect(content.locator("body")).to_contain_text("Played again")
    expect(page.get_by_label("Part", exact=True)).to_have_value(re.compile(r"two\.html$"))
    page.get_by_role("link", name="Book", exact=True).click()
    expect(page).to_have_url(re.compile(r"/one/"))
