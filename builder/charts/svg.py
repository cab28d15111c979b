"""SVG primitives: text in, escaped markup out. Geometry in attributes, colour in classes only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

Point = tuple[float, float]

# Widths in ems, a little generous: readers have different system fonts.
NARROW_LETTERS, WIDE_LETTERS = frozenset("fijlrtI.,:;'|!()[] 1"), frozenset("mwMWQO%@ŵŴ")


def coordinate(value: float) -> str:
    """A place with one decimal at most, so that the same numbers give the same bytes."""
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")


def element(tag: str, *children: str, **attributes: str | float) -> str:
    """An element; `css` is its class, `_` in a name is `-`. Children are markup already."""
    given = {("class" if k == "css" else k.replace("_", "-")): v for k, v in attributes.items()}
    written = "".join(f' {name}="{_value(value)}"' for name, value in given.items() if value != "")
    return f"<{tag}{written}>{''.join(children)}</{tag}>"


def _value(value: str | float) -> str:
    return escape(value) if isinstance(value, str) else coordinate(value)


def group(children: Iterable[str], css: str) -> str:
    inner = "".join(children)
    return element("g", inner, css=css) if inner else ""


def line(start: Point, end: Point, css: str) -> str:
    return element("line", x1=start[0], y1=start[1], x2=end[0], y2=end[1], css=css)


def polyline(points: Sequence[Point], css: str) -> str:
    places = " ".join(f"{coordinate(x)},{coordinate(y)}" for x, y in points)
    return element("polyline", points=places, fill="none", css=css)


def rectangle(at: Point, width: float, height: float, css: str) -> str:
    return element("rect", x=at[0], y=at[1], width=width, height=height, css=css)


def dot(at: Point, radius: float, css: str) -> str:
    return element("circle", cx=at[0], cy=at[1], r=radius, css=css)


def triangle(at: Point, radius: float, side: int, css: str) -> str:
    """A triangle pointing up (`side` 1) or down (-1) about `at`."""
    x, y = at
    corners = [(x - radius, y + 0.7 * radius * side), (x + radius, y + 0.7 * radius * side)]
    places = [*corners, (x, y - 1.1 * radius * side)]
    return element(
        "polygon", points=" ".join(f"{coordinate(a)},{coordinate(b)}" for a, b in places), css=css
    )


def text(at: Point, content: str, css: str, anchor: str = "") -> str:
    """A line of text; `anchor` is `middle` or `end`, else it starts at `at`."""
    return element("text", escape(content), x=at[0], y=at[1], text_anchor=anchor, css=css)


def text_width(content: str, size: float) -> float:
    """About how wide a line of text is, in SVG units."""
    ems = sum(
        0.38 if letter in NARROW_LETTERS else 0.9 if letter in WIDE_LETTERS else 0.62
        for letter in content
    )
    return ems * size


def wrap(content: str, width: float, size: float) -> list[str]:
    """Cut a text into lines of about `width` units, between words only."""
    lines: list[str] = []
    for word in content.split():
        if lines and text_width(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
