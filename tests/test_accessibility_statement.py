"""The statement of `accessibility` in course.yml, in the book and in packages."""

from __future__ import annotations

import zipfile

import pytest
from lxml import html

from builder.directives.accessibility import day_in_words
from builder.pipeline import Wanted, build_course
from builder.project import Project

SAID = """
accessibility:
  date: 2026-11-20
  tested: ["Pages with *axe*."]
  limits: ["Wide tables."]
  contact: |
    Ask [one](one/index.md).

    Or write.
"""
PAGE = "---\nmodule: false\n---\n# Access\n\n```{accessibility-statement}\n```\n"
HEADINGS = ["Beth yw ein nod", "Beth a brofwyd", "Lle gallech gael anhawster",
            "Os bydd rhywbeth yn eich rhwystro"]  # fmt: skip


def test_the_statement_says_what_course_yml_says(mini_project: Project) -> None:
    """In the course's language; where a module links to it, in its package too."""
    course = mini_project.course_dir
    text = mini_project.course_file.read_text("utf-8").replace("language: en", "language: cy")
    mini_project.course_file.write_text(text + SAID, "utf-8")
    (course / "words.md").write_text(PAGE + "\n(a-word)=\n## A word\n", "utf-8")
    build_course(mini_project, Wanted(plans=("module",), formats=("scorm12",)))
    page = html.parse(str(mini_project.build_dir / "html" / "words.html"))
    with zipfile.ZipFile(next(mini_project.build_dir.glob("packages/mini-one-*.zip"))) as archive:
        document = html.fromstring(archive.read("index.html"))
    extra = document.get_element_by_id("words")
    for found in (page.getroot(), extra):
        shown = [h2.text_content().rstrip("#") for h2 in found.iter("h2")]
        assert [each for each in shown if each in HEADINGS] == HEADINGS
        said = found.text_content()
        assert "diwethaf ar 20 Tachwedd 2026." in said
        assert "(WCAG) 2.2, level AA" in said
        assert "Pages with axe." in said and "Or write." in said
        assert "Beth na phrofwyd" not in shown  # nothing is said of it


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "20 November 2026"), ("en-US", "November 20, 2026"), ("cy-GB", "20 Tachwedd 2026"),
     ("xx", "2026-11-20")],
)  # fmt: skip
def test_days_in_words(language: str, said: str) -> None:
    assert day_in_words("2026-11-20", language) == said
