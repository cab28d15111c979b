"""axe-core, run in a page, for WCAG 2.0 to 2.2, levels A and AA."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]

# What the colour scheme can change; everything else is the same in light and dark.
COLOURS = ["color-contrast", "link-in-text-block"]

# What is not to be looked at is taken out meanwhile: axe would walk through it all the same.
RUN = """async ([kind, values, without]) => {
  const away = [];
  for (const selector of ['section.page[hidden]', without])
    for (const node of document.querySelectorAll(selector)) {
      if (!node.isConnected) continue; // something around it is out already
      const place = document.createComment('');
      node.replaceWith(place);
      away.push(() => place.replaceWith(node));
    }
  const { violations } = await axe.run(document, {
    runOnly: { type: kind, values }, resultTypes: ['violations'], preload: false });
  away.reverse().forEach(back => back());
  return violations.flatMap(({ id, nodes }) => nodes.map(node =>
    `${id}: ${node.target.join(' ')}: ${node.html.slice(0, 160)}: `
    + node.any.concat(node.all, node.none).map(check => check.message).join('; ').slice(0, 200)));
}"""


@cache
def _source() -> str:
    return (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")


# The book's theme follows the system's colours by a script, some time later.
SHOWN = "scheme => (document.documentElement.dataset.theme || scheme) === scheme"


def violations(page: Page, without: str = "noscript") -> list[str]:
    """Each violation, light or dark, as 'rule: where: markup: why'; `without` is a selector."""
    _show(page, "light")
    found = violations_as_shown(page, without)
    _show(page, "dark")
    dark: list[str] = page.evaluate(RUN, ["rule", COLOURS, without])
    return [*found, *(f"dark {each}" for each in dark)]


def _show(page: Page, scheme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=scheme)
    page.wait_for_function(SHOWN, arg=scheme)


def violations_as_shown(
    page: Page, without: str = "noscript", tags: Sequence[str] = TAGS
) -> list[str]:
    """The same in the medium and the colours that the page is shown in now."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(_source())
    found: list[str] = page.evaluate(RUN, ["tag", list(tags), without])
    return found
