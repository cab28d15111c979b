"""`mooc preview`: the book in the browser, rebuilt on every save."""

from __future__ import annotations

import logging
import signal
import socket
import threading
import time
import webbrowser
from pathlib import Path
from types import FrameType

import click

from builder.alone import alone_in
from builder.preview.preview import Preview
from builder.preview.server import open_socket, serving
from builder.preview.watching import Watch
from builder.problems import errors_in
from builder.project import find_project


@click.command()
@click.option("--project", type=click.Path(file_okay=False, path_type=Path), default=Path("."),
              help="The folder that holds course/ (default: here).")  # fmt: skip
@click.option("--port", type=click.IntRange(0, 65535), metavar="N",
              help="Serve at this port (default: the first free one from 8000 on).")  # fmt: skip
@click.option("--no-open", is_flag=True, help="Don't open the browser.")
def preview(project: Path, port: int | None, no_open: bool) -> None:
    """Show the book in the browser while you write; Ctrl-C ends it.

    Rebuilds on every save. What is wrong is shown on the page.

    Example:  mooc preview --port 8080 --no-open
    """
    if not (project / "course").is_dir():
        find_project(project)  # says what is missing
    shown = Preview(project.absolute())
    with alone_in(shown.cache, "preview"), _listening(port) as listening:
        _show(shown, listening, no_open)


def _listening(port: int | None) -> socket.socket:
    try:
        return open_socket(port)
    except OSError as error:
        raise click.UsageError(f"port {port} can't be used: {error.strerror}") from None


def _end_on_signals() -> None:
    """Anew after each build, for notebooks are run by a library that takes the signals and then
    lets them do what they do to other programs."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)


def _stop(signum: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _show(shown: Preview, listening: socket.socket, no_open: bool) -> None:
    """Build once, then serve, so that the browser finds something when it is opened."""
    # The pages say it all; what our other steps tell is for a build.
    if not logging.getLogger("builder").isEnabledFor(logging.DEBUG):
        logging.getLogger("builder").setLevel(logging.WARNING)
    watch = Watch(shown.root, lambda: _build(shown))
    _end_on_signals()
    try:
        watch.build_if_changed()
        with serving(shown, listening) as address:
            click.echo(f"preview   {address}  (Ctrl-C ends it)")
            if not no_open:
                webbrowser.open(address)
            watch.run(lambda: _check_packages(shown), threading.Event())
    except KeyboardInterrupt:
        click.echo("preview ended")
    finally:
        shown.close()


def _build(shown: Preview) -> None:
    begun = time.perf_counter()
    good = shown.build()
    _end_on_signals()
    took = time.perf_counter() - begun
    _tell(shown)
    count = len(errors_in(shown.problems))
    what = "built" if good else f"not built: {count} problem{'s' * (count != 1)}"
    click.echo(f"{time.strftime('%H:%M:%S')}  {what}  ({took:.1f} s)")


def _check_packages(shown: Preview) -> None:
    if shown.check_packages():
        _tell(shown)


def _tell(shown: Preview) -> None:
    for problem in shown.problems:
        click.echo(str(problem), err=True)
