"""Turns inline styles into classes, and picks the colours of code that a SCO's pages use."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pygments.formatters.html import HtmlFormatter

LIGHT, DARK = "a11y-high-contrast-light", "a11y-high-contrast-dark"
# Comments, keywords, numbers, strings, and names of built-ins, classes and functions.
COLOURED = re.compile(r"[ckms][a-z0-9]*|n[bcf]")
RULE = re.compile(r"^(\.\S.*?) \{ (.*?) \}", re.MULTILINE)


class Styles:
    """Packages run under `style-src 'self'`, so `style="…"` becomes a class of the style sheet."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def class_for(self, style: str) -> str:
        """The class that stands for an inline style."""
        rule = ";".join(part.strip() for part in style.split(";") if part.strip())
        return self._names.setdefault(rule, f"s{len(self._names) + 1}")

    def css(self, bodies: Iterable[str]) -> str:
        """Every rule that the SCO's own pages need."""
        inline = [f".{name}.{name}{{{rule}}}" for rule, name in self._names.items()]
        used = set(re.findall(r'<span class="([a-z0-9]{1,4})">', " ".join(bodies)))
        light, dark = _code_rules(LIGHT, used), _code_rules(DARK, used)
        if light:
            inline += [*light, "@media (prefers-color-scheme:dark){", *dark, "}"]
        return "\n".join(inline) + "\n" if inline else ""


def is_coloured(token: str | None) -> bool:
    """Whether Pygments' class of a piece of code gives it a colour of its own here."""
    return bool(token and COLOURED.fullmatch(token))


def _code_rules(style: str, used: set[str]) -> list[str]:
    """Pygments' rules for the tokens that are used."""
    rules = RULE.findall(HtmlFormatter(style=style).get_style_defs(".highlight"))
    found = [(selector, rule) for selector, rule in rules if selector.split(".")[-1] in used]
    return [f"{selector}{{{rule.split('/*')[0].strip()}}}" for selector, rule in found]
