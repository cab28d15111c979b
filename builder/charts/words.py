"""The words of charts, one dictionary a language, and numbers as a reader sees them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

ENGLISH: Mapping[str, str] = {
    "run": "Run chart",
    "xmr": "XmR chart",
    "ranges": "Moving-range chart",
    "between": "Run chart of the gaps between events",
    "targets": "Process and targets",
    "slope": "Slope chart",
    "strip": "Strip of the parts of a whole",
    "bar": "Bar chart",
    "dot": "Dot plot",
    "waffle": "Waffle chart",
    "table": "The numbers as a table",
    "table_of": "The numbers as a table: {title}",
    "notes_of": "What the letters on the chart mean",
    "signal_column": "Signal",
    "range_column": "Moving range ({y})",
    "share_column": "Share",
    "change_column": "Change",
    "mean": "{value} mean",
    "median": "{value} median",
    "upper": "{value} upper limit",
    "lower": "{value} lower limit",
    "average": "{value} average",
    "target": "{value} target",
    "upper_short": "{value} upper",
    "lower_short": "{value} lower",
    "average_short": "{value} avg",
    "range_axis": "Moving range",
    "target_name": "Target {value}",
    "target_above": "above the limits",
    "target_inside": "inside the limits: hit and miss",
    "target_below": "below the limits",
    "always_met": "{where}: nearly always met",
    "never_met": "{where}: hardly ever met",
    "gap": "gap {value}",
    "points_unit": "points",
    "span": "{kind}: {count} points, {first} to {last}.",
    "extremes": "Lowest {low} ({low_at}), highest {high} ({high_at}).",
    "same": "Every value is {value}.",
    "median_set": "Median {value}, set from {first} to {last}.",
    "mean_set": "Mean {mean}, upper limit {upper}, lower limit {lower}, "
    "set from {first} to {last}.",
    "range_set": "Average moving range {average}, upper limit {upper}, set from {first} to {last}.",
    "provisional": "Limits set from only {count} points are provisional.",
    "screened": "Outlying moving ranges were left out when the limits were set.",
    "runs": "Points off the median: {useful}. Runs: {runs}. Longest run: {longest}.",
    "few_crossings": "Crossings of the median: {crossings}; fewer than {limit} is a signal.",
    "target_is": "Target {value}.",
    "target_verdict": "Target {value}: {verdict}.",
    "marked": "Marked at {at}: {text}.",
    "no_signals": "No signals.",
    "outside_high": "Above the upper limit: {places}",
    "outside_low": "Below the lower limit: {places}",
    "outside_met": "",
    "side_high": "{count} in a row above the mean, {first} to {last}",
    "side_low": "{count} in a row below the mean, {first} to {last}",
    "side_met": "the rule (7 or more) is met at {met}",
    "direction_high": "{count} in a row rising, {first} to {last}",
    "direction_low": "{count} in a row falling, {first} to {last}",
    "direction_met": "the rule (7 or more) is met at {met}",
    "near_high": "Two of three successive points close to the upper limit",
    "near_low": "Two of three successive points close to the lower limit",
    "near_met": "the rule is met at {met}",
    "shift_high": "{count} in a row above the median, {first} to {last}",
    "shift_low": "{count} in a row below the median, {first} to {last}",
    "shift_met": "the shift rule (6 or more) is met at {met}",
    "trend_high": "{steps} rises in a row, {first} to {last}",
    "trend_low": "{steps} falls in a row, {first} to {last}",
    "trend_met": "the trend rule (5 or more) is met at {met}",
    "slope_span": "{kind}: {count} lines, from {before} to {after}.",
    "slope_line": "{label}: {before} to {after}.",
    "slope_gap": "The gap between highest and lowest goes from {before} to {after}.",
    "strip_span": "{kind}: {count} parts.",
    "amounts_span": "{kind}: {count} rows.",
    "cut": "The scale begins at {start}, not at zero.",
    "waffle_span": "{kind}: {squares} squares.",
    "waffle_rest": "{squares} squares are empty.",
    "row_says": "{label}: {value}.",
}

# Not yet reviewed by a professional translator (heb ei adolygu).
WELSH: Mapping[str, str] = {
    "run": "Siart rhediad",
    "xmr": "Siart XmR",
    "ranges": "Siart amrediad symudol",
    "between": "Siart rhediad o'r bylchau rhwng digwyddiadau",
    "targets": "Proses a thargedau",
    "slope": "Siart goledd",
    "strip": "Stribed o rannau cyfanwaith",
    "bar": "Siart bar",
    "dot": "Plot dotiau",
    "waffle": "Siart waffl",
    "table": "Y rhifau fel tabl",
    "table_of": "Y rhifau fel tabl: {title}",
    "notes_of": "Ystyr y llythrennau ar y siart",
    "signal_column": "Arwydd",
    "range_column": "Amrediad symudol ({y})",
    "share_column": "Cyfran",
    "change_column": "Newid",
    "mean": "{value} cymedr",
    "median": "{value} canolrif",
    "upper": "{value} terfyn uchaf",
    "lower": "{value} terfyn isaf",
    "average": "{value} cyfartaledd",
    "target": "{value} targed",
    "upper_short": "{value} uchaf",
    "lower_short": "{value} isaf",
    "average_short": "{value} cyf.",
    "range_axis": "Amrediad symudol",
    "target_name": "Targed {value}",
    "target_above": "uwchlaw'r terfynau",
    "target_inside": "rhwng y terfynau: taro a methu",
    "target_below": "islaw'r terfynau",
    "always_met": "{where}: bron bob tro'n cael ei gyrraedd",
    "never_met": "{where}: prin byth yn cael ei gyrraedd",
    "gap": "bwlch {value}",
    "points_unit": "pwynt",
    "span": "{kind}: {count} pwynt, {first} i {last}.",
    "extremes": "Isaf {low} ({low_at}), uchaf {high} ({high_at}).",
    "same": "Mae pob gwerth yn {value}.",
    "median_set": "Canolrif {value}, wedi'i osod o {first} i {last}.",
    "mean_set": "Cymedr {mean}, terfyn uchaf {upper}, terfyn isaf {lower}, "
    "wedi'u gosod o {first} i {last}.",
    "range_set": "Amrediad symudol cyfartalog {average}, terfyn uchaf {upper}, "
    "wedi'u gosod o {first} i {last}.",
    "provisional": "Terfynau dros dro: dim ond {count} pwynt a ddefnyddiwyd i'w gosod.",
    "screened": "Gadawyd amrediadau symudol eithriadol allan wrth osod y terfynau.",
    "runs": "Pwyntiau oddi ar y canolrif: {useful}. Rhediadau: {runs}. Rhediad hiraf: {longest}.",
    "few_crossings": "Nifer y croesiadau o'r canolrif: {crossings}; mae llai na {limit} yn arwydd.",
    "target_is": "Targed {value}.",
    "target_verdict": "Targed {value}: {verdict}.",
    "marked": "Nodyn yn {at}: {text}.",
    "no_signals": "Dim arwyddion.",
    "outside_high": "Uwchlaw'r terfyn uchaf: {places}",
    "outside_low": "Islaw'r terfyn isaf: {places}",
    "outside_met": "",
    "side_high": "{count} yn olynol uwchlaw'r cymedr, {first} i {last}",
    "side_low": "{count} yn olynol islaw'r cymedr, {first} i {last}",
    "side_met": "bodlonir y rheol (7 neu fwy) yn {met}",
    "direction_high": "{count} yn olynol yn codi, {first} i {last}",
    "direction_low": "{count} yn olynol yn gostwng, {first} i {last}",
    "direction_met": "bodlonir y rheol (7 neu fwy) yn {met}",
    "near_high": "Dau o dri phwynt olynol yn agos at y terfyn uchaf",
    "near_low": "Dau o dri phwynt olynol yn agos at y terfyn isaf",
    "near_met": "bodlonir y rheol yn {met}",
    "shift_high": "{count} yn olynol uwchlaw'r canolrif, {first} i {last}",
    "shift_low": "{count} yn olynol islaw'r canolrif, {first} i {last}",
    "shift_met": "bodlonir y rheol symudiad (6 neu fwy) yn {met}",
    "trend_high": "{steps} codiad yn olynol, {first} i {last}",
    "trend_low": "{steps} gostyngiad yn olynol, {first} i {last}",
    "trend_met": "bodlonir y rheol tuedd (5 neu fwy) yn {met}",
    "slope_span": "{kind}: {count} llinell, o {before} i {after}.",
    "slope_line": "{label}: {before} i {after}.",
    "slope_gap": "Mae'r bwlch rhwng yr uchaf a'r isaf yn mynd o {before} i {after}.",
    "strip_span": "{kind}: {count} rhan.",
    "amounts_span": "{kind}: {count} rhes.",
    "cut": "Mae'r raddfa'n dechrau yn {start}, nid yn sero.",
    "waffle_span": "{kind}: {squares} sgwâr.",
    "waffle_rest": "Nifer y sgwariau gwag: {squares}.",
    "row_says": "{label}: {value}.",
}

LANGUAGES: Mapping[str, Mapping[str, str]] = {"en": ENGLISH, "cy": WELSH}


def words_in(language: str) -> Mapping[str, str]:
    """The words of a language tag such as `cy` or `en-GB`; English where there are none."""
    return LANGUAGES.get(language.replace("_", "-").split("-")[0].lower(), ENGLISH)


def number(value: float, decimals: int) -> str:
    """A number with fixed decimals, halves rounded up as on paper (62.25 to 62.3), never `-0`."""
    exact = Decimal(repr(round(value, 9)))
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return f"{rounded if rounded else abs(rounded):,f}".replace("-", "\N{MINUS SIGN}")


def plain(value: float) -> str:
    """A number as an author writes it: `7`, `7.5`."""
    decimals = next((d for d in range(9) if round(value, d) == value), 9)
    return number(value, decimals)


def with_unit(value: str, unit: str) -> str:
    """A number and its unit as in running text: `62.0 minutes`, but `85%`."""
    return f"{value}{unit}" if unit in ("", "%") else f"{value} {unit}"


def sentence(text: str) -> str:
    """The text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def plain_name(column: str) -> str:
    """A column's name as words: `before_percent` is `before percent`."""
    return column.replace("_", " ").strip()
