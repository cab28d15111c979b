"""SCORM 1.2: what most learning platforms track best (4,096 characters of state, one status)."""

from __future__ import annotations

from builder.formats.base import Format

SCORM_12 = Format(
    name="scorm12",
    label="SCORM 1.2",
    schemaversion="1.2",
    manifest="scorm12/imsmanifest.xml",
    adapter="lms12",
    api="1.2",
    budget=3500,
    edition="scorm12edition",
    schemas=(
        ("http://www.imsproject.org/xsd/imscp_rootv1p1p2", "imscp_rootv1p1p2.xsd"),
        ("http://www.imsglobal.org/xsd/imsmd_rootv1p2p1", "imsmd_rootv1p2p1.xsd"),
        ("http://www.adlnet.org/xsd/adlcp_rootv1p2", "adlcp_rootv1p2.xsd"),
    ),
)
