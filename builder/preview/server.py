"""Serves a preview to the browsers of this machine, and to nobody else."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator

import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from builder.preview.pages import PAGES
from builder.preview.preview import Preview

HOST = "127.0.0.1"
# Another site can give its own name our address; the name then stands in the request.
NAMES = [HOST, "localhost"]
USUAL_PORTS = range(8000, 8020)
HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def make_app(preview: Preview) -> Starlette:
    """Every page, behind what keeps others out."""
    routes = [route for page in PAGES for route in page.routes(preview)]
    trusted = Middleware(TrustedHostMiddleware, allowed_hosts=NAMES, www_redirect=False)
    return Starlette(routes=routes, middleware=[trusted, Middleware(OwnPagesOnly)])


class OwnPagesOnly:
    """Refuses what another site's page asks for, and lets no other site embed what is answered."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                headers.setdefault("Cache-Control", "no-cache")
            await send(message)

        foreign = scope["type"] == "http" and _is_foreign(Headers(scope=scope))
        answer = PlainTextResponse("This preview answers only its own pages.", 403)
        await (answer if foreign else self.app)(scope, receive, with_headers)


def _is_foreign(headers: Headers) -> bool:
    """Browsers say whose page asks; older ones only for what isn't a link."""
    site = headers.get("sec-fetch-site", "none")
    own = f"http://{headers.get('host', '')}"
    return site not in ("none", "same-origin") or headers.get("origin", own) != own


def open_socket(port: int | None) -> socket.socket:
    """Listens at this port, or at the first usual one that is free. Raises OSError."""
    for number in [port] if port is not None else [*USUAL_PORTS, 0]:
        opened = socket.socket()
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            opened.bind((HOST, number))
            opened.listen()
        except OSError:
            opened.close()
            if number in (port, 0):
                raise
        else:
            return opened
    raise AssertionError("port 0 is always free")


@contextlib.contextmanager
def serving(preview: Preview, listening: socket.socket) -> Iterator[str]:
    """Serves in a thread of its own. Gives the address."""
    config = uvicorn.Config(
        make_app(preview), log_config=None, access_log=False, lifespan="off",
        timeout_graceful_shutdown=1,
    )  # fmt: skip
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{listening.getsockname()[1]}/"
    finally:
        preview.news.close()
        server.should_exit = True
        thread.join()
        listening.close()
