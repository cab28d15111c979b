"""`mooc verify --play`: a good package plays clean; each damaged one shows just its own fault."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from builder.cli import main
from builder.verify.finding import Finding
from builder.verify.play import DONE, play_file, play_files, run, sittings
from builder.verify.play.browser import chromium
from builder.verify.play.record import Sco
from builder.verify.play.rule import judge
from builder.verify.play.server import Server

MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="tiny_package" version="1" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
 xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
<organizations default="o"><organization identifier="o"><title>Tiny</title>
<item identifier="tiny" identifierref="r"><title>Tiny</title></item></organization></organizations>
<resources><resource identifier="r" type="webcontent" adlcp:scormtype="sco" href="index.html">
<file href="index.html"/><file href="tiny.js"/></resource></resources></manifest>"""

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Tiny</title></head><body><main>
<h1>Tiny</h1>
<form><fieldset><legend>Which one?</legend>
<label><input type="radio" name="q" value="a"> A</label>
<label><input type="radio" name="q" value="b"> B</label>
</fieldset><button id="send">Submit</button></form>
</main><script src="tiny.js"></script></body></html>"""

SCRIPT = """
function search(from) {
  for (let at = from, i = 0; i < 500; at = at.parent, i++) {
    if (at.API) return at.API;
    if (at === at.parent) return null;
  }
}
const api = search(window) || window.opener && search(window.opener);
const set = (element, value) => api.LMSSetValue(element, value);
const begun = Boolean(api) && api.LMSInitialize('') === 'true';
const review = begun && api.LMSGetValue('cmi.core.lesson_mode') !== 'normal';
const status = begun ? api.LMSGetValue('cmi.core.lesson_status') : '';
if (status === 'not attempted') set('cmi.core.lesson_status', 'incomplete');
document.getElementById('send').addEventListener('click', event => {
  event.preventDefault();
  if (!begun || review) return;
  const chosen = document.querySelector('input:checked');
  if (!chosen) return;
  set('cmi.suspend_data', chosen.value);
  set('cmi.core.score.raw', chosen.value === 'a' ? '100' : '0');
  set('cmi.core.lesson_status', 'completed');
  api.LMSCommit('');
});
addEventListener('pagehide', () => {
  if (!begun) return;
  set('cmi.core.exit', 'suspend');
  api.LMSFinish('');
});
"""

LOOKS = (sittings.LOOK, sittings.RIGHT)
# What is put in the place of what, in the script; what playing then finds; where, if not there.
BROKEN: Mapping[str, tuple[str, str, str, str, tuple[str, ...]]] = {
    "unknown element": ("set('cmi.suspend_data'", "set('cmi.own'", "P03", "cmi.own", LOOKS),
    "score of 150": ("'100'", "'150'", "P04", '"150") is refused with 405', LOOKS),
    "too long": ("chosen.value);", "'é'.repeat(9));", "P05", "not ASCII", LOOKS),
    "no Finish": ("api.LMSFinish('');", "", "P06", "did not call Terminate", LOOKS),
    "unload": ("'pagehide'", "'unload'", "P07", "with unload blocked", (sittings.UNLOAD,)),
    "no commit": ("addEventListener('pagehide'",
                  "api.LMSCommit = String; addEventListener('unload'",
                  "P08", "was not stored", (sittings.CLOSE,)),
    "begins again": (
        *("=== 'not attempted'", "!== 'passed'", "P08", "from 'completed' to"),
        (sittings.RIGHT, sittings.AGAIN),
    ),
    "never complete": ("'completed'", "'incomplete'", "P10", "was not reached", LOOKS),
    "no status": ("set('cmi.core.lesson_status'", "String('status'", "P10", "was never set", LOOKS),
    "exception": ("LMSCommit('');", "LMSCommit(''); missing.part;", "P12", "missing is not", LOOKS),
    "console": ("const begun", "console.error('Oh!'); const begun", "P13", "Oh!", LOOKS),
    "missing file": ("const begun", "new Image().src = 'no.png'; const begun",
                     "P14", "no.png", LOOKS),
    "other host": ("const begun", "new Image().src = 'https://cdn.example/x'; const begun",
                   "P15", "cdn.example", LOOKS),
    "alert": ("const chosen", "alert('Sure?'); const chosen", "P16", "alert: Sure?", LOOKS),
    "search stops": ("i < 500", "i < 7", "P18", "API was not found", (*LOOKS, sittings.NESTED)),
    "review": ("|| review", "", "P19", "is set to", (sittings.RIGHT, sittings.REVIEW)),
    "no title": ("const begun", "document.title = ''; const begun", "P20", "document-title", LOOKS),
}  # fmt: skip


@pytest.fixture
def zipped(tmp_path: Path) -> Callable[..., Path]:
    def write(page: str = PAGE, script: str = SCRIPT, name: str = "tiny.zip") -> Path:
        path = tmp_path / name
        with zipfile.ZipFile(path, "w") as archive:
            for name, text in {
                "imsmanifest.xml": MANIFEST,
                "index.html": page,
                "tiny.js": script,
            }.items():
                archive.writestr(name, text)
        return path

    return write


def test_a_good_package_plays_clean(zipped: Callable[..., Path]) -> None:
    path = zipped()
    told = CliRunner().invoke(main, ["verify", "--play", "--as", "openedx", "--json", str(path)])
    assert told.exit_code == 0, told.output
    (package,) = json.loads(told.stdout)["packages"]
    assert package["findings"] == []
    grades = {each["visit"]: each["platforms"]["openedx"]["grade"] for each in package["records"]}
    assert (grades[sittings.RIGHT], grades[sittings.WRONG]) == (1, 0)
    assert "played in" in told.stderr


def test_several_are_played_at_once(
    zipped: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    good, mute = zipped(name="good.zip"), zipped(script="", name="mute.zip")
    told: list[tuple[Path, str]] = []
    results = play_files([good, mute], tell=lambda path, text: told.append((path, text)))
    begun = [path for path, text in told if not text.startswith(DONE)]
    first_end = next(i for i, (_, text) in enumerate(told) if text.startswith(DONE))
    assert set(begun) == {path for path, _ in told[:first_end]} == {good, mute}
    assert results[good].findings == () and {f.rule for f in results[mute].findings} == {"P02"}


def test_module_3_plays_clean(real: Path) -> None:
    (path,) = (real / "build" / "packages").glob("*-m3-en-scorm12.zip")
    result = play_file(path)
    assert shown(result.findings) == ""
    records = {outcome.visit: outcome.records for outcome in result.outcomes}
    right, wrong = records[sittings.RIGHT], records[sittings.WRONG]
    assert [right["moodle"].grade, right["openedx"].grade] == [1, 1] and right["strict"].complete
    assert [wrong["moodle"].grade, wrong["openedx"].grade] == [0, None]


def test_a_page_that_hangs_is_left(zipped: Callable[..., Path]) -> None:
    result = play_file(zipped(script="for (;;);"), seconds=15)
    assert [(f.rule, f.message) for f in result.findings] == [("P01", "the page stopped answering")]


def shown(findings: Iterable[Finding]) -> str:
    return "\n".join(map(str, findings))


def test_what_is_broken_is_found_alone() -> None:
    """All in one browser: each with the few visits that show it."""
    found = run(play_all())
    assert {name: sorted({f.rule for f in each}) for name, each in found.items()} == {
        name: [rule] for name, (_, _, rule, _, _) in BROKEN.items()
    }
    for name, (_, _, _, words, _) in BROKEN.items():
        assert words in shown(found[name]), name


async def play_all() -> dict[str, list[Finding]]:
    found = {}
    with Server().running() as server:
        async with chromium() as browser:
            for name, (old, new, _, _, names) in BROKEN.items():
                assert old in SCRIPT, name
                files = {"index.html": PAGE.encode(), "tiny.js": SCRIPT.replace(old, new).encode()}
                chosen = [each for each in sittings.SITTINGS if each.name in names]
                sco = Sco("tiny", "Tiny", "1.2", "index.html")
                played = await sittings.play_sco(
                    browser, server, files.get, sco, chosen, 100, lambda text: None
                )
                found[name] = judge(played)
    return found
