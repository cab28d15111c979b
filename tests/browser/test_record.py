"""The whole course's certificate and notes in the book: earned, printed, saved, opened again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from .axe import violations
from .learner import Learner, right
from .looks import lost_text, on_paper, small_targets, unnamed
from .server import Site
from .test_certificate import PAGE
from .test_keyboard import Keyboard
from .window import Watched

NOTE = "every_noise"
WORDS = "Tŷ “Bŵl”: <b>pryd</b>?"
# Whatever can be seen on the page, outside the part that is printed.
BESIDE = """part => [...document.querySelectorAll('body *')]
  .filter(node => !node.closest(part) && !node.querySelector(part))
  .filter(node => node.checkVisibility() && [...node.childNodes].some(each =>
    each.nodeType === Node.TEXT_NODE && each.data.trim()))
  .map(node => node.outerHTML.slice(0, 90))"""


OF_THE_THEME = "theme-switch-button"  # its name is another than it shows


def opened(page: Page, url: str) -> Learner:
    page.goto(url)
    learner = Learner(page)
    learner.state("ready")
    return learner


def check_looks(page: Page) -> None:
    found = violations(page)
    assert [each for each in found if OF_THE_THEME not in each] == []
    # The theme lets scripts put the focus on tables and code.
    assert [each for each in unnamed(page) if not each.startswith("generic")] == []
    for look in (small_targets, lost_text, on_paper):
        assert look(page) == [], look.__name__


def earn(page: Page, root: str) -> None:
    """Reads every page of the module and answers everything right."""
    opened(page, root + "all/index.html")
    for name in ("questions", "together"):
        learner = opened(page, f"{root}all/{name}.html")
        for question in learner.names():
            values = {NOTE: WORDS} if question == NOTE else right(learner.key(question))
            if name == "questions":
                learner.answer(question, values)
            else:
                learner.fill(question, values)
    page.locator(".mq-submit").click()
    expect(page.locator(".mq-summary")).to_contain_text("100%")


# [accept 1, 51, 53]
def test_the_book_has_the_course_s_certificate_and_all_notes(
    browse: Callable[..., Watched], every_state: Path, site: Site, tmp_path: Path
) -> None:
    root = site.serve(every_state / "build" / "html")
    watched = browse(loud=True)
    page = watched.context.new_page()
    opened(page, root + "record.html")
    article = page.locator("article")
    expect(article).to_contain_text("you can print it here when you have completed this")
    expect(article).to_contain_text("Every state: You have not completed this yet.")
    expect(article).to_contain_text("You have not kept any notes yet.")
    check_looks(page)

    earn(page, root)
    learner = opened(page, root + "record.html")
    certificate = page.get_by_role("region", name="Statement of participation")
    expect(certificate).to_contain_text("Score: 100%")
    expect(article).to_contain_text("Every state: You have completed this. You have passed.")
    expect(article).to_contain_text("Nobody else has a record of it")
    expect(page.get_by_role("region", name="Your notes").locator("blockquote").last).to_have_text(
        WORDS
    )
    check_looks(page)

    page.evaluate("window.print = () => { document.title = 'printed'; }")
    keys = Keyboard(learner, page)
    keys.tab_to(tag="input")
    page.keyboard.type("Siân Ŵyn")
    expect(certificate.locator(".certificate-name")).to_have_text("Siân Ŵyn")
    keys.tab_to(tag="button", text="Print or save as PDF")
    page.keyboard.press("Enter")
    expect(page).to_have_title("printed")
    page.emulate_media(media="print")
    expect(certificate).to_be_visible()
    assert page.evaluate(BESIDE, "[data-part=certificate]") == []
    assert len(PAGE.findall(page.pdf())) == 1
    page.emulate_media(media="screen")

    with page.expect_download() as download:
        keys.tab_to(tag="button", text="Save my notes to a file")
        page.keyboard.press("Enter")
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    assert WORDS in path.read_text("utf-8")
    page.get_by_role("button", name="Clear my answers").press("Enter")
    page.get_by_role("button", name="Yes, clear my answers").press("Enter")
    expect(certificate).to_have_count(0)
    expect(article).to_contain_text("You have not kept any notes yet.")
    page.get_by_label("Open a file of notes that you saved here before").set_input_files(path)
    expect(page.locator(".journal [role=status]")).to_contain_text("taken from the file")
    expect(page.locator(".journal [role=status]")).to_be_focused()
    assert opened(page, root + "all/questions.html").values(NOTE) == {NOTE: WORDS}


# [accept 19]
def test_without_scripts_the_book_says_what_is_missing(
    browse: Callable[..., Watched], every_state: Path, site: Site
) -> None:
    watched = browse(loud=True, java_script_enabled=False)
    page = watched.open(site.serve(every_state / "build" / "html") + "record.html")
    expect(page.locator("article noscript p").first).to_contain_text("needs JavaScript")
