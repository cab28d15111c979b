"""A course in Welsh has no English left in what the toolkit adds to it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from .axe import violations
from .learner import ROOT, Learner, right
from .server import Site
from .test_hosts import alone
from .window import Watched

STRINGS = ROOT / "scorm_templates" / "runtime" / "strings"


def english() -> list[str]:
    """What the interface says in English and not in Welsh, without its gaps."""
    texts = [json.loads((STRINGS / f"{lang}.json").read_text("utf-8")) for lang in ("en", "cy")]
    found = []
    for key, entry in texts[0].items():
        forms = entry.values() if isinstance(entry, dict) else [entry]
        said = json.dumps(texts[1][key], ensure_ascii=False)
        found += [part.strip() for form in forms for part in re.split(r"\{\w+\}", form)
                  if len(part.strip()) > 5 and part.strip() not in said]  # fmt: skip
    return found


def check_no_english(text: str) -> None:
    assert [part for part in english() if part in text] == []


# [accept 1, 54]
def test_a_package_in_welsh(
    browse: Callable[..., Watched], small_package: Path, site: Site
) -> None:
    page, learner = alone(browse(locale="en-GB"), site.serve(small_package) + "index.html")
    assert page.locator("html").get_attribute("lang") == "cy"
    expect(page.locator(".banner")).to_contain_text("Nid yw hwn wedi’i gysylltu â system ddysgu")
    expect(page.locator(".where")).to_contain_text("Tudalen 1 o 3")
    expect(learner.page.locator(".eyebrow")).to_have_text("Tua 2 funud")
    expect(learner.page.locator(".ways a")).to_have_text("Dechrau: Y siart")
    learner.next()
    form = learner.form("prawf_terfyn")
    expect(form.locator(".mq-check")).to_have_text("Gwirio’r ateb ar gyfer cwestiwn 1")
    expect(form.locator(".mq-n")).to_contain_text("Cwestiwn 1 o 5")
    expect(form.locator(".mq-how")).to_have_text("Dewiswch un ateb")
    expect(form.locator(".mq-hint summary")).to_have_text("Awgrym")
    expect(learner.form("prawf_meddwl").locator(".mq-check")).to_contain_text("Cadw’r ateb hwn")
    expect(page.locator(".mq-intro")).to_contain_text("Mae gennych 3 chynnig ar bob cwestiwn.")
    learner.check("prawf_terfyn")
    expect(form.locator(".mq-err")).to_have_text("Gwall: Dewiswch ateb")
    assert violations(page) == []
    learner.answer("prawf_terfyn", {"prawf_terfyn": "ar"})
    expect(form.locator(".mq-verdict")).to_contain_text("Ddim yn hollol.")
    expect(form.locator(".mq-tries")).to_have_text("· 2 gynnig ar ôl")
    learner.answer("prawf_terfyn", {"prawf_terfyn": "uwch"})
    expect(form.locator(".mq-verdict")).to_contain_text("Cywir.")
    up = learner.form("prawf_camau").locator("[data-item=diffinio] [data-move=up]")
    expect(up).to_have_text("I fyny – symud Diffinio i fyny")
    learner.answer("prawf_camau", {"prawf_camau": ["diffinio", "plotio", "deall"]})
    learner.answer("prawf_gair", {"prawf_gair": "  tŷ’r  BŴL "})
    assert learner.outcome("prawf_gair") == "right"
    learner.answer("prawf_cyfle", {"prawf_cyfle": "false"})
    learner.answer("prawf_meddwl", right(learner.key("prawf_meddwl")))
    learner.next()
    expect(learner.page.locator("h1")).to_have_text("Eich canlyniadau")
    expect(learner.page).to_contain_text("Eich sgôr yw 100% (5 o 5 o bwyntiau).")
    expect(learner.page).to_contain_text("Rydych wedi pasio.")
    expect(learner.page.locator(".mq-results")).to_contain_text("Eich ateb: Anghywir")
    check_no_english(page.locator("body").inner_text())
    assert violations(page) == []


# [accept 54]
def test_the_book_in_welsh(browse: Callable[..., Watched], welsh: Path, site: Site) -> None:
    url = site.serve(welsh / "build" / "html") + "un/siart.html"
    page = browse(loud=True).open(url)
    learner = Learner(page)
    learner.state("ready")
    assert page.locator("html").get_attribute("lang") == "cy"
    check = learner.form("prawf_terfyn").locator(".mq-check")
    expect(check).to_have_text("Gwirio’r ateb ar gyfer cwestiwn 1")
    learner.answer("prawf_terfyn", {"prawf_terfyn": "uwch"})
    expect(learner.form("prawf_terfyn").locator(".mq-verdict")).to_contain_text("Cywir.")
    check_no_english(page.locator("main article").inner_text())
