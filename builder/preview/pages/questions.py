"""The question bench: in the preview, and as a file to send."""

from __future__ import annotations

import threading
from datetime import date

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from builder.bench import Bench, bench_html, read_bench
from builder.check.sources import read_sources
from builder.preview.pages.base import OWN, STATIC, with_bar
from builder.preview.preview import Preview
from builder.problems import CourseError


def routes(preview: Preview) -> list[BaseRoute]:
    kept = _Kept(preview)

    def page(request: Request) -> Response:
        loaded = preview.built
        if bench := kept.bench():
            return with_bar(bench_html(bench, linked=True), "", loaded)
        return with_bar((STATIC / "unbuilt.html").read_text("utf-8"), "", loaded, 503)

    def file(request: Request) -> Response:
        if not (bench := kept.bench()):
            return Response("The course could not be built yet.", 503)
        name = f"{bench.course.about.id}-questions.html"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(bench_html(bench, linked=False), headers=headers, media_type="text/html")

    return [Route(f"{OWN}/questions", page), Route(f"{OWN}/questions.html", file)]


class _Kept:
    """The bench of the last good book, read when somebody looks at it."""

    def __init__(self, preview: Preview) -> None:
        self.preview = preview
        self._bench: Bench | None = None
        self._built = -1
        self._lock = threading.Lock()

    def bench(self) -> Bench | None:
        with self._lock:
            packages, built = self.preview.packages, self.preview.built
            if packages and built != self._built:
                try:
                    sources = read_sources(packages.course.project, date.today())
                except CourseError:  # being changed: the bench stays as it was
                    return self._bench
                self._bench, self._built = read_bench(sources, packages.book), built
            return self._bench
