"""What a person waits for in a browser: from the key or click to the new rows, and how many bytes came for them."""

import os
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from playwright.sync_api import Browser, Page, TimeoutError, WebSocket

ROOT = Path(__file__).resolve().parents[1]
PATIENCE_S = 120.0
# Runs in the page. The clock is the browser's own: from the event to the frame after the rows have changed.
PROBE = """
(rows) => {
  const shown = () => [...document.querySelectorAll(rows)].slice(0, 5).map((row) => row.textContent).join("|")
  const heard = (event) => { if (event.isTrusted) window.probe.begun = event.timeStamp }
  window.probe = { begun: 0, took: null, before: shown() }
  for (const kind of ["keydown", "click"]) addEventListener(kind, heard, true)
  const end = () => {
    removeEventListener("keydown", heard, true)
    removeEventListener("click", heard, true)
    observer.disconnect()
    const begun = window.probe.begun
    requestAnimationFrame(() => { window.probe.took = performance.now() - begun })
  }
  const observer = new MutationObserver(() => {
    const now = shown()
    if (now && now !== window.probe.before && window.probe.begun) end()
  })
  observer.observe(document.body, { subtree: true, childList: true, characterData: true })
}
"""


@dataclass
class Times:
    """Milliseconds and received bytes of each time that one thing was done."""

    name: str
    took: list[float] = field(default_factory=list)
    received: list[int] = field(default_factory=list)

    def report(self, goal: float = 0) -> None:
        p95 = percentile(self.took)
        against = f"  goal {goal:.0f} ms: {'met' if p95 < goal else 'missed'}" if goal else ""
        print(
            f"  {self.name:34} p50 {statistics.median(self.took):8,.0f} ms   p95 {p95:8,.0f} ms   "
            f"at most {max(self.received) / 1e6:7.3f} MB{against}",
            flush=True,
        )


def percentile(values: Sequence[float], part: float = 0.95) -> float:
    return sorted(values)[min(len(values) - 1, int(part * len(values)))]


class Streamlit:
    """A Streamlit program in a process of its own, on a free port."""

    def __init__(self, script: Path, *arguments: str, **settings: object) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = int(probe.getsockname()[1])
        self.url = f"http://localhost:{self._port}"
        own = {f"HANDPICKED_{name.upper()}": str(value) for name, value in settings.items()}
        options = ["--server.port", str(self._port), "--server.headless", "true", "--server.fileWatcherType", "none"]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", str(script), *options, "--", *arguments],
            cwd=script.parent,
            env={**os.environ, **own},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def __enter__(self) -> "Streamlit":
        end = time.monotonic() + PATIENCE_S
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > end:
                self.__exit__()
                raise SystemExit("The program that is measured did not start.")
            time.sleep(0.1)
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(30)

    def memory_mb(self) -> float:
        process = psutil.Process(self._process.pid)
        return float(sum(one.memory_info().rss for one in (process, *process.children(recursive=True)))) / 1e6

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=1) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False


class Watched:
    """One browser tab; ``rows`` is the selector of the rows that are waited for."""

    def __init__(self, browser: Browser, url: str, rows: str) -> None:
        """Raises SystemExit, as every wait does that is longer than ``PATIENCE_S``."""
        self.page: Page = browser.new_page(viewport={"width": 1680, "height": 1050})
        self.page.set_default_timeout(PATIENCE_S * 1000)
        self.received = 0
        self._rows = rows
        self.page.on("websocket", self._watch)
        began = time.perf_counter()
        with _named(f"the first rows of {url}"):
            self.page.goto(url)
            self.page.locator(rows).nth(1).wait_for(state="attached")
        self.opened_ms = 1000 * (time.perf_counter() - began)
        self.settle("the first rows")

    def settle(self, after: str) -> None:
        """Wait until nothing runs any more, as a person who reads does."""
        with _named(f"the screen to come to rest after {after}"):
            self.page.wait_for_timeout(150)
            self.page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(state="attached")
            self.page.wait_for_function("document.querySelector('[data-stale=true]') === null")
            self.page.wait_for_timeout(250)

    def time(self, into: Times, act: Callable[[], object]) -> None:
        """Do something that changes the rows."""
        self.page.evaluate(PROBE, self._rows)
        before = self.received
        with _named(f"other rows after {into.name}, number {len(into.took) + 1}"):
            act()
            self.page.wait_for_function("window.probe.took !== null")
        into.took.append(float(self.page.evaluate("window.probe.took")))
        self.settle(into.name)
        into.received.append(self.received - before)

    def _watch(self, socket_: WebSocket) -> None:
        def count(frame: str | bytes) -> None:
            self.received += len(frame)

        socket_.on("framereceived", count)


@contextmanager
def _named(wanted: str) -> Iterator[None]:
    try:
        yield
    except TimeoutError as error:
        raise SystemExit(f"Waited {PATIENCE_S:.0f} s in vain for {wanted}.") from error
