"""`mooc lms-test`: what its packages find out on the strict platform, well and with faults."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, FrameLocator, Page, expect

from builder.cli import main
from builder.verify import verify_package
from builder.verify.play.server import Place, Server
from builder.verify.play.sittings import STRICT_POLICY, UNLOAD_BLOCKED

from .axe import violations

FAULTS = {"late": "300", "nest": "2", "cut_out": "4000", "refuse": "cmi.interactions"}


@pytest.fixture(scope="module")
def zips(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("lms-test")
    result = CliRunner().invoke(main, ["lms-test", str(folder)])
    assert result.exit_code == 0, result.output
    one, two = map(Path, result.output.split())
    return {"1.2": one, "2004 4th Edition": two}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server().running() as running:
        yield running


def test_the_packages_verify_clean_and_are_the_same_each_time(
    zips: dict[str, Path], tmp_path: Path
) -> None:
    CliRunner().invoke(main, ["lms-test", str(tmp_path / "new")])
    for path in zips.values():
        assert verify_package(path) == []
        assert path.read_bytes() == (tmp_path / "new" / path.name).read_bytes()
        assert path.stat().st_size < 10_000


def test_a_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = CliRunner().invoke(main, ["lms-test", str(tmp_path / "file" / "in")])
    assert result.exit_code == 1
    assert "can't be written here" in result.output


def place_of(server: Server, path: Path, headers: Mapping[str, str]) -> Place:
    contents = zipfile.ZipFile(path)
    files = {name: contents.read(name) for name in contents.namelist()}
    return server.open(files.get, headers, None)


def visit(
    chromium: Browser, place: Place, edition: str, settings: Mapping[str, str], ends: str
) -> tuple[Page, str]:
    """A tab of its own. Its page, and the results once they are there."""
    page = chromium.new_context().new_page()
    page.goto(place.launch("index.html", {"edition": edition, **settings}))
    frame: Page | FrameLocator = page
    for _ in range(1 + int(settings.get("nest", "0"))):
        frame = frame.frame_locator("iframe")
    expect(frame.locator("#state")).to_contain_text(ends)
    return page, frame.locator("#results").input_value()


@pytest.mark.parametrize("edition", ["1.2", "2004 4th Edition"])
def test_two_visits(chromium: Browser, server: Server, zips: dict[str, Path], edition: str) -> None:
    place = place_of(server, zips[edition], {})
    page, first = visit(chromium, place, edition, {}, "First visit done")
    for line in (
        "frames up 1, after",
        "Initialize: true, error 0",
        "learner id: given, not written down",
        "interaction choice: accepted",
        "commit 3: true, error 0",
        "suspend_data of 1000: set true, error 0; read the same",
        "localStorage: works",
        "script inside the page: allowed",
    ):
        assert line in first
    assert ("suspend_data of 8000: set true" in first) == (edition != "1.2")
    frame = page.frames[-1]
    page.goto(place.url + "/package/index.html")  # alone: its page can be looked over
    expect(page.locator("#state")).to_contain_text("No platform was found")
    assert violations(page) == []
    assert frame.is_detached()
    page.context.close()
    page, second = visit(chromium, place, edition, {}, "Done.")
    assert second.startswith("SECOND VISIT")
    assert "FIRST VISIT" in second
    assert "interaction choice: accepted" in second
    assert "pagehide" in second.partition("FIRST VISIT")[2].partition("events of the end")[2]
    page.context.close()


def test_faults_are_written_down(chromium: Browser, server: Server, zips: dict[str, Path]) -> None:
    place = place_of(server, zips["1.2"], {**STRICT_POLICY, **UNLOAD_BLOCKED})
    page, first = visit(chromium, place, "1.2", FAULTS, "First visit done")
    for line in (
        "frames above: 3",
        "script inside the page: refused",
        "interaction choice: refused: id",
        "unload: blocked by policy",
        "suspend_data of 4096: set true, error 0; read 4000 characters, cut",
    ):
        assert line in first
    page.context.close()
