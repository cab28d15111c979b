"""The statement that learners print at the end of a SCO: what an author says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import StringConstraints

from builder.problems import Problem, did_you_mean
from builder.yamlfile import Entry, Yaml

PLACES = ("name", "course", "title", "version", "date", "score", "hours")
Kind = Literal["participation", "completion"]
PLACE = re.compile(r"\{([^{}]*)\}")


class Certificate(Entry):
    """`participation` asks that a SCO is complete, `completion` also that it is passed where
    something in it is scored. The word alone does too: `certificate: participation`."""

    kind: Kind
    title: Annotated[str, StringConstraints(max_length=100)] = ""
    text: Annotated[str, StringConstraints(max_length=2000)] = ""
    signed_by: Annotated[str, StringConstraints(max_length=300)] = ""
    notice: Annotated[str, StringConstraints(max_length=2000)] = ""


def as_certificate(value: Any) -> Any:
    """Nothing written after the key is a certificate without its kind, not none."""
    return {"kind": value} if isinstance(value, str) else {} if value is None else value


def unknown_places(certificate: Certificate, source: Yaml) -> Iterator[Problem]:
    """Places in its texts that nothing can fill."""
    for key in ("title", "text", "signed_by", "notice"):
        for name in PLACE.findall(getattr(certificate, key)):
            if name not in PLACES:
                hint = did_you_mean(name, PLACES, f"the places are {{{'}, {'.join(PLACES)}}}")
                message = f"nothing can stand in the place '{{{name}}}'"
                yield source.problem(("certificate", key), message, hint)
