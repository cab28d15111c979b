"""Writes formulas as MathML while the book is built: no script, no fonts, no other host."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from latex2mathml.converter import convert
from lxml import etree
from sphinx.util import logging

log = logging.getLogger(__name__)

ROWS = "put rows with '&' into \\begin{split} … \\end{split}; write '\\&' for the sign"
# What latex2mathml raises, by name, in words.
UNREADABLE = {
    "NoAvailableTokensError": "a command has nothing to work on",
    "MissingSuperScriptOrSubscriptError": "nothing stands after '^' or '_'",
    "DoubleSuperscriptsError": "two '^' follow each other: use braces",
    "DoubleSubscriptsError": "two '_' follow each other: use braces",
    "ExtraLeftOrMissingRightError": "'\\left' and '\\right' don't come in pairs",
    "MissingEndError": "a '\\begin' has no '\\end'",
    "NumeratorNotFoundError": "a fraction has no numerator",
    "DenominatorNotFoundError": "a fraction has no denominator",
}


class FormulaError(ValueError):
    """Says what is wrong with a formula; `hint` says what to change."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def to_mathml(latex: str, display: str = "inline") -> str:
    """MathML of a formula. Raises FormulaError.

    latex2mathml passes an unknown command, a stray `$`, a raw `&` or a brace too few in silence,
    so what goes in and what comes out is looked over.
    """
    _check_signs(latex)
    try:
        mathml = convert(latex, display=display)
        tree = etree.fromstring(mathml)
    except etree.XMLSyntaxError:
        raise FormulaError("'&' stands outside 'split', 'align*' or a matrix", ROWS) from None
    except Exception as error:
        what = UNREADABLE.get(type(error).__name__, type(error).__name__)
        raise FormulaError(f"the formula can't be read: {what}") from None
    if found := re.search(r"\\[A-Za-z]+", " ".join(map(str, tree.itertext()))):
        hint = "check its spelling; a command of your own must be written out"
        raise FormulaError(f"unknown command '{found[0]}'", hint)
    return str(mathml)


def _check_signs(latex: str) -> None:
    plain = re.sub(r"\\[^A-Za-z]", "", latex)  # without '\$', '\%', '\{' …
    if not plain.strip() and not latex.strip():
        raise FormulaError("the formula is empty", "write it between the dollars")
    if plain.count("{") != plain.count("}"):
        raise FormulaError("the formula can't be read: '{' and '}' don't come in pairs")
    for sign in re.findall(r"[$%]", plain):
        raise FormulaError(f"a '{sign}' stands inside the formula", f"write '\\{sign}'")


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
    except FormulaError as error:
        formula = " ".join(node.astext().split())
        extra = {"mooc_hint": error.hint}
        log.error("%s, in: %s", error, formula, location=node, extra=extra)
        return ""
