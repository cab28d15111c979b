"""Sphinx's HTML builder, for one application that builds again and again."""

from __future__ import annotations

from sphinx.builders.html import StandaloneHTMLBuilder


class LiveBuilder(StandaloneHTMLBuilder):
    """Copies the theme's files once: hundreds, which take longer than a page to write."""

    copied = False

    def copy_static_files(self) -> None:
        if not self.copied:
            super().copy_static_files()
        self.copied = True
