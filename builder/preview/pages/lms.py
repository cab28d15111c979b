"""A package as a learning platform shows it, with what the platform sees beside it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import BaseRoute, Route

from builder.preview.pages.base import OWN, STATIC, with_bar
from builder.preview.preview import Preview


def routes(preview: Preview) -> list[BaseRoute]:
    def lms(request: Request) -> HTMLResponse:
        html = (STATIC / "lms.html").read_text("utf-8")
        return with_bar(html, "", preview.built)

    return [Route(f"{OWN}/lms", lms)]
