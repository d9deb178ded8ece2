"""Seconds from `streamlit run` to the first screen in a real Chromium, and the server's memory then.

Run: ``python -m benchmarks.first_screen``. The baseline is an app of one line, served and opened the same way. The
median of three starts counts; the first start of all, with a cold disk cache, is left out.
"""

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
from playwright.sync_api import Browser, Error, sync_playwright

from agents.discovery.chromium import find_browser

ROOT = Path(__file__).resolve().parents[1]
GOAL_SECONDS, GOAL_MB = 3.0, 700
ROUNDS = 3


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        bare = Path(folder) / "bare.py"
        bare.write_text("import streamlit as st\n\nst.title('Find businesses')\n")
        browser = play.chromium.launch(executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"])
        _start(browser, ROOT / "app.py", Path(folder) / "warm-up")
        ours = [_start(browser, ROOT / "app.py", Path(folder) / str(n)) for n in range(ROUNDS)]
        base = [_start(browser, bare, Path(folder) / "bare") for _ in range(ROUNDS)]
        browser.close()
    for name, runs in (("Handpicked", ours), ("an app of one line", base)):
        seconds, memory = (statistics.median(column) for column in zip(*runs, strict=True))
        print(f"first screen, {name}: {seconds:.2f} s, {memory:.0f} MB")
    print(f"goal: {GOAL_SECONDS:.0f} s, {GOAL_MB} MB")


def _start(browser: Browser, script: Path, data: Path) -> tuple[float, float]:
    """Seconds to the first heading, and the process tree's resident memory in MB."""
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    options = ["--server.port", str(port), "--server.headless", "true"]
    env = {**os.environ, "HANDPICKED_DATA_FOLDER": str(data), "HANDPICKED_DEMO_PORT": str(_free_port())}
    began = time.perf_counter()
    server = subprocess.Popen(
        [*command, *options], cwd=script.parent, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        page = browser.new_page()
        _open(page, f"http://localhost:{port}", began + 60)
        page.get_by_role("heading", name="Find businesses").first.wait_for()
        seconds = time.perf_counter() - began
        tree = [psutil.Process(server.pid), *psutil.Process(server.pid).children(recursive=True)]
        memory = sum(process.memory_info().rss for process in tree) / 1e6
        page.close()
        return seconds, memory
    finally:
        server.terminate()
        server.wait(30)


def _open(page: object, url: str, until: float) -> None:
    while True:
        try:
            page.goto(url)  # type: ignore[attr-defined]
            return
        except Error:
            if time.perf_counter() > until:
                raise
            time.sleep(0.02)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main()
