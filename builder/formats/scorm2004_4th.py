"""SCORM 2004 4th Edition: completion and success apart, 64,000 characters of state."""

from __future__ import annotations

from builder.formats.base import SCHEMAS_2004, Format

SCORM_2004_4TH = Format(
    name="scorm2004-4th",
    label="SCORM 2004 4th Edition",
    schemaversion="2004 4th Edition",
    manifest="scorm2004/imsmanifest.xml",
    adapter="lms2004",
    api="2004",
    budget=60000,
    edition="scorm20044thedition",
    schemas=SCHEMAS_2004,
)
