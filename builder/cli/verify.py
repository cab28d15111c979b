"""`mooc verify`: is a package right, whoever made it?"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

from builder.verify import verify_package
from builder.verify.output import counts, facts, junit, text
from builder.verify.several import verify_packages

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
NEW_FILE = click.Path(dir_okay=False, writable=True, path_type=Path)


@click.command()
@click.argument("zips", nargs=-1, required=True, type=FILE, metavar="ZIP...")
@click.option("--strict", is_flag=True, help="Warnings fail too, not errors alone.")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@click.option("--junit", "junit_file", type=NEW_FILE, metavar="FILE",
              help="Also write the findings as JUnit XML, for CI.")  # fmt: skip
@click.pass_context
def verify(
    ctx: click.Context, zips: Sequence[Path], strict: bool, as_json: bool, junit_file: Path | None
) -> None:
    """Check SCORM packages, of this toolkit or any other.

    Exits with 1 when there is an error (with --strict also a warning) in one of them. Each rule and
    its reason is in docs/rules.md.

    Example:  mooc verify build/packages/*.zip
    """
    results = verify_packages(zips, verify_package)
    failing = ("error", "warning") if strict else ("error",)
    if junit_file:
        junit_file.write_bytes(junit(results, failing))
    if as_json:
        click.echo(json.dumps(facts(results), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(text(results)))
    if any(counts(results)[level] for level in failing):
        ctx.exit(1)
