"""Notes are saved to a file in one browser and opened again in another, by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from .axe import violations
from .server import Site
from .test_hosts import alone
from .test_keyboard import Keyboard
from .window import Watched

NOTE = "Tŷ “Bŵl”: <b>pryd</b>?"


def test_notes_go_to_a_file_and_come_back(
    browse: Callable[..., Watched], small_package: Path, site: Site, tmp_path: Path
) -> None:
    url = site.serve(small_package) + "index.html#un-siart"
    page, learner = alone(browse(), url)
    learner.answer("prawf_meddwl", {"prawf_meddwl": NOTE})
    learner.next()
    journal = page.get_by_role("region", name="Eich nodiadau")
    expect(journal).to_contain_text(NOTE)
    keys = Keyboard(learner, page)
    with page.expect_download() as download:
        keys.tab_to(tag="button", text="Cadw fy nodiadau mewn ffeil")
        page.keyboard.press("Enter")
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    assert NOTE in path.read_text("utf-8")

    page, learner = alone(browse(), url.replace("un-siart", "results"))
    field = page.get_by_label("Agor ffeil o nodiadau a gadwoch yma o’r blaen")
    Keyboard(learner, page).tab_to(tag="input", name="")
    expect(field).to_be_focused()
    field.set_input_files(path)
    journal = page.get_by_role("region", name="Eich nodiadau")
    expect(journal.get_by_role("status")).to_have_text("Cymerwyd 1 nodyn o’r ffeil.")
    expect(journal.get_by_role("status")).to_be_focused()
    expect(journal.locator("blockquote")).to_have_text(NOTE)
    assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 600})
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    learner.jump("un-siart")
    assert learner.values("prawf_meddwl") == {"prawf_meddwl": NOTE}
