"""Says in an author's words what Sphinx, docutils and MyST complain about."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from docutils.parsers.rst import directives, roles
from sphinx.environment import BuildEnvironment

from builder.problems import did_you_mean

KIND = re.compile(r"\s*\[([a-z_-]+(?:\.[a-z_]+)*)\]$")  # what MyST puts behind a message
TARGETS, DOCUMENTS, DIRECTIVES, ROLES = "targets", "documents", "directives", "roles"
LABEL = "check the label: it stands as (label)= before what it names"
# The complaint (a regular expression), what it means, the hint, and where a near name may be.
NAMES = "check the file's name and folder, small and capital letters too"
TABLE = (
    (r"'myst' cross-reference target not found: '(.*)'", "the link to {0!r} leads nowhere", LABEL)
    + (TARGETS,),
    (r"local id not found in doc .*: '(.*)'", "the link to '#{0}' leads nowhere", LABEL, TARGETS),
    (r"undefined label: '(.*)'", "there is no label {0!r}", LABEL, TARGETS),
    (r"unknown document: '(.*)'", "there is no chapter {0!r}", "check its path", DOCUMENTS),
    (
        r"term not in glossary: '(.*)'",
        "the glossary has no term {0!r}",
        "add it there, or take the role away",
        "",
    ),
    (r"equation not found: (.*)", "there is no equation {0!r}", LABEL, ""),
    (r"image file not readable: (.*)", "there is no picture {0!r}", NAMES, ""),
    (r"download file not readable: (.*)", "there is no file {0!r} to download", NAMES, ""),
    (
        r"Unknown source document '(.*)'.*",
        "the chapter {0!r} is not in _toc.yml",
        "list it there, or take the link out",
        "",
    ),
    (
        r"toctree directive not expected with external-toc.*",
        "a toctree can't stand in a chapter",
        "take it out: _toc.yml lists the chapters",
        "",
    ),
    (
        r"Found an unexpected `code-cell`.*",
        "a code-cell can't run here",
        "code runs in notebooks; ```{{code-block}} python only shows it",
        "",
    ),
    (
        r"(?:Directive )?'(.*)':? 1 argument\(s\) required, 0 supplied",
        "{{{0}}} lacks the name that stands behind it",
        "write it as in ```{{{0}}} name",
        "",
    ),
    (
        r"myst configuration invalid: 'enable_extensions' items not recognised: \{(.*)\}",
        "unknown MyST extension {0}",
        "see myst_enable_extensions in this file",
        "",
    ),
    (
        r"Unknown directive type: '(.*)'",
        "unknown directive {0!r}",
        "check its spelling, or name its extension in _config.yml",
        DIRECTIVES,
    ),
    (
        r'Unknown interpreted text role "(.*)"\.',
        "unknown role {0!r}",
        "check its spelling, or name its extension in _config.yml",
        ROLES,
    ),
    (
        r"'(.*)': Unknown option keys: \['(.*?)'.*\] \(allowed: (.*)\)",
        "unknown option {1!r} of {{{0}}}",
        "it takes: {2}",
        "",
    ),
    (
        r"'(.*)': Invalid option value for '(.*)': .*: (.*)",
        "the option {1!r} of {{{0}}}: {2}",
        "write a value after ':{1}:', or leave the line out",
        "",
    ),
    (
        r"[Tt]he '\^\^\^'/'\+\+\+' card header/footer separators are deprecated; .*",
        "the separators '^^^' and '+++' of cards are old",
        "use {{card-header}} and {{card-footer}} inside the card",
        "",
    ),
    (
        r"Document headings start at H(\d), not H1",
        "the chapter begins with a heading of level {0}",
        "write '# ' and its title above it",
        "",
    ),
    (
        r"Non-consecutive header level increase; H(\d) to H(\d)",
        "level {1} comes below level {0}",
        "leave out no level: '##' stands below '#', '###' below '##'",
        "",
    ),
    (
        r"Document or section may not begin with a transition\.",
        "a line of dashes can't stand first here",
        "take it out, or write text above it",
        "",
    ),
    (
        r"Document may not end with a transition\.",
        "a line of dashes can't stand last here",
        "take it out, or write text below it",
        "",
    ),
    (
        r'Duplicate explicit target name: "(.*)"\.',
        "the label {0!r} stands twice",
        "give each place a label of its own",
        "",
    ),
)


def in_our_words(text: str, env: BuildEnvironment | None) -> tuple[str, str]:
    """The message and the hint for a complaint."""
    for pattern, message, hint, where in TABLE:
        if found := re.fullmatch(pattern, text):
            known = _known(env, where) if env else []
            hint = hint.format(*(group.strip("[]") for group in found.groups()))
            name = found[1] if found.groups() else ""
            return message.format(*found.groups()), did_you_mean(name, known, hint)
    plain = text.rstrip(".")
    return (plain[:1].lower() + plain[1:] if plain[1:2].islower() else plain), ""


def _known(env: BuildEnvironment, where: str) -> list[str]:
    """The names that could have been meant."""
    standard: Any = env.get_domain("std")
    documents = sorted(env.found_docs)
    found: dict[str, Iterable[str]] = {
        TARGETS: [*standard.anonlabels, *(f"{name}.md" for name in documents)],
        DOCUMENTS: documents,
        DIRECTIVES: [*_registered(directives), *standard.directives],
        ROLES: [*_registered(roles), *standard.roles],
    }
    return list(found.get(where, ()))


def _registered(module: Any) -> list[str]:
    """docutils keeps its own names apart from those that were added."""
    names = ("_directives", "_directive_registry", "_roles", "_role_registry")
    return [name for kept in names for name in getattr(module, kept, {})]
