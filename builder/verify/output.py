"""Findings as text, as JSON and as JUnit XML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from lxml import etree

from builder.verify.finding import LEVELS, Finding
from builder.verify.play import PlayResult
from builder.verify.play.records import record_facts, table

Results = Sequence[tuple[Path, Sequence[Finding]]]


def counts(results: Results) -> dict[str, int]:
    """How many findings of each level there are."""
    counted = Counter(finding.level for _, findings in results for finding in findings)
    return {level: counted[level] for level in LEVELS}


def text(results: Results, played: Mapping[Path, PlayResult]) -> Iterator[str]:
    """A paragraph for each package, and a line that counts."""
    for path, findings in results:
        yield f"{path}: " + ("nothing found" if not findings else _summary(findings))
        for finding in findings:
            yield "  " + str(finding).replace("\n", "\n  ")
        if path in played:
            yield from ("  " + line for line in table(played[path].outcomes))
    number = len(results)
    every = [finding for _, findings in results for finding in findings]
    yield f"{number} package{'s' * (number != 1)}: {_summary(every)}"


def _summary(findings: Iterable[Finding]) -> str:
    number = Counter(finding.level for finding in findings)
    plural = {level: "s" * (number[level] != 1) for level in LEVELS}
    return (
        f"{number['error']} error{plural['error']}, "
        f"{number['warning']} warning{plural['warning']}, {number['advice']} advice"
    )


def facts(results: Results, played: Mapping[Path, PlayResult]) -> dict[str, Any]:
    """Everything as plain data, for JSON."""
    packages: list[dict[str, Any]] = [
        {"file": str(p), "findings": [asdict(each) for each in f]} for p, f in results
    ]
    for package, (path, _) in zip(packages, results, strict=True):
        if path in played:
            package["records"] = record_facts(played[path].outcomes)
    return {"packages": packages, **counts(results)}


def junit(
    results: Results,
    failing: Sequence[str],
    played: Mapping[Path, PlayResult],
    more: Sequence[Any] = (),
) -> bytes:
    """A test suite a package and a test case a finding; those of the `failing` levels fail. `more`
    are suites of other checks."""
    root = etree.Element("testsuites", name="mooc verify")
    for path, findings in results:
        failures = sum(finding.level in failing for finding in findings)
        suite = etree.SubElement(
            root, "testsuite", name=str(path), tests=str(len(findings) or 1), failures=str(failures)
        )
        if not findings:
            etree.SubElement(suite, "testcase", classname=path.stem, name="nothing found")
        for finding in findings:
            _case(suite, path, finding, finding.level in failing)
        if path in played:
            etree.SubElement(suite, "system-out").text = "\n".join(table(played[path].outcomes))
    root.extend(more)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _case(suite: Any, path: Path, finding: Finding, fails: bool) -> None:
    name = f"{finding.rule} {finding.where}: {finding.message}"  # CI systems drop equal names
    case = etree.SubElement(suite, "testcase", classname=path.stem, name=name)
    part = etree.SubElement(case, "failure" if fails else "system-out")
    part.text = str(finding)
    if fails:
        part.set("message", finding.message)
        part.set("type", finding.rule)
