"""The question types. To add one: write its file, then add its class here."""

from __future__ import annotations

from builder.questions.base import Question
from builder.questions.fill_in import FillIn
from builder.questions.likert import Likert
from builder.questions.matching import Matching
from builder.questions.multiple import Multiple
from builder.questions.numeric import Numeric
from builder.questions.ordering import Ordering
from builder.questions.reflection import Reflection
from builder.questions.scenario import Scenario
from builder.questions.single import Single
from builder.questions.true_false import TrueFalse

QUESTION_TYPES: dict[str, type[Question]] = {
    "single": Single,
    "multiple": Multiple,
    "true_false": TrueFalse,
    "numeric": Numeric,
    "fill_in": FillIn,
    "matching": Matching,
    "ordering": Ordering,
    "scenario": Scenario,
    "likert": Likert,
    "reflection": Reflection,
}
