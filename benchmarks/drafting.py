"""E-mails drafted a second: all at once against the same model asked one by one, in the same run.

Run from the repository's root: ``python -m benchmarks.drafting``. Both ways write the same 200 briefs with the same
seeds on the same loaded and warm model, so they have to give the same texts; rounds alternate and the median counts.
"""

import argparse
import platform
import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from models.language.base import WriteRequest, Written
from models.language.folder import STARTER, describe
from models.language.openvino_writer import AT_ONCE, OpenVinoWriter
from models.language.starter_brief import FACTS, SECTOR_SLUGS, Controls, parse, render
from models.language.starter_text import slip, take_apart
from storage.records import TONES, Channel

COUNT = 200
ROUNDS = 3
GOAL = 3.0


@dataclass(frozen=True)
class Timing:
    """Drafts a second of each round, and the texts of the last."""

    rates: list[float]
    written: list[Written]

    @property
    def median(self) -> float:
        return statistics.median(self.rates)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=STARTER)
    parser.add_argument("--at-once", type=int, default=AT_ONCE)
    wanted = parser.parse_args()
    before = peak_mb()
    writer, load_seconds = loaded(wanted.folder, wanted.at_once)
    requests = briefs(COUNT)
    together, single = alternate(writer, requests)
    found = describe(wanted.folder)
    print(f"{found.name}, {found.parameters:,} parameters, {found.size / 1e6:.1f} MB; {platform.processor() or 'CPU'}")
    print(f"loaded and warm in {load_seconds:.2f} s")
    print(f"{COUNT} e-mails, {wanted.at_once} at once: {together.median:.1f} drafts/s ({spread(together)})")
    print(f"{COUNT} e-mails, one by one: {single.median:.1f} drafts/s ({spread(single)})")
    ratio = together.median / single.median
    print(f"ratio {ratio:.1f}x (goal {GOAL:.0f}x: {'met' if ratio >= GOAL else 'missed'})")
    same = sum(a == b for a, b in zip(together.written, single.written, strict=True))
    print(f"the same text both ways: {same} of {COUNT}; usable at the first try: {usable(requests, together.written)}")
    print(f"peak memory {peak_mb():.0f} MB, of which {before:.0f} MB before the model was loaded")


def briefs(count: int) -> list[WriteRequest]:
    """E-mails over all sectors and tones with all facts known, each with a seed of its own."""
    kinds = islice(cycle((sector, tone) for sector in SECTOR_SLUGS for tone in TONES), count)
    emails = (Controls(Channel.EMAIL.value, tone, sector, have=FACTS) for sector, tone in kinds)
    return [WriteRequest(render(controls), seed) for seed, controls in enumerate(emails)]


def loaded(folder: Path, at_once: int) -> tuple[OpenVinoWriter, float]:
    start = time.perf_counter()
    writer = OpenVinoWriter(folder, at_once=at_once)
    writer.write_many(briefs(1))
    return writer, time.perf_counter() - start


def alternate(writer: OpenVinoWriter, requests: list[WriteRequest]) -> tuple[Timing, Timing]:
    together, single = Timing([], []), Timing([], [])
    for _ in range(ROUNDS):
        together = timed(together, lambda: writer.write_many(requests))
        single = timed(single, lambda: [writer.write_many([request])[0] for request in requests])
    return together, single


def timed(so_far: Timing, write: Callable[[], list[Written]]) -> Timing:
    start = time.perf_counter()
    written = write()
    return Timing([*so_far.rates, len(written) / (time.perf_counter() - start)], written)


def usable(requests: list[WriteRequest], written: list[Written]) -> int:
    pairs = ((parse(request.prompt), answer) for request, answer in zip(requests, written, strict=True))
    return sum(answer.finished and not slip(take_apart(answer.text, asked.channel), asked) for asked, answer in pairs)


def spread(timing: Timing) -> str:
    return f"{min(timing.rates):.1f} to {max(timing.rates):.1f} in {len(timing.rates)} rounds"


def peak_mb() -> float:
    """Largest resident memory of this process so far, in MB; Linux counts it in KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


if __name__ == "__main__":
    main()
