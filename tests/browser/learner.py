"""Does what a learner does: launches, reads, answers with the real controls, leaves."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Frame, Locator, Page, expect

from builder.lms import LMS

from .server import Memory, Site
from .window import Watched

ROOT = Path(__file__).parents[2]
EDITIONS = {"1.2": "1.2", "2004": "2004 4th Edition"}

Values = Mapping[str, Any]  # by slot: an id, a list of ids or a text


class Learner:
    """In a page of the book, or in a package."""

    def __init__(self, window: Page | Frame) -> None:
        self.window = window
        self._keys: dict[str, dict[str, Any]] = {}

    def state(self, *names: str) -> None:
        """Waits until the session is in one of these states."""
        selector = ", ".join(f"html[data-session={name}]" for name in names)
        self.window.wait_for_selector(selector, state="attached")

    # Pages of a package.

    @property
    def page(self) -> Locator:
        return self.window.locator("xpath=id('main')/section[not(@hidden)]")

    @property
    def page_id(self) -> str:
        return self.page.get_attribute("id") or ""

    def go(self, page_id: str) -> None:
        menu = self.window.locator("[data-mooc=menu]")
        if menu.get_attribute("open") is None:
            menu.locator("summary").click()
        menu.locator(f"a[href='#{page_id}']").click()
        expect(self.page).to_have_attribute("id", page_id)

    def jump(self, page_id: str) -> None:
        """Opens a page by its address."""
        self.window.evaluate("page => { location.hash = page; }", page_id)
        expect(self.page).to_have_attribute("id", page_id)

    def next(self) -> None:
        before = self.page_id
        self.page.locator(".ways a.button:not(.quiet)").last.click()
        expect(self.page).not_to_have_attribute("id", before)

    def exit(self) -> None:
        self.window.locator("[data-mooc=exit]").click()
        self.state("closed")

    # Questions.

    def names(self, within: str = "") -> list[str]:
        """Every question (of a part of the page), in the order of the page."""
        found: list[str] = self.window.eval_on_selector_all(
            f"{within} form.mq", "forms => forms.map(form => form.dataset.q)"
        )
        return found

    def form(self, name: str) -> Locator:
        # By XPath: with CSS, Playwright looks for shadow roots in all of the long document.
        return self.window.locator(f"xpath=id('q-{name}')")

    def key(self, name: str) -> dict[str, Any]:
        """What the page's markup says of a question."""
        if name not in self._keys:
            found = self.window.eval_on_selector_all(
                "form.mq",
                "all => all.map(f => [f.dataset.q, f.dataset.type, atob(f.dataset.key)])",
            )
            self._keys = {q: {"type": kind, **json.loads(text)} for q, kind, text in found}
        return self._keys[name]

    def fill(self, name: str, values: Values) -> None:
        for slot in self.key(name)["slots"]:
            if slot["n"] in values:
                self._fill(self.form(name), slot, values[slot["n"]])

    def _fill(self, form: Locator, slot: Mapping[str, Any], value: Any) -> None:
        field = form.locator(f"[name='{slot['n']}']")
        if slot["k"] == "order":
            self._order(form.locator(f"[data-slot='{slot['n']}']"), value)
        elif slot["k"] in ("text", "number"):
            field.fill(value)
        elif slot["k"] == "many":
            for id_ in slot["ids"]:
                form.locator(f"[name='{slot['n']}'][value='{id_}']").set_checked(id_ in value)
        elif field.first.evaluate("field => field.localName") == "select":
            field.select_option(value)
        else:
            form.locator(f"[name='{slot['n']}'][value='{value}']").check()

    def _order(self, items: Locator, wanted: list[str]) -> None:
        for place, id_ in enumerate(wanted):
            up = items.locator(f"[data-item='{id_}'] [data-move=up]")
            for _ in range(self.order(items).index(id_) - place):
                up.click()

    @staticmethod
    def order(items: Locator) -> list[str]:
        ids: list[str] = items.evaluate("list => [...list.children].map(li => li.dataset.item)")
        return ids

    def check(self, name: str) -> None:
        self.form(name).locator(".mq-check").click()

    def answer(self, name: str, values: Values) -> None:
        """Fills and checks a question; a scenario step by step, a note to the course record."""
        key, form = self.key(name), self.form(name)
        if key["type"] == "scenario":
            for slot, id_ in path(key, values):
                self._fill(form, slot, id_)
                self.check(name)
        else:
            self.fill(name, values)
            self.check(name)
        if key["note"] and form.locator(".mq-status button").count():
            form.locator(".mq-status button").first.click()
        expect(form.locator(".mq-status")).not_to_be_empty()

    def answer_all(self, within: str = "") -> None:
        for name in self.names(within):
            self.answer(name, right(self.key(name)))

    def outcome(self, name: str) -> str:
        """What the feedback says: right, partial, wrong or nothing."""
        return self.form(name).locator(".mq-status").get_attribute("data-state") or ""

    def values(self, name: str) -> dict[str, Any]:
        """What the controls of a question hold now."""
        form = self.form(name)
        return {slot["n"]: self._value(form, slot) for slot in self.key(name)["slots"]}

    def _value(self, form: Locator, slot: Mapping[str, Any]) -> Any:
        field = form.locator(f"[name='{slot['n']}']")
        if slot["k"] == "order":
            return self.order(form.locator(f"[data-slot='{slot['n']}']"))
        if slot["k"] in ("text", "number") or field.first.evaluate("f => f.localName") == "select":
            return field.input_value()
        chosen = field.evaluate_all("all => all.filter(f => f.checked).map(f => f.value)")
        return chosen if slot["k"] == "many" else "".join(chosen)

    # Where the keyboard is.

    def focused(self) -> dict[str, Any]:
        """The element that has the focus."""
        return dict(
            self.window.evaluate(
                """() => { const e = document.activeElement;
                return { tag: e.localName, name: e.name || '', value: e.value || '',
                  text: e.textContent, form: (e.closest('form') || {}).id || '',
                  move: e.dataset.move || '', is: e.className, checked: !!e.checked,
                  href: e.getAttribute('href') || '' }; }"""
            )
        )


def right(key: Mapping[str, Any]) -> dict[str, Any]:
    """The right answer to a question, from what its markup says; something for a note."""
    return {slot["n"]: _right(slot) for slot in key["slots"]}


def _right(slot: Mapping[str, Any]) -> Any:
    if slot["k"] == "order":
        return slot["right"]
    if slot["k"] == "many":
        return [id_ for id_ in slot["ids"] if slot["marks"][id_] > 0]
    if slot["k"] == "number":
        return f"{(slot['low'] + slot['high']) / 2:.10g}"
    if slot["k"] == "text":
        return slot["accept"][0] if slot.get("accept") else "A note on “Tŷ Bŵl”"
    marks = slot.get("marks", {})
    return max(slot["ids"], key=lambda id_: marks.get(id_, 0))


def wrong(key: Mapping[str, Any]) -> dict[str, Any]:
    """An answer to a question that earns nothing; for a note the same as the right one."""
    return {slot["n"]: _right(slot) if key["note"] else _wrong(slot) for slot in key["slots"]}


def _wrong(slot: Mapping[str, Any]) -> Any:
    if slot["k"] == "order":
        return slot["right"][::-1]
    if slot["k"] in ("number", "text"):
        return "987654"
    wrong_ids = [id_ for id_ in slot["ids"] if slot["marks"].get(id_, 0) <= 0]
    return wrong_ids if slot["k"] == "many" else wrong_ids[0]


def path(key: Mapping[str, Any], values: Values) -> Iterator[tuple[Mapping[str, Any], str]]:
    """The steps of a scenario that these choices lead through."""
    slots = {slot["n"].rpartition(".")[2]: slot for slot in key["slots"]}
    slot = key["slots"][0]
    while slot:
        chosen = values.get(slot["n"])
        if not chosen:
            return
        yield slot, chosen
        slot = slots.get(slot["goto"][chosen])


class Launch(Learner):
    """A package played by the strict platform, which keeps what it is given in a memory."""

    def __init__(
        self,
        watched: Watched,
        site: Site,
        package: Path,
        version: str,
        memory: Memory | None = None,
        headers: Mapping[str, str] | None = None,
        clock: bool = False,
        document: str = "index.html",
        **more: str,
    ) -> None:
        self.memory = memory or Memory()
        self.version = version
        query = {
            "edition": EDITIONS[version],
            "package": site.serve(package, headers) + document,
            "memory": site.remember(self.memory),
            **more,
        }
        if clock:  # the test can let time go by
            watched.context.clock.install()
        self.lms = watched.open(site.serve(LMS) + "index.html?" + urlencode(query))
        super().__init__(self._frame())
        self.state("ready", "readonly")

    def _frame(self) -> Frame:
        frame = self.lms.wait_for_selector("iframe", state="attached").content_frame()
        assert frame
        return frame

    def reload(self) -> None:
        """The LMS's page is reloaded, as with F5."""
        self.lms.reload()
        self.window = self._frame()
        self.state("ready", "readonly")

    @property
    def calls(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.lms.evaluate("StrictLms.lms.calls")
        return found

    @property
    def complaints(self) -> list[dict[str, Any]]:
        """The platform's: calls that failed, and values that not every platform keeps."""
        found: list[dict[str, Any]] = self.lms.evaluate(
            "StrictLms.lms.errors.concat(StrictLms.lms.warnings)"
        )
        return found

    def set_to(self, element: str, value: str) -> None:
        """Waits until the LMS has been given this value."""
        self.lms.wait_for_function(
            "given => StrictLms.lms.calls.some(call => call.name === 'SetValue'"
            " && call.args.join('\\n') === given)",
            arg=f"{element}\n{value}",
        )

    def reported(self, index: int) -> None:
        """Waits until the LMS has been told of an interaction, and of all that goes with it."""
        self.lms.wait_for_function(
            "element => StrictLms.lms.calls.some(call => call.args[0] === element)",
            arg=f"cmi.interactions.{index}.latency",
        )

    def leave(self) -> None:
        """The LMS takes the package away, as when its own exit is pressed."""
        self.lms.evaluate("document.querySelector('iframe').remove()")
