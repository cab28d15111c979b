"""Which test shows which row of docs/faults.md: writes the last column of its table.

A test shows a fault by a comment above it, `[fault: the name in the first column]`.
"""

from __future__ import annotations

import re

from acceptance import TEST, TESTS, files

PAGE = TESTS.parent / "docs" / "faults.md"

TAG = re.compile(r"^\s*(?:#|//) \[fault: (.+)\]$")
ROW = re.compile(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|[^|\n]*\|$", re.MULTILINE)
HEADINGS = ("Fault", "---")


def shown() -> dict[str, list[str]]:
    """The tests of each fault, by the path of their file."""
    found: dict[str, list[str]] = {}
    for path in files():
        faults: list[str] = []
        for line in path.read_text("utf-8").splitlines():
            if tag := TAG.match(line):
                faults.append(tag[1])
            elif faults and (test := TEST.match(line)):
                said = f"`{path.relative_to(TESTS).as_posix()}`: {test[1] or test[3]}"
                for fault in faults:
                    found.setdefault(fault, []).append(said)
                faults = []
        assert not faults, f"{path}: a tag without a test"
    return found


def rows(page: str) -> list[str]:
    return [fault for fault, _, _ in ROW.findall(page) if fault not in HEADINGS]


def written(page: str) -> str:
    """The page as it should be."""
    found = shown()

    def row(match: re.Match[str]) -> str:
        if match[1] in HEADINGS:
            return match[0]
        return f"| {match[1]} | {match[2]} | {match[3]} | {'<br>'.join(found[match[1]])} |"

    return ROW.sub(row, page)


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text("utf-8")), "utf-8")
