"""Lets pictures in Markdown have names with accents and spaces."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from docutils import nodes
from sphinx.transforms import SphinxTransform


class NamesOfImages(SphinxTransform):
    """MyST writes an image's name as an address (`t%C5%B7.png`), and Sphinx looks for a file."""

    default_priority = 2

    def apply(self, **kwargs: Any) -> None:
        for image in self.document.findall(nodes.image):
            if "://" not in image["uri"]:
                image["uri"] = unquote(image["uri"])
