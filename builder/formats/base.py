"""What a package format is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Format:
    """One kind of package.

    name: the word on the command line and in zip names. label: what people call it.
    schemaversion: as in the manifest. manifest: its template below `scorm_templates/`.
    adapter: the runtime script that talks to the LMS. api: the version it declares.
    budget: characters of suspend_data that answers may need, safely below the standard's limit.
    """

    name: str
    label: str
    schemaversion: str
    manifest: str
    adapter: str
    api: str
    budget: int
