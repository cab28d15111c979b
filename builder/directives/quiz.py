"""The `{quiz}` directive: a whole bank, some questions of a bank, or an inline quiz."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from markupsafe import Markup
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from builder.banks import Bank
from builder.directives.context import Context, context_of
from builder.directives.places import number_for
from builder.embedding import Place, chosen_questions, inline_bank, unknown_bank
from builder.problems import CourseError
from builder.questions.base import Question, Text
from builder.questions.draws import asked
from builder.questions.markup import question_html, quiz_end, quiz_start

log = logging.getLogger(__name__)


class quiz_node(nodes.General, nodes.Element):
    """A quiz; its children are questions."""


class question_node(nodes.General, nodes.Element):
    """A question; its children are texts."""


class text_node(nodes.General, nodes.TextElement):
    """One rendered piece of a question's MyST, by name. It may hold lines of text directly."""


class QuizDirective(SphinxDirective):
    """`{quiz} bank-id` with `:questions: a, b`, or a YAML body that has an `id`."""

    optional_arguments = 1
    has_content = True
    option_spec: ClassVar[dict[str, Any]] = {"questions": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        try:
            context = context_of(self.env.srcdir)
            bank = self._bank(context)
            questions = chosen_questions(bank, self.options.get("questions"), self._place())
        except CourseError as error:
            for problem in error.problems:
                log.error("%s", problem, extra={"mooc_problem": problem})
            return []
        return [self._quiz(context, bank, questions)]

    def _bank(self, context: Context) -> Bank:
        if not self.arguments:
            line = self.lineno + 1 + self.content_offset
            return inline_bank("\n".join(self.content), self._place(), line)
        bank_id = self.arguments[0].strip()
        self.env.note_dependency(str(context.bank_path(bank_id)))
        if bank_id not in context.bank_ids():
            where = (self._place(), context.quizzes_dir)
            raise CourseError([unknown_bank(bank_id, context.bank_ids(), *where)])
        return context.bank(bank_id)

    def _place(self) -> Place:
        return Place(Path(self.env.doc2path(self.env.docname)), self.lineno)

    def _quiz(self, context: Context, bank: Bank, questions: Sequence[Question]) -> quiz_node:
        pass_mark = bank.about.pass_mark
        facts = {
            "id": bank.id,
            "title": bank.about.title,
            "kind": bank.about.kind,
            "tries": bank.about.tries,
            "shuffle": bank.about.shuffle,
            "pass_mark": context.about.pass_mark if pass_mark is None else pass_mark,
            "draw": bank.about.draw,
            "asked": asked(questions, bank.about.draw),
            "count": len(questions),
        }
        node = quiz_node(facts=facts)
        node += [
            self._question(bank, question, n, facts) for n, question in enumerate(questions, 1)
        ]
        return node

    def _question(
        self, bank: Bank, question: Question, number: int, facts: dict[str, Any]
    ) -> question_node:
        name = bank.interaction_id(question)
        node = question_node(question=question, name=name, number=number, quiz=facts)
        for text in question.texts():
            line = bank.line(question, text.where)
            node += self._rendered(text, bank.source.path, line)
        return node

    def _rendered(self, text: Text, path: Path, line: int) -> list[text_node]:
        """The text as nodes under its name; a prompt becomes its first paragraph and the rest."""
        chapter = self.env.doc2path(self.env.docname)
        number = line if path == Path(chapter) else number_for(self.env, path, line)
        node = text_node(name=text.name)
        renderer: Any = self.state._renderer  # type: ignore[attr-defined]
        with renderer.current_node_context(node):
            renderer.nested_render_text(text.myst.strip(), number - 1, inline=text.inline)
        made = list(_split_prompt(node)) if text.name == "prompt" else [node]
        for each in made:  # nodes without a place of their own are found at their parent's
            each.source, each.line = chapter, number
        return made


def _split_prompt(node: text_node) -> Iterator[text_node]:
    first, rest = text_node(name="prompt_first"), text_node(name="prompt_rest")
    children = node.children
    opens = bool(children) and isinstance(children[0], nodes.paragraph)
    first += children[0].children if opens else []
    rest += children[1:] if opens else children
    yield first
    if rest.children:
        yield rest


def visit_quiz(translator: Any, node: quiz_node) -> None:
    translator.body.append(quiz_start(node["facts"], _words(translator)))


def depart_quiz(translator: Any, node: quiz_node) -> None:
    translator.body.append(quiz_end(node["facts"], _words(translator)))


def visit_question(translator: Any, node: question_node) -> None:
    children = [child for child in node.children if isinstance(child, text_node)]
    text = {child["name"]: Markup(inner_html(translator, child)) for child in children}
    plain = {child["name"]: _plain(child) for child in children}
    question, name = node["question"], node["name"]
    html = question_html(
        question, name, text, plain, node["quiz"], node["number"], _words(translator)
    )
    translator.body.append(html)
    raise nodes.SkipNode


def _plain(node: nodes.Element) -> str:
    """The text on one line: SCORM 2004 refuses a description with line breaks."""
    return " ".join("".join(child.astext() for child in node.children).split())


def inner_html(translator: Any, node: nodes.Element) -> str:
    """The HTML of a node's children, as the page's own translator writes it."""
    outside, translator.body = translator.body, []
    for child in node.children:
        child.walkabout(translator)
    html, translator.body = "".join(translator.body), outside
    return html.strip()


def _words(translator: Any) -> Any:
    return context_of(translator.builder.app.srcdir).words


def visit_as_text(translator: Any, node: nodes.Node) -> None:
    """Writers other than HTML show the texts one after the other."""
