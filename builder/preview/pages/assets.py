"""The preview's own scripts and styles, the strict platform, and the course's colours."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from builder.lms import LMS
from builder.preview.pages.base import OWN, STATIC
from builder.preview.preview import Preview
from builder.project import Project


def routes(preview: Preview) -> list[BaseRoute]:
    def tokens(request: Request) -> FileResponse:
        return FileResponse(Project(preview.root).template("runtime/css/tokens.css"))

    def no_icon(request: Request) -> Response:
        """Browsers ask for it whatever a page says."""
        return Response(status_code=204)

    return [
        Route("/favicon.ico", no_icon),
        Route(f"{OWN}/static/tokens.css", tokens),
        Mount(f"{OWN}/static", StaticFiles(directory=STATIC)),
        Mount(f"{OWN}/platform", StaticFiles(directory=LMS)),
    ]
