"""The two drawings of every chart, for wide and for narrow screens, and what a drawing is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Layout:
    """Sizes in SVG units. `chart.css` draws text at `size` in `.chart-<name>`: keep them equal."""

    name: str
    width: float
    height: float
    size: float
    dot: float
    x_ticks: int
    y_ticks: int
    short: bool

    @property
    def line_height(self) -> float:
        return round(self.size * 1.3, 1)

    def word(self, words: Mapping[str, str], key: str) -> str:
        """The word for `key`, in its shorter form where the drawing is narrow and has one."""
        return words.get(f"{key}_short", words[key]) if self.short else words[key]


WIDE = Layout("wide", 680, 320, 15, 3.6, 12, 6, short=False)
NARROW = Layout("narrow", 320, 320, 15, 3, 6, 5, short=True)
LAYOUTS = (WIDE, NARROW)


@dataclass(frozen=True)
class Drawing:
    """The inside of an SVG and its height."""

    body: str
    height: float
