"""The book, each page with the preview bar."""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route

from builder.preview.pages.base import STATIC, with_bar
from builder.preview.preview import Preview


def routes(preview: Preview) -> list[BaseRoute]:
    def page(request: Request) -> Response:
        path = _path_of(preview.shown.folder, request.path_params["path"])
        name = path.relative_to(preview.shown.folder).as_posix()
        if not path.is_file():
            return _nothing_there(preview, name)
        if path.suffix != ".html":
            return FileResponse(path)
        loaded = preview.shown.changed_at(name)
        return with_bar(path.read_text("utf-8"), name, loaded)

    return [Route("/{path:path}", page)]


def _path_of(folder: Path, address: str) -> Path:
    """The file below the folder; the home page for what would lie elsewhere."""
    path = folder / (address + "index.html" if address.endswith("/") or not address else address)
    inside = path.resolve().is_relative_to(folder.resolve())
    return path if inside else folder / "index.html"


def _nothing_there(preview: Preview, name: str) -> Response:
    """Before the first good build there is no book at all."""
    built = (preview.shown.folder / "index.html").is_file()
    html = (STATIC / ("missing.html" if built else "unbuilt.html")).read_text("utf-8")
    return with_bar(html, name, preview.shown.changed_at(name), 404 if built else 503)
