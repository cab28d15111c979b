"""Which rules of a style sheet a SCO takes, and what becomes of a page's own."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from pygments.token import STANDARD_TYPES

from builder.sco.rules import names_given, names_in, rules_of_page, used_rules
from builder.sco.styles import Styles

PAGE = '<div class="card open" id="first"><p>Text</p><a href="#">Link</a></div>'


def used(*sheets: str) -> str:
    return "".join(used_rules(sheets, names_in([PAGE])).split())


@pytest.mark.parametrize(
    ("sheet", "kept"),
    [
        (".card{a:b}.tab{a:b}", ".card{a:b}"),
        (".tab,.card>p,#first,#second{a:b}", ".card>p,#first{a:b}"),
        (".card.tab{a:b} div .card a::after{a:b}", "div.carda::after{a:b}"),
        ("html .card:not(.tab):hover{a:b}", "html.card:not(.tab):hover{a:b}"),
        (":is(.tab,.card) p{a:b} :is(.tab,li){a:b}", ":is(.tab,.card)p{a:b}"),
        ("@media print{.card{a:b}.tab{a:b}} @media print{.tab{a:b}}", "@mediaprint{.card{a:b}}"),
        ("@media print{:root{--a:1}.tab{a:b}}", "@mediaprint{:root{--a:1}}"),
        ("@container chart (width > 9em){.card{a:b}}", "@containerchart(width>9em){.card{a:b}}"),
        ("@keyframes gone{} :root{--gone:1}", ""),
        ('.card::part(x), [data-x=y]{a:"},{"}', '.card::part(x),[data-x=y]{a:"},{"}'),
    ],
)
def test_a_rule_stays_when_the_pages_have_all_it_names(sheet: str, kept: str) -> None:
    assert used(sheet) == kept


def test_variables_and_keyframes_stay_when_they_are_called() -> None:
    sheet = (
        ":root{--a:var(--b);--b:1;--c:2}@keyframes k{to{a:b}}@keyframes l{}.card{x:var(--a);y:k}"
    )
    kept = ":root{--a:var(--b);--b:3;}@keyframesk{to{a:b}}.card{x:var(--a);y:k}"
    assert used(sheet, ":root{--b:3}") == kept


def test_variables_stay_that_something_else_calls() -> None:
    sheet = ":root{--a:1;--b:2}.card{a:b}"
    assert used_rules([sheet], names_in([PAGE]), "x{y:var(--b)}").startswith(":root{--b:2;}\n")


def test_what_the_root_has_without_being_called_stays() -> None:
    kept = ":root{color-scheme:light;}.card{a:b}"
    assert used(":root{color-scheme:light;--gone:1}.card{a:b}") == kept


def test_a_rule_stays_when_a_script_can_make_what_it_names() -> None:
    sheet = ".made>q{a:b}.tab q{a:b}"
    names = names_in([PAGE]) | names_given(["q", "made"])
    assert used_rules([sheet], names) == ".made>q{a:b}\n"


def test_the_style_of_a_page_applies_to_it_alone() -> None:
    sheet = "p, #x > a{a:b}@media print{#x{a:b}}"
    rules = "".join(rules_of_page(sheet, "m3-one").split())
    one = "#m3-one"
    assert rules == f"{one}p,{one}{one}--x>a{{a:b}}@mediaprint{{{one}{one}--x{{a:b}}}}"


def test_a_package_has_no_rules_for_what_it_has_not(mini: Path) -> None:
    (path,) = (mini / "build" / "packages").glob("*-two-*-scorm12.zip")
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("mooc.css").decode()
    others = (".sd-card", ".chart-wide", ".certificate-name", ".journal", ".hook", ".mq-option")
    assert ".banner" in sheet and ".mq-ways" in sheet
    assert not [name for name in others if name in sheet]


def test_the_class_of_an_inline_style_is_none_of_the_marks_on_code() -> None:
    assert Styles().class_for("width: 9em") not in STANDARD_TYPES.values()


def test_a_package_defines_each_variable_that_it_calls(real: Path) -> None:
    for path in (real / "build" / "packages").glob("*-scorm12.zip"):
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if name.endswith((".css", ".html"))]
            texts = "".join(archive.read(name).decode() for name in names)
        defined = set(re.findall(r"(--[\w-]+)\s*:", texts))
        assert set(re.findall(r"var\((--[\w-]+)\)", texts)) <= defined, path.name
