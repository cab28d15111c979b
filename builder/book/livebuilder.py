"""Sphinx's HTML builder, for one application that builds again and again."""

from __future__ import annotations

from sphinx.builders.html import StandaloneHTMLBuilder


class LiveBuilder(StandaloneHTMLBuilder):
    """Copies the theme's files once: hundreds, which take longer than a page to write. Of pictures
    it copies those of the pages that it writes, not those that earlier builds found."""

    copied = False

    def prepare_writing(self, docnames: set[str]) -> None:
        self.images.clear()
        super().prepare_writing(docnames)

    def copy_static_files(self) -> None:
        if not self.copied:
            super().copy_static_files()
        self.copied = True
