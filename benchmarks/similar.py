"""Stored embeddings and similar leads at 100,000 leads: memory, a second run, and how fast "more like this" answers.

Run: ``python -m benchmarks.similar``, or with ``--leads 2000`` for a first look. The leads are made up of the words of
real ones. They are scored by the pipeline's own node with the real model, in a database of their own; the
searches are compared with NumPy sorting every similarity, and once with plain Python.
"""

import argparse
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from agents.similar import Index
from benchmarks.scoring import DATA, businesses
from graph import bootstrap, similar
from graph.app import App
from graph.nodes.score import score
from graph.run import Run
from graph.settings import Settings
from models.embeddings.matrix import Matrix, gathered
from storage.lead_filter import LeadFilter, leads_of
from storage.records import Brief, Business, Progress, now

LEADS, QUERIES, SHOWN, BATCH = 100_000, 200, 5, 1000
GOAL_MB, GOAL_MS = 1500, 30
BRIEF = Brief(
    "Bench", "Munich", ("cafe",), "outdoor heaters for terraces", "independent cafés with a terrace", limit=10**6
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", type=Path, default=DATA, help="GeoJSON with OpenStreetMap tags")
    parser.add_argument("--leads", type=int, default=LEADS)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        app = bootstrap.open_app(Settings(data_folder=Path(folder), demo_port=0))
        lead_ids = store(app, wanted.data, wanted.leads)
        begin = peak_mb()
        first = timed_scoring(app, lead_ids)
        vectors = stored_vectors(app)
        second = timed_scoring(app, lead_ids)
        new = stored_vectors(app) - vectors
        scoring_peak = peak_mb()
        print(f"first run: {wanted.leads:,} leads embedded and scored in {first:.1f} s ({wanted.leads / first:.0f}/s)")
        print(f"second run: {second:.1f} s, {new} texts embedded, {first / second:.1f}x as fast")
        memory = "met" if scoring_peak < GOAL_MB else "missed"
        print(f"memory: {begin:.0f} MB before, peak {scoring_peak:.0f} MB (goal under {GOAL_MB} MB: {memory})")
        searches(app)
        print(f"peak of the whole process {peak_mb():.0f} MB")
        app.engine.dispose()


def store(app: App, data: Path, count: int) -> list[int]:
    """Keep so many made-up leads, in batches; their ids."""
    ids: list[int] = []
    made = made_up(businesses(data))
    while len(ids) < count:
        batch = [next(made) for _ in range(min(BATCH, count - len(ids)))]
        with app.write() as work:
            ids += work.leads.store(batch, "benchmark", now()).ids
            work.commit()
    return ids


def made_up(real: Sequence[Business]) -> Iterator[Business]:
    """Businesses without end: names, features and descriptions of the words of real ones; half have a description."""
    chance = random.Random(7)
    words = sorted({word for one in real for word in (*one.name.split(), *one.street.split()) if word.isalpha()})
    details = sorted({detail for one in real for detail in one.details})
    number = 0
    while True:
        number += 1
        yield replace(
            chance.choice(real),
            key=f"made-up {number}",
            name=" ".join(chance.sample(words, chance.randint(2, 4))),
            details=tuple(chance.sample(details, chance.randint(0, 4))),
            description=" ".join(chance.choices(words, k=chance.choice((0, 0, 0, 5, 10, 20)))),
        )


def timed_scoring(app: App, lead_ids: Sequence[int]) -> float:
    """Seconds that the pipeline's node takes to score a new campaign on these leads."""
    with app.write() as work:
        campaign = work.campaigns.add(BRIEF)
        for start in range(0, len(lead_ids), BATCH):
            work.candidates.add(campaign.id, lead_ids[start : start + BATCH])
        work.commit()
    began = time.perf_counter()
    score(Run(app, "benchmark", note, lambda: False), campaign.id)
    return time.perf_counter() - began


def note(progress: Progress) -> None:
    if progress.done and progress.done % 25_600 == 0:
        print(f"  {progress.done:,} scored, peak {peak_mb():.0f} MB", flush=True)


def stored_vectors(app: App) -> int:
    with app.read() as work:
        return work.vectors.count(app.embedder.name)


def searches(app: App) -> None:
    with app.read() as work:
        ids = work.table.ids(leads_of(1))
    began = time.perf_counter()
    similar.like(app, 1, ids[0], SHOWN)
    print(f"building the index of {len(ids):,} leads: {time.perf_counter() - began:.2f} s, once while no lead changes")
    asked = random.Random(3).sample(ids, min(QUERIES, len(ids)))
    index, rows, matrix = own_index(app, len(ids))
    report("ours: exact search", timed(asked, lambda one: index.nearest([one], [], SHOWN)))
    report("ours: the drawer's use case", timed(asked, lambda one: similar.like(app, 1, one, SHOWN)), GOAL_MS)
    report("ours: as a filter of the table", timed(asked[:20], lambda one: similar.ranked_like(app, where(), one)))
    report("NumPy, sorting all", timed(asked, lambda one: np.argsort(-(matrix @ matrix[rows[one]]))[:SHOWN]))
    report("plain Python, sorting all", timed(asked[:1], lambda one: plain(matrix, rows[one])))


def where() -> LeadFilter:
    return leads_of(1)


def own_index(app: App, count: int) -> tuple[Index, dict[int, int], Matrix]:
    """The index as the use case builds it, with its parts in reach."""
    ids: list[int] = []

    def chunks() -> Iterator[list[bytes]]:
        with app.read() as work:
            for chunk in work.vectors.of_campaign(1, app.embedder.name):
                ids.extend(i for i, _ in chunk)
                yield [vector for _, vector in chunk]

    matrix = gathered(chunks(), count)
    return Index(ids, matrix), {one: row for row, one in enumerate(ids)}, matrix


def plain(matrix: Matrix, asked: int) -> list[int]:
    wanted = matrix[asked].tolist()
    scores = [sum(a * b for a, b in zip(row.tolist(), wanted, strict=True)) for row in matrix]
    return sorted(range(len(scores)), key=lambda row: -scores[row])[:SHOWN]


def timed(asked: Sequence[int], search: Callable[[int], object]) -> list[float]:
    """Milliseconds of each search, after one that warms up."""
    search(asked[0])
    taken = []
    for one in asked:
        began = time.perf_counter()
        search(one)
        taken.append(1000 * (time.perf_counter() - began))
    return taken


def report(name: str, taken: Sequence[float], goal: float = 0) -> None:
    p95 = sorted(taken)[int(0.95 * (len(taken) - 1))]
    against = f" (goal under {goal:.0f} ms: {'met' if p95 < goal else 'missed'})" if goal else ""
    print(f"{name:32} p50 {statistics.median(taken):8.2f} ms   p95 {p95:8.2f} ms{against}")


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
