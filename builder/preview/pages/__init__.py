"""What the preview serves. A page is a file here with `routes(preview)`; `PAGES` lists them, the
book last, for it takes every address that is left."""

from __future__ import annotations

from builder.preview.pages import assets, book, events, lms, packages, questions

PAGES = (assets, events, packages, lms, questions, book)
