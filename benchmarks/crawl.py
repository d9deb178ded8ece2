"""Pages a second of a crawl with politeness off, beside Scrapy with the same extraction, and the crawl's memory.

Run from the repository's root: ``python -m benchmarks.crawl``. Two copies of the demo town, about 2,000 pages of a
directory and of company sites, are served on loopback by a process of their own. First both crawl without a browser, in
turns, each in a process of its own; then the app once more with Chromium for the pages that only a script fills in.
"""

import argparse
import json
import os
import resource
import socket
import statistics
import subprocess
import sys
import time
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import psutil

from agents.discovery.browser import Browser
from agents.discovery.directory import DirectorySource
from agents.discovery.fetch import Fetcher, Limits
from agents.discovery.source import Outcome, Past, Query, pages_in
from benchmarks import crawl_town

ROUNDS = 3
GOAL_RATIO, GOAL_SHARE, GOAL_GROWTH = 1.0, 0.20, 1.25
_NO_PAUSE = Limits(distance_s=0.0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--baseline-python", default=os.environ.get("BASELINE_PYTHON", ".venv-bench/bin/python"))
    parser.add_argument("--copies", type=int, default=crawl_town.COPIES)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--alone", metavar="PORT", type=int, help="crawl a town that is served, and print JSON")
    parser.add_argument("--browser", action="store_true")
    wanted = parser.parse_args()
    if wanted.alone:
        print(json.dumps(crawled(wanted.alone, wanted.copies, is_rendering=wanted.browser)))
        return
    port = _free_port()
    server = get_context("spawn").Process(target=crawl_town.serve, args=(port, wanted.copies), daemon=True)
    server.start()
    try:
        _wait_for(port)
        compare(wanted, port)
    finally:
        server.terminate()


def compare(wanted: argparse.Namespace, port: int) -> None:
    own = [sys.executable, "-m", "benchmarks.crawl", "--alone", str(port), "--copies", str(wanted.copies)]
    if not Path(wanted.baseline_python).exists():
        sys.exit(
            f"No baseline: {wanted.baseline_python} is missing. Make it with benchmarks/requirements-baseline.txt."
        )
    theirs = [wanted.baseline_python, "-m", "benchmarks.scrapy_crawl", *crawl_town.starts(port, wanted.copies)]
    rates: dict[str, list[float]] = {"the app": [], "Scrapy": []}
    for _ in range(wanted.rounds):
        for name, command in (("the app", own), ("Scrapy", theirs)):
            told = _run(command)
            rates[name].append(told["pages"] / told["seconds"])
            print(f"{name}: {_line(told)}", flush=True)
    ratio = statistics.median(rates["the app"]) / statistics.median(rates["Scrapy"])
    print(f"pages a second against Scrapy: {ratio:.2f}x (goal {GOAL_RATIO:g}x: {_met(ratio >= GOAL_RATIO)})")
    told = _run([*own, "--browser"])
    share = told["rendered"] / told["pages"]
    print(f"the app with Chromium: {_line(told)}")
    print(f"shown in the browser: {told['rendered']} of {told['pages']} pages, {share:.1%} "
          f"(goal under {GOAL_SHARE:.0%}: {_met(share < GOAL_SHARE)})")  # fmt: skip
    growth = told["end"] / told["middle"]
    print(f"memory at the end against the middle: {growth:.2f}x (goal {GOAL_GROWTH:g}x: {_met(growth <= GOAL_GROWTH)})")


def crawled(port: int, copies: int, *, is_rendering: bool) -> dict[str, float]:
    """What one crawl of every copy took: pages, businesses, seconds, bytes of memory in its middle and at its end."""
    me, memory, pages, businesses, rendered = psutil.Process(), list[int](), 0, 0, 0
    with Fetcher("", frozenset({("127.0.0.1", port)}), _NO_PAUSE) as fetcher:
        browser = Browser(fetcher) if is_rendering else None
        started = time.perf_counter()
        for start in crawl_town.starts(port, copies):
            source = DirectorySource("town", start, fetcher, browser)
            for step in source.find(Query("Lindental", (), 100_000, 1_000_000), Past(), lambda: False):
                pages += pages_in(step.visits)
                businesses += len(step.found)
                rendered += sum(visit.outcome is Outcome.RENDERED for visit in step.visits)
                memory.append(me.memory_info().rss)
        seconds = time.perf_counter() - started
        if browser is not None:
            browser.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    told = {"pages": pages, "businesses": businesses, "seconds": seconds, "peak": peak, "rendered": rendered}
    return {**told, "middle": memory[len(memory) // 2], "end": memory[-1]}


def _run(command: list[str]) -> dict[str, Any]:
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    said = subprocess.run(command, stdout=subprocess.PIPE, env=environment, text=True, check=True).stdout
    told: dict[str, Any] = json.loads(said.splitlines()[-1])
    return told


def _line(told: dict[str, Any]) -> str:
    rate = told["pages"] / told["seconds"]
    return f"{told['pages']} pages, {told['businesses']} businesses, {rate:.0f} pages/s, {told['peak'] / 1e6:.0f} MB"


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _wait_for(port: int) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), 1.0).close()
            return
        except OSError:
            time.sleep(0.05)
    sys.exit("The town is not being served.")


def _met(is_met: bool) -> str:
    return "met" if is_met else "missed"


if __name__ == "__main__":
    main()
