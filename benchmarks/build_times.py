"""How long `mooc build` takes beside plain `jupyter-book build` of the same chapters.

Run with `make bench`. Courses of several sizes are generated in a temporary folder; each is built
from nothing, again unchanged, and again with one chapter touched, by both programs in turn. What
counts is the ratio in one run: seconds differ from machine to machine.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SIZES = (10, 50, 200)
MODULES = 5
BIN = Path(sys.executable).parent

CHAPTER = """# Chapter {n}

{words}

```{{quiz}} bank-{n}
```
"""
PARAGRAPH = "Every process moves a little from week to week, and the limits say how far. " * 8
BANK = """title: Bank {n}
questions:
  - id: one
    type: single
    prompt: Which?
    options:
      - {{id: a, text: This., correct: true, feedback: "Yes."}}
      - {{id: b, text: That., feedback: "No."}}
  - {{id: two, type: true_false, prompt: "Is it {n}?", answer: true}}
"""
CONFIG = "title: Bench\nlogo: ''\nsphinx:\n  extra_extensions: [builder.directives]\n"
COURSE = 'id: bench\ntitle: Bench\nversion: "1"\nformats: [scorm12]\n'


def write_course(root: Path, size: int) -> None:
    """A course of `size` chapters in five modules, each chapter with text, headings and a quiz."""
    course, quizzes = root / "course", root / "quizzes"
    course.mkdir(parents=True)
    quizzes.mkdir()
    (course / "_config.yml").write_text(CONFIG)
    (course / "course.yml").write_text(COURSE)
    (course / "index.md").write_text("# Bench\n")
    toc = ["format: jb-book", "root: index", "parts:"]
    for n in range(size):
        if n % (size // MODULES) == 0:
            toc += [f"  - caption: Module {n}", "    chapters:"]
        toc.append(f"      - file: c{n}")
        words = "\n\n".join(f"## Part {p}\n\n{PARAGRAPH}" for p in range(4))
        (course / f"c{n}.md").write_text(CHAPTER.format(n=n, words=words))
        (quizzes / f"bank-{n}.yml").write_text(BANK.format(n=n))
    (course / "_toc.yml").write_text("\n".join(toc) + "\n")


def seconds(*command: str | Path, cwd: Path) -> float:
    start = time.perf_counter()
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    return time.perf_counter() - start


def measure(size: int, folder: Path) -> None:
    ours, plain = folder / f"ours-{size}", folder / f"plain-{size}"
    write_course(ours, size)
    shutil.copytree(ours, plain)
    steps = {"from nothing": None, "unchanged": None, "one chapter": "c1.md"}
    for name, touched in steps.items():
        for root in (ours, plain):
            if touched:
                path = root / "course" / touched
                path.write_text(path.read_text() + "\nOne more line.\n")
        mooc = seconds(BIN / "mooc", "build", cwd=ours)
        book = seconds(BIN / "jupyter-book", "build", "-q", "course", cwd=plain)
        print(f"{size:8}  {name:14}{mooc:8.1f} s{book:9.1f} s{mooc / book:8.2f}")


def main() -> None:
    print("chapters  build              mooc  jupyter-book   ratio   (mooc also writes packages)")
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            measure(size, Path(folder))


if __name__ == "__main__":
    main()
