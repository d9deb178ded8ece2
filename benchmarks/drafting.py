"""E-mails drafted a second: the starter writer against transformers on PyTorch with the same weights, in one run.

Run from the repository's root: ``python -m benchmarks.drafting``. Both write the same 500 briefs with a loaded and warm
model, sampling alike; PyTorch writes fewer of them where it is slow, and its rate is taken from those. Then a
table over batch sizes, with and without prefix caching, what the JSON schema costs, how long a stop takes, and how
long a rewrite waits for its first word.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

import numpy as np

from benchmarks.pytorch_weights import weights_of
from models.language.base import WriteRequest
from models.language.folder import STARTER, describe
from models.language.openvino_writer import AT_ONCE, OpenVinoWriter
from models.language.starter_brief import SECTOR_SLUGS, Controls, Kind, parse, render
from models.language.starter_text import schema_of, slip, take_apart
from storage.records import LANGUAGES, TONES

COUNT = 500
BATCHES = (1, 8, 32, 64, 128, 256)
HAVE = ("terrace", "detail", "rating", "reviews", "trend")
SCHEMA_ROUNDS = 3
MOST_TOKENS = 400
GOALS = {"one": 5.0, "best": 2.0, "schema": 15.0, "cancel": 2.0, "first": 300.0}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=STARTER)
    parser.add_argument("--baseline-python", default=os.environ.get("BASELINE_PYTHON", ".venv-bench/bin/python"))
    parser.add_argument("--count", type=int, default=COUNT)
    wanted = parser.parse_args()
    found = describe(wanted.folder)
    print(f"{found.name}, {found.parameters:,} parameters, {found.size / 1e6:.1f} MB; {platform.processor() or 'CPU'}")
    requests = briefs(wanted.count)
    ours = table(wanted.folder, requests)
    theirs = baseline(wanted.baseline_python, wanted.folder, requests)
    for name, rate in theirs.items():
        print(f"transformers on PyTorch, {name}: {rate:.1f} drafts/s")
    one = theirs.pop("one by one")
    verdict("against transformers one by one", ours / one, "x", ours / one >= GOALS["one"], GOALS["one"])
    best = max(theirs.values())
    verdict("against its best batch", ours / best, "x", ours / best >= GOALS["best"], GOALS["best"])
    details(wanted.folder, requests)


def briefs(count: int) -> list[WriteRequest]:
    """First e-mails over all sectors, tones and languages with the same facts known, each with a seed of its own."""
    kinds = islice(cycle((s, t, code) for s in SECTOR_SLUGS for t in TONES for code in LANGUAGES), count)
    emails = (Controls(Kind.FIRST.value, code, tone, sector, have=HAVE) for sector, tone, code in kinds)
    return [WriteRequest(render(email), seed, schema=schema_of(Kind.FIRST)) for seed, email in enumerate(emails)]


def table(folder: Path, requests: list[WriteRequest]) -> float:
    """Prints drafts a second for each batch size, and gives that of the app's own."""
    own = 0.0
    for caching in (True, False):
        for size in BATCHES:
            few = requests[: max(50, min(len(requests), size * 8))] if size < AT_ONCE else requests
            rate = len(few) / timed(OpenVinoWriter(folder, at_once=size, prefix_caching=caching), few)
            own = rate if caching and size == AT_ONCE else own
            print(f"{size:4} at once, prefix caching {'on ' if caching else 'off'}: {rate:6.1f} drafts/s", flush=True)
    return own


def timed(writer: OpenVinoWriter, requests: list[WriteRequest]) -> float:
    """Seconds that a loaded and warm writer takes for the requests."""
    writer.write_many(requests[:1])
    start = time.perf_counter()
    writer.write_many(requests)
    return time.perf_counter() - start


def details(folder: Path, requests: list[WriteRequest]) -> None:
    """Prints what the schema costs, and how long a stop and the first word of a rewrite take."""
    writer = OpenVinoWriter(folder)
    free = [WriteRequest(request.prompt, request.seed) for request in requests]
    rounds = [(timed(writer, requests), timed(writer, free)) for _ in range(SCHEMA_ROUNDS)]
    cost = 100 * (statistics.median(a for a, _ in rounds) / statistics.median(b for _, b in rounds) - 1)
    verdict("the JSON schema costs", cost, " %", cost <= GOALS["schema"], GOALS["schema"])
    waits = list(stops(writer, requests))
    verdict("longest wait for a stop", max(waits), " s", max(waits) <= GOALS["cancel"], GOALS["cancel"])
    firsts = [1000 * timed_once(writer, request) for request in islice(rewrites(requests), 20)]
    typical = statistics.median(firsts)
    verdict("first token of a rewrite, median", typical, " ms", typical <= GOALS["first"], GOALS["first"])
    written = writer.write_many(requests)
    asked = [parse(request.prompt) for request in requests]
    pairs = zip(asked, written, strict=True)
    good = sum(text.finished and not slip(take_apart(text.text, brief.kind), brief) for brief, text in pairs)
    print(f"usable at the first try: {100 * good / len(requests):.1f} % of {len(requests)}")


def stops(writer: OpenVinoWriter, requests: list[WriteRequest]) -> Iterator[float]:
    """Seconds from asking to the end, for stops after 0.1 to 1 s of writing."""
    for after in (0.1, 0.3, 0.6, 1.0):
        asked = threading.Event()
        end = time.perf_counter() + after
        timer = threading.Timer(after, asked.set)
        timer.start()
        writer.write_many(requests, should_stop=asked.is_set)
        if asked.is_set():
            yield time.perf_counter() - end
        timer.cancel()


def rewrites(requests: list[WriteRequest]) -> Iterator[WriteRequest]:
    """Prompts as long as a rewrite's, cut off after one token."""
    before = json.dumps(
        {"subject": "A question for {company}", "body": "Hello {company} team,\n\n" + "We wrote. " * 40}
    )
    for request in requests:
        prompt = request.prompt.removesuffix("<write>") + f"<before>{before}<comment>shorter please<write>"
        yield WriteRequest(prompt, request.seed, max_tokens=1, schema=request.schema)


def timed_once(writer: OpenVinoWriter, request: WriteRequest) -> float:
    start = time.perf_counter()
    writer.write_many([request])
    return time.perf_counter() - start


def baseline(python: str, folder: Path, requests: list[WriteRequest]) -> dict[str, float]:
    """Drafts a second of transformers on PyTorch, by how many are written at once; tokens are made beforehand."""
    import openvino as ov
    import openvino_tokenizers  # noqa: F401 (teaches OpenVINO the tokenizer's operations)

    if not Path(python).exists():
        sys.exit(f"No baseline: {python} is missing. Make it with benchmarks/requirements-baseline.txt.")
    tokenizer = ov.Core().compile_model(folder / "openvino_tokenizer.xml", "CPU")
    prompts = [tokenizer([request.prompt])["input_ids"][0].tolist() for request in requests]
    with tempfile.TemporaryDirectory() as scratch:
        np.savez(Path(scratch) / "weights.npz", **weights_of(folder))  # type: ignore[arg-type]
        (Path(scratch) / "prompts.json").write_text(json.dumps(prompts), encoding="utf-8")
        (Path(scratch) / "config.json").write_text((folder / "config.json").read_text(encoding="utf-8"))
        program = [python, str(Path(__file__).with_name("pytorch_drafting.py")), scratch, str(MOST_TOKENS)]
        said = subprocess.run(program, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=True).stdout
    rates: dict[str, float] = json.loads(said.splitlines()[-1])
    return rates


def verdict(what: str, value: float, unit: str, is_met: bool, goal: float) -> None:
    print(f"{what}: {value:.1f}{unit} (goal {goal:g}{unit}: {'met' if is_met else 'missed'})", flush=True)


if __name__ == "__main__":
    main()
