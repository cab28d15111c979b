"""Writes formulas as MathML while the book is built: no script, no fonts, no other host."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from latex2mathml.converter import convert
from lxml import etree
from sphinx.util import logging

log = logging.getLogger(__name__)


def to_mathml(latex: str, display: str = "inline") -> str:
    """MathML of a formula. Raises ValueError in words that say what to change.

    latex2mathml passes an unknown command, a stray `$` or a raw `&` in silence, so its output
    is parsed and looked over.
    """
    try:
        mathml = convert(latex, display=display)
        tree = etree.fromstring(mathml)
    except etree.XMLSyntaxError:
        raise ValueError("'&' stands outside a matrix or 'split'; for rows use 'split'") from None
    except Exception as error:
        raise ValueError(f"the formula can't be read: {type(error).__name__}") from None
    for text in tree.itertext():
        if found := re.search(r"\\[A-Za-z]+|\$", str(text)):
            raise ValueError(f"unknown command {found[0]!r} in the formula")
    return str(mathml)


def visit_math(translator: Any, node: nodes.math) -> None:
    translator.body.append(_html(node, "inline"))
    raise nodes.SkipNode


def visit_displaymath(translator: Any, node: nodes.math_block) -> None:
    """A formula on lines of its own; its number, if it has one, is a link to itself."""
    ids = f' id="{node["ids"][0]}"' if node.get("ids") else ""
    number = f'<span class="eqno">({node["number"]})</span>' if node.get("number") else ""
    translator.body.append(f'<div class="math"{ids}>{number}{_html(node, "block")}</div>')
    raise nodes.SkipNode


def _html(node: nodes.Element, display: str) -> str:
    try:
        return to_mathml(node.astext(), display)
    except ValueError as error:
        log.error("%s: %s", error, node.astext(), location=node)
        return ""
