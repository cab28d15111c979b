"""Files meant to do harm get one plain line each: no traceback, no hang, nothing written."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from damages import both, listed, packed, put, read, without
from fuzz_verify import fuzz
from hostile import BAIT, HOSTILE, write_gigabyte

from builder.cli import main

# Linux counts the parent's memory in `ru_maxrss` of a process that it starts; VmHWM begins anew.
MEASURED = """
import re, resource, sys
from pathlib import Path
from builder.verify import verify_package
print([f.rule for f in verify_package(Path(sys.argv[1]))])
status = Path("/proc/self/status")
if status.exists():
    kilobytes = int(re.search(r"VmHWM:\\s*(\\d+)", status.read_text())[1])
else:
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(kilobytes // 1024)
"""


def good(mini: Path) -> Path:
    return mini / "build" / "packages" / "mini-course-en-scorm12.zip"


def measured(path: Path, seconds: float = 300) -> tuple[str, int]:
    """The rules that a process of its own finds broken, and the megabytes it needed."""
    run = [sys.executable, "-c", MEASURED, str(path)]
    output = subprocess.run(run, capture_output=True, text=True, check=True, timeout=seconds).stdout
    rules, megabytes = output.splitlines()
    return rules, int(megabytes)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gets_one_plain_line(name: str, mini: Path, tmp_path: Path) -> None:
    rule, make = HOSTILE[name]
    path = tmp_path / "upload.zip"
    path.write_bytes(make(read(good(mini))))
    result = CliRunner().invoke(main, ["verify", "--strict", str(path)])
    assert result.exit_code == 1 and not result.stderr
    found = [line for line in result.stdout.splitlines() if f" {rule}: " in line]
    assert len(found) == 1 and len(result.stdout.splitlines()) == 4, result.stdout
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", BAIT)
def test_no_text_makes_the_check_slow(name: str, mini: Path, tmp_path: Path) -> None:
    path = tmp_path / "upload.zip"
    path.write_bytes(packed(BAIT[name](read(good(mini)))))
    assert measured(path, seconds=30)[1] < 300


@pytest.mark.slow
@pytest.mark.parametrize("name", ["bomb", "70,000 entries"])
def test_a_hostile_file_takes_little_memory(name: str, mini: Path, tmp_path: Path) -> None:
    path = tmp_path / "upload.zip"
    path.write_bytes(HOSTILE[name][1](read(good(mini))))
    assert measured(path)[1] < 300


@pytest.mark.slow
def test_a_zip_of_a_gigabyte_takes_little_memory(mini: Path, tmp_path: Path) -> None:
    path = tmp_path / "large.zip"
    write_gigabyte(
        path, both(listed("files/film.mp4"), without("files/film.mp4"))(read(good(mini)))
    )
    rules, megabytes = measured(path)
    assert rules == "['Z13']" and megabytes < 300


def test_a_name_reaches_no_terminal_and_no_xml_as_it_is(mini: Path, tmp_path: Path) -> None:
    path, report = tmp_path / "upload.zip", tmp_path / "report.xml"
    name = "files/\x9b2J\ufffe.css"
    path.write_bytes(packed(put(name, b"p { background: url(gone.png) }")(read(good(mini)))))
    result = CliRunner().invoke(main, ["verify", "--junit", str(report), str(path)])
    assert "files/\\x9b2J\\ufffe.css:1: error F01" in result.stdout
    assert "\x9b" not in result.stdout and "\\ufffe" in report.read_text("utf-8")


def test_no_damage_at_random_stops_the_check(mini: Path, tmp_path: Path) -> None:
    assert fuzz(good(mini), tmp_path / "fuzzed.zip", seed=1, times=300) < 10


def test_a_missing_file_is_wrong_usage() -> None:
    assert CliRunner().invoke(main, ["verify", "none.zip"]).exit_code == 2
