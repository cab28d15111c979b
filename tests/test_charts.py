"""Charts as HTML: what they show, say and refuse."""

from __future__ import annotations

import csv
import re
import string
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from builder.charts import Chart, ChartError
from builder.charts.data import decimals_of, read_csv
from builder.charts.kinds import KINDS
from builder.charts.labels import Box, nudge
from builder.charts.layout import LAYOUTS
from builder.charts.scale import round_ends, sparse, tick_labels
from builder.charts.svg import text_width
from builder.charts.words import LANGUAGES, number, plain, with_unit

HERE = Path(__file__).parent
DATA = HERE.parent / "course" / "data"
CSS = HERE.parent / "scorm_templates" / "runtime" / "css" / "chart.css"


def rows_of(name: str) -> list[dict[str, str]]:
    with next(DATA.glob(f"{name}-*.csv")).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def series(*values: object) -> list[dict[str, object]]:
    return [{"week": week, "minutes": value} for week, value in enumerate(values, start=1)]


RATE: dict[str, Any] = {"rows": rows_of("d04"), "x": "week", "y": "percent", "unit": "%"}
WEEKLY: dict[str, Any] = {"rows": rows_of("d09"), "x": "week", "y": "minutes", "unit": "minutes"}
REJECTS: dict[str, Any] = {"rows": rows_of("d10"), "x": "month", "y": "percent", "unit": "%"}
GAPS: dict[str, Any] = {"rows": rows_of("d11"), "x": "event", "y": "days", "unit": "days"}
FIFTHS: dict[str, Any] = {
    "rows": rows_of("d12"),
    "x": "fifth",
    "y": ("before_percent", "after_percent"),
    "unit": "%",
}
STUDIES: dict[str, Any] = {
    "rows": [{"part": "Supporting", "percent": 85}, {"part": "Leading", "percent": 15}],
    "x": "part",
    "y": "percent",
    "unit": "%",
}
REGIONS: dict[str, Any] = {"rows": rows_of("d01"), "x": "region", "y": "people"}
SHARES: dict[str, Any] = {**REGIONS, "y": "percent_of_responses", "unit": "%"}
LEADERS: dict[str, Any] = {
    "rows": rows_of("d03"),
    "x": "profession",
    "y": "percent_of_workforce",
    "unit": "%",
}
BATCHING = {21: "Centrifuge batching stops"}

CHARTS = {
    chart.name: chart
    for chart in (
        Chart(kind="run", name="run", title="Run", baseline=(1, 12), marks={13: "Texts"}, **RATE),
        Chart(kind="run", name="run-base", title="Run", plot=(1, 12), target=12, **RATE),
        Chart(kind="xmr", name="xmr", title="XmR", plot=(1, 20), **WEEKLY),
        Chart(kind="xmr", name="old", title="Old", baseline=(1, 20), marks=BATCHING, **WEEKLY),
        Chart(kind="xmr", name="new", title="New", recalculate=21, target=50, **WEEKLY),
        Chart(kind="ranges", name="ranges", title="Ranges", plot=(1, 20), **WEEKLY),
        Chart(kind="between", name="between", title="Gaps", baseline=(1, 10), **GAPS),
        Chart(
            kind="targets",
            name="targets",
            title="T",
            target=(12, 7, 5),
            better="lower",
            **REJECTS,
        ),
        Chart(kind="slope", name="slope", title="Fifths", **FIFTHS),
        Chart(kind="strip", name="strip", title="Studies", **STUDIES),
        Chart(kind="strip", name="strip-3", title="Regions", **REGIONS),
        Chart(kind="bar", name="bar", title="Regions", **SHARES),
        Chart(kind="bar", name="bar-cut", title="Regions", start=5, caption="Cut.", **SHARES),
        Chart(kind="dot", name="dot", title="Leaders", **LEADERS),
        Chart(kind="waffle", name="waffle", title="Regions", **REGIONS),
        Chart(kind="waffle", name="waffle-1", title="Leading", plot=(2, 2), **STUDIES),
    )
}
EACH = pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS.keys())


def tree(chart: Chart) -> ET.Element:
    return ET.fromstring(chart.html())


# What a reader is told


def test_a_run_chart_says_its_shift() -> None:
    assert CHARTS["run"].description == (
        "Run chart: 24 points, week 1 to week 24. Lowest 7% (week 20), highest 18% (week 4). "
        "Median 13.0%, set from week 1 to week 12. Points off the median: 22. Runs: 8. "
        "Longest run: 12. Marked at week 13: Texts. 12 in a row below the median, week 13 to "
        "week 24; the shift rule (6 or more) is met at week 18."
    )


def test_an_xmr_chart_says_its_limits_and_that_there_is_no_signal() -> None:
    assert CHARTS["xmr"].description == (
        "XmR chart: 20 points, week 1 to week 20. Lowest 56 minutes (week 9), highest 71 minutes "
        "(week 3). Mean 62.0 minutes, upper limit 75.3, lower limit 48.7, set from week 1 to "
        "week 20. No signals."
    )


def test_signals_are_lettered_in_the_order_in_which_they_are_met() -> None:
    assert [(note.letter, note.side, note.text) for note in CHARTS["old"].picture.notes] == [
        ("A", -1, "Below the lower limit: week 22, week 28."),
        (
            "B",
            -1,
            "Two of three successive points close to the lower limit; the rule is met at week 26.",
        ),
        (
            "C",
            -1,
            "13 in a row below the mean, week 20 to week 32; "
            "the rule (7 or more) is met at week 26.",
        ),
    ]


def test_limits_set_anew_are_provisional_when_few_points_set_them() -> None:
    said = CHARTS["new"].description
    assert "Mean 51.0 minutes, upper limit 61.6, lower limit 40.4" in said
    assert "Limits set from only 12 points are provisional." in said
    assert "No signals." in said


def test_moving_ranges_keep_the_values_in_their_table() -> None:
    table = CHARTS["ranges"].picture.table
    assert "Average moving range 5.0 minutes, upper limit 16.3" in CHARTS["ranges"].description
    assert table.heads == ["Week", "Minutes", "Moving range (minutes)"]
    assert table.rows[:2] == [["1", "61", ""], ["2", "64", "3"]]


def test_targets_are_judged_by_the_limits() -> None:
    said = CHARTS["targets"].description
    assert "upper limit 10.07, lower limit 6.15" in said
    assert "Target 12%: above the limits: nearly always met." in said
    assert "Target 7%: inside the limits: hit and miss." in said
    assert "Target 5%: below the limits: hardly ever met." in said


def test_higher_may_be_better_or_nothing_may_be_said_of_it() -> None:
    higher = Chart(kind="targets", title="T", target=5, better="higher", **REJECTS)
    neither = Chart(kind="targets", title="T", target=5, **REJECTS)
    assert "Target 5%: below the limits: nearly always met." in higher.description
    assert "Target 5%: below the limits." in neither.description


def test_a_slope_says_that_the_gap_widens() -> None:
    said = CHARTS["slope"].description
    assert "Slope chart: 5 lines, from Before to After." in said
    assert said.endswith("The gap between highest and lowest goes from 14.2 points to 17.1 points.")


def test_a_strip_says_shares() -> None:
    assert CHARTS["strip-3"].description.endswith("Cumbria and Lancashire: 6%.")


def test_amounts_are_said_row_by_row() -> None:
    assert CHARTS["dot"].description == (
        "Dot plot: 4 rows. Healthcare science: 0.11%. Allied health professionals: 0.16%. "
        "Medical and dental: 1.64%. Nursing, midwifery and health visiting: 0.02%."
    )


def test_a_scale_that_begins_elsewhere_is_said_in_words_and_caption_and_drawn() -> None:
    cut = CHARTS["bar-cut"]
    caution = "The scale begins at 5%, not at zero."
    assert cut.description.endswith(caution)
    assert tree(cut).findtext("figcaption") == f"Cut. {caution}"
    edges = [[node.get("class") for node in svg.iter()] for svg in tree(cut).iter("svg")]
    assert all("torn" in edge and "axis" not in edge for edge in edges)
    assert "torn" not in CHARTS["bar"].html() and tree(CHARTS["bar"]).find("figcaption") is None


def test_a_waffle_says_its_squares_and_what_is_left() -> None:
    assert CHARTS["waffle"].description.startswith("Waffle chart: 82 squares.")
    assert CHARTS["waffle-1"].description == (
        "Waffle chart: 100 squares. Leading: 15%. 85 squares are empty."
    )


def test_few_crossings_are_a_signal() -> None:
    chart = Chart(kind="run", title="T", rows=series(*[1] * 8, *[9] * 8), x="week", y="minutes")
    assert "Crossings of the median: 1; fewer than 4 is a signal." in chart.description


def test_screening_is_said() -> None:
    chart = Chart(kind="xmr", title="T", screened=True, **WEEKLY)
    assert "Outlying moving ranges were left out" in chart.description


# The HTML


@EACH
def test_html_is_well_formed_and_free_of_style_and_script(chart: Chart) -> None:
    page = tree(chart)
    for node in page.iter():
        assert "style" not in node.attrib
        assert not {"fill", "stroke"} & set(node.attrib) or node.attrib.get("fill") == "none"
    assert not re.search(r"<(style|script|link|image|use)\b|https?:", chart.html())


@EACH
def test_both_drawings_have_a_title_and_a_description_of_their_own(chart: Chart) -> None:
    page = tree(chart)
    ids = [node.attrib["id"] for node in page.iter() if "id" in node.attrib]
    assert len(ids) == len(set(ids)) == 5
    for drawing in page.iter("svg"):
        assert drawing.attrib["role"] == "img"
        title, desc = drawing.find("title"), drawing.find("desc")
        assert title is not None and desc is not None
        assert drawing.attrib["aria-labelledby"] == title.attrib["id"]
        assert drawing.attrib["aria-describedby"] == desc.attrib["id"]
        assert (title.text, desc.text) == (chart.title, chart.description)


@EACH
def test_the_table_has_heads_and_every_number(chart: Chart) -> None:
    (table,) = tree(chart).iter("table")
    heads = [cell.attrib["scope"] for cell in table.iter("th")]
    body = table.findall("tbody/tr")
    assert heads == ["col"] * len(table.findall("thead/tr/th")) + ["row"] * len(body)
    assert len({len(row) for row in body}) == 1
    (region,) = (node for node in tree(chart).iter("div") if node.get("role") == "region")
    assert region.attrib["tabindex"] == "0" and chart.title in region.attrib["aria-label"]


@EACH
def test_the_same_chart_is_the_same_bytes(chart: Chart) -> None:
    assert chart.html() == Chart(**vars_of(chart)).html()


def vars_of(chart: Chart) -> dict[str, Any]:
    return {name: getattr(chart, name) for name in Chart.__dataclass_fields__}


def test_every_kind_is_among_the_examples() -> None:
    assert {chart.kind for chart in CHARTS.values()} == set(KINDS)


def test_signals_differ_in_shape_and_are_lettered() -> None:
    wide = next(tree(CHARTS["run"]).iter("svg"))
    css = [node.get("class") for node in wide.iter()]
    assert (css.count("signal"), css.count("point")) == (12, 12)
    assert [node.tag for node in wide.iter() if node.get("class") == "signal"] == ["polygon"] * 12
    assert [node.text for node in wide.iter("text") if node.get("class") == "flag"] == ["A"]


def test_bars_are_as_long_as_their_values() -> None:
    for svg in tree(CHARTS["bar"]).iter("svg"):
        first, second, third = [
            float(node.attrib["width"]) for node in svg.iter("rect") if node.get("class") == "bar"
        ]
        assert second / first == pytest.approx(33 / 61, abs=0.01)
        assert third / first == pytest.approx(6 / 61, abs=0.01)


def test_a_waffle_has_a_square_for_each_unit_and_a_weave_for_each_part() -> None:
    for svg in tree(CHARTS["waffle"]).iter("svg"):
        (squares,) = (node for node in svg.iter("g") if node.get("class") == "squares")
        css = [node.get("class") for node in squares]
        assert [css.count(f"part-{fill}") for fill in (1, 2, 3)] == [50, 27, 5]
        weaves = [node.tag for node in squares if node.get("class") == "weave"]
        assert (weaves.count("line"), weaves.count("circle")) == (27, 5)


def test_text_is_escaped() -> None:
    hostile = "<script>\"a\" & 'b' ŵŷ</script>"
    rows = [{hostile: "1", "minutes": 1}, {hostile: hostile, "minutes": 2}]
    chart = Chart(
        kind="run", title=hostile, caption=hostile, rows=rows, x=hostile, y="minutes",
        unit=hostile, marks={"1": hostile},
    )  # fmt: skip
    page = tree(chart)
    assert "<script>" not in chart.html()
    assert page.findtext("div/p") == hostile == page.findtext("figcaption")


def test_the_html_of_a_small_chart_is_as_reviewed() -> None:
    """`tests/charts/small.html`: delete it to have it written anew, and read the difference."""
    rows = series(12, 14, 11, 13, 12, 30)
    chart = Chart(
        kind="xmr", name="small", title="Small", caption="Six weeks.", rows=rows, x="week",
        y="minutes", unit="minutes", baseline=(1, 5), marks={6: "Analyser down"},
    )  # fmt: skip
    golden = HERE / "charts" / "small.html"
    html = chart.html().replace("><", ">\n<") + "\n"
    if not golden.exists():
        golden.write_text(html, "utf-8")
    assert html == golden.read_text("utf-8")


def test_a_notebook_shows_the_figure() -> None:
    assert CHARTS["run"]._repr_html_() == CHARTS["run"].html()


def test_an_unnamed_chart_has_an_id_from_its_title() -> None:
    assert Chart(kind="run", title="Did not attend, weekly", **RATE).id == (
        "chart-did-not-attend-weekly"
    )


# The drawing


def texts(chart: Chart) -> Iterator[tuple[Any, Box, str]]:
    """Every text of a chart's drawings: its layout, the room that it takes, its words."""
    for layout, drawing in zip(LAYOUTS, tree(chart).iter("svg"), strict=True):
        for node in drawing.iter("text"):
            words = node.text or ""
            width = 0.85 * text_width(words, layout.size)
            shift = {"middle": 0.5, "end": 1.0}.get(node.get("text-anchor", ""), 0.0)
            left, bottom = float(node.attrib["x"]) - shift * width, float(node.attrib["y"])
            yield layout, Box(left, bottom - 0.7 * layout.size, left + width, bottom), words


@EACH
def test_no_text_is_cut_off(chart: Chart) -> None:
    heights = [float(svg.attrib["viewBox"].split()[3]) for svg in tree(chart).iter("svg")]
    for layout, box, words in texts(chart):
        height = heights[LAYOUTS.index(layout)]
        assert box.within(Box(-1, -1, layout.width + 1, height + 1)), words


@EACH
def test_no_text_stands_on_another(chart: Chart) -> None:
    for layout in LAYOUTS:
        boxes = [(box, words) for where, box, words in texts(chart) if where is layout]
        for (box, words), (other, others) in combinations(boxes, 2):
            assert not box.meets(other), f"{layout.name}: {words!r} on {others!r}"


@pytest.mark.parametrize("target", [61.9, 62.1, 75.0, 48.8])
def test_close_levels_have_names_apart(target: float) -> None:
    chart = Chart(kind="xmr", name="x", title="T", plot=(1, 20), target=target, **WEEKLY)
    test_no_text_stands_on_another(chart)


def test_long_and_many_marks_have_rows_of_their_own() -> None:
    marks = {3: "Clinic closed for a burst pipe", 5: "Snow for a week", 6: "New letter"}
    chart = Chart(kind="run", name="x", title="T", marks=marks, **RATE)
    test_no_text_stands_on_another(chart)
    test_no_text_is_cut_off(chart)


def test_text_is_large_enough_and_the_css_says_the_same() -> None:
    (size,) = {layout.size for layout in LAYOUTS}
    assert size >= 13
    assert f".chart text {{ font-size: {size}px; }}" in CSS.read_text("utf-8")


def test_every_class_of_a_drawing_that_needs_one_has_a_colour() -> None:
    css = CSS.read_text("utf-8")
    for chart in CHARTS.values():
        for node in tree(chart).iter():
            if node.tag in ("rect", "circle", "polygon"):
                names = (node.get("class") or "").split()
                assert any(f".{name} {{ fill" in css for name in names), names


def test_nudge_keeps_labels_apart_and_near() -> None:
    assert nudge([10, 50], [8, 8], 0, 100) == [10, 50]
    assert nudge([50, 50], [8, 8], 0, 100) == [46, 54]
    assert nudge([54, 50], [8, 8], 0, 100) == [56, 48]
    assert nudge([0, 1, 2], [8, 8, 8], 0, 100) == [4, 12, 20]
    assert nudge([99, 100], [8, 16], 0, 100) == [80, 92]


def test_ticks_are_round() -> None:
    assert round_ends([44, 75.3], 6) == [40, 50, 60, 70, 80]
    assert round_ends([7, 18], 6) == [0, 5, 10, 15, 20]
    assert round_ends([5], 6)[0] < 5 < round_ends([5], 6)[-1]
    assert round_ends([0, 0], 5)[0] == 0
    assert tick_labels([0.0, 0.5, 1.0]) == ["0.0", "0.5", "1.0"]


@pytest.mark.parametrize(
    ("last", "most", "shown"),
    [(12, 12, list(range(1, 13))), (24, 12, [1, 5, 10, 15, 20]), (32, 6, [1, 10, 20, 30])],
)
def test_labels_of_an_axis_are_sparse(last: int, most: int, shown: list[int]) -> None:
    labels = [str(n) for n in range(1, last + 1)]
    assert [int(labels[place]) for place in sparse(labels, most)] == shown


# Words and numbers


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (0.1 + 0.2, 1, "0.3"),
        (62.25, 1, "62.3"),
        (-0.04, 1, "0.0"),
        (-2.5, 0, "\N{MINUS SIGN}3"),
        (1240, 0, "1,240"),
        (75.3, 1, "75.3"),
    ],
)
def test_numbers_are_rounded_as_on_paper(value: float, decimals: int, shown: str) -> None:
    assert number(value, decimals) == shown


def test_units() -> None:
    assert (with_unit("85", "%"), with_unit("62.0", "minutes"), with_unit("5", "")) == (
        "85%",
        "62.0 minutes",
        "5",
    )
    assert (plain(7.0), plain(7.5), plain(10.25)) == ("7", "7.5", "10.25")


def test_decimals_follow_the_data() -> None:
    assert decimals_of(["61", "64"]) == 0
    assert decimals_of(["8.1", "7"]) == 1
    assert decimals_of(["61.0", "64.0"]) == 0
    assert decimals_of(["22.0", "16.9230769"]) == 2


def test_languages_have_the_same_words_with_the_same_gaps() -> None:
    english = {key: gaps(words) for key, words in LANGUAGES["en"].items()}
    for words in LANGUAGES.values():
        assert {key: gaps(text) for key, text in words.items()} == english


def gaps(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}


def test_welsh() -> None:
    chart = Chart(kind="xmr", name="cy", title="Amser", lang="cy", plot=(1, 20), **WEEKLY)
    assert "Y rhifau fel tabl" in chart.html()
    assert "75.3 terfyn uchaf" in chart.html()
    test_no_text_is_cut_off(chart)


def test_an_unknown_language_is_english() -> None:
    assert "The numbers as a table" in Chart(kind="run", title="T", lang="fr", **RATE).html()


# What is refused


@pytest.mark.parametrize(
    ("options", "message", "hint"),
    [
        ({"kind": "xmrr"}, "unknown kind of chart 'xmrr'", "did you mean 'xmr'?"),
        ({"title": " "}, "no title", "say in a few words what the chart shows"),
        (
            {"name": "3.2a"},
            "not a name for a chart: '3.2a'",
            "a letter, then letters, digits, '-' and '_'",
        ),
        ({"y": "minute"}, "no column 'minute'", "did you mean 'minutes'?"),
        ({"y": "x"}, "no column 'x'", "the columns are: week, minutes, phase"),
        ({"rows": []}, "no rows", "a chart needs at least one row of data"),
        (
            {"plot": (1, 40)},
            "'rows' is 1-40, but there are 32 rows",
            "choose two rows from 1 to 32, the lower one first",
        ),
        (
            {"baseline": (3, 3)},
            "kind 'xmr' needs at least 2 rows in 'baseline'",
            "one value has no moving range",
        ),
        ({"recalculate": 32}, "'recalculate' is row 32", "choose a row from 3 to 31"),
        (
            {"recalculate": 21, "baseline": (1, 24)},
            "'baseline' goes on to row 24",
            "end it before the new limits, at row 20 or earlier",
        ),
        ({"better": "lower"}, "kind 'xmr' has no 'better'", "it is for: targets"),
        (
            {"marks": {40: "Snow"}},
            "no row has week '40' for the mark 'Snow'",
            "'week' goes from 1 to 32",
        ),
        (
            {"y": ("week", "minutes")},
            "kind 'xmr' needs one column in 'y', not 2",
            "",
        ),
        (
            {"kind": "slope"},
            "kind 'slope' needs 2 columns in 'y', not 1",
            "separate them by a comma: before, after",
        ),
        (
            {"kind": "targets"},
            "kind 'targets' needs 1 to 3 targets, not 0",
            "several are separated by commas: 12, 7, 5",
        ),
        (
            {"kind": "targets", "target": 7, "better": "less"},
            "'better' is lower or higher, not 'less'",
            "",
        ),
    ],
)
def test_a_bad_chart_says_what_to_fix(options: dict[str, Any], message: str, hint: str) -> None:
    with pytest.raises(ChartError) as caught:
        Chart(**{"kind": "xmr", "title": "T", **WEEKLY, **options})
    assert (caught.value.message, caught.value.hint) == (message, hint)


AMOUNTS = "a bar shows amounts from zero up"
LABEL = "shorten it to about 60 letters, in words of at most 20; say the rest in the caption"


@pytest.mark.parametrize(
    ("kind", "values", "label", "message", "hint", "row"),
    [
        ("bar", (3, -1), "A", "'n' is negative: -1", AMOUNTS, 2),
        ("dot", (3, 1), "Haematology " * 8, "no room for the label", LABEL, 1),
        ("bar", (3, 1), "Otorhinolaryngologicalservice", "no room for the label", LABEL, 1),
        ("waffle", (60, 41), "A", "the parts add up to 101", "a waffle has 100 squares", 0),
        ("waffle", (0, 0), "A", "the parts add up to 0", "a waffle shows the parts", 0),
        ("waffle", (3, 0.5), "A", "0.5 is not a whole number of squares", "round the values", 2),
        ("waffle", (1,) * 5, "A", "5 parts", "a waffle has at most 4", 0),
    ],
)
def test_amounts_that_cannot_be_drawn_say_what_to_fix(
    kind: str, values: tuple[float, ...], label: str, message: str, hint: str, row: int
) -> None:
    rows = [{"name": label, "n": value} for value in values]
    with pytest.raises(ChartError) as caught:
        Chart(kind=kind, title="T", rows=rows, x="name", y="n")
    assert caught.value.message.startswith(message) and caught.value.hint.startswith(hint)
    assert caught.value.row == row


@pytest.mark.parametrize("start", [-1, 6, 40])
def test_a_scale_begins_below_every_value(start: float) -> None:
    with pytest.raises(ChartError, match="but the lowest value is 6"):
        Chart(kind="bar", title="T", start=start, **SHARES)


@pytest.mark.parametrize("values", [(0, 0), (5,), (0.1, 0.2), (1e6, 2), (3,) * 30])
@pytest.mark.parametrize("kind", ["bar", "dot"])
def test_unusual_amounts_are_drawn(kind: str, values: tuple[float, ...]) -> None:
    chart = Chart(kind=kind, name="x", title="T", rows=series(*values), x="week", y="minutes")
    test_no_text_is_cut_off(chart)
    test_no_text_stands_on_another(chart)


@pytest.mark.parametrize("cell", ["n/a", "12%", "nan", "1,5", "inf"])
def test_a_cell_that_is_no_number_is_named_with_its_row(cell: str) -> None:
    with pytest.raises(ChartError) as caught:
        Chart(kind="run", title="T", rows=series(1, 2, cell), x="week", y="minutes")
    assert (caught.value.message, caught.value.row) == (f"'minutes' is not a number: {cell!r}", 3)


def test_an_empty_cell_is_named_with_its_row() -> None:
    with pytest.raises(ChartError, match="no 'minutes' in this row") as caught:
        Chart(kind="run", title="T", rows=series(1, "", 2), x="week", y="minutes")
    assert caught.value.row == 2


@pytest.mark.parametrize("values", [(1, -1), (0, 0)])
def test_a_strip_needs_a_whole(values: tuple[int, int]) -> None:
    with pytest.raises(ChartError):
        Chart(kind="strip", title="T", rows=series(*values), x="week", y="minutes")


@pytest.mark.parametrize(
    "values", [(5, 5), (0, 0, 0), (-3, -2, 4), (1e6, 2e6, 1.5e6), (0.1, 0.2), (1, 2, 3, 4, 5) * 12]
)
@pytest.mark.parametrize("kind", ["run", "xmr", "ranges", "between"])
def test_unusual_values_are_drawn(kind: str, values: tuple[float, ...]) -> None:
    chart = Chart(kind=kind, name="x", title="T", rows=series(*values), x="week", y="minutes")
    test_no_text_is_cut_off(chart)


# csv files


def write(folder: Path, text: str | bytes) -> Path:
    path = folder / "data.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_csv_lines_are_those_of_the_file(tmp_path: Path) -> None:
    data = read_csv(write(tmp_path, '\ufeffa, b\n\n1,"two\nlines"\n , \n2,3\n'))
    assert data.rows == ({"a": "1", "b": "two\nlines"}, {"a": "2", "b": "3"})
    assert data.lines == (3, 6)


def test_empty_columns_and_rows_that_a_spreadsheet_leaves_count_for_nothing(tmp_path: Path) -> None:
    data = read_csv(write(tmp_path, "a,b,,\r\n1,2,,\r\n,,,\r\n"))
    assert data.rows == ({"a": "1", "b": "2"},)


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("", "no rows", 0),
        ("a,b\n", "no rows", 0),
        ("a,b,a\n1,2,3\n", "two columns are named 'a'", 1),
        ("a,b\n1,2\n1,2,3\n", "3 cells but 2 columns", 3),
        ('a,b\n1,"2\n', "not a csv file", 2),
        ("a,b\n1,\xff".encode("latin-1"), "not UTF-8 text", 2),
        ("a;b\n1;2,5\n", "its cells are parted by semicolons", 1),
        ("a\tb\n1\t2.5\n", "its cells are parted by tabs", 1),
    ],
)
def test_a_bad_csv_says_where(tmp_path: Path, text: str, message: str, line: int) -> None:
    with pytest.raises(ChartError, match=message) as caught:
        read_csv(write(tmp_path, text))
    assert caught.value.row == line
