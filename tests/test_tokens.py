"""The colours of tokens.css are far enough apart, light and dark: WCAG's contrast, computed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[1] / "scorm_templates" / "runtime" / "css" / "tokens.css"
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
COLOUR = re.compile(r"--([\w-]+): #([0-9a-f]{3,6})\b")


def colours(selector: str) -> dict[str, str]:
    """The colours that a rule sets, in six digits. The first rule of a selector: the others are
    for readers who ask for more contrast."""
    rules = RULE.findall(COMMENT.sub("", CSS.read_text("utf-8")))
    body = next(body for rule, body in rules if rule.strip() == selector)
    found = dict(COLOUR.findall(body))
    return {
        name: c if len(c) == 6 else "".join(2 * digit for digit in c) for name, c in found.items()
    }


LIGHT = colours(":root")
SCHEMES = {
    "light": LIGHT,
    "dark": LIGHT | colours(":root:not([data-theme=light])"),
    "dark by choice": LIGHT | colours(":root[data-theme=dark]"),
}


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


GROUNDS = ["paper", "wash", "teal-wash", "amber-wash", "good-wash", "bad-wash"]
# (front, grounds, least): AAA for text, AA for names and signs in colour and for edges of controls.
PAIRS = [
    ("ink", GROUNDS, 7.0),
    ("ink-2", ["paper", "wash"], 7.0),
    ("teal", ["paper", "wash", "teal-wash"], 4.5),
    ("amber", ["paper", "amber-wash"], 4.5),
    ("good", ["paper", "good-wash"], 4.5),
    ("bad", ["paper", "bad-wash"], 4.5),
    ("edge", ["paper", "wash"], 3.0),
]


def test_contrast_is_computed_as_wcag_says() -> None:
    assert contrast("000000", "ffffff") == pytest.approx(21)
    assert contrast("767676", "ffffff") == pytest.approx(4.54, abs=0.005)


# [accept 2]
@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_is_read_on_every_ground(scheme: str) -> None:
    found = SCHEMES[scheme]
    weak = [
        f"{front} on {ground}: {contrast(found[front], found[ground]):.2f}"
        for front, grounds, least in PAIRS
        for ground in grounds
        if contrast(found[front], found[ground]) < least
    ]
    assert weak == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_words_on_bars_and_buttons(scheme: str) -> None:
    found = SCHEMES[scheme]
    assert contrast("ffffff", found["deep"]) >= 7
    assert contrast(found["paper"], found["teal"]) >= 7


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_focus_is_seen_on_every_ground(scheme: str) -> None:
    """It lies around what has it: a band of yellow within a band of ink, and one stands out."""
    found = SCHEMES[scheme]
    for ground in [*GROUNDS, "deep"]:
        bands = [contrast(found[band], found[ground]) for band in ("focus", "ink")]
        assert max(bands) >= 3, ground


def test_both_dark_schemes_are_one() -> None:
    assert SCHEMES["dark"] == SCHEMES["dark by choice"] != LIGHT
