"""Whether the questions test what the modules promise."""

from __future__ import annotations

from collections.abc import Iterator

from builder.chapters import read_front
from builder.check.rule import check
from builder.check.sources import Sources
from builder.problems import Problem, did_you_mean


@check("W08", "no question tests an outcome", "the course promises it and never finds out")
def untested_outcomes(sources: Sources) -> Iterator[Problem]:
    shown = (q for quiz in sources.quizzes for q in quiz.questions if not q.is_note)
    tested = {code for question in shown for code in question.outcome}
    for module in sources.course.modules:
        for code in module.outcomes:
            if code not in tested:
                _, source = read_front(module.chapters[0].path)
                hint = f"write 'outcome: [{code}]' at a question that tests it, or write one"
                where = ("module", "outcomes", code)
                yield source.problem(where, f"no question tests {code}", hint)


@check("W09", "a question has no outcome", "the report can't say what it tests")
def questions_without_outcome(sources: Sources) -> Iterator[Problem]:
    for bank in sources.every_bank:
        for question in bank.questions:
            if not question.outcome and not question.is_note and bank.about.kind != "survey":
                message = f"{question.id!r} has no outcome"
                hint = "write 'outcome: [LO1.1]' with the codes of what it tests"
                yield Problem(bank.source.path, bank.line(question, ("id",)), message, hint)


@check("W10", "an outcome that no module has", "a misspelt code counts for nothing")
def unknown_outcomes(sources: Sources) -> Iterator[Problem]:
    known = [code for module in sources.course.modules for code in module.outcomes]
    modules = [module.id for module in sources.course.modules]
    for bank in sources.every_bank if known else ():
        for question in bank.questions:
            if question.looking_back and question.looking_back not in modules:
                continue  # at a module that this edition of the course doesn't have
            for place, code in enumerate(question.outcome):
                if code not in known and code not in bank.about.draw:
                    line = bank.line(question, ("outcome", place))
                    message, hint = f"no module has the outcome {code!r}", did_you_mean(code, known)
                    yield Problem(bank.source.path, line, message, hint)
    yield from _unknown_in_chapters(sources, known)


def _unknown_in_chapters(sources: Sources, known: list[str]) -> Iterator[Problem]:
    for page in sources.pages.values() if known else ():
        for place, code in enumerate(page.chapter.front.outcomes):
            if code not in known:
                _, source = read_front(page.chapter.path)
                message = f"no module has the outcome {code!r}"
                yield source.problem(("outcomes", place), message, did_you_mean(code, known))
