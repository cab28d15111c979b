"""Where the preview's own pages are, and how a page of any kind gets the preview bar."""

from __future__ import annotations

from html import escape
from pathlib import Path

from starlette.responses import HTMLResponse

OWN = "/_preview"
STATIC = Path(__file__).parent.parent / "static"
# First, so that the scripts of a page of ours find what these give.
HEAD = """<head>
<link rel="stylesheet" href="{own}/static/page.css">
<script defer src="{own}/static/place.js"></script>
<script defer src="{own}/static/bar.js" data-page="{page}" data-loaded="{loaded}"></script>"""


def with_bar(html: str, page: str, loaded: int, status: int = 200) -> HTMLResponse:
    """An HTML page with the preview bar. `page` is what news are asked for, `loaded` the time of
    what is shown."""
    head = HEAD.format(own=OWN, page=escape(page), loaded=loaded)
    return HTMLResponse(html.replace("<head>", head, 1), status)
