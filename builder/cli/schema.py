"""`mooc schema`: JSON Schemas, by which an editor completes and checks what an author writes."""

from __future__ import annotations

import json
from pathlib import Path

import click

from builder.jsonschemas import MAKERS, json_schema


@click.command()
@click.argument("name", required=False, type=click.Choice(list(MAKERS)))
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
              help="Write every schema into this folder: DIR/course.json and so on.")  # fmt: skip
def schema(name: str | None, out: Path | None) -> None:
    """Print the JSON Schema of course.yml, a bank, a chapter's front matter or facts.yml.

    Example:  mooc schema --out schemas
    """
    if (name is None) == (out is None):
        raise click.UsageError(f"name one of {', '.join(MAKERS)}, or a folder with --out")
    if name:
        click.echo(_text(name), nl=False)
    elif out:
        out.mkdir(parents=True, exist_ok=True)
        for each in MAKERS:
            (out / f"{each}.json").write_text(_text(each), "utf-8")
            click.echo(out / f"{each}.json")


def _text(name: str) -> str:
    return json.dumps(json_schema(name), ensure_ascii=False, indent=2) + "\n"
