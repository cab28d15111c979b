"""What is said of pictures to those who can't see them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.check.rule import check
from builder.check.sources import Sources
from builder.problems import Problem

FILE_NAME = re.compile(r"\S+\.(?:png|jpe?g|gif|svg|webp|avif|bmp|tiff?)", re.IGNORECASE)


@check(
    "W02", "a picture has no alt text", "a screen reader has nothing to say, or says the address"
)
def missing_alt(sources: Sources) -> Iterator[Problem]:
    hint = "say what it shows; if it only decorates, use {image} with an empty ':alt:'"
    for page in sources.texts:
        for picture in page.pictures:
            if picture.alt is None:
                message = f"the picture {picture.source!r} has no alt text"
                yield Problem(page.path, picture.line, message, hint)


@check("W03", "a picture's alt text is a file name", "it says nothing about what is shown")
def file_name_as_alt(sources: Sources) -> Iterator[Problem]:
    hint = "say what it shows to somebody who can't see it"
    for page in sources.texts:
        for picture in page.pictures:
            if picture.alt and FILE_NAME.fullmatch(picture.alt.strip()):
                message = f"the alt text {picture.alt!r} is a file's name"
                yield Problem(page.path, picture.line, message, hint)
