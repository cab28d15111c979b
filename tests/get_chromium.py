"""Find Chromium for the browser tests, installing it if need be; note where it is."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NOTE = Path(__file__).parents[1] / ".venv" / "chromium-path"
NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]


class NoChromium(Exception):
    """Says why one way of getting Chromium failed."""


def run(*command: str | Path) -> str:
    """Return what a command prints."""
    name = " ".join(map(str, command))
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=600
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NoChromium(f"{name}: {error}") from error
    if done.returncode:
        lines = (done.stderr.strip() or done.stdout.strip() or "failed").splitlines()
        fault = next((line for line in lines if "rror:" in line), lines[-1])
        raise NoChromium(f"{name}: {fault.strip()}")
    return done.stdout


def on_path() -> Path:
    """Look for a Chromium or Chrome that starts (Ubuntu's chromium-browser may be a stub)."""
    failures = []
    for found in filter(None, map(shutil.which, NAMES)):
        try:
            run(found, "--version")
        except NoChromium as error:
            failures.append(str(error))
        else:
            return Path(found)
    raise NoChromium("; ".join(failures) or f"PATH: none of {', '.join(NAMES)}")


def from_playwright() -> Path:
    """Take the one Playwright keeps, which it downloads if it has none yet."""
    run(sys.executable, "-m", "playwright", "install", "chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    run(path, "--version")
    return path


def from_apt() -> Path:
    """Install Debian's, as root or with a sudo that asks for no password.

    A bare Debian also lacks a library that Playwright's driver is linked to: libatomic1.
    """
    if not shutil.which("apt-get"):
        raise NoChromium("apt-get: not on this machine")
    root = ["env"] if os.geteuid() == 0 else ["sudo", "-n", "env"]
    apt = [*root, "DEBIAN_FRONTEND=noninteractive", "apt-get", "--yes", "--quiet=2"]
    run(*apt, "update")
    run(*apt, "install", "--no-install-recommends", "chromium", "libatomic1")
    return on_path()


def find_chromium() -> Path:
    """Try each way in turn, the quickest first, unless the variable CHROMIUM decides."""
    if chosen := os.environ.get("CHROMIUM"):
        run(chosen, "--version")
        return Path(chosen)
    failures = []
    for way in (on_path, from_playwright, from_apt):
        try:
            return way()
        except NoChromium as error:
            failures.append(str(error))
    raise NoChromium("\n  ".join(failures))


def main() -> None:
    try:
        path = find_chromium()
    except NoChromium as error:
        sys.exit(
            f"The browser tests need Chromium, and none could be found or installed:\n  {error}\n"
            "Install Chromium or Google Chrome, or set CHROMIUM to the path of one."
        )
    NOTE.parent.mkdir(exist_ok=True)
    NOTE.write_text(f"{path}\n", encoding="utf-8")
    print(f"Chromium: {path}")


if __name__ == "__main__":
    main()
