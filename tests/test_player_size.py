"""How large the player is, compressed as a web server would send it: the least that a package can
have, and all there is. The limits stand just above what it is: see docs/architecture.md."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest

from builder.pipeline import Wanted, build_course
from builder.project import Project
from builder.questions import QUESTION_TYPES
from builder.runtime import joined_scripts, sco_scripts

ROOT = Path(__file__).parent.parent
PARTS = ("arrange", "certificate", "draw", "quiz", "terms")
LEAST_SCRIPT, LEAST_STYLE = 16_000, 4_000  # bytes
WHOLE_SCRIPT, WHOLE_STYLE = 23_000, 7_000

COURSE = {
    "course/_config.yml": "title: Core\nsphinx: {extra_extensions: [builder.directives]}\n",
    "course/_toc.yml": "{format: jb-book, root: index, parts: [{chapters: [{file: one}]}]}",
    "course/course.yml": "{id: core, title: Core, version: '1'}",
    "course/index.md": "# Core\n",
    "course/one.md": "# One\n\nText.\n\n```{quiz} one\n```\n",
    "quizzes/one.yml": "title: One\nkind: module\nquestions:\n",
}


def compressed(data: bytes) -> int:
    return len(gzip.compress(data, 9))


@pytest.fixture(scope="module")
def core(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of packages whose only questions are of the two commonest types, by format."""
    root = tmp_path_factory.mktemp("core")
    examples = [QUESTION_TYPES[name].example.strip() for name in ("single", "multiple")]
    entries = ["  - " + example.replace("\n", "\n    ") + "\n" for example in examples]
    for name, text in COURSE.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text + "".join(entries) * name.startswith("quizzes"), "utf-8")
    build_course(Project(root), Wanted())
    (path,) = (root / "build" / "packages").glob("*scorm12.zip")
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


# [accept 25]
def test_the_least_player_is_small(core: dict[str, bytes]) -> None:
    assert compressed(core["mooc.js"]) < LEAST_SCRIPT
    assert compressed(core["mooc.css"]) < LEAST_STYLE


# [accept 25]
@pytest.mark.parametrize("adapter", ["lms12", "lms2004"])
def test_all_of_the_player_stays_within_its_limit(adapter: str) -> None:
    parts = sco_scripts(adapter, QUESTION_TYPES, PARTS)
    assert compressed(joined_scripts(Project(ROOT), parts).encode()) < WHOLE_SCRIPT


# [accept 25]
def test_the_style_sheet_of_a_whole_course_stays_within_its_limit(real: Path) -> None:
    (path,) = (real / "build" / "packages").glob("*-course-single-*-scorm2004-4th.zip")
    with zipfile.ZipFile(path) as archive:
        assert compressed(archive.read("mooc.css")) < WHOLE_STYLE


# [accept 25]
def test_a_package_asks_for_one_document_one_script_and_one_style_sheet(
    core: dict[str, bytes],
) -> None:
    assert sorted(core) == ["imsmanifest.xml", "index.html", "mooc.css", "mooc.js"]


def test_a_package_has_no_words_that_it_cannot_say(core: dict[str, bytes]) -> None:
    document = core["index.html"].decode()
    assert (
        '"err_many"' in document and '"banner_offline"' in document and '"clear_sure"' in document
    )
    assert '"quiz_result"' not in document and '"notes_file"' in document
