"""Importing 100,000 rows from file to leads, with validation and duplicates, beside pandas; then ten times as many.

Run: ``python -m benchmarks.importing``, with ``--rows 5000 --times 1`` for a first look. The rows are the leads of
``benchmarks.dedupe``: one in ten is written a second time as another source would have it; beyond that, one in fifty
stands in the list twice, one in a hundred has no name or no usable address. Each size is imported by a process of its
own into a new database, by the use cases that the screen calls; scoring is not part of it.
"""

import argparse
import csv
import io
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks.dedupe import grown, met, munich
from benchmarks.reading_lists import peak_mb
from benchmarks.scoring import DATA

ROWS, TIMES = 100_000, 10
GOAL_S, GOAL_MB, GOAL_GROWTH = 20.0, 500.0, 1.3
HEADING = ("Company", "Street", "Postcode", "City", "Phone", "E-mail", "Website", "Latitude", "Longitude", "Sector")
_TWICE, _BROKEN = 50, 100


@dataclass(frozen=True)
class Measured:
    """Seconds by clock and by processor, the peak of memory in MB, and what came of it in words."""

    wall: float
    taken: float
    peak: float
    said: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", type=Path, default=DATA, help="GeoJSON with OpenStreetMap tags")
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--times", type=int, default=TIMES, help="import so many times as many too")
    wanted = parser.parse_args()
    sizes = sorted({wanted.rows, wanted.rows * wanted.times})
    found = {}
    with TemporaryDirectory() as folder:
        for size in sizes:
            path = Path(folder) / f"list-{size}.csv"
            path.write_bytes(list_of(wanted.data, size))
            found[size] = apart(ours, path)
            tell(f"{size:>9,} rows", found[size])
            tell(f"{'pandas':>14}", apart(usual, path))
    first = found[sizes[0]]
    goals = f"under {GOAL_S:.0f} s: {met(first.wall < GOAL_S)}, under {GOAL_MB:.0f} MB: {met(first.peak < GOAL_MB)}"
    print(f"goal for {sizes[0]:,} rows {goals}")
    if len(sizes) > 1:
        growth = found[sizes[-1]].taken / first.taken / (sizes[-1] / sizes[0])
        print(f"growth {growth:.2f}x of linear (goal {GOAL_GROWTH}x: {met(growth <= GOAL_GROWTH)})")


def apart(measure: Callable[[Path], Measured], path: Path) -> Measured:
    """Measure in a new process, so that neither memory nor what is remembered goes from one to the next."""
    with ProcessPoolExecutor(1, get_context("spawn")) as process:
        return process.submit(measure, path).result()


def tell(name: str, one: Measured) -> None:
    print(f"{name}: {one.wall:.1f} s ({one.taken:.1f} s of a processor), {one.peak:.0f} MB; {one.said}", flush=True)


def ours(path: Path) -> Measured:
    """From the file's bytes to leads, evidence, candidates, and merged or proposed duplicates."""
    from graph import bootstrap, campaigns, imported, imports
    from graph.nodes.find import find
    from graph.run import Run
    from graph.settings import Settings
    from storage.records import Brief

    with TemporaryDirectory() as folder:
        app = bootstrap.open_app(Settings(data_folder=Path(folder), scripted_models=True, demo_port=0))
        began, processor = time.perf_counter(), time.process_time()
        upload = imports.keep(app, path.name, path.read_bytes())
        campaign = campaigns.start(
            app, imports.brief_of(upload, Brief("list", "", (), "offer", "customer")), "benchmark"
        )
        find(Run(app, "benchmark", lambda _: None, lambda: False), campaign.id)
        wall, taken = time.perf_counter() - began, time.process_time() - processor
        outcome = imported.outcome(app, campaign.id)
        app.engine.dispose()
    assert outcome is not None, "the import did not come to its end"
    said = f"{outcome.created:,} created, {outcome.duplicates:,} twice in the list, {outcome.failed:,} failed"
    return Measured(wall, taken, peak_mb(), said)


def usual(path: Path) -> Measured:
    """The usual way: a DataFrame without the rows that are the same by name and address, written to a table."""
    import sqlite3

    import pandas as pd

    with TemporaryDirectory() as folder:
        began, processor = time.perf_counter(), time.process_time()
        frame = pd.read_csv(path, dtype=str)
        kept = frame.dropna(subset=["Company"]).drop_duplicates(["Company", "Street", "Postcode"])
        connection = sqlite3.connect(Path(folder) / "usual.db")
        kept.to_sql("leads", connection, index=False)
        connection.close()
        wall, taken = time.perf_counter() - began, time.process_time() - processor
    return Measured(wall, taken, peak_mb(), f"{len(kept):,} rows, no cell checked, no evidence, no similar ones found")


def list_of(data: Path, count: int) -> bytes:
    """A CSV of so many rows."""
    chance = Random(5)
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(HEADING)
    entries, _ = grown(munich(data), count - count // _TWICE)
    written = 0
    for number, one in enumerate(entries):
        name = "" if number % _BROKEN == 7 else one.name
        email = "nothing" if number % _BROKEN == 9 else one.email
        spot = (f"{one.lat:.6f}", f"{one.lon:.6f}") if one.lat is not None and one.lon is not None else ("", "")
        row = (name, one.street, one.postcode, one.city, one.phone, email, one.website, *spot, one.sector)
        for _ in range(2 if chance.random() < 1 / _TWICE else 1):
            if written < count:
                table.writerow(row)
                written += 1
    return out.getvalue().encode()


if __name__ == "__main__":
    main()
