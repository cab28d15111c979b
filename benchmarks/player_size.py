"""What each part of the learner's player adds to it, compressed as a web server would send it.

Run with `make bench`. A part counts for what the whole has more with it than without it: parts
share words, so that each would be larger alone.
"""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from pathlib import Path

from builder.project import Project
from builder.questions import QUESTION_TYPES
from builder.runtime import joined_scripts, sco_scripts

PROJECT = Project(Path(__file__).parents[1])
PARTS = ("arrange", "certificate", "draw", "quiz", "terms")


def compressed(scripts: Sequence[str]) -> int:
    return len(gzip.compress(joined_scripts(PROJECT, scripts).encode(), 9))


def main() -> None:
    least = sco_scripts("lms12", ["single", "multiple"], [])
    whole = sco_scripts("lms12", QUESTION_TYPES, PARTS)
    print(
        f"{'least player':16}{compressed(least):8,} bytes\n{'all of it':16}{compressed(whole):8,}"
    )
    for script in whole:
        size = compressed(whole) - compressed([each for each in whole if each != script])
        print(f"  {script:14}{size:8,}{'' if script in least else '  only where used'}")


if __name__ == "__main__":
    main()
