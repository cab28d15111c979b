"""How long an author waits after saving a chapter: `mooc preview` beside sphinx-autobuild.

Run with `make bench`. Both programs serve the same generated chapters, one program after the other;
measured is the time from saving a chapter until its served page has the new words, the median of
many saves. What counts is the ratio in one run: seconds differ from machine to machine.
sphinx-autobuild comes with the extra `bench`; without it only ours is measured.
"""

from __future__ import annotations

import http.client
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from build_times import BIN, write_course

SIZES = (10, 50, 200)
SAVES = 20
CHAPTER = "c1"
PATIENCE = 600  # seconds


@contextmanager
def running(command: Sequence[str | Path], cwd: Path) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            yield process
        finally:
            process.terminate()
            process.communicate()


@contextmanager
def mooc(root: Path) -> Iterator[str]:
    """The address at which `mooc preview` serves."""
    with running([BIN / "mooc", "preview", "--no-open", "--port", "0"], root) as process:
        assert process.stdout
        yield next(m[0] for line in process.stdout if (m := re.search(r"http://\S+/", line)))


@contextmanager
def autobuild(root: Path) -> Iterator[str]:
    """The same for sphinx-autobuild with Jupyter Book's own configuration."""
    subprocess.run(
        [BIN / "jupyter-book", "config", "sphinx", "course"], cwd=root, check=True,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--port", str(port), "--quiet", "course", "html"]
    with running([sys.executable, "-m", "sphinx_autobuild", *options], root):
        yield f"http://127.0.0.1:{port}/"


def wait_for(url: str, words: str) -> None:
    """Until the page has the words."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url) as answer:
                if words in answer.read().decode():
                    return
        except (OSError, http.client.HTTPException, UnicodeDecodeError):
            pass  # not there yet, or being written
        time.sleep(0.01)
    sys.exit(f"{url} never had {words!r}")


def latency(root: Path, origin: str) -> float:
    chapter = root / "course" / f"{CHAPTER}.md"
    text = chapter.read_text()
    wait_for(f"{origin}{CHAPTER}.html", "Every process")
    times = []
    for save in range(SAVES + 1):
        time.sleep(1)  # an author reads what came; what is done meanwhile isn't waited for
        begun = time.perf_counter()
        chapter.write_text(f"{text}\nSaved {save} times.\n")
        wait_for(f"{origin}{CHAPTER}.html", f"Saved {save} times.")
        times.append(time.perf_counter() - begun)
    return statistics.median(times[1:])


def measure(size: int, folder: Path, compare: bool) -> None:
    ours, plain = folder / f"ours-{size}", folder / f"plain-{size}"
    write_course(ours, size)
    shutil.copytree(ours, plain)
    with mooc(ours) as origin:
        mine = latency(ours, origin)
    print(f"{size:8}{mine:10.2f} s", end="", flush=True)
    if compare:
        with autobuild(plain) as origin:
            theirs = latency(plain, origin)
        print(f"{theirs:14.2f} s{theirs / mine:8.1f}", end="")
    print()


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    compare = find_spec("sphinx_autobuild") is not None
    if not compare:
        print("sphinx-autobuild isn't installed: pip install -c constraints.txt -e '.[bench]'")
    print(f"save to reload, median of {SAVES}\nchapters      mooc  sphinx-autobuild   ratio")
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            measure(size, Path(folder), compare)


if __name__ == "__main__":
    main()
