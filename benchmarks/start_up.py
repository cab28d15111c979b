"""How soon a learner can begin: the first page of a large package is shown and can be answered.

Run with `make bench`. A course of one module, 40 pages and 64 questions of every type is built,
then its package is launched again and again in Chromium by the strict platform of `builder/lms`,
on a processor as it is and slowed down four times. Measured is the time from the package's
navigation until its session stands, its page has been painted and the browser is idle again; and
the processor time that this takes, the platform's page included, which depends less on what else
the machine does.
"""

from __future__ import annotations

import contextlib
import gzip
import statistics
import sys
import tempfile
import zipfile
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page, sync_playwright

from builder.lms import LMS
from builder.pipeline import Wanted, build_course
from builder.project import Project
from builder.questions import QUESTION_TYPES
from builder.verify.play.browser import FLAGS

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from browser.chromium import executable  # noqa: E402
from browser.server import Site  # noqa: E402

PAGES, QUESTIONS = 40, 64
TIMES = 9
SLOWDOWNS = (1, 4)
CONFIG = "title: Bench\nlogo: ''\nsphinx:\n  extra_extensions: [builder.directives]\n"
COURSE = 'id: bench\ntitle: Bench\nversion: "1"\nformats: [scorm12]\n'
PARAGRAPH = "Every process moves a little from week to week, and the limits say how far. " * 6

# In each frame: notes when the session stands and what it shows has been painted.
WATCH = """new MutationObserver((changes, observer) => {
  if (document.documentElement.getAttribute('data-session') !== 'ready') return;
  observer.disconnect();
  performance.mark('ready');
  requestAnimationFrame(() => setTimeout(() => performance.mark('interactive')));
}).observe(document, { attributes: true, attributeFilter: ['data-session'], subtree: true });"""
MARKS = """() => {
  const at = name => performance.getEntriesByName(name)[0];
  return at('interactive') ? [at('ready').startTime, at('interactive').startTime] : null; }"""


def bank(n: int) -> str:
    """The n-th quiz: as many questions as make 64 in all, of the types in turn."""
    examples = [kind.example.strip() for kind in QUESTION_TYPES.values()]
    numbers = range(n * QUESTIONS // PAGES, (n + 1) * QUESTIONS // PAGES)
    entries = ["  - " + examples[i % len(examples)].replace("\n", "\n    ") for i in numbers]
    return f"title: Check {n}\nkind: module\nquestions:\n" + "\n".join(entries) + "\n"


def write_course(root: Path) -> None:
    course, quizzes = root / "course", root / "quizzes"
    course.mkdir(parents=True)
    quizzes.mkdir()
    (course / "_config.yml").write_text(CONFIG)
    (course / "course.yml").write_text(COURSE)
    (course / "index.md").write_text("# Bench\n")
    chapters = "\n".join(f"      - file: c{n}" for n in range(PAGES))
    parts = f"parts:\n  - caption: One\n    chapters:\n{chapters}\n"
    (course / "_toc.yml").write_text("format: jb-book\nroot: index\n" + parts)
    text = "\n\n".join(f"## Part {part}\n\n{PARAGRAPH}" for part in range(4))
    for n in range(PAGES):
        (course / f"c{n}.md").write_text(f"# Page {n}\n\n{text}\n\n```{{quiz}} bank-{n}\n```\n")
        (quizzes / f"bank-{n}.yml").write_text(bank(n))


def package(folder: Path) -> Path:
    """The built package's folder."""
    write_course(folder / "course")
    with contextlib.redirect_stdout(sys.stderr):
        build_course(Project(folder / "course"), Wanted())
    (path,) = (folder / "course" / "build" / "packages").glob("*.zip")
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder / "package")
    return folder / "package"


def launched(page: Page, address: str, slowdown: int) -> list[float]:
    """Milliseconds until the session stood and until the learner could begin, and those of the
    processor."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
    devtools.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(address)
    frame = page.wait_for_selector("iframe").content_frame()
    assert frame
    times: list[float] = frame.wait_for_function(MARKS).json_value()
    metrics = devtools.send("Performance.getMetrics")["metrics"]
    return [*times, *(1000 * m["value"] for m in metrics if m["name"] == "TaskDuration")]


def measure(browser: Browser, address: str, slowdown: int) -> list[float]:
    """Medians of launches, each in a new context."""
    found = []
    for _ in range(TIMES):
        context = browser.new_context()
        context.add_init_script(WATCH)
        found.append(launched(context.new_page(), address, slowdown))
        context.close()
    return [statistics.median(times) for times in zip(*found, strict=True)]


def report_bytes(folder: Path) -> None:
    for name in ("index.html", "mooc.js", "mooc.css"):
        data = (folder / name).read_bytes()
        print(f"{name:12}{len(data):10,} bytes{len(gzip.compress(data, 9)):10,} gzipped")


def main() -> None:
    with tempfile.TemporaryDirectory() as made, Site().running() as site:
        folder = package(Path(made))
        print(f"{PAGES} pages, {QUESTIONS} questions, as the first page loads them:")
        report_bytes(folder)
        query = {"edition": "1.2", "package": site.serve(folder) + "index.html"}
        address = site.serve(LMS) + "index.html?" + urlencode(query)
        print(f"\nmedian of {TIMES}     session stands  learner can begin  processor")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
            for slowdown in SLOWDOWNS:
                ready, begin, busy = measure(browser, address, slowdown)
                print(f"processor ÷ {slowdown}{ready:13.0f} ms{begin:16.0f} ms{busy:8.0f} ms")
            browser.close()


if __name__ == "__main__":
    main()
