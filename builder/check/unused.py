"""What lies in the course's folders and is never shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from builder.check.rule import check
from builder.check.sources import WRITTEN, Sources
from builder.problems import Problem
from builder.toc import SUFFIXES

BIB_ENTRY = re.compile(r"^\s*@(?!comment|string|preamble)\w+\s*\{\s*([^\s,]+)\s*,", re.I | re.M)
CITED = re.compile(r"\{cite(?::\w+)?\}`([^`]*)`")
KEPT = ("readme", "licence", "license", "copying", "makefile", "requirements")


@check("W16", "no chapter embeds a bank", "nobody is asked its questions")
def unused_banks(sources: Sources) -> Iterator[Problem]:
    used = {quiz.bank.id for quiz in sources.quizzes}
    for bank in sources.banks.values():
        if bank.id not in used:
            hint = f"write ```{{quiz}} {bank.id}``` in a chapter, or delete the file"
            yield Problem(bank.source.path, 0, f"no chapter embeds the bank {bank.id!r}", hint)


@check("W17", "no source names a picture or file", "it was forgotten, or its name is misspelt")
def unused_files(sources: Sources) -> Iterator[Problem]:
    for path in sources.files:
        known = path.suffix in WRITTEN and path.suffix != ".svg"
        if not known and path.stem.lower() not in KEPT and path.name not in sources.text:
            hint = "show it or link to it in a chapter, or delete it"
            yield Problem(path, 0, f"nothing names {path.name!r}", hint)


@check("W18", "no link leads to a label or reference", "references are there to be cited")
def unused_labels(sources: Sources) -> Iterator[Problem]:
    links = (link for text in sources.texts for link in text.links)
    used = {unquote(link.target).rpartition("#")[2].lower() for link in links}
    for page in sources.pages.values():
        for label in page.labels:
            if label.bare and label.name.lower() not in used:
                message = f"no link leads to the label {label.name!r}"
                hint = f"link to it with [text](#{label.name}), or take it out"
                yield Problem(page.chapter.path, label.line, message, hint)
    yield from _uncited(sources)


def _uncited(sources: Sources) -> Iterator[Problem]:
    """Entries of .bib files; a `{bibliography}` with ':all:' shows them all the same."""
    cited = {key.strip() for keys in CITED.findall(sources.text) for key in keys.split(",")}
    for path in sources.files:
        if path.suffix == ".bib" and not re.search(r"^\s*:all:", sources.text, re.MULTILINE):
            yield from _uncited_in(path, cited)


def _uncited_in(path: Path, cited: set[str]) -> Iterator[Problem]:
    text = path.read_text("utf-8", "replace")
    for entry in BIB_ENTRY.finditer(text):
        if entry[1] not in cited:
            line = text[: entry.start(1)].count("\n") + 1
            hint = f"cite it with {{cite}}`{entry[1]}`, or take it out"
            yield Problem(path, line, f"nothing cites {entry[1]!r}", hint)


@check("W19", "_toc.yml doesn't list a chapter", "the book doesn't have it")
def unlisted_chapters(sources: Sources) -> Iterator[Problem]:
    for path in sources.files:
        if path.suffix in SUFFIXES and path.resolve() not in sources.by_path:
            if path.stem.lower() not in KEPT and path.name not in sources.text:
                message = f"_toc.yml doesn't list {path.name!r}"
                yield Problem(path, 0, message, "list it there, or delete it")
