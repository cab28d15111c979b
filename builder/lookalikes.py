"""Characters that look like YAML's own and aren't: a paste or an autocorrection brought them."""

from __future__ import annotations

import re

INVISIBLE = "[\u00a0\u2007\u202f\u200b\u2060\u3000\ufeff]"
# What a line holds where YAML's own characters count (a regular expression), and the hint.
LOOKALIKES = (
    (
        rf"[ \t-]*{INVISIBLE}|[^:]*{INVISIBLE}[^:]*:|.*:{INVISIBLE}|.*{INVISIBLE}\s*$",
        "a space in this line is another character that can't be seen: type the spaces again",
    ),
    (r"\s*[\u2013\u2014\u2022]\s", "a list's line begins with a plain hyphen, '-'"),
    (r"[^:'\"]*\uff1a", "this colon is a wide one: type a plain ':', and a space"),
)


def hint_of(line: str) -> str:
    """What to mend in a line that looks right; empty if nothing in it only looks so."""
    return next((hint for pattern, hint in LOOKALIKES if re.match(pattern, line)), "")
