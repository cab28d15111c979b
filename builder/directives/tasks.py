"""Names the boxes of task lists, which MyST leaves without a name for screen readers."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx

from builder.directives.context import context_of

BOX = '<input class="task-list-item-checkbox"'


def name_tasks(app: Sphinx, doctree: nodes.document) -> None:
    """Let each box say whether its task is done."""
    words = context_of(app.srcdir).words
    for node in doctree.findall(nodes.raw):
        if (text := node.astext()).startswith(BOX):
            said = words("task_done" if 'checked="checked"' in text else "task_open")
            node.children = [nodes.Text(text.replace(BOX, f'{BOX} aria-label="{said}"'))]
