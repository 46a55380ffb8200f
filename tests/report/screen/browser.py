"""A real Chromium, without a window, whose clock is ours."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from typing import Any

import pytest

CHROMIUM = which("chromium") or which("chromium-browser") or which("google-chrome")
SWITCHES = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
EVENING, EVENING_OPENED = "2018-06-12T18:14:00", "2018-06-12T18:15:00"
PROJECTOR, TELEPHONE = (1920, 1080), (390, 844)

FAKE_AUDIO = """
window.rung = [];
class Tone {
  frequency = {set value(pitch) { window.rung.push(pitch); }};
  gain = {setValueAtTime() {}, exponentialRampToValueAtTime() {}};
  connect(next) { return next; }
  start() {}
  stop() {}
}
window.AudioContext = class {
  state = "running"; currentTime = 0; destination = {};
  createOscillator() { return new Tone(); }
  createGain() { return new Tone(); }
};
"""
NO_STORAGE = """
Object.defineProperty(window, "localStorage", {get() { throw new DOMException("denied"); }});
"""


@contextmanager
def started() -> Iterator[Any]:
    """The browser; a test is skipped where it, or what drives it, is not installed."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield browser
        browser.close()


@contextmanager
def opened(
    browser: Any, path: Path, *scripts: str, size: tuple[int, int] = PROJECTOR, **options: object
) -> Iterator[Any]:
    """The page from the disk at 18:15; whatever it complains of fails the test."""
    width, height = size
    context = browser.new_context(viewport={"width": width, "height": height}, **options)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for script in scripts:
        page.add_init_script(script)
    page.clock.install(time=EVENING)
    page.goto(path.as_uri())
    page.clock.pause_at(EVENING_OPENED)
    try:
        yield page
    finally:
        context.close()
    assert complaints == []
    assert {url.partition("#")[0] for url in asked} == {path.as_uri()}
