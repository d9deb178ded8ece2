"""The whole demo by command line, from an empty data folder: find, score, pick 20, write, approve, deliver.

Run: ``python -m benchmarks.demo_run``. The baseline is the same command with instant stand-ins for both models, so the
difference is what the models cost.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
GOAL_SECONDS = 60


def main() -> None:
    for name, scripted in (("local models", "0"), ("instant stand-ins", "1")):
        seconds, told = _run(scripted)
        stages = ", ".join(f"{stage} {seen['seconds']:.1f} s" for stage, seen in told["stages"].items())
        print(f"demo run, {name}: {seconds:.1f} s in all; {stages}")
        print(f"  leads {told['leads']}, drafts {told['drafts']}, deliveries {told['deliveries']}")
    print(f"goal: under {GOAL_SECONDS} s")


def _run(scripted: str) -> tuple[float, dict[str, Any]]:
    with tempfile.TemporaryDirectory() as data:
        env = {**os.environ, "HANDPICKED_DATA_FOLDER": data, "HANDPICKED_SCRIPTED_MODELS": scripted}
        command = [sys.executable, "handpicked.py", "run", "--demo", "--pick", "20", "--approve", "--json"]
        began = time.perf_counter()
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=True)
        return time.perf_counter() - began, dict(json.loads(done.stdout))


if __name__ == "__main__":
    main()
