"""Whole visits to a module, recorded for tests to look at."""

from __future__ import annotations

import time
from typing import Any

from .learner import Launch

Run = dict[str, Any]


def perfect_run(learner: Launch) -> Run:
    """Reads every page by pressing Next, answers everything right, saves and leaves."""
    begun = time.monotonic()
    pages: list[str] = []
    answered: list[str] = []
    outcomes: dict[str, str] = {}
    while True:
        pages.append(learner.page_id)
        here = learner.names(f"#{learner.page_id}")
        learner.answer_all(f"#{learner.page_id}")
        answered += [name for name in here if not learner.key(name)["note"]]
        outcomes |= {name: learner.outcome(name) for name in here}
        if learner.page_id == "results":
            break
        learner.next()
    results = learner.page.inner_text()
    learner.exit()
    learner.leave()
    return {
        "pages": pages,
        "answered": answered,
        "outcomes": outcomes,
        "results": results,
        "calls": learner.calls,
        "complaints": learner.complaints,
        "memory": learner.memory.data,
        "seconds": time.monotonic() - begun,
    }
