"""`mooc verify`: is a package right, whoever made it?"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click
from rich.console import Console

from builder.problems import CourseError, Problem
from builder.project import Project
from builder.verify import Finding, verify_package
from builder.verify.against import compare_packages
from builder.verify.against import output as against_output
from builder.verify.against.output import Compared
from builder.verify.finding import LEVELS
from builder.verify.output import Results, counts, facts, junit, text
from builder.verify.play import DONE, SECONDS, PlayResult, TellOf, play_files
from builder.verify.play.resume import Resumed, resume_pairs
from builder.verify.profile import profile_names
from builder.verify.several import verify_packages
from builder.verify.sheet import sheet_html, sheet_path

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
@click.option("--sheet", is_flag=True,
              help="Also write a page beside each zip for whoever uploads it.")  # fmt: skip
@click.option("--against", type=click.Path(exists=True, path_type=Path), metavar="OLD",
              help="The zip to be replaced, or a folder of zips with the same names: may it be, "
                   "and what changes for who has begun?")  # fmt: skip
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
    sheet: bool,
    against: Path | None,
) -> None:
    """Check SCORM packages, of this toolkit or any other.

    Exits with 1 when there is an error (with --strict also a warning) in one of them, or when one
    can't replace the old one (with --strict also when that isn't known, or there is none). Each
    rule and its reason is in docs/rules.md.

    Example:  mooc verify build/packages/*.zip
    """
    _check_usage(platforms, play, junit_file)
    pairs = _pairs(zips, against)
    results: Results = verify_packages(zips, verify_package)
    played = _play(zips, platforms, seconds) if play else {}
    results = [(path, _both(found, played.get(path))) for path, found in results]
    compared = _compare(pairs, seconds if play else None)
    failing = ("error", "warning") if strict else ("error",)
    stopping = ("structural", "unknown") if strict else ("structural",)
    stopped = {each.new for each in compared if each.found.verdict in stopping}
    for path, findings in results if sheet else ():
        _write_sheet(path, findings, play)
    if junit_file:
        suites = [against_output.suite(each, each.new in stopped) for each in compared]
        junit_file.write_bytes(junit(results, failing, played, suites))
    if as_json:
        more = {"against": [against_output.facts(each) for each in compared]} if against else {}
        click.echo(json.dumps(facts(results, played) | more, ensure_ascii=False, indent=2))
    else:
        lines = [line for each in compared for line in against_output.text(each)]
        click.echo("\n".join([*text(results, played), *lines]))
    alone = strict and against is not None and len(pairs) < len(set(zips))
    if stopped or alone or any(counts(results)[level] for level in failing):
        ctx.exit(1)


def _check_usage(platforms: Sequence[str], play: bool, junit_file: Path | None) -> None:
    if platforms and not play:
        raise click.UsageError("--as says how to play a package: give --play, too")
    if junit_file and not junit_file.parent.is_dir():
        raise click.UsageError(f"--junit: there is no folder {junit_file.parent}")


def _pairs(zips: Sequence[Path], against: Path | None) -> dict[Path, Path]:
    """The old zip of each new one. A folder need not have one for all."""
    if against is None:
        return {}
    if against.is_file() and len(zips) > 1:
        raise click.UsageError("one old zip is for one new zip: give --against a folder of zips")
    pairs = {new: against if against.is_file() else against / new.name for new in zips}
    for new, old in pairs.items():
        if not old.is_file():
            click.echo(f"{new}: there is no {old.name} in {against}: it replaces nothing", err=True)
    return {new: old for new, old in pairs.items() if old.is_file()}


def _compare(pairs: Mapping[Path, Path], seconds: float | None) -> list[Compared]:
    """With `seconds` they are played, too."""
    found = {new: compare_packages(old, new) for new, old in pairs.items()}
    resumed: dict[Path, list[Resumed]] = {}
    if seconds and pairs:
        with _progress() as tell:
            resumed = resume_pairs(pairs, seconds, tell)
    return [Compared(new, old, found[new], resumed.get(new, ())) for new, old in pairs.items()]


def _play(
    paths: Sequence[Path], platforms: Sequence[str], seconds: float
) -> dict[Path, PlayResult]:
    with _progress() as tell:
        return play_files(paths, platforms, seconds, tell)


@contextlib.contextmanager
def _progress() -> Iterator[TellOf]:
    """On a terminal a line that changes; elsewhere one line for each package that is done."""
    console = Console(stderr=True, highlight=False, markup=False)
    now: dict[Path, str] = {}
    with console.status("starting") as status:

        def tell(path: Path, text: str) -> None:
            now[path] = text
            if text.startswith(DONE):
                del now[path]
                console.print(f"{path.name}: {text}", soft_wrap=True)
            status.update("  ".join(f"{path.name}: {text}" for path, text in now.items()))

        yield tell


def _write_sheet(path: Path, findings: Sequence[Finding], played: bool) -> None:
    """By the template of the project that this folder is, or by ours."""
    template = Project(Path.cwd()).template("sheet.html")
    written = sheet_path(path)
    try:
        written.write_text(sheet_html(path, findings, template, played=played), "utf-8")
    except OSError as error:
        reason = f"the sheet can't be written: {error.strerror}"
        raise CourseError([Problem(written, 0, reason, "copy the zip elsewhere")]) from None
    click.echo(f"wrote {written}", err=True)


def _both(found: Sequence[Finding], played: PlayResult | None) -> list[Finding]:
    every = [*found, *(played.findings if played else ())]
    return sorted(every, key=lambda finding: LEVELS.index(finding.level))
