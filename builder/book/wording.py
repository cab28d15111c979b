"""Says in an author's words what Sphinx, docutils and MyST complain about."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from docutils.parsers.rst import directives, roles
from sphinx.environment import BuildEnvironment

from builder.problems import did_you_mean, nearest

KIND = re.compile(r"\s*\[([a-z_-]+(?:\.[a-z_]+)*)\]$")  # what MyST puts behind a message
TARGETS, DOCUMENTS, DIRECTIVES, ROLES = "targets", "documents", "directives", "roles"
TERMS, OPTIONS, PICTURES = "terms", "options", "pictures"
LABEL = "check the label: it stands as (label)= before what it names"
# The complaint (a regular expression), what it means, the hint, and where a near name may be.
NAMES = "check the file's name and folder, small and capital letters too"
ADDRESS = "write an address of the web whole, with 'https://' before it"
TABLE = (
    (r"'myst' cross-reference target not found: '(www\..*)'", "the link to {0!r} leads nowhere")
    + (ADDRESS, ""),
    (r"'myst' cross-reference target not found: '(.*[./\\].*)'", "the link to {0!r} leads nowhere")
    + (NAMES, TARGETS),
    (r"'myst' cross-reference target not found: '(.*)'", "the link to {0!r} leads nowhere", LABEL)
    + (TARGETS,),
    (r"local id not found in doc .*: '(.*)'", "the link to '#{0}' leads nowhere", LABEL, TARGETS),
    (r"undefined label: '(.*)'", "there is no label {0!r}", LABEL, TARGETS),
    (r"unknown document: '(.*)'", "there is no chapter {0!r}", "check its path", DOCUMENTS),
    (
        r"term not in glossary: '(.*)'",
        "the glossary has no term {0!r}",
        "add it there, or take the role away",
        TERMS,
    ),
    (r"equation not found: (.*)", "there is no equation {0!r}", LABEL, ""),
    (
        r"could not open bibtex file (.*)\.",
        "there is no file {0!r}",
        "see 'bibtex_bibfiles' in this file",
        "",
    ),
    (
        r"could not find bibtex key ['\"](.*)['\"]",
        "the bibliography has no reference {0!r}",
        "check its key in the .bib file; a page must show it with {{bibliography}}",
        "",
    ),
    (r"image file not readable: (.*)", "there is no picture {0!r}", NAMES, PICTURES),
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
        "it runs in a chapter whose front matter says 'file_format: mystnb' and 'kernelspec:'; "
        "```{{code-block}} python only shows code",
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
        r'Unknown interpreted text role "(cite.*)"\.',
        "{{{0}}} can't work yet: the book has no bibliography",
        "name its file in _config.yml, as in 'bibtex_bibfiles: [references.bib]'",
        "",
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
        OPTIONS,
    ),
    (
        r"'(.*)': Invalid options format: .*",
        "the options of {{{0}}} can't be read",
        "each is a line like ':name: text', with a space after the second colon",
        "",
    ),
    (
        r"(?:Directive )?'(.*?)':? maximum (\d+) argument\(s\) allowed, (\d+) supplied",
        "behind {{{0}}} stand {2} words, where {1} can",
        "join them with hyphens, or write what is no name on lines below",
        "",
    ),
    (
        r"Pygments lexer name '(.*)' is not known",
        "{0!r} is no language of code",
        "a directive's name stands in braces without spaces, as in ```{{note}}",
        "",
    ),
    (
        r"Multiple footnote definitions found for label: '(.*)'",
        "the footnote {0!r} stands twice",
        "give each a name of its own",
        "",
    ),
    (
        r'Error parsing content block for the "list-table" directive: uniform two-level bullet '
        r"list expected, but row (\d+) does not contain the same number of items as row 1 "
        r"\((\d+) vs (\d+)\).*",
        "row {0} of this table has {1} cells, and row 1 has {2}",
        "write a '-' for each cell, also for an empty one",
        "",
    ),
    (
        r'Problems with "(?:.*)" directive path: .* No such file or directory: \'(.*)\'\.?',
        "there is no file {0!r}",
        NAMES,
        "",
    ),
    (r'Directive "include": file not found: \'(.*)\'', "there is no file {0!r}", NAMES, ""),
    (
        r"Include file '(.*)' not found or reading it failed",
        "there is no file {0!r}",
        NAMES,
        "",
    ),
    (
        r"glossary (?:terms must not be separated by empty lines|"
        r"term must be preceded by empty line|seems to be misformatted, check indentation)",
        "the entries of this glossary can't be told apart here",
        "what explains a term stands two spaces further in; an empty line stands between entries",
        "",
    ),
    (
        r"'(.*?)': Invalid option value for '(.*?)': (?:None: )?(.*)",
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
            hint = hint.format(*(group.strip("[]") for group in found.groups()))
            name = found[1] if found.groups() else ""
            known = _known(env, where, name) if env else []
            if where == OPTIONS:
                name, known = found[2], re.findall(r"'(.*?)'", found[3])
            hint = did_you_mean(name, known, hint)
            if where == PICTURES and " " in nearest(name, known):
                hint = f"rename {nearest(name, known)!r}: a name without spaces"
            return message.format(*found.groups()), hint
    plain = text.rstrip(".")
    return (plain[:1].lower() + plain[1:] if plain[1:2].islower() else plain), ""


def _known(env: BuildEnvironment, where: str, name: str) -> list[str]:
    """The names that could have been meant."""
    standard: Any = env.get_domain("std")
    documents = sorted(env.found_docs)
    found: dict[str, Iterable[str]] = {
        TARGETS: [*standard.anonlabels, *(f"{name}.md" for name in documents)],
        DOCUMENTS: documents,
        DIRECTIVES: [*_registered(directives), *standard.directives],
        PICTURES: _files_beside(Path(env.srcdir), name) if where == PICTURES else (),
        TERMS: [term for kind, term in standard.objects if kind == "term"],
        ROLES: [*_registered(roles), *standard.roles],
    }
    return list(found.get(where, ()))


def _files_beside(source: Path, name: str) -> Iterable[str]:
    """The files of the folder in which one should be, named as Sphinx names it."""
    folder = (source / name).parent
    return (p.relative_to(source).as_posix() for p in sorted(folder.glob("*")) if p.is_file())


def _registered(module: Any) -> list[str]:
    """docutils keeps its own names apart from those that were added."""
    names = ("_directives", "_directive_registry", "_roles", "_role_registry")
    return [name for kept in names for name in getattr(module, kept, {})]
