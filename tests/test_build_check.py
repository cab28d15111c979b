"""A build checks the packages that it makes, and makes none with an error."""

from __future__ import annotations

import pytest
from conftest import report_of

from builder.pipeline import Wanted, build_course
from builder.problems import CourseError
from builder.project import Project


def own_manifest(project: Project, before: str, after: str) -> None:
    """The project gets its own manifest template for SCORM 1.2, with one change."""
    text = project.template("scorm12/imsmanifest.xml").read_text("utf-8")
    assert before in text
    path = project.root / "scorm_templates" / "scorm12" / "imsmanifest.xml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.replace(before, after), "utf-8")


def test_an_error_in_a_package_stops_the_build(mini_project: Project) -> None:
    wanted = Wanted(formats=["scorm12"], modules=["one"])
    own_manifest(mini_project, "", "")
    build_course(mini_project, wanted)
    (path,) = (mini_project.build_dir / "packages").glob("*.zip")
    good = path.read_bytes()
    own_manifest(mini_project, '<organizations default="', '<organizations default="NO-')
    with pytest.raises(CourseError) as caught:
        build_course(mini_project, wanted)
    (problem,) = caught.value.problems
    assert problem.place == "build/packages/mini-one-en-scorm12.zip"
    assert problem.message.startswith("imsmanifest.xml:7: O02: ") and problem.hint
    assert path.read_bytes() == good


def test_a_warning_is_told_and_stands_in_the_report(mini_project: Project) -> None:
    own_manifest(mini_project, ' identifier="{{ manifest_id', ' identifier="a.{{ manifest_id')
    report = build_course(mini_project, Wanted(formats=["scorm12"], modules=["one"]))
    (problem,) = report.problems
    assert problem.level == "warning" and ": M19: " in problem.message
    (package,) = report_of(mini_project.root)["packages"]  # type: ignore[misc]
    assert [each["rule"] for each in package["findings"]] == ["M19"]
    assert "warning M19: imsmanifest.xml:2" in (mini_project.build_dir / "report.html").read_text()
