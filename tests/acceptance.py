"""Which test shows which point of docs/acceptance.md: writes the last column of its table.

A test shows points by a comment above it, `[accept 12]` or `[accept 12, 13]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).parent
PAGE = TESTS.parent / "docs" / "acceptance.md"

TAG = re.compile(r"^\s*(?:#|//) \[accept ([\d, ]+)\]$")
TEST = re.compile(r"""^\s*(?:def (test_\w+)|test\((['"`])(.+?)(?<!\\)\2)""")
ROW = re.compile(r"^\| (\d+) \| (.*?) \|.*\|$", re.MULTILINE)
COUNT = re.compile(r"^\d+ of \d+ are shown\..*$", re.MULTILINE)


def tagged(path: Path) -> Iterator[tuple[int, str]]:
    """Each point that a file's tests show, with the name of the test."""
    points: list[int] = []
    for line in path.read_text("utf-8").splitlines():
        if tag := TAG.match(line):
            points += [int(point) for point in tag[1].split(",")]
        elif points and (test := TEST.match(line)):
            yield from ((point, test[1] or test[3].replace("\\", "")) for point in points)
            points = []
    assert not points, f"{path}: a tag without a test"


def files() -> list[Path]:
    return sorted([*TESTS.rglob("test_*.py"), *TESTS.rglob("*.test.mjs")])


def names() -> set[str]:
    """Every test there is."""
    lines = [line for path in files() for line in path.read_text("utf-8").splitlines()]
    return {test[1] or test[3].replace("\\", "") for test in map(TEST.match, lines) if test}


def shown() -> dict[int, list[str]]:
    """The tests of each point, by the path of their file."""
    found: dict[int, list[str]] = {}
    for path in files():
        for point, name in tagged(path):
            said = f"`{path.relative_to(TESTS).as_posix()}`: {name.replace('|', chr(92) + '|')}"
            found.setdefault(point, []).append(said)
    return found


def points(page: str) -> list[int]:
    return [int(number) for number, _ in ROW.findall(page)]


def written(page: str) -> str:
    """The page as it should be."""
    found, numbers = shown(), points(page)
    missing = [number for number in numbers if number not in found]

    def row(match: re.Match[str]) -> str:
        tests = "<br>".join(found.get(int(match[1]), ["not yet"]))
        return f"| {match[1]} | {match[2]} | {tests} |"

    count = f"{len(numbers) - len(missing)} of {len(numbers)} are shown."
    open_ = f" Not yet: {', '.join(map(str, missing))}." if missing else ""
    return COUNT.sub(count + open_, ROW.sub(row, page))


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text("utf-8")), "utf-8")
