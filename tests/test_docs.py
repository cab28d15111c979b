"""The documentation says what there is: examples build, keys and commands are named, links lead
somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from pydantic import BaseModel

from builder.accessibility import Accessibility
from builder.banks import BankFile, make_bank
from builder.chapters import Front, ModuleFront
from builder.charts.kinds import KINDS
from builder.check import CHECKS
from builder.cli import main
from builder.course import Checks, Completion, CourseFile, PlanEntry, Route
from builder.directives.chart import ChartDirective
from builder.facts import FactEntry
from builder.formats import FORMATS
from builder.pipeline import Wanted, build_course
from builder.plans import PLANS
from builder.project import Project
from builder.questions import QUESTION_TYPES
from builder.report import Report
from builder.sco.quizzes import read_quizzes
from builder.yamlfile import Yaml, make_entry, parse_yaml

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
AUTHORING = ROOT / "docs" / "authoring.md"
ADMIN = ROOT / "docs" / "admin.md"
DOCS = [README, ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]

FENCED = re.compile(r"^(`{3,})([^\n`]*)\n(.*?)^\1$", re.DOTALL | re.MULTILINE)
CODE = re.compile(r"`([^`\n]+)`")
COURSE = {
    "course/_config.yml": "title: Tiny\n",
    "course/_toc.yml": "{format: jb-book, root: index, parts: [{caption: One, chapters: "
    "[{file: one}]}]}\n",
    "course/course.yml": '{id: tiny, title: Tiny, version: "1"}\n',
    "course/index.md": "# Tiny\n",
    "course/one.md": "# One\n\n```{quiz} all-types\n```\n",
}


def fenced(path: Path, info: str = "") -> list[str]:
    """The texts of the blocks between backticks that begin with exactly this word."""
    blocks = FENCED.findall(path.read_text("utf-8"))
    return [text for _, said, text in blocks if said.strip() == info]


def write_project(root: Path, files: dict[str, str]) -> Project:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return Project(root)


def keys_of(*models: type[BaseModel]) -> list[str]:
    return [key for model in models for key in model.model_fields if key != "book_only"]


def unnamed(words: list[str], path: Path) -> list[str]:
    """Those of the words that stand nowhere in the page's code."""
    text = path.read_text("utf-8")
    code = "\n".join([*(block for _, _, block in FENCED.findall(text)), *CODE.findall(text)])
    return [word for word in words if not re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", code)]


# Question types.


@pytest.mark.parametrize("name", QUESTION_TYPES)
def test_the_guide_shows_each_type_with_its_example(name: str) -> None:
    text = AUTHORING.read_text("utf-8")
    assert f"\n### {name}\n" in text
    assert f"```yaml\n{QUESTION_TYPES[name].example.strip()}\n```" in text


def test_the_guide_names_every_key_of_every_type() -> None:
    for name, type_ in QUESTION_TYPES.items():
        assert not unnamed(keys_of(type_), AUTHORING), name


@pytest.fixture(scope="module")
def all_types(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """A real build of a course whose one bank holds every type's example."""
    examples = [type_.example.strip() for type_ in QUESTION_TYPES.values()]
    entries = ["  - " + example.replace("\n", "\n    ") for example in examples]
    bank = "\n".join(["title: All types", "kind: module", "questions:", *entries]) + "\n"
    files = {**COURSE, "quizzes/all-types.yml": bank}
    project = write_project(tmp_path_factory.mktemp("all types"), files)
    return build_course(project, Wanted(formats=list(FORMATS)))


# [accept 57]
def test_the_examples_build(all_types: Report) -> None:
    assert not all_types.problems
    (quiz,) = read_quizzes(all_types.book.pages["one"].body, "one")
    assert [question["type"] for question in quiz.questions] == list(QUESTION_TYPES)
    assert {package.format.name for package in all_types.packages} == set(FORMATS)


# The other examples.


def banks_in(path: Path) -> Iterator[dict[str, Any]]:
    """Every block of YAML that is a question or a bank, as a bank."""
    for text in fenced(path, "yaml"):
        data = parse_yaml(text, path).data
        assert isinstance(data, dict), text
        if "type" in data:
            yield {"title": "Docs", "questions": [data]}
        elif "questions" in data:
            yield data


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.stem)
def test_every_question_in_the_docs_loads(path: Path) -> None:
    for data in banks_in(path):
        assert make_bank("docs", Yaml(path, data, {})).questions


def test_the_other_yaml_in_the_guide_is_right() -> None:
    read = {"version": CourseFile, "minutes": Front}
    seen = set()
    for text in fenced(AUTHORING, "yaml"):
        source = parse_yaml(text, AUTHORING)
        for key, model in read.items():
            if key in source.data:
                assert not make_entry(model, source.data, source)[1], text
                seen.add(key)
    assert seen == set(read)


def test_the_course_in_ten_lines_builds(tmp_path: Path) -> None:
    (block,) = [text for text in fenced(README) if text.startswith("==> ")]
    parts = re.split(r"^==> (.+) <==\n", block, flags=re.MULTILINE)[1:]
    files = dict(zip(parts[::2], parts[1::2], strict=True))
    assert sum(text.count("\n") for text in files.values()) <= 10
    report = build_course(write_project(tmp_path, files), Wanted())
    assert not report.problems
    assert [package.path.name for package in report.packages] == [
        f"hands-why-en-{name}.zip" for name in CourseFile.model_fields["formats"].default
    ]


def test_the_guide_shows_a_real_complaint(tmp_path: Path) -> None:
    (bank,) = fenced(AUTHORING, "yaml broken")
    write_project(tmp_path, {**COURSE, "quizzes/why-check.yml": bank})
    result = CliRunner().invoke(main, ["build", "--project", str(tmp_path)])
    assert result.exit_code == 1
    assert result.stderr in fenced(AUTHORING)


# What the README names.


def commands() -> Iterator[tuple[str, click.Command]]:
    yield "mooc", main
    for name, command in main.commands.items():
        yield f"mooc {name}", command


@pytest.mark.parametrize(("name", "command"), list(commands()))
def test_the_readme_names_every_command_and_option(name: str, command: click.Command) -> None:
    options = [o for p in command.params if isinstance(p, click.Option) for o in p.opts]
    assert not unnamed([name, *options], README)


def test_the_readme_names_every_key_type_and_format() -> None:
    keys = keys_of(Accessibility, CourseFile, Completion, PlanEntry, Route, Checks, BankFile, Front)
    keys += keys_of(ModuleFront, FactEntry)
    words = [*keys, "questions", *QUESTION_TYPES, *FORMATS]
    assert not unnamed(words, README)


@pytest.mark.parametrize(("name", "command"), list(commands()))
def test_the_help_of_each_command_has_an_example(name: str, command: click.Command) -> None:
    assert re.search(rf"(Example|Start with):\s+{name}\b", command.help or "")


def test_the_guide_explains_every_check() -> None:
    rows = [f"| {check.number} | {check.title} | {check.reason} |" for check in CHECKS]
    assert [row for row in AUTHORING.read_text("utf-8").splitlines() if row[:3] == "| W"] == rows


def test_the_facts_and_checks_in_the_guide_are_right() -> None:
    (register,) = fenced(AUTHORING, "yaml facts")
    source = parse_yaml(register, AUTHORING)
    assert source.data and not any(make_entry(FactEntry, e, source)[1] for e in source.data)
    found = [parse_yaml(text, AUTHORING) for text in fenced(AUTHORING, "yaml")]
    shown = [(source, source.data["checks"]) for source in found if "checks" in source.data]
    assert len(shown) == 2 and not any(make_entry(Checks, data, s)[1] for s, data in shown)


def test_the_guide_names_every_kind_of_chart_and_option() -> None:
    words = [*KINDS, *ChartDirective.option_spec]
    assert not unnamed(words, AUTHORING)


def test_the_admins_page_names_every_format_and_zips_as_they_are(real: Path) -> None:
    assert not unnamed([*FORMATS, *PLANS], ADMIN)
    named = re.findall(r"^[\w-]+\.zip", "".join(fenced(ADMIN)), re.MULTILINE)
    assert named and all((real / "build" / "packages" / name).exists() for name in named)


# Links.

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def anchors(path: Path) -> set[str]:
    """The anchors that GitHub gives to a page's headings."""
    prose = FENCED.sub("", path.read_text("utf-8"))
    headings = re.findall(r"^#+ (.+)$", prose, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.stem)
def test_relative_links_lead_to_files_and_headings(path: Path) -> None:
    prose = CODE.sub("", FENCED.sub("", path.read_text("utf-8")))
    for link in LINK.findall(prose):
        if re.match(r"[a-z]+:", link):
            continue
        name, _, anchor = link.partition("#")
        target = path.parent / name if name else path
        assert target.exists(), f"{path.name}: {link}"
        assert not anchor or anchor in anchors(target), f"{path.name}: {link}"


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.stem)
def test_pictures_say_what_they_show(path: Path) -> None:
    for alt in re.findall(r"!\[([^\]]*)\]\(", FENCED.sub("", path.read_text("utf-8"))):
        assert len(alt) > 30
