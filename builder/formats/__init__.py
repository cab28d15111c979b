"""The package formats. To add one: write its file and its template, then add its name here."""

from __future__ import annotations

from builder.formats.base import Format
from builder.formats.scorm12 import SCORM_12
from builder.formats.scorm2004_3rd import SCORM_2004_3RD
from builder.formats.scorm2004_4th import SCORM_2004_4TH

FORMATS: dict[str, Format] = {
    format_.name: format_ for format_ in (SCORM_12, SCORM_2004_3RD, SCORM_2004_4TH)
}
