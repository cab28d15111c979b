"""Writes docs/rules.md:  python -m builder.verify.rules > docs/rules.md"""

from __future__ import annotations

from collections.abc import Iterator

from builder.verify.play import rules as played
from builder.verify.play.rule import PLAY_RULES, PlayRule
from builder.verify.rules import RULES, SUBJECTS, Rule

HEAD = """# Rules of `mooc verify`

<!-- Made by: python -m builder.verify.rules > docs/rules.md -->

What `mooc verify` looks at in a package, whoever made it: SCORM 1.2, and SCORM 2004 3rd and 4th
Edition. Rules whose numbers begin with P need `--play`. A number stays with its rule for ever. One
cause gives one finding: where one rule explains a fault, others are silent about it.

- **error**: it breaks the standard, or a platform that people use
- **warning**: it works on some platforms and not on others
- **advice**: it may be meant; look at it

*Source* says where a rule comes from: a book of the standard with its section (CAM: content
aggregation, RTE: run-time environment, SN: sequencing and navigation), another specification, or
the platform that needs it. The words are ours; look a section up before you quote it."""


def rules_page() -> str:
    """The page as it should be."""
    subjects = (*SUBJECTS, played)
    return "\n".join([HEAD, *(line for subject in subjects for line in _section(subject)), ""])


def _section(subject: object) -> Iterator[str]:
    name = (subject.__doc__ or "").strip()
    every: list[Rule | PlayRule] = [*RULES.values(), *PLAY_RULES.values()]
    rules = [each for each in every if each.subject == name]
    yield f"\n## {name}\n"
    yield "| Rule | Level | What | Why | Mend it | Source |"
    yield "|---|---|---|---|---|---|"
    yield from map(_row, rules)


def _row(rule: Rule | PlayRule) -> str:
    cells = (rule.id, rule.level, rule.title, rule.reason, f"{rule.fix}.", rule.source)
    return "| " + " | ".join(_cell(text) for text in cells) + " |"


def _cell(text: str) -> str:
    """HTML of the rules' texts shown as it is."""
    text = text.replace("|", "\\|")
    parts = text.split("`")
    parts[::2] = [part.replace("<", "&lt;").replace("*", "\\*") for part in parts[::2]]
    return "`".join(parts)


if __name__ == "__main__":
    print(rules_page(), end="")
