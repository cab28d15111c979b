"""The interface's words as the builder reads them."""

from __future__ import annotations

import json
from pathlib import Path

from conftest import copy_project

from builder.project import Project
from builder.words import STRINGS, load_words

MINI = Path(__file__).with_name("courses") / "mini"


def test_what_nobody_has_reviewed_is_counted(tmp_path: Path) -> None:
    project = Project(copy_project(MINI, tmp_path / "project"))
    assert load_words(project, "en").unreviewed == ()
    path = project.template(STRINGS) / "cy.json"
    written = json.loads(path.read_text("utf-8"))
    reviewed = written.pop("_reviewed")
    words = load_words(project, "cy")
    assert words.strings == written
    assert words.unreviewed == tuple(key for key in written if key not in reviewed)
