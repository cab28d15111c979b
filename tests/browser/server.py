"""A web server for the tests: folders under names, headers of a test's choice, an LMS's memory."""

from __future__ import annotations

import contextlib
import json
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

QUICK = 20.0  # seconds for something that has no reason to be slow


@dataclass(frozen=True)
class Folder:
    path: Path
    headers: Mapping[str, str] = field(default_factory=dict)


class Memory:
    """What an LMS keeps of one learner, and how often it was asked to."""

    def __init__(self, data: Any = None) -> None:
        self.data = data
        self.times = 0
        self._changed = threading.Condition()

    def store(self, data: Any) -> None:
        with self._changed:
            self.data = data
            self.times += 1
            self._changed.notify_all()

    def wait_for(self, times: int) -> None:
        """Until the LMS was asked to store so often (the last time may come as a page goes)."""
        with self._changed:
            done = self._changed.wait_for(lambda: self.times >= times, QUICK)
        assert done, f"stored {self.times} times, not {times}"


class Site:
    """One server for all tests of a worker; each test serves what it needs under a new name."""

    def __init__(self) -> None:
        self._folders: dict[str, Folder] = {}
        self._memories: dict[str, Memory] = {}
        self._names = count(1)
        self._server = _Server(("127.0.0.1", 0), _handler(self))
        self.origin = f"http://127.0.0.1:{self._server.server_port}"

    def serve(self, path: Path, headers: Mapping[str, str] | None = None) -> str:
        """The address of a folder, with a slash at its end."""
        for name, folder in self._folders.items():
            if folder == Folder(path, headers or {}):
                return f"{self.origin}/{name}/"
        name = f"f{next(self._names)}"
        self._folders[name] = Folder(path, headers or {})
        return f"{self.origin}/{name}/"

    def remember(self, memory: Memory) -> str:
        """The address at which a page reads and replaces what is remembered."""
        name = f"memory{next(self._names)}"
        self._memories[name] = memory
        return f"{self.origin}/{name}"

    def folder(self, path: str) -> tuple[Folder, str] | None:
        name, _, rest = unquote(urlsplit(path).path).lstrip("/").partition("/")
        return (self._folders[name], rest) if name in self._folders else None

    def memory(self, path: str) -> Memory | None:
        return self._memories.get(urlsplit(path).path.lstrip("/"))

    @contextlib.contextmanager
    def running(self) -> Iterator[Site]:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        yield self
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A page that has gone takes no answer; anything else is a mistake of this file's."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def _handler(site: Site) -> type[SimpleHTTPRequestHandler]:
    class Handler(SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            memory = site.memory(self.path)
            if memory:
                self._answer(json.dumps(memory.data).encode())
            elif self.path == "/favicon.ico":
                self._answer(b"", 204)
            else:
                super().do_GET()

        def do_POST(self) -> None:
            memory = site.memory(self.path)
            assert memory
            memory.store(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self._answer(b"")

        def _answer(self, body: bytes, status: int = 200) -> None:
            self.send_response(status)
            if status != 204:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def translate_path(self, path: str) -> str:
            found = site.folder(path)
            if not found:
                return "/nothing/here"
            folder, rest = found
            file = (folder.path / rest).resolve()
            return str(file if file.is_relative_to(folder.path.resolve()) else "/nothing/here")

        def end_headers(self) -> None:
            found = site.folder(self.path)
            for name, value in (found[0].headers if found else {}).items():
                self.send_header(name, value)
            self.send_header("Cache-Control", "no-store")
            super().end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            pass

    return Handler
