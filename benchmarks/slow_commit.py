"""Click to painted feedback while the platform's Commit blocks for two seconds.

Run after `mooc build`, here or with the folder of another project:
`python benchmarks/slow_commit.py [project]`. Ten answers in its largest SCORM 1.2 package of one
SCO, each of them followed by a Commit.
"""

from __future__ import annotations

import json
import sys
import tempfile
import zipfile
from pathlib import Path
from statistics import median

from playwright.sync_api import sync_playwright

from builder.verify.play.browser import FLAGS

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from browser.chromium import executable  # noqa: E402
from browser.learner import Launch  # noqa: E402
from browser.server import Memory, Site  # noqa: E402
from browser.window import Watched  # noqa: E402

ANSWERS = 10
BLOCKING = """() => {
  const { Commit } = StrictLms.Lms.prototype;
  StrictLms.Lms.prototype.Commit = function () {
    const until = Date.now() + 2000;
    while (Date.now() < until);
    return Commit.call(this);
  };
}"""
# A frame after the one in which the feedback came has been painted.
ANSWER = """async form => {
  window.Mooc.session.committed = 0;
  form.querySelector('input').checked = true;
  const begun = performance.now();
  form.querySelector('.mq-check').click();
  if (!form.querySelector('.mq-status').textContent) throw new Error('no feedback');
  await new Promise(painted => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = painted;
    port2.postMessage('');
  }));
  return performance.now() - begun;
}"""
SINGLE = "form.mq[data-type=single], form.mq[data-type=true_false]"


def largest(project: Path) -> Path:
    packages = json.loads((project / "build" / "report.json").read_text("utf-8"))["packages"]
    fitting = [p for p in packages if p["format"] == "scorm12" and len(p["scos"]) == 1]
    return project / max(fitting, key=lambda p: p["worst_case_state"])["file"]


def measure(package: Path, folder: Path) -> list[float]:
    zipfile.ZipFile(package).extractall(folder)
    with sync_playwright() as playwright, Site().running() as site:
        browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        learner = Launch(Watched(browser, site.origin, {}), site, folder, "1.2", Memory())
        learner.lms.evaluate(BLOCKING)
        times = [one(learner, n) for n in range(ANSWERS)]
        browser.close()
    return times


def one(learner: Launch, n: int) -> float:
    """An answer, and then the Commit that blocks."""
    form = learner.window.locator(SINGLE).nth(n)
    before = learner.memory.times
    learner.jump(str(form.evaluate("form => form.closest('section.page').id")))
    milliseconds: float = form.evaluate(ANSWER)
    learner.memory.wait_for(before + 1)
    return milliseconds


def main() -> None:
    project = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT
    package = largest(project)
    with tempfile.TemporaryDirectory() as folder:
        times = measure(package, Path(folder))
    print(f"{package.name}, Commit blocks for 2,000 ms; click to painted feedback:")
    print(f"median of {ANSWERS}: {median(times):.0f} ms, {min(times):.0f} to {max(times):.0f} ms")


if __name__ == "__main__":
    main()
