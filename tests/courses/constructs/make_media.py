"""Makes the film and the sound of this course: run it once, with Playwright and a Chromium."""

from __future__ import annotations

import base64
import math
import sys
import wave
from pathlib import Path

from playwright.sync_api import sync_playwright

MEDIA = Path(__file__).with_name("course") / "media"
FILM = """() => new Promise(done => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 180 });
  const pen = canvas.getContext('2d');
  const recorder = new MediaRecorder(canvas.captureStream(10), {
    mimeType: 'video/webm;codecs=vp8', videoBitsPerSecond: 20000 });
  const reader = new FileReader();
  reader.onload = () => done(reader.result.split(',')[1]);
  recorder.ondataavailable = event => reader.readAsDataURL(event.data);
  let step = 0;
  const timer = setInterval(() => {
    pen.fillStyle = '#e0f0f0';
    pen.fillRect(0, 0, 320, 180);
    pen.fillStyle = '#005660';
    pen.fillRect(20 + step * 8, 70, 60, 40);
    if (step++ === 25) { clearInterval(timer); recorder.stop(); }
  }, 100);
  recorder.start();
})"""


def film(chromium: str) -> bytes:
    """A tray that moves from left to right, about two and a half seconds."""
    with sync_playwright() as playwright:
        page = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox"]
        ).new_page()
        return base64.b64decode(page.evaluate(FILM))


def tone(path: Path) -> None:
    """Half a second of 440 Hz."""
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        turns = (2 * math.pi * 440 * n / 8000 for n in range(4000))
        sound.writeframes(bytes(int(128 + 60 * math.sin(turn)) for turn in turns))


if __name__ == "__main__":
    (MEDIA / "tray.webm").write_bytes(film(sys.argv[1]))
    tone(MEDIA / "alarm.wav")
