"""Reads JavaScript by its tokens: what is left without comments, and which words it says."""

from __future__ import annotations

import re
from functools import cache

from pygments.lexers import JavascriptLexer
from pygments.token import Comment, String

_LEXER = JavascriptLexer(stripnl=False, ensurenl=False)
_HERE = "\0"  # a comment stood in this place
_ALONE = re.compile(rf"^[ \t]*{_HERE}[{_HERE} \t]*\n", re.MULTILINE)
_AT_END = re.compile(rf"[ \t]*{_HERE}[{_HERE} \t]*$", re.MULTILINE)
_WORD = re.compile(r"[\w-]+")


@cache
def without_comments(script: str) -> str:
    """The same code; lines that held nothing else go too."""
    parts = (_HERE if kind in Comment else text for kind, text in _LEXER.get_tokens(script))
    return _AT_END.sub("", _ALONE.sub("", "".join(parts))).replace(_HERE, " ").strip()


@cache
def words_said(script: str) -> frozenset[str]:
    """The words in its strings: among them each tag, class and id that it can give to a page."""
    said = (text for kind, text in _LEXER.get_tokens(script) if kind in String)
    return frozenset(word for text in said for word in _WORD.findall(text))
