"""The files of the packages, as they would be in the zips."""

from __future__ import annotations

import mimetypes

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from builder.preview.pages.base import OWN
from builder.preview.preview import Preview
from builder.problems import CourseError

# The strictest policy that real platforms set.
POLICY = {
    "Content-Security-Policy": "script-src 'self'; style-src 'self'",
    "Cache-Control": "no-store",
}


def routes(preview: Preview) -> list[BaseRoute]:
    def listing(request: Request) -> JSONResponse:
        """The packages there are; none while they can't be made, and the problems say why."""
        try:
            found = preview.packages.listing() if preview.packages else []
        except CourseError:
            found = []
        return JSONResponse(found)

    def file(request: Request) -> Response:
        package, format_, name = (request.path_params[key] for key in ("package", "format", "name"))
        try:
            made = preview.packages.contents(package, format_) if preview.packages else None
        except CourseError:
            made = None
        if made is None or name not in made:
            raise HTTPException(404)
        media = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return Response(made[name], media_type=media, headers=POLICY)

    return [
        Route(f"{OWN}/packages", listing),
        Route(f"{OWN}/packages/{{package}}/{{format}}/{{name:path}}", file),
    ]
