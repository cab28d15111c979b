"""The bar stays as it is while "Saved" comes and goes: nothing moves under a learner's finger."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from .learner import Launch

STRINGS = Path(__file__).parents[2] / "scorm_templates" / "runtime" / "strings"
WORDS = ("saved", "not_saved")
# Where the button and what follows the bar stand while it says these words.
STANDS = """words => { document.querySelector('[data-mooc=saved]').textContent = words;
  return ['[data-mooc=exit]', '#main'].map(each => {
    const { x, y, width } = document.querySelector(each).getBoundingClientRect();
    return [x, y, width].map(Math.round); }); }"""


def test_words_in_the_bar_move_nothing(launch: Callable[..., Launch]) -> None:
    launched = launch("1.2")
    for width in (320, 480, 640, 768, 900, 1024, 1280):
        launched.lms.set_viewport_size({"width": width, "height": 450})
        empty = launched.window.evaluate(STANDS, "")
        for lang in ("en", "cy"):
            strings = json.loads((STRINGS / f"{lang}.json").read_text("utf-8"))
            for words in (strings[name] for name in WORDS):
                assert launched.window.evaluate(STANDS, words) == empty, (width, words)
