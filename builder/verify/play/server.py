"""A web server for this computer alone: the strict platform, and a package from its zip."""

from __future__ import annotations

import contextlib
import json
import mimetypes
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any
from urllib.parse import unquote, urlencode, urlsplit

from builder.lms import LMS

Read = Callable[[str], bytes | None]  # a file of the package by its name, if it is there


@dataclass
class Answered:
    """A request for a file of the package."""

    name: str
    status: int
    size: int


@dataclass
class Place:
    """What one visit to the platform finds, and what it leaves there."""

    url: str
    read: Read
    headers: Mapping[str, str]
    kept: dict[str, str] | None
    stored: int = 0  # times
    answered: list[Answered] = field(default_factory=list)

    def launch(self, href: str, settings: Mapping[str, str]) -> str:
        """The address of the platform's page that plays this document of the package."""
        own = {"package": f"{self.url}/package/{href}", "memory": f"{self.url}/memory"}
        return f"{self.url}/lms/index.html?{urlencode({**own, **settings})}"


# The place that an address is in, its part (`lms`, `package`, `memory`), and the rest.
Found = tuple[Place, str, str]
Find = Callable[[str], Found | None]


class Server:
    def __init__(self) -> None:
        self._places: dict[str, Place] = {}
        self._names = count(1)
        self._server = _Threads(self.find)
        self.host = f"127.0.0.1:{self._server.server_port}"
        self.origin = f"http://{self.host}"

    @contextlib.contextmanager
    def running(self) -> Iterator[Server]:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()

    def open(self, read: Read, headers: Mapping[str, str], kept: dict[str, str] | None) -> Place:
        name = f"v{next(self._names)}"
        self._places[name] = Place(f"{self.origin}/{name}", read, headers, kept)
        return self._places[name]

    def find(self, path: str) -> Found | None:
        name, _, rest = unquote(urlsplit(path).path).lstrip("/").partition("/")
        part, _, file = rest.partition("/")
        return (self._places[name], part, file) if name in self._places else None


class _Threads(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, find: Find) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.find = find

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A page that has gone takes no answer; anything else is a mistake of this file's."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: _Threads
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        found = self.server.find(self.path) if self.path.startswith("/") else None
        if not found:
            self._answer(204 if self.path == "/favicon.ico" else 403, b"", "text/plain")
        elif found[1] == "memory":
            self._answer(200, json.dumps(found[0].kept).encode(), "application/json")
        elif found[1] == "lms":
            file = LMS / found[2]
            self._file(found[0], found[2], file.read_bytes() if file.parent == LMS else None)
        else:
            body = found[0].read(found[2])
            self._file(found[0], found[2], body)
            size = len(body or b"")
            found[0].answered.append(Answered(found[2], 404 if body is None else 200, size))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"] or 0))
        found = self.server.find(self.path)
        if found and found[1] == "memory":
            found[0].kept = json.loads(body)
            found[0].stored += 1
            self._answer(200, b"", "text/plain")
        else:
            self._answer(405, b"", "text/plain")

    def do_CONNECT(self) -> None:
        """Chromium asks here for every other host, for this is its proxy."""
        self._answer(403, b"", "text/plain")

    def _file(self, place: Place, name: str, body: bytes | None) -> None:
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        self._answer(404 if body is None else 200, body or b"", kind, place.headers)

    def _answer(
        self, status: int, body: bytes, kind: str, headers: Mapping[str, str] | None = None
    ) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_HEAD = do_GET

    def log_message(self, format: str, *args: Any) -> None:
        pass
