"""The stream of news: what is wrong, and how new a page is."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import asdict
from typing import Any

from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.routing import BaseRoute, Route

from builder.preview.excerpts import excerpt
from builder.preview.pages.base import OWN
from builder.preview.preview import Preview
from builder.problems import Problem


def routes(preview: Preview) -> list[BaseRoute]:
    async def events(request: Request) -> StreamingResponse:
        page = request.query_params.get("page", "")
        stream = _stream(preview, page)
        return StreamingResponse(
            stream, media_type="text/event-stream", headers={"Cache-Control": "no-store"}
        )

    return [Route(f"{OWN}/events", events)]


async def _stream(preview: Preview, page: str) -> AsyncIterator[str]:
    async for _ in preview.news.listen():
        yield f"data: {json.dumps(status(preview, page))}\n\n"


def status(preview: Preview, page: str) -> dict[str, Any]:
    """All that an open page must know; each piece of news says all of it. Without a name, the
    page shows packages, which depend on every source."""
    changed = preview.shown.changed_at(page) if page else preview.built
    problems = [_shown(preview, problem) for problem in preview.problems]
    return {"building": preview.building, "changed": changed, "problems": problems}


def _shown(preview: Preview, problem: Problem) -> dict[str, Any]:
    return {
        "place": problem.place,
        "message": problem.message,
        "hint": problem.hint,
        "level": problem.level,
        "lines": [asdict(line) for line in excerpt(problem, preview.root)],
    }
