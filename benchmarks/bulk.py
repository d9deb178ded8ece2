"""Decisions on half of a million leads with their undo, and the export of them all: seconds, and memory at the most.

Run: ``python -m benchmarks.bulk``, or with ``--leads 20000`` for a first look. The leads are made up, in a database of
their own. Each export runs in a process of its own, so that its memory can be told; beside it, in the same run, the
usual way: pandas' ``read_sql`` of the same columns, then ``to_csv``, ``to_excel`` or ``to_parquet``.
"""

import argparse
import multiprocessing
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import delete, text

from benchmarks.reading_lists import peak_mb
from graph import bootstrap, decisions, exports
from graph.settings import Settings
from storage import in_step
from storage.lead_fields import Op
from storage.lead_filter import Condition, LeadFilter
from storage.records import Brief
from storage.tables import PreferenceRow

LEADS, GOAL_SECONDS, WHO = 1_000_000, 5.0, "bench"
COLUMNS = ("name", "sector", "score", "decision", "street", "postcode", "city", "email", "phone", "website", "rating")
BRIEF = Brief("Bench", "Munich", ("cafe",), "outdoor heaters", "independent cafés with a terrace")
MADE = """
INSERT INTO leads (id, key, name, sector, description, street, postcode, city, country, email, phone, website,
    opening_hours, rating, details, source, found_at)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :leads)
SELECT i, 'k' || i, 'Café ' || (i * 7919 % 1000003), 'cafe', 'A warm place with a terrace', 'Hauptstr. ' || (i % 200),
    80000 + i % 900, 'City ' || (i % 300), 'DE', 'info@' || i || '.example', '+49 89 ' || i,
    'https://' || i || '.example/', 'Mo-Fr 08:00-18:00', i % 50 / 10.0, '[]', 'bench', '2026-01-01 00:00:00.000000'
FROM n
"""
CANDIDATES = """
INSERT INTO candidates (id, campaign_id, lead_id, status, score, reason, note, decided_by)
SELECT id, 1, id, 'to pick', id * 7919 % 10007 / 100.07, '', '', '' FROM leads
"""
USUAL = """
SELECT l.name, l.sector, c.score, c.status, l.street, l.postcode, l.city, l.email, l.phone, l.website, l.rating
FROM candidates AS c JOIN leads AS l ON l.id = c.lead_id ORDER BY c.score DESC
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--leads", type=int, default=LEADS)
    count = parser.parse_args().leads
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build(folder, count)
        decide(folder)
        for format in ("csv", "xlsx", "parquet"):
            ours, usual = measured(ours_to, folder, format), measured(usual_to, folder, format)
            print(
                f"export of {count:,} leads as {format}: {ours[0]:.1f} s, {ours[1]:.0f} MB more at the most;"
                f" pandas: {usual[0]:.1f} s, {usual[1]:.0f} MB more",
                flush=True,
            )


def build(folder: Path, count: int) -> None:
    """A campaign of so many leads, half of them rated below 2.5."""
    app = bootstrap.open_app(settings(folder))
    with app.write() as work:
        work.campaigns.add(BRIEF)
        work.commit()
    with app.engine.execution_options(write=True).begin() as connection:
        in_step.loosen(connection)
        connection.execute(text(MADE), {"leads": count})
        connection.execute(text(CANDIDATES))
        connection.execute(delete(PreferenceRow).where(PreferenceRow.name == in_step.NAME))
        in_step.tie(connection)
        connection.execute(text("ANALYZE"))
    app.engine.dispose()


def decide(folder: Path) -> None:
    """Select and reject all that match, each with its undo."""
    app = bootstrap.open_app(settings(folder))
    where = LeadFilter(1, (Condition("rating", Op.AT_MOST, (2.4,)),))
    verbs: dict[str, Callable[[], decisions.Decided]] = {
        "select": lambda: decisions.select(app, where, WHO),
        "reject": lambda: decisions.reject(app, where, "other", "", WHO),
    }
    for verb, make in verbs.items():
        began = time.perf_counter()
        decided = make()
        middle = time.perf_counter()
        undone = decisions.undo(app, decided.undo, WHO)
        seconds = (middle - began, time.perf_counter() - middle)
        goal = "met" if max(seconds) < GOAL_SECONDS else "missed"
        print(
            f"{verb} {decided.moved:,}: {seconds[0]:.2f} s; undo of {undone:,}: {seconds[1]:.2f} s"
            f" (goal under {GOAL_SECONDS:.0f} s each: {goal})",
            flush=True,
        )
    app.engine.dispose()


def measured(work: Callable[[Path, str], None], folder: Path, format: str) -> tuple[float, float]:
    """Seconds, and megabytes more at the most, of some work in a process of its own."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        return pool.apply(timed, (work, folder, format))


def timed(work: Callable[[Path, str], None], folder: Path, format: str) -> tuple[float, float]:
    before, began = peak_mb(), time.perf_counter()
    work(folder, format)
    return time.perf_counter() - began, peak_mb() - before


def ours_to(folder: Path, format: str) -> None:
    app = bootstrap.open_app(settings(folder))
    exports.to_path(app, LeadFilter(1), COLUMNS, folder / f"ours.{format}", format, WHO)


def usual_to(folder: Path, format: str) -> None:
    """All in one DataFrame; of what does not fit a sheet of Excel nothing is written."""
    import pandas as pd

    frame = pd.read_sql(USUAL, f"sqlite:///{folder / 'handpicked.db'}")
    path = folder / f"usual.{format}"
    if format == "csv":
        frame.to_csv(path, index=False)
    elif format == "xlsx":
        frame.head(1_048_575).to_excel(path, index=False)
    else:
        frame.to_parquet(path, index=False)


def settings(folder: Path) -> Settings:
    return Settings(data_folder=folder, demo_port=0, scripted_models=True)


if __name__ == "__main__":
    main()
