"""Plays packages in Firefox and in WebKit, the engine of Safari, as far as they are installed.

python tests/engines.py ZIP...

All other tests drive Chromium. This answers every question of a package, leaves, comes back, and
compares: all answers must be there again, no call refused, no script may fail. On Debian:
apt-get install firefox-esr webkit2gtk-driver xvfb
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from builder.verify.package import Package
from builder.verify.play import reader, sco_of
from builder.verify.play.record import Sco
from builder.verify.play.server import Server
from builder.verify.play.visit import HANDS, LEFT, TAKE_AWAY

Run = Callable[[str, dict[str, Any]], Any]  # a command of the WebDriver standard
PATIENCE = 300  # seconds for all of a visit

# In the platform's page: waits for the session, answers page after page if told to, and tells what
# is answered in the end.
VISIT = """const [hands, answers, done] = arguments;
const wait = ms => new Promise(resolve => setTimeout(resolve, ms));
(async () => {
  const frame = () => document.querySelector('iframe').contentWindow;
  const ready = () => frame().document.documentElement.dataset.session === 'ready';
  for (let i = 0; i < 100 && !ready(); i++) await wait(100);
  const inside = frame(), failures = [];
  inside.addEventListener('error', event => failures.push(event.message));
  inside.addEventListener('unhandledrejection', event => failures.push(String(event.reason)));
  inside.eval(hands);
  for (let on = answers; on; on = inside.hands.next()) {
    await wait(100); // the page comes with the event
    await inside.hands.answer('mixed');
  }
  const given = inside.hands.answers();
  await wait(500);
  return { answers: given, failures };
})().then(done, error => done({ answers: {}, failures: [String(error)] }));"""
LEAVE = f"""const done = arguments[0];
({TAKE_AWAY})().then(() => done(({LEFT})()));"""


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextlib.contextmanager
def started(*command: str | Path) -> Iterator[None]:
    """With all that it starts."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet, start_new_session=True) as process:
        try:
            yield
        finally:
            os.killpg(process.pid, signal.SIGTERM)


@contextlib.contextmanager
def firefox() -> Iterator[Run]:
    """By Marionette, which is in every Firefox: lines of JSON, each with its length before it."""
    port, program = free_port(), shutil.which("firefox-esr") or shutil.which("firefox")
    assert program
    with tempfile.TemporaryDirectory() as profile:
        Path(profile, "user.js").write_text(f'user_pref("marionette.port", {port});\n', "utf-8")
        with started(program, "--headless", "--marionette", "--profile", profile):
            with connected(port).makefile("rwb") as stream:
                receive(stream)

                def run(command: str, given: dict[str, Any]) -> Any:
                    text = json.dumps([0, 1, f"WebDriver:{command}", given]).encode()
                    stream.write(b"%d:%s" % (len(text), text))
                    stream.flush()
                    _, _, error, result = receive(stream)
                    assert not error, error
                    return result["value"] if "value" in (result or {}) else result

                run("NewSession", {"timeouts": {"script": PATIENCE * 1000}})
                yield run


def receive(stream: Any) -> Any:
    length = b""
    while not length.endswith(b":"):
        length += stream.read(1)
    return json.loads(stream.read(int(length[:-1])))


def connected(port: int) -> socket.socket:
    for _ in range(300):
        with contextlib.suppress(ConnectionRefusedError):
            return socket.create_connection(("127.0.0.1", port), PATIENCE)
        time.sleep(0.1)
    raise TimeoutError("the browser doesn't answer")


@contextlib.contextmanager
def webkit() -> Iterator[Run]:
    """By WebKitGTK's driver, over HTTP. It needs a screen, if only a pretended one."""
    port, screen = free_port(), [] if os.environ.get("DISPLAY") else ["xvfb-run", "-a"]
    browser = {"binary": str(mini_browser()), "args": ["--automation"]}
    options = {"webkitgtk:browserOptions": browser, "timeouts": {"script": PATIENCE * 1000}}
    paths = {"Navigate": "/url", "ExecuteAsyncScript": "/execute/async"}
    with started(*screen, "WebKitWebDriver", f"--port={port}"):
        connected(port).close()

        def post(path: str, given: dict[str, Any]) -> Any:
            url = f"http://127.0.0.1:{port}/session{path}"
            request = urllib.request.Request(url, json.dumps(given).encode())
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return json.load(answer)["value"]

        session = "/" + post("", {"capabilities": {"alwaysMatch": options}})["sessionId"]
        yield lambda command, given: post(session + paths[command], given)
        url = f"http://127.0.0.1:{port}/session{session}"
        urllib.request.urlopen(urllib.request.Request(url, method="DELETE"), timeout=PATIENCE)


def mini_browser() -> Path | None:
    return max(Path("/usr/lib").glob("*/webkit2gtk-*/MiniBrowser"), default=None)


def engines() -> dict[str, Callable[[], contextlib.AbstractContextManager[Run]]]:
    found: dict[str, Callable[[], contextlib.AbstractContextManager[Run]]] = {}
    if shutil.which("firefox-esr") or shutil.which("firefox"):
        found["Firefox"] = firefox
    if shutil.which("WebKitWebDriver") and mini_browser():
        found["WebKit"] = webkit
    return found


def visit(run: Run, url: str, answers: bool) -> tuple[dict[str, Any], dict[str, Any]]:
    """What was answered and what failed, and what the platform has then."""
    run("Navigate", {"url": url})
    seen = run("ExecuteAsyncScript", {"script": VISIT, "args": [HANDS, answers]})
    return seen, run("ExecuteAsyncScript", {"script": LEAVE, "args": []})


def faults(run: Run, package: Package, sco: Sco) -> Iterator[str]:
    """What is wrong when a learner answers everything and comes back. Says how much that was."""
    with Server().running() as server:
        place = server.open(reader(package), {}, None)
        first, left = visit(run, place.launch(sco.href, {"edition": sco.edition}), True)
        time.sleep(1)
        place = server.open(reader(package), {}, dict(place.kept or {}))
        again, then = visit(run, place.launch(sco.href, {"edition": sco.edition}), False)
    print(f"  {sco.id}: {len(first['answers'])} answers, {len(left['calls'])} calls")
    yield from (f"script: {each}" for each in first["failures"] + again["failures"])
    yield from (f"refused: {each}" for each in left["errors"] + then["errors"])
    if not first["answers"]:
        yield "nothing was answered"
    for question, answer in first["answers"].items():
        if again["answers"].get(question) != answer:
            yield f"{question}: {answer} was {again['answers'].get(question)} on coming back"
    for edition in (left, then):
        if edition["state"] != "closed":
            yield "the session was not ended"


def main() -> None:
    found, wrong = engines(), 0
    if not found:
        sys.exit("neither Firefox nor WebKit's driver is installed")
    for name, engine in found.items():
        with engine() as run:
            for path in map(Path, sys.argv[1:]):
                print(f"{name}: {path.name}")
                package = Package(path)
                assert package.manifest
                for launch in package.manifest.launches():
                    for fault in faults(run, package, sco_of(package.manifest, launch)):
                        print(f"  {fault}")
                        wrong += 1
                package.close()
    print(f"{' and '.join(found)}: {wrong} faults")
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
