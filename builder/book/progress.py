"""How far Sphinx has come, as lines of our own log."""

from __future__ import annotations

import logging
import re

log = logging.getLogger(__name__)

PERCENT = re.compile(r"(?P<what>[^\x1b.]+)\.\.\..*\[ *(?P<percent>\d+%)\]")


class ProgressHandler(logging.Handler):
    """Hears Sphinx say `reading sources... [ 50%]`."""

    def emit(self, record: logging.LogRecord) -> None:
        if found := PERCENT.search(record.getMessage()):
            log.debug("%s: %s", found["what"].strip(), found["percent"])
