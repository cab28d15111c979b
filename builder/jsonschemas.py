"""JSON Schemas of the files that authors write, made of the models that read them, for editors."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from operator import or_
from typing import Annotated, Any

from pydantic import Field, RootModel, create_model

from builder.banks import BankFile
from builder.chapters import Front
from builder.course import CourseFile
from builder.facts import FactEntry
from builder.questions import QUESTION_TYPES

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]


def _course() -> Schema:
    return CourseFile.model_json_schema()


def _bank() -> Schema:
    """A question's `type` decides which keys it has."""
    kinds: Any = reduce(or_, QUESTION_TYPES.values())
    questions = Annotated[list[Annotated[kinds, Field(discriminator="type")]], Field(min_length=1)]
    return create_model("Bank", __base__=BankFile, questions=(questions, ...)).model_json_schema()


def _chapter() -> Schema:
    """`module: false` keeps a page out of modules; the model has another name for it."""
    schema = Front.model_json_schema()
    del schema["properties"]["book_only"]
    schema["properties"]["module"]["anyOf"].append({"const": False})
    return schema


def _facts() -> Schema:
    return RootModel[list[FactEntry]].model_json_schema()


MAKERS: Mapping[str, Callable[[], Schema]] = {
    "course": _course,
    "bank": _bank,
    "chapter": _chapter,
    "facts": _facts,
}
TITLES: Mapping[str, str] = {
    "course": "course/course.yml",
    "bank": "quizzes/*.yml",
    "chapter": "front matter of a chapter",
    "facts": "course/facts.yml",
}


def json_schema(name: str) -> Schema:
    """The schema of that name in `MAKERS`."""
    return {"$schema": DIALECT, **MAKERS[name](), "title": TITLES[name]}
