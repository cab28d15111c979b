"""SCORM 2004 3rd Edition: what some corporate platforms ask for. Its packages differ from those of
the 4th in the version they name, for they use nothing that the 4th brought."""

from __future__ import annotations

from builder.formats.base import SCHEMAS_2004, Format

SCORM_2004_3RD = Format(
    name="scorm2004-3rd",
    label="SCORM 2004 3rd Edition",
    schemaversion="2004 3rd Edition",
    manifest="scorm2004/imsmanifest.xml",
    adapter="lms2004",
    api="2004",
    budget=60000,
    edition="scorm20043rdedition",
    schemas=SCHEMAS_2004,
)
