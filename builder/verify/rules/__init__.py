"""The rules, a file a subject. To add one: write its function; its number stays for ever."""

from __future__ import annotations

from builder.verify.rules import (
    contents,
    files,
    form,
    html,
    launch,
    resources,
    scripts,
    sequencing,
    tree,
    zips,
)
from builder.verify.rules.rule import RULES, Rule, check_package

__all__ = ["RULES", "SUBJECTS", "Rule", "check_package"]
SUBJECTS = (zips, form, contents, tree, resources, launch, sequencing, files, html, scripts)
