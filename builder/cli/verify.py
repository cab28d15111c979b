"""`mooc verify`: is a package right, whoever made it?"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console

from builder.verify import Finding, verify_package
from builder.verify.finding import LEVELS
from builder.verify.output import Results, counts, facts, junit, text
from builder.verify.play import SECONDS, PlayResult, play_file
from builder.verify.profile import profile_names
from builder.verify.several import verify_packages

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
NEW_FILE = click.Path(dir_okay=False, writable=True, path_type=Path)


@click.command()
@click.argument("zips", nargs=-1, required=True, type=FILE, metavar="ZIP...")
@click.option("--strict", is_flag=True, help="Warnings fail too, not errors alone.")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@click.option("--junit", "junit_file", type=NEW_FILE, metavar="FILE",
              help="Also write the findings as JUnit XML, for CI.")  # fmt: skip
@click.option("--play", is_flag=True,
              help="Also play each package in headless Chromium, as learners would.")  # fmt: skip
@click.option("--as", "platforms", multiple=True, type=click.Choice(profile_names()),
              help="With --play: as on this platform too, and show what it would record; "
                   "may be given several times.")  # fmt: skip
@click.option("--seconds", type=click.FloatRange(min=10), default=SECONDS, show_default=True,
              help="With --play: at most so long for each package.")  # fmt: skip
@click.pass_context
def verify(
    ctx: click.Context,
    zips: Sequence[Path],
    strict: bool,
    as_json: bool,
    junit_file: Path | None,
    play: bool,
    platforms: Sequence[str],
    seconds: float,
) -> None:
    """Check SCORM packages, of this toolkit or any other.

    Exits with 1 when there is an error (with --strict also a warning) in one of them. Each rule and
    its reason is in docs/rules.md.

    Example:  mooc verify build/packages/*.zip
    """
    if platforms and not play:
        raise click.UsageError("--as says how to play a package: give --play, too")
    results: Results = verify_packages(zips, verify_package)
    played = {path: _play(path, platforms, seconds) for path in zips} if play else {}
    results = [(path, _both(found, played.get(path))) for path, found in results]
    failing = ("error", "warning") if strict else ("error",)
    if junit_file:
        junit_file.write_bytes(junit(results, failing, played))
    if as_json:
        click.echo(json.dumps(facts(results, played), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(text(results, played)))
    if any(counts(results)[level] for level in failing):
        ctx.exit(1)


def _play(path: Path, platforms: Sequence[str], seconds: float) -> PlayResult:
    """On a terminal a line that changes; elsewhere one line when it is done."""
    console = Console(stderr=True, highlight=False, markup=False)
    with console.status(f"{path.name}: starting") as status:
        result = play_file(
            path, platforms, seconds, lambda text: status.update(f"{path.name}: {text}")
        )
    click.echo(f"{path.name}: played in {result.seconds:.0f} seconds", err=True)
    return result


def _both(found: Sequence[Finding], played: PlayResult | None) -> list[Finding]:
    every = [*found, *(played.findings if played else ())]
    return sorted(every, key=lambda finding: LEVELS.index(finding.level))
