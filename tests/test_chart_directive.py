"""The `{chart}` directive in a Sphinx build: figures, links, fallbacks and complaints."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from sphinx.application import Sphinx
from sphinx.util.console import strip_escape_sequences
from sphinx.util.docutils import docutils_namespace, patch_docutils

BAD = Path(__file__).with_name("charts") / "bad"
CONF = """
from builder.directives.chart import ChartDirective
extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence"]
source_suffix = {".md": "markdown"}
root_doc = "index"
def setup(app):
    app.add_directive("chart", ChartDirective)
"""
PAGE = """\
# T

See [the chart](#f1).

```{chart} f1
:kind: run
:data: data/weeks.csv
:x: week
:y: percent
:unit: %
:baseline: 1-4
:mark: 3 = Texts begin; 6 = New "letter"
:title: Did not attend: weekly & more
**Figure 1.** A caption in *MyST*.

More about it.
```
"""
WEEKS = "week,percent\n" + "".join(f"{n},{v}\n" for n, v in enumerate([5, 7, 6, 8, 5, 7, 6], 1))


def build(source: Path, builder: str = "html") -> tuple[Sphinx, str]:
    """Build a folder of pages; also all that Sphinx complained of."""
    (source / "conf.py").write_text(CONF, "utf-8")
    out, warnings = source / "_build" / builder, io.StringIO()
    with patch_docutils(), docutils_namespace():
        app = Sphinx(
            str(source), str(source), str(out), str(source / "_build" / "trees"), builder,
            status=None, warning=warnings,
        )  # fmt: skip
        app.build()
    return app, strip_escape_sequences(warnings.getvalue())


@pytest.fixture
def book(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "weeks.csv").write_text(WEEKS, "utf-8")
    (tmp_path / "index.md").write_text(PAGE, "utf-8")
    return tmp_path


def test_a_chart_is_a_figure_that_links_find(book: Path) -> None:
    _, complaints = build(book)
    html = (book / "_build" / "html" / "index.html").read_text("utf-8")
    assert complaints == ""
    assert 'href="#f1"' in html and 'id="f1"' in html
    assert '<figure class="chart-figure' in html and html.count("<svg") == 2
    assert "<strong>Figure 1.</strong> A caption in <em>MyST</em>." in html
    assert "Did not attend: weekly &amp; more" in html and "New &quot;letter&quot;" in html
    assert "13.0 median" not in html and "6.5 median" in html
    assert "{chart}" not in html


def test_a_cut_scale_is_said_in_the_caption(book: Path) -> None:
    bars = PAGE.replace(":kind: run", ":kind: bar\n:start: 4.5")
    lines = [line for line in bars.splitlines() if not line.startswith((":baseline", ":mark"))]
    (book / "index.md").write_text("\n".join(lines), "utf-8")
    assert build(book)[1] == ""
    html = (book / "_build" / "html" / "index.html").read_text("utf-8")
    assert "A caption in <em>MyST</em>. The scale begins at 4.5%, not at zero." in html


def test_other_writers_show_the_numbers_as_a_table(book: Path) -> None:
    build(book, "text")
    text = (book / "_build" / "text" / "index.txt").read_text("utf-8")
    assert "Median 6.5%, set from week 1 to week 4." in text.replace("\n", " ")
    assert "| 7    | 6       |" in text


def test_a_page_is_made_anew_when_its_csv_changes(book: Path) -> None:
    app, _ = build(book)
    assert "data/weeks.csv" in app.env.dependencies["index"]


def test_a_csv_file_relative_to_the_course(book: Path) -> None:
    (book / "m3").mkdir()
    page = PAGE.replace("data/weeks.csv", "/data/weeks.csv")
    (book / "m3" / "page.md").write_text(page, "utf-8")
    (book / "index.md").write_text("# T\n\n```{toctree}\nm3/page\n```\n", "utf-8")
    assert build(book)[1] == ""


@pytest.fixture(scope="module")
def complaints(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What one build says of all bad pages together."""
    folder = tmp_path_factory.mktemp("bad")
    for path in BAD.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    toc = "\n".join(path.stem for path in sorted(BAD.glob("*.md")))
    (folder / "index.md").write_text(f"# T\n\n```{{toctree}}\n{toc}\n```\n", "utf-8")
    return build(folder)[1].replace(f"{folder}/", "")


BAD_PAGES = sorted(BAD.glob("*.md"))


@pytest.mark.parametrize("path", BAD_PAGES, ids=lambda path: path.stem)
def test_a_bad_chart_says_what_to_fix(path: Path, complaints: str) -> None:
    lines = path.read_text("utf-8").splitlines()
    place, *hints = [line[2:] for line in lines if line.startswith("% ")]
    where = place if ".csv:" in place else f"{path.name}:{place}"
    expected = "\n".join([f"ERROR: {where}", *(f"    {hint}" for hint in hints)])
    assert expected + "\n" in complaints


def test_there_is_one_complaint_a_page(complaints: str) -> None:
    assert complaints.count("ERROR") == len(BAD_PAGES)
    assert "WARNING" not in complaints
