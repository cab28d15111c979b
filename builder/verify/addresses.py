"""Where an address leads, seen from the page, style sheet or manifest that it stands in."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote, urlsplit

Kind = Literal["inside", "here", "host", "server", "outside", "disk", "other", "bad"]
OTHER = re.compile(r"(?!https?:|file:|ftp:|ws{1,2}:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@dataclass(frozen=True)
class Address:
    """inside: the zip's entry `name`. here: a place in the same document. host: another machine.
    server: the root of whatever server plays it. outside: above the package. disk: somebody's
    disk. other: data, mail and the like, and what a script fills in (`{{…}}`). bad: no address
    at all."""

    kind: Kind
    name: str = ""


def address(url: str, file: str) -> Address:
    """What an address means that stands in a file of the package."""
    url = url.strip().replace("\\", "/")
    if not url or url.startswith("#"):
        return Address("here")
    if "{{" in url or (OTHER.match(url) and url[1] != ":"):
        return Address("other")
    try:
        parts = urlsplit(url)
    except ValueError:
        return Address("bad")
    if parts.scheme == "file" or url[1:2] == ":":
        return Address("disk")
    if parts.scheme or parts.netloc:
        return Address("host", parts.netloc)
    if url.startswith("/"):
        return Address("server")
    return _inside(unquote(parts.path), file)


def _inside(path: str, file: str) -> Address:
    if not path:
        return Address("here")
    name = normal(posixpath.join(posixpath.dirname(file), path))
    if name == ".." or name.startswith("../"):
        return Address("outside")
    return Address("inside", name + ("/" if path.endswith("/") and name else ""))


def normal(path: str) -> str:
    """Without `.` and `..` where they cancel out."""
    return "" if not path else posixpath.normpath(path)
