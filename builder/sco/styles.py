"""Turns inline styles into classes, and knows which marks on code have a colour."""

from __future__ import annotations

# Pygments' classes that the common style sheet (css/blocks.css) colours.
COLOURED = frozenset("k kn kc ow s1 s2 sd mi mf c1 gp".split())
# Those of emphasised lines and of line numbers, which css/constructs.css has.
LINES = frozenset(["hll", "linenos"])


class Styles:
    """Packages run under `style-src 'self'`, so `style="…"` becomes a class of the style sheet."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._rules: list[str] = []

    def add(self, rules: str) -> None:
        """Take in rules as they are."""
        self._rules.append(rules)

    def class_for(self, style: str) -> str:
        """The class that stands for an inline style."""
        rule = ";".join(part.strip() for part in style.split(";") if part.strip())
        return self._names.setdefault(rule, f"style-{len(self._names) + 1}")

    def css(self) -> str:
        """What was added, then a rule for each class given; there the class stands twice, so that
        it wins as inline would."""
        return "".join(self._rules) + "".join(
            f".{name}.{name}{{{rule}}}\n" for rule, name in self._names.items()
        )
