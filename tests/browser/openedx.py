"""Open edX's SCORM XBlock in a process of its own, as an author and a learner use it."""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import APIRequestContext, Playwright

from .learner import ROOT, Learner
from .server import QUICK
from .window import Watched

PYTHON = ROOT / ".venv-openedx" / "bin" / "python"
SERVER = ROOT / "tests" / "openedx" / "server.py"
SETTINGS = {
    "weight": "1",
    "width": "",
    "height": "800",
    "navigation_menu_width": "",
    "enable_navigation_menu": "1",
    "enable_fullscreen_button": "1",
    "popup_on_launch": "0",
}


class OpenEdx:
    def __init__(self, http: APIRequestContext, origin: str) -> None:
        self.http = http
        self.origin = origin

    @classmethod
    @contextlib.contextmanager
    def running(cls, playwright: Playwright, storage: Path) -> Iterator[OpenEdx]:
        assert PYTHON.exists(), "the XBlock isn't installed: make .venv-openedx/ready"
        command = [PYTHON, SERVER, storage]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as server:
            assert server.stdin and server.stdout
            origin = server.stdout.readline().strip()
            assert origin, "the server of the XBlock didn't start; it says why above"
            http = playwright.request.new_context(timeout=QUICK * 1000)
            yield cls(http, origin)
            http.dispose()
            server.stdin.close()

    def upload(self, package: Path, scored: bool = True) -> Unit:
        """A new unit with this package."""
        usage = self.http.post(f"{self.origin}/blocks").json()["usage"]
        unit = Unit(self.http, f"{self.origin}/blocks/{usage}")
        unit.upload(package, scored)
        return unit


class Unit:
    """One XBlock with its package, and what it keeps of its one learner."""

    def __init__(self, http: APIRequestContext, address: str) -> None:
        self.http = http
        self.address = address

    def upload(self, package: Path, scored: bool = True) -> None:
        """As an author does in Studio, the first time or to replace what is there."""
        file = {"name": package.name, "mimeType": "application/zip", "buffer": package.read_bytes()}
        form = {**SETTINGS, "display_name": package.stem, "has_score": "01"[scored], "file": file}
        answer = self.http.post(f"{self.address}/handler/studio_submit", multipart=form)
        assert answer.json() == {"result": "success", "errors": []}

    @property
    def fields(self) -> Mapping[str, Any]:
        found: dict[str, Any] = self.http.get(f"{self.address}/fields").json()
        return found

    def published(self, event: str) -> list[dict[str, Any]]:
        """What grading or completion was told, first to last."""
        events = self.http.get(f"{self.address}/published").json()
        return [data for name, data in events if name == event]

    def file(self, name: str) -> bytes:
        """A file of the package, as the XBlock serves it."""
        answer = self.http.get(f"{self.address}/handler/assets_proxy/{name}")
        assert answer.ok, name
        return answer.body()

    def launch(self, watched: Watched) -> Visit:
        return Visit(watched, self.address)


class Visit(Learner):
    """A learner in a unit."""

    def __init__(self, watched: Watched, address: str) -> None:
        self.lms = watched.open(address)
        frame = self.lms.wait_for_selector("iframe.scorm-embedded").content_frame()
        assert frame
        super().__init__(frame)
        self.state("ready")

    @property
    def connected(self) -> bool:
        return not self.window.locator(".banner").is_visible()

    def save_and_exit(self) -> None:
        """And until the XBlock has stored everything: it sends that afterwards, in its own time."""
        with self.lms.expect_response("**/scorm_terminate"):
            self.exit()

    @property
    def shown(self) -> str:
        """The line above the package: grade and completion."""
        return " ".join(" ".join(self.lms.locator(".scorm-xblock > p").all_inner_texts()).split())
