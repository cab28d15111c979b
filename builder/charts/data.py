"""Reads the rows of a chart: csv files into cells, cells into numbers."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from pathlib import Path

from builder.problems import did_you_mean

Row = Mapping[str, object]

Line = tuple[int, list[str]]  # its number, and its cells

MOST_DECIMALS = 2
PARTED = {";": "semicolons", "\t": "tabs"}  # as Excel does in some languages


class ChartError(ValueError):
    """What an author can mend in a chart; `row` counts from 1, 0 means the chart as a whole."""

    def __init__(self, message: str, hint: str = "", row: int = 0) -> None:
        super().__init__(f"{message}\nhint: {hint}" if hint else message)
        self.message, self.hint, self.row = message, hint, row


@dataclass(frozen=True)
class CsvRows:
    """The rows of a csv file and the line on which each begins."""

    rows: tuple[Row, ...]
    lines: tuple[int, ...]


def read_csv(path: Path) -> CsvRows:
    """Read a csv file with a line of column names. Raises ChartError, its `row` being a line."""
    try:
        lines = _numbered(path)
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        hint = "save it as UTF-8; Excel calls that 'CSV UTF-8'"
        raise ChartError("this file is not UTF-8 text", hint, line) from error
    if len(lines) < 2:
        raise ChartError("no rows", "the first line names the columns, each other line is a row")
    lines = _without_empty_columns(lines)
    columns = _columns(*lines[0])
    rows = tuple(_row(columns, cells, line) for line, cells in lines[1:])
    return CsvRows(rows, tuple(line for line, _ in lines[1:]))


def _without_empty_columns(lines: Sequence[Line]) -> list[Line]:
    """A spreadsheet may leave empty columns behind the last one."""
    width = max(n for _, cells in lines for n, cell in enumerate(cells, 1) if cell.strip())
    return [(line, cells[:width]) for line, cells in lines]


def _columns(line: int, cells: Sequence[str]) -> list[str]:
    columns = [cell.strip() for cell in cells]
    if sign := next((sign for sign in PARTED if len(columns) == 1 and sign in columns[0]), ""):
        hint = "save it with commas between cells, and points in numbers"
        raise ChartError(f"its cells are parted by {PARTED[sign]}", hint, line)
    for place, name in enumerate(columns):
        if name in columns[:place]:
            raise ChartError(f"two columns are named {name!r}", "rename one of them", line)
    return columns


def _numbered(path: Path) -> list[Line]:
    """The lines that hold something, each with its number; a quoted cell may span several."""
    found, begins = [], 1
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, strict=True)
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    found.append((begins, cells))
                begins = reader.line_num + 1
        except csv.Error as error:
            hint = "close every quote; write one inside quotes twice"
            raise ChartError(f"not a csv file: {error}", hint, begins) from error
    return found


def _row(columns: Sequence[str], cells: Sequence[str], line: int) -> Row:
    if len(cells) > len(columns):
        message = f"{len(cells)} cells but {len(columns)} columns"
        raise ChartError(message, "put quotes round a cell that holds a comma", line)
    return dict(zip(columns, (cell.strip() for cell in cells), strict=False))


def cells_of(rows: Sequence[Row], column: str) -> list[str]:
    """A column as text. Raises ChartError when there is no such column, or a cell is empty."""
    known = list(dict.fromkeys(name for row in rows for name in row))
    if column not in known:
        near = did_you_mean(column, known)
        near = near if near.startswith("did") else f"the columns are: {', '.join(known)}"
        raise ChartError(f"no column {column!r}", near)
    cells = [str(row.get(column, "")).strip() for row in rows]
    if "" in cells:
        raise ChartError(f"no {column!r} in this row", "fill the cell in", cells.index("") + 1)
    return cells


def numbers_of(rows: Sequence[Row], column: str) -> list[float]:
    """A column as numbers. Raises ChartError naming the row with a cell that is not a number."""
    return [_number(cell, column, row) for row, cell in enumerate(cells_of(rows, column), start=1)]


def _number(cell: str, column: str, row: int) -> float:
    try:
        value = float(cell.replace("\N{MINUS SIGN}", "-"))
    except ValueError:
        value = float("nan")
    if not isfinite(value):
        hint = "write digits and a decimal point only; the unit is an option of the chart"
        raise ChartError(f"{column!r} is not a number: {cell!r}", hint, row)
    return value


def decimals_of(cells: Sequence[str]) -> int:
    """The most decimals that a column is written with, at most 2."""
    written = [len(cell.rpartition(".")[2]) if "." in cell else 0 for cell in cells]
    whole = all(float(cell.replace("\N{MINUS SIGN}", "-")).is_integer() for cell in cells)
    return 0 if whole and max(written) <= 1 else min(max(written), MOST_DECIMALS)


def read_span(text: str, option: str) -> tuple[int, int]:
    """Read `1-24` (with a hyphen or a dash) into its two ends. Raises ChartError."""
    match = re.fullmatch(r"\s*(\d+)\s*[-\N{EN DASH}]\s*(\d+)\s*", text)
    if not match:
        raise ChartError(f"{option!r} is not two rows: {text!r}", "write for example 1-24")
    return int(match[1]), int(match[2])


def read_whole(text: str, option: str) -> int:
    """Read one whole number of an option. Raises ChartError."""
    if not text.strip().isdecimal():
        raise ChartError(f"{option!r} is not a whole number: {text.strip()!r}")
    return int(text)


def read_number(text: str, option: str) -> float:
    """Read one number of an option. Raises ChartError."""
    try:
        return float(text.strip().removesuffix("%"))
    except ValueError as error:
        hint = "several are separated by commas: 12, 7, 5"
        raise ChartError(f"{option!r} is not a number: {text.strip()!r}", hint) from error
