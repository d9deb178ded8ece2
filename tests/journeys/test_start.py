"""The app starts for a person at a terminal, on a laptop where nothing was ever started before."""

import os
import pty
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from tests.journeys.server import free_port

ROOT = Path(__file__).resolve().parents[2]


def test_the_first_start_at_a_terminal_asks_nothing_and_serves_the_app(tmp_path: Path) -> None:
    port = free_port()
    own, theirs = pty.openpty()
    env = {**os.environ, "HOME": str(tmp_path), "BROWSER": "true", "HANDPICKED_DATA_FOLDER": str(tmp_path / "data")}
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env=env, stdin=theirs, stdout=theirs, stderr=theirs)
    try:
        assert answers(f"http://localhost:{port}/_stcore/health", 60), os.read(own, 4000).decode(errors="replace")
        assert f"Handpicked runs at http://localhost:{port}" in os.read(own, 4000).decode(errors="replace")
        server.send_signal(signal.SIGINT)
        server.wait(30)
    finally:
        server.kill()
        server.wait()
        os.close(own)
        os.close(theirs)


def answers(url: str, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=1) as answer:
                return bool(answer.status == 200)
        except OSError:
            time.sleep(0.05)
    return False
