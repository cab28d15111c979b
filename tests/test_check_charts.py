"""`mooc check` says of a chart what a build says."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from builder.cli import main

BAD = Path(__file__).with_name("charts") / "bad"
PAGES = sorted(BAD.glob("*.md"))
WRONG = """# Two

```{chart} weekly
:kind: run
:data: weeks.csv
:x: week
:y: percent
:title: Weekly
:tittle: Weekly
```
"""


def checked(folder: Path, files: dict[str, bytes]) -> str:
    """What the check of a course of these files says."""
    course = folder / "course"
    course.mkdir()
    listed = [f"  - file: {name[:-3]}" for name in files if name.endswith(".md")]
    toc = "\n".join(["format: jb-book", "root: index", "chapters:", *listed])
    about = {"course.yml": b"{id: c, title: C, version: '1'}", "_config.yml": b"title: C\n"}
    about |= {"index.md": b"# C\n", "_toc.yml": toc.encode()}
    for name, data in (about | files).items():
        (course / name).write_bytes(data)
    told = CliRunner().invoke(main, ["check", "--project", str(folder)], catch_exceptions=False)
    assert told.exit_code == 1
    return told.output


@pytest.fixture(scope="module")
def complaints(tmp_path_factory: pytest.TempPathFactory) -> str:
    files = {path.name: path.read_bytes() for path in BAD.iterdir()}
    return checked(tmp_path_factory.mktemp("bad"), files)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_bad_chart_says_what_to_fix(path: Path, complaints: str) -> None:
    lines = path.read_text("utf-8").splitlines()
    place, *hints = [line[2:] for line in lines if line.startswith("% ")]
    where = place if ".csv:" in place else f"{path.name}:{place}"
    expected = "\n".join([f"course/{where}", *(f"    {hint}" for hint in hints)])
    assert expected + "\n" in complaints


def test_an_option_that_there_is_not(tmp_path: Path) -> None:
    data = (BAD / "weeks.csv").read_bytes()
    said = checked(tmp_path, {"two.md": WRONG.encode(), "weeks.csv": data})
    assert "course/two.md:3: unknown option 'tittle' of {chart}" in said
    assert "did you mean 'title'?" in said
