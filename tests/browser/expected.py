"""What an LMS should be told of the questions of Module 3, every one answered right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from builder.banks import load_banks
from builder.questions.numeric import Numeric, plain


@dataclass(frozen=True)
class Reported:
    """One interaction; the response and pattern are those of one SCORM version."""

    type: str
    response: str
    pattern: str
    weighting: str


# Written by hand from quizzes/m3-module.yml, so that a mistake in the builder's patterns shows:
# type, response and pattern in SCORM 1.2, response and pattern in SCORM 2004, points.
MODULE_QUIZ = {
    "m3_module_baseline_median": ("numeric", "13", "13", "13", "13[:]13", "1"),
    "m3_module_two_point_reply": ("choice", "b", "b", "keep_plotting", "keep_plotting", "1"),
    "m3_module_upper_process_limit": ("numeric", "75.3", "75.3", "75.3", "75.2[:]75.4", "1"),
    "m3_module_common_cause_word": ("fill-in", "common", "common", "common", "common", "1"),
    "m3_module_three_signals": (
        "choice",
        "a,c,e",
        "a,c,e",
        "below_limit[,]seven_above[,]two_of_three",
        "below_limit[,]seven_above[,]two_of_three",
        "3",
    ),
    "m3_module_tray_measures": (
        "matching",
        "1.a,2.b,3.c,4.b",
        "1.a,2.b,3.c,4.b",
        "missing[.]outcome[,]photo[.]process[,]minutes[.]balancing[,]slips[.]process",
        "missing[.]outcome[,]photo[.]process[,]minutes[.]balancing[,]slips[.]process",
        "4",
    ),
    "m3_module_xmr_steps": (
        "sequencing",
        "a,b,c,d,e,f",
        "a,b,c,d,e,f",
        "definition[,]plot[,]mean[,]ranges[,]limits[,]rules",
        "definition[,]plot[,]mean[,]ranges[,]limits[,]rules",
        "5",
    ),
    "m3_module_reject_target": ("true-false", "t", "t", "true", "true", "1"),
    "m3_module_label_printer": (
        "performance",
        "1.b,2.b,3.b",
        "1.b,2.b,3.b",
        "d1[.]shift[,]d2[.]keep[,]d3[.]separate",
        "d1[.]shift[,]d2[.]keep[,]d3[.]separate",
        "3",
    ),
    "m3_module_sleep_queue": ("numeric", "12", "12", "12", "12[:]12", "1"),
    "m3_module_research_statistics": ("true-false", "f", "f", "false", "false", "1"),
}


def by_hand(version: str) -> dict[str, Reported]:
    """The module quiz."""
    old = version == "1.2"
    return {
        id_: Reported(type_, r12 if old else r2004, p12 if old else p2004, points)
        for id_, (type_, r12, p12, r2004, p2004, points) in MODULE_QUIZ.items()
    }


def from_banks(quizzes: Path, version: str) -> dict[str, Reported]:
    """Every reported question of Module 3, in no particular order."""
    return dict(_from_banks(quizzes, version))


def _from_banks(quizzes: Path, version: str) -> Iterator[tuple[str, Reported]]:
    for bank in load_banks(quizzes).values():
        for question in bank.questions:
            if question.interaction and bank.id.startswith("m3-"):
                name = bank.interaction_id(question)
                slots = question.slots(name)
                patterns = {"1.2": question.pattern12(slots), "2004": question.pattern2004(slots)}
                pattern = response = patterns[version]
                if isinstance(question, Numeric):
                    response = plain(question.answer)
                yield (
                    name,
                    Reported(question.interaction, response, pattern, f"{question.points:g}"),
                )
