"""Changes figures of the course's text at random, and counts how many `mooc check` finds.

    python tests/mutate_facts.py --count 20 --seed 1

A figure is any number in a passage that cites a source, names a year or repeats a figure of the
register, in data that the register names, and in the words of its facts.
Example data are no figures.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from builder.check import check_course
from builder.check.claims import claims, numbers, occurrences
from builder.check.passage import Passage
from builder.check.sources import Sources, read_sources
from builder.directives.places import NOTEBOOK_STEP
from builder.project import Project

ROOT = Path(__file__).parent.parent
FINDERS = ("W24", "W25")
TODAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Figure:
    """A number in a source file, and the passage that it stands in."""

    path: Path
    start: int
    text: str
    passage: str


def figures(sources: Sources) -> list[Figure]:
    """All figures, where they stand in their files."""
    found = []
    for claim in claims(sources):
        chosen = [number.start for number in (*claim.registered, *claim.missing)]
        found += _placed(claim.path, claim.passage, chosen)
    paths = {text.place: text.path for text in sources.texts}
    for fact in sources.facts.entries:
        for name in fact.used:
            path = paths.get(name, sources.course.project.course_dir / name)
            for passage in sources.passages[name]:
                spans = [match.span() for match in occurrences(fact, passage)]
                found += _placed(path, passage, _within(passage, spans))
    return sorted(set(found), key=lambda figure: (str(figure.path), figure.start))


def _within(passage: Passage, spans: Sequence[tuple[int, int]]) -> list[int]:
    return [n.start for n in numbers(passage.text) if any(a <= n.start < b for a, b in spans)]


def _placed(path: Path, passage: Passage, starts: Sequence[int]) -> list[Figure]:
    """Where the numbers of a passage stand: in the same order as in the file, from its line on."""
    raw = path.read_text("utf-8")
    line = 1 if passage.line >= NOTEBOOK_STEP else passage.line
    above = len("".join(raw.splitlines(keepends=True)[: line - 1]))
    if passage.line >= NOTEBOOK_STEP:
        above = raw.find(passage.text[:30])
    found = []
    written = numbers(raw[above:])
    for number in numbers(passage.text):
        while written and written[0].text != number.text:
            written.pop(0)
        if written and above >= 0:
            place = above + written.pop(0).start
            if number.start in starts:
                found.append(Figure(path, place, number.text, passage.text))
    return found


def mutated(figure: Figure, random: Random) -> str:
    """The file's text with one digit of the figure changed."""
    raw = figure.path.read_text("utf-8")
    digits = [n for n, sign in enumerate(figure.text) if sign.isdigit()]
    place = figure.start + random.choice(digits)
    other = random.choice([digit for digit in "123456789" if digit != raw[place]])
    return raw[:place] + other + raw[place + 1 :]


def is_found(project: Project, figure: Figure, text: str) -> bool:
    """Whether the check finds the figure changed; the file is put back."""
    before = figure.path.read_text("utf-8")
    try:
        figure.path.write_text(text, "utf-8")
        return any(problem.number in FINDERS for problem in check_course(project, TODAY).problems)
    finally:
        figure.path.write_text(before, "utf-8")


def course_copy(folder: Path) -> Project:
    """The repository's course, to be changed freely."""
    for name in ("course", "quizzes"):
        shutil.copytree(ROOT / name, folder / name)
    return Project(folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    random = Random(wanted.seed)
    with tempfile.TemporaryDirectory() as folder:
        project = course_copy(Path(folder))
        known = figures(read_sources(project, TODAY))
        chosen = random.sample(known, min(wanted.count, len(known)))
        missed = [f for f in chosen if not is_found(project, f, mutated(f, random))]
    print(f"{len(known)} figures; of {len(chosen)} changed, {len(chosen) - len(missed)} found")
    for figure in missed:
        print(f"missed: {figure.path.name}: {figure.text} in {figure.passage[:80]}")


if __name__ == "__main__":
    main()
