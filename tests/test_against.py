"""`mooc verify --against`: what is read of packages, and how the verdict is shown."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from lxml import etree, html

from builder.cli import main
from builder.questions.base import Slot
from builder.questions.markup import answer_key
from builder.verify.against import compare_packages
from builder.verify.against.answers import Answer, fate_of, pack, unpack
from builder.verify.against.content import Content, Question, _page

VECTORS = Path(__file__).parent / "runtime" / "state-vectors.json"
CONTENT = Content("m", "c", "1", "en", 3, 0.8, (), {}, 0, 0, "ask", {}, {}, ())


def question(**changed: Any) -> Question:
    slot = {"n": "b_q", "k": "many", "ids": ["a", "b", "c"], "marks": {"a": 1}}
    return replace(Question("b_q", "abcde", type="multiple", slots=(slot,), out_of=1), **changed)


def fate(old: Question, *new: Question, width: int = 3) -> str:
    content = replace(CONTENT, width=width)
    return fate_of(old, content, replace(CONTENT, questions={q.id: q for q in new}))


def _vector_answers() -> list[Any]:
    """Questions and answers that the player packed."""
    vectors = json.loads(VECTORS.read_text("utf-8"))
    return [
        (vector, question, answer)
        for vector in vectors
        for question in vector["questions"]
        for answer in vector["responses"]
        if answer["k"] == question["k"]
    ]


def test_answers_are_packed_as_the_player_does() -> None:
    checked = 0
    for vector, raw, response in _vector_answers():
        typed = [v for v in response["values"] if isinstance(v, str) and not v.isalnum() and v]
        if typed:
            continue  # escapes are no part of what is compared
        asked = Question("q", raw["k"], slots=tuple(raw["slots"]), out_of=raw["outOf"])
        asked = replace(asked, note=raw["note"])
        marks = (response["state"], response["tries"], response["best"])
        body = pack(asked, Answer(*marks, tuple(response["values"])))
        assert raw["k"][: vector["width"]] in vector["state"]
        assert body in vector["state"]
        assert unpack(asked, body) is not None
        checked += 1
    assert checked > 5


def test_an_answer_is_kept_forgotten_or_misread() -> None:
    assert fate(question(), question()) == "kept"
    assert fate(question()) == "forgotten"
    assert fate(question(), question(key="other")) == "forgotten"
    assert fate(question(), question(key="abcxx"), width=3) == "kept"
    assert fate(question(), question(), question(id="b_r", key="abcxx")) == "forgotten"
    # One more right option takes a bit more for the marks: every choice would move by one.
    assert fate(question(), question(out_of=2)) == "misread"
    assert fate(question(out_of=1000), question()) == "forgotten"


def test_parts_in_another_order_are_not_taken_for_each_other() -> None:
    slots = tuple({"n": f"b_q.{name}", "k": "text", "limit": 9} for name in "xy")
    old = question(slots=slots, out_of=2)
    assert fate(old, question(slots=slots[::-1], out_of=2)) == "misread"


def test_a_key_is_made_of_all_that_the_form_of_an_answer_depends_on() -> None:
    gap, step = Slot("b_q.x", "text", limit=9), Slot("b_q.y", "one", ("a", "b"))
    keys = [
        answer_key("b_q", "multiple", 1, [gap, step]),
        answer_key("b_q", "multiple", 2, [gap, step]),
        answer_key("b_q", "multiple", 1, [step, gap]),
        answer_key("b_q", "multiple", 1, [gap]),
        answer_key("b_q", "single", 1, [gap, step]),
        answer_key("b_r", "multiple", 1, [gap, step]),
    ]
    assert len(set(keys)) == len(keys)


def verify(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["verify", *map(str, arguments)])


@pytest.fixture
def zip_of(mini: Path) -> Callable[[str], Path]:
    return lambda name: mini / "build" / "packages" / f"mini-{name}.zip"


def test_a_package_replaces_itself(zip_of: Callable[[str], Path], tmp_path: Path) -> None:
    path, junit = zip_of("one-en-scorm12"), tmp_path / "junit.xml"
    result = verify(path, "--against", path.parent, "--junit", junit)
    assert result.exit_code == 0, result.output
    assert "safe to replace" in result.output
    assert "saved answers: 3 of 3 kept" in result.output
    assert "scores stay" in result.output
    assert etree.parse(junit).xpath("//testsuite[@failures='0']/testcase[@name='replaces the old']")


@pytest.mark.parametrize(
    ("new", "why"),
    [
        ("two-en-scorm12", "the SCO 'ITEM-one' is gone"),
        ("one-en-scorm2004-4th", "the edition was"),
        ("course-en-scorm12", "the identifier of the package was"),
    ],
)
def test_another_package_is_no_update(
    zip_of: Callable[[str], Path], tmp_path: Path, new: str, why: str
) -> None:
    junit = tmp_path / "junit.xml"
    old = zip_of("one-en-scorm12")
    result = verify(zip_of(new), "--against", old, "--json", "--junit", junit)
    assert result.exit_code == 1
    [compared] = json.loads(result.stdout)["against"]
    assert compared["verdict"] == "structural"
    assert why in str(compared["changes"])
    assert etree.parse(junit).xpath("//failure[starts-with(@message, 'structural')]")


MANIFEST = """<manifest identifier="x" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
 xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
<organizations default="o"><organization identifier="o"><title>X</title>
<item identifier="i" identifierref="r"><title>X</title></item></organization></organizations>
<resources><resource identifier="r" type="webcontent" adlcp:scormtype="sco" href="a.html">
<file href="a.html"/></resource></resources></manifest>"""


def other(path: Path, manifest: str, page: str = "<p>x</p>") -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("imsmanifest.xml", manifest)
        archive.writestr("a.html", page)
    return path


def test_of_another_tool_s_package_only_the_manifest_is_compared(tmp_path: Path) -> None:
    old = other(tmp_path / "old.zip", MANIFEST)
    same = other(tmp_path / "same.zip", MANIFEST.replace("<title>X<", "<title>Y<"))
    gone = other(tmp_path / "gone.zip", MANIFEST.replace('identifier="i"', 'identifier="j"'))
    assert compare_packages(old, same).verdict == "unknown"
    assert compare_packages(old, gone).verdict == "structural"
    result = verify(same, "--against", old)
    assert "what becomes of saved work is not known" in result.output
    assert verify(same, "--against", old, "--strict").exit_code == 1


@pytest.mark.parametrize("text", ["{}", "[]", "not JSON", '{"sco": 1}'])
def test_a_page_with_a_config_of_its_own_is_not_ours(tmp_path: Path, text: str) -> None:
    page = f'<script type="application/json" id="mooc-config">{text}</script>'
    old = other(tmp_path / "old.zip", MANIFEST, page)
    assert compare_packages(old, old).verdict == "unknown"


def test_what_is_no_package_replaces_nothing(tmp_path: Path) -> None:
    old = other(tmp_path / "old.zip", MANIFEST)
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"%PDF-1.7")
    assert compare_packages(old, broken).verdict == "structural"
    result = verify(old, "--against", tmp_path / "none")
    assert result.exit_code == 2
    assert verify(old, broken, "--against", old).exit_code == 2


def test_a_folder_may_lack_a_package(tmp_path: Path) -> None:
    (tmp_path / "before").mkdir()
    new = other(tmp_path / "new.zip", MANIFEST)
    result = verify(new, "--against", tmp_path / "before")
    assert "it replaces nothing" in result.output
    assert verify(new, "--against", tmp_path / "before", "--strict").exit_code == 1


def test_a_report_goes_where_there_is_a_folder(tmp_path: Path) -> None:
    result = verify(
        other(tmp_path / "new.zip", MANIFEST), "--junit", tmp_path / "none" / "verify.xml"
    )
    assert result.exit_code == 2 and "there is no folder" in result.output


def test_the_words_of_a_page_are_those_outside_questions_buttons_and_comments() -> None:
    page = """<section id="p" data-title="T">One <b class="x">two</b><!-- no --> three
    <div class="box mq-quiz">no</div> four<p class="ways">no</p>
    <p>five<img src="a.svg"></p></section>"""
    text = _page(html.fragment_fromstring(page), {"id": "p", "k": "kkk"}).text
    assert text == "One two three four five a.svg"
