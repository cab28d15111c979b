"""Brings along the files that raw HTML names: films, sounds, pictures, captions.

Sphinx copies only what its own directives name. A file in a `src`, a `poster` or an `href` is kept
as a download of the page, so it is copied, renamed and forgotten as those are.
"""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.osutil import relative_uri

log = logging.getLogger(__name__)


TAG = re.compile(r"<[a-z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>", re.IGNORECASE)
NAME = re.compile(r"""(\s(src|poster|href)\s*=\s*)(["'])(.*?)\3""", re.IGNORECASE | re.DOTALL)


def bring_named_files(app: Sphinx, doctree: nodes.document) -> None:
    """Let every raw piece of a page name the book's copies of its files."""
    for node in doctree.findall(nodes.raw):
        if "html" in node.get("format", "").split():
            node.children = [nodes.Text(TAG.sub(partial(_renamed, app.env, node), node.astext()))]


def _renamed(env: BuildEnvironment, node: nodes.raw, tag: re.Match[str]) -> str:
    """A tag with the addresses at which the book has its files."""

    def rename(match: re.Match[str]) -> str:
        start, attribute, sign, address = match.groups()
        parts = urlsplit(address)
        if parts.path and not parts.scheme and not parts.netloc:
            found = _address(env, node, unquote(parts.path), attribute.lower() == "href")
            address = quote(found) + address[len(parts.path) :] if found else address
        return f"{start}{sign}{address}{sign}"

    return NAME.sub(rename, tag[0])


def _address(env: BuildEnvironment, node: nodes.raw, file: str, link: bool) -> str:
    """Where the book has a chapter or the copy of a file; nothing for a link to something else."""
    name, path = env.relfn2path(file)
    page = f"{env.docname}.html"
    if link and (chapter := env.path2doc(path)) in env.found_docs:
        return relative_uri(page, f"{chapter}.html")
    if Path(path).is_file():
        env.note_dependency(name)
        return relative_uri(page, f"_downloads/{env.dlfiles.add_file(env.docname, name)}")
    if not link:
        hint = "check the file's name and folder, small and capital letters too"
        log.error("there is no file %r", file, location=node, extra={"mooc_hint": hint})
    return ""
