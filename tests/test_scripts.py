"""Shipped scripts say the same as their sources, but for the comments."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from builder.project import Project
from builder.runtime import BOOK_SCRIPTS, joined_scripts, strings_said
from builder.scripts import without_comments, words_said

ROOT = Path(__file__).parent.parent
RUNTIME = ROOT / "scorm_templates" / "runtime"
# TypeScript's own reading of each script, printed anew without comments.
PRINT = """
const ts = require('typescript');
const printer = ts.createPrinter({ removeComments: true });
const read = text => ts.createSourceFile('script.js', text, ts.ScriptTarget.ES2020);
const scripts = JSON.parse(require('fs').readFileSync(0, 'utf8'));
process.stdout.write(JSON.stringify(scripts.map(text => printer.printFile(read(text)))));
"""


def printed(scripts: list[str]) -> list[str]:
    done = subprocess.run(
        ["node", "-e", PRINT], cwd=ROOT, input=json.dumps(scripts), capture_output=True, text=True
    )
    assert not done.returncode, done.stderr
    found: list[str] = json.loads(done.stdout)
    return found


def test_each_script_reads_the_same_without_its_comments() -> None:
    sources = [path.read_text("utf-8") for path in sorted(RUNTIME.glob("*.js"))]
    bare = [without_comments(source) for source in sources]
    assert printed(bare) == printed(sources)
    assert [text for text in bare if "/**" in text] == []


@pytest.mark.parametrize(
    ("script", "bare"),
    [
        ("a; // b\n// c\n/* d\n e */\nf;", "a;\nf;"),
        ("a/* b */c;", "a c;"),
        ("'// a' + `/* b */ ${c/* d */}`;", "'// a' + `/* b */ ${c }`;"),
        (r"a.replace(/\/*[/*]/, '//'); // b", r"a.replace(/\/*[/*]/, '//');"),
        ("a /* b */ / c / /* d */ e;", "a   / c /   e;"),
    ],
)
def test_only_comments_go(script: str, bare: str) -> None:
    assert without_comments(script) == bare


def test_the_book_s_script_says_what_it_is_made_of() -> None:
    head, code = joined_scripts(Project(ROOT), BOOK_SCRIPTS).split("\n", 1)
    assert head.startswith("/* ") and head.endswith(" */") and "scorm_templates/runtime" in head
    assert code.count("'use strict'") == len(BOOK_SCRIPTS)


def test_the_words_of_a_script_are_those_in_its_strings() -> None:
    script = "el('p', { class: 'mq-a b' }); // 'c'\nsay(`d_${e}` + \"_f\");"
    assert words_said(script) == {"p", "mq-a", "b", "d_", "_f"}


def test_a_package_has_the_strings_that_its_script_can_say() -> None:
    strings = {"one": "1", "two_a": "2", "two": "3", "b_three": "4", "none": "5"}
    script = "say('one'); say('two_' + a); say(b + '_three');"
    assert list(strings_said(strings, script)) == ["one", "two_a", "b_three"]


def test_each_string_is_said_by_the_builder_or_by_a_script() -> None:
    sources = [*ROOT.glob("builder/**/*.py"), *ROOT.glob("scorm_templates/**/*.html")]
    built = set(re.findall(r"\w+", " ".join(path.read_text("utf-8") for path in sources)))
    prefixes = tuple(word for word in built if word.endswith("_") and len(word) > 2)
    strings = json.loads((RUNTIME / "strings" / "en.json").read_text("utf-8"))
    whole = " ".join(path.read_text("utf-8") for path in RUNTIME.glob("*.js"))
    left = strings.keys() - strings_said(strings, whole).keys() - built
    assert {key for key in left if not key.startswith(prefixes)} == set()


def test_no_text_in_a_script_runs_over_lines() -> None:
    """It would lose a step of its indentation when scripts are joined."""
    for path in RUNTIME.glob("*.js"):
        texts = re.findall(r"`[^`]*`", without_comments(path.read_text("utf-8")))
        assert [text for text in texts if "\n" in text] == [], path.name
