"""What is looked at in a page, whatever its state: names, sizes, room for text, movement."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Page

from .axe import violations_as_shown

# Roles as Chromium names them.
CONTROLS = {
    "button", "checkbox", "combobox", "DisclosureTriangle", "link", "listbox", "radio", "searchbox",
    "option", "slider", "spinbutton", "switch", "tab", "textbox",
}  # fmt: skip
GROUPS = {"dialog", "group", "navigation", "radiogroup", "region"}
# They take the focus when something has happened, and are no controls.
PLACES = {"RootWebArea", "heading", "main", "status", "Legend", "listitem"}


def tree(page: Page) -> list[dict[str, Any]]:
    """The accessibility tree, without what is not in it."""
    session = page.context.new_cdp_session(page)
    nodes: list[dict[str, Any]] = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    by_id = {node["nodeId"]: node for node in nodes}
    return [_plain(node, by_id) for node in nodes if not node["ignored"]]


def _value(node: dict[str, Any], key: str) -> str:
    return str(node.get(key, {}).get("value", ""))


def _plain(node: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> dict[str, Any]:
    properties = {each["name"]: each["value"].get("value") for each in node.get("properties", [])}
    named = {key: _value(node, key) for key in ("role", "name", "description")}
    return {**properties, **named, "folds": _folds(node, by_id)}


def _folds(node: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> bool:
    """Whether it is a <details>, which its summary names."""
    inside = [by_id[child] for child in node.get("childIds", []) if child in by_id]
    return any(
        _value(child, "role") == "DisclosureTriangle" or child["ignored"] and _folds(child, by_id)
        for child in inside
    )


def unnamed(page: Page) -> list[str]:
    """Controls and groups without a name, and what takes the focus without a control's role."""
    found = []
    for node in tree(page):
        role = node["role"]
        if role in CONTROLS | GROUPS and not node["folds"] and not node["name"].strip():
            found.append(f"{role} without a name")
        elif node.get("focusable") and role not in CONTROLS | GROUPS | PLACES:
            found.append(f"{role} that takes the focus: {node['name']}")
    return found


# A link in a sentence is as high as its line; anything else that is pressed is larger. A box to
# tick is pressed by its whole row.
SMALL = """() => {
  const ROW = 'button, select, textarea, summary, input[type=text], .mq-option, .button, nav a';
  const shown = node => node.checkVisibility({ visibilityProperty: true });
  const inSentence = link => getComputedStyle(link).display === 'inline'
    && link.parentElement.textContent.trim() !== link.textContent.trim();
  const low = (node, least) => shown(node) && node.getBoundingClientRect().height < least - .5;
  const few = (nodes, least) => [...nodes].filter(node => low(node, least)).map(node =>
    `${node.getBoundingClientRect().height} high: ${node.outerHTML.slice(0, 90)}`);
  const others = [...document.querySelectorAll('a[href], [tabindex="0"]')]
    .filter(node => !node.matches(`${ROW}, .skip, #pst-skip-link a`) && !inSentence(node));
  return [...few(document.querySelectorAll(ROW), 44), ...few(others, 24)]; }"""


def small_targets(page: Page) -> list[str]:
    found: list[str] = page.evaluate(SMALL)
    return found


# Text that what holds it cuts off, controls that their own words stick out of, and what makes the
# page wider than the window.
LOST = """() => {
  const shown = node => node.checkVisibility({ visibilityProperty: true }) && !node.closest('.vh');
  const say = (why, node) => `${why}: ${node.outerHTML.slice(0, 90)}`;
  const clips = node => /hidden|clip/.test(getComputedStyle(node).overflow);
  const wider = node => node.scrollWidth > node.clientWidth + 1;
  const higher = node => node.scrollHeight > node.clientHeight + 1;
  const all = [...document.querySelectorAll('body *')].filter(shown);
  const full = node => node.localName !== 'svg' && (wider(node) || higher(node));
  const cut = all.filter(node => clips(node) && full(node));
  const pressed = 'button, summary, .mq-option, .button, nav a';
  const out = all.filter(node => node.matches(pressed) && full(node));
  const wide = document.scrollingElement.scrollWidth > innerWidth;
  const sticking = all.filter(node => !node.firstElementChild
    && node.getBoundingClientRect().right > innerWidth + 1).slice(0, 3);
  return [...cut.map(node => say('cut off', node)), ...out.map(node => say('sticks out', node)),
    ...(wide ? ['too wide', ...sticking.map(node => say('wide', node))] : [])]; }"""

# WCAG 1.4.12, each at its limit.
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important } p { margin-bottom: 2em !important }"""
NOTHING = "/* as it is */"
DOUBLED = "html { font-size: 200% !important }"


@contextmanager
def styled(page: Page, css: str) -> Iterator[None]:
    tag = page.add_style_tag(content=css)
    yield
    tag.evaluate("node => node.remove()")


def lost_text(page: Page) -> list[str]:
    """What a reader's own spacing, text of twice the size and a zoom of 400 % take away."""
    before = page.viewport_size
    assert before
    found = []
    for name, css, window in (
        ("spaced", SPACED, before),
        ("doubled", DOUBLED, before),
        ("400 %", NOTHING, {"width": 320, "height": 256}),  # of 1280 by 1024
        ("400 % spaced", SPACED, {"width": 320, "height": 256}),
    ):
        page.set_viewport_size({"width": window["width"], "height": window["height"]})
        with styled(page, css):
            found += [f"{name}: {each}" for each in page.evaluate(LOST)]
    page.set_viewport_size(before)
    return found


def in_a_narrow_window(page: Page) -> list[str]:
    """What axe finds in 320 pixels, where other rules of the style sheet hold."""
    before = page.viewport_size
    assert before
    page.set_viewport_size({"width": 320, "height": 640})
    found = violations_as_shown(page)
    page.set_viewport_size(before)
    return found


def large_and_spaced(page: Page) -> list[str]:
    """What axe finds in text of twice the size with a reader's own spacing."""
    with styled(page, DOUBLED + SPACED):
        return violations_as_shown(page)


# A second's thousandth is as good as none.
MOVING = """() => {
  const moves = (node, part) => {
    const style = getComputedStyle(node, part);
    const times = `${style.transitionDuration}, ${style.animationDuration}`.split(', ');
    return style.scrollBehavior === 'smooth' || times.some(time => parseFloat(time) > .001); };
  return [...document.querySelectorAll('*')]
    .filter(node => [null, '::before', '::after'].some(part => moves(node, part)))
    .map(node => node.outerHTML.slice(0, 60)); }"""


def moving(page: Page) -> list[str]:
    found: list[str] = page.evaluate(MOVING)
    return found


# In forced colours grounds are all alike: only edges tell controls, choices and boxes.
EDGES = """() => [...document.querySelectorAll('.mq-option, .mq-err, button, .button')]
  .filter(node => node.checkVisibility() && getComputedStyle(node).borderStyle === 'none')
  .map(node => 'no edge: ' + node.outerHTML.slice(0, 90))"""
# The same for what is chosen beside what is not.
CHOSEN = """() => [...document.querySelectorAll('.mq-option:has(:checked:enabled)')]
  .filter(node => node.checkVisibility() && getComputedStyle(node).outlineStyle === 'none')
  .map(node => 'chosen and not marked: ' + node.outerHTML.slice(0, 90))"""


def in_forced_colours(page: Page) -> list[str]:
    # In the dark axe takes Chromium's -webkit-text-fill-color, which isn't drawn, for the colour.
    page.emulate_media(forced_colors="active", color_scheme="light")
    found = [*violations_as_shown(page), *page.evaluate(EDGES), *page.evaluate(CHOSEN)]
    page.emulate_media(forced_colors="none")
    return found


# On paper nothing can be pressed or scrolled.
UNPRINTED = """() => {
  const shown = node => node.checkVisibility({ contentVisibilityAuto: true });
  const say = (why, node) => `${why}: ${node.outerHTML.slice(0, 90)}`;
  const all = selector => [...document.querySelectorAll(selector)];
  const words = all('section.page, section.page h1, .mq legend, .mq-option, .mq-order li, '
    + 'textarea, .mq-status:not(:empty), .mq-results > li')
    .filter(node => !node.closest('.mq-step[hidden]'));
  const pressed = 'button, nav, .skip, .banner, .ways, .mq-hint, progress';
  return [...words.filter(node => !shown(node)).map(node => say('not printed', node)),
    ...all(pressed).filter(shown).map(node => say('printed', node)),
    ...all('textarea').filter(node => node.scrollHeight > node.clientHeight + 1)
      .map(node => say('cut off', node))]; }"""


def on_paper(page: Page) -> list[str]:
    page.emulate_media(media="print", color_scheme="light")
    found = [*violations_as_shown(page), *page.evaluate(UNPRINTED)]
    page.emulate_media(media="screen")
    return found
