"""The table of leads in storage: page turns, filters, orders, search and counts, beside the whole table in a DataFrame.

Run: ``python -m benchmarks.table``, or with ``--leads 100000``; ``--folder`` keeps the database for another run.
Every figure is of storage alone, without a screen; pandas filters and sorts in memory after one load of the table.
"""

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
from sqlalchemy import Engine

from benchmarks import big_table
from storage.database import connect, migrate
from storage.lead_fields import FIELDS, Op
from storage.lead_filter import Condition, LeadFilter, Order
from storage.lead_place import FIRST, LAST, Place
from storage.records import CandidateStatus
from storage.unit_of_work import UnitOfWork

REPEATS, TURNS, GOAL_MS = 5, 30, 100
ALL = LeadFilter(1)
DEFAULT = ALL.decided(CandidateStatus.OPEN, CandidateStatus.SELECTED)
FILTERS = {
    "a sector": DEFAULT.having(Condition("sector", Op.IS, ("cafe",))),
    "a rare sector": DEFAULT.having(Condition("sector", Op.IS, ("toys",))),
    "score from 80": DEFAULT.having(Condition("score", Op.AT_LEAST, (80.0,))),
    "rating from 4.5": DEFAULT.having(Condition("rating", Op.AT_LEAST, (4.5,))),
    "postcode 10...": DEFAULT.having(Condition("postcode", Op.STARTS, ("10",))),
    "e-mail and phone": DEFAULT.having(*(Condition("channel", Op.IS, (way,)) for way in ("email", "phone"))),
    "personal mailbox": DEFAULT.having(Condition("mailbox", Op.IS, ("personal",))),
    "a tag": ALL.having(Condition("tag", Op.IS, ("spring",))),
    "booking system": DEFAULT.having(Condition("booking", Op.IS, ("doctolib",))),
    "language": DEFAULT.having(Condition("language", Op.IS, ("en",))),
    "found in 30 days": DEFAULT.having(Condition("found", Op.WITHIN, (30.0,))),
    "a reason": ALL.having(Condition("reason", Op.IS, ("not our customer",))),
    "three together": DEFAULT.having(
        Condition("sector", Op.IS, ("cafe",)),
        Condition("language", Op.IS, ("en",)),
        Condition("rating", Op.AT_MOST, (1.2,)),
    ),
    "seen in 7 days": DEFAULT.having(Condition("seen", Op.WITHIN, (7.0,))),
    "any of two rare ones": replace(
        DEFAULT, any_of=(Condition("language", Op.IS, ("sv",)), Condition("channel", Op.IS, ("social",)))
    ),
    "social profile": DEFAULT.having(Condition("channel", Op.IS, ("social",))),
    "a rare language": DEFAULT.having(Condition("language", Op.IS, ("sv",))),
    "not a language": DEFAULT.having(Condition("language", Op.IS_NOT, ("de",))),
    "a search": DEFAULT.having(Condition("run", Op.IS, ("5",))),
    "rating unknown, trend": DEFAULT.having(Condition("rating", Op.EMPTY), Condition("trend", Op.FILLED)),
    "search: common words": replace(DEFAULT, text="café lin"),
    "search: rare words": replace(DEFAULT, text="linberka grostei"),
    "search: a common word": replace(DEFAULT, text="café"),
    "search: two letters": replace(DEFAULT, text="st"),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--leads", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        path = (wanted.folder or Path(scratch)) / "handpicked.db"
        engine = connect(f"sqlite:///{path}") if path.exists() else big_table.build(path, wanted.leads)
        migrate(engine)
        ours(engine)
        print(f"peak memory {peak_mb():,.0f} MB")
        usual(engine)
        print(f"peak memory {peak_mb():,.0f} MB")
        engine.dispose()


def ours(engine: Engine) -> None:
    with UnitOfWork(engine, write=False) as work:
        table, places = work.table, list[Place]()
        place: Place | None = FIRST
        while place is not None and len(places) < TURNS:
            places.append(place)
            place = table.page(DEFAULT, place).after
        report("first page", [timed(lambda: table.page(DEFAULT)) for _ in range(REPEATS)])
        report("next pages", [timed(lambda here=here: table.page(DEFAULT, here)) for here in places])  # type: ignore[misc]
        report("last page", [timed(lambda: table.page(DEFAULT, LAST)) for _ in range(REPEATS)])
        for name, where in FILTERS.items():
            report(f"filter: {name}", [timed(lambda asked=where: table.page(asked)) for _ in range(REPEATS)])  # type: ignore[misc]
        for name in (name for name, field in FIELDS.items() if field.is_sortable):
            asked = [replace(DEFAULT, order=Order(name, falls)) for falls in (True, False)]
            report(f"order: {name}", [timed(lambda one=one: table.page(one)) for one in asked * REPEATS])  # type: ignore[misc]
        report("counts by decision", [timed(lambda: table.counts(1)) for _ in range(REPEATS)])
        a_sector = FILTERS["a sector"]
        report("count, up to 10,000", [timed(lambda: table.count_up_to(a_sector)) for _ in range(REPEATS)])
        report("count, exact", [timed(lambda: table.count(a_sector)) for _ in range(REPEATS)])


def usual(engine: Engine) -> None:
    """The whole table in a DataFrame."""
    query = "SELECT c.*, l.name, l.street, l.city, l.description FROM candidates c JOIN leads l ON l.id = c.lead_id"
    frames: list[pd.DataFrame] = []
    with engine.connect() as connection:
        report("pandas: load", [timed(lambda: frames.append(pd.read_sql_query(query, connection)))])
    frame = frames[0]
    asked: dict[str, Callable[[], object]] = {
        "pandas: best first": lambda: frame.sort_values("score", ascending=False).head(40),
        "pandas: a sector": lambda: frame[frame["sector"] == "cafe"].sort_values("score", ascending=False).head(40),
        "pandas: search": lambda: frame[frame["name"].str.contains("linberka", case=False)].head(40),
    }
    for name, ask in asked.items():
        report(name, [timed(ask) for _ in range(REPEATS)])


def timed(ask: Callable[[], object]) -> float:
    """Milliseconds."""
    began = time.perf_counter()
    ask()
    return 1000 * (time.perf_counter() - began)


def report(name: str, taken: list[float]) -> None:
    p95 = sorted(taken)[round(0.95 * (len(taken) - 1))]
    verdict = "" if name.startswith("pandas") or p95 < GOAL_MS else f"  over {GOAL_MS} ms"
    print(f"{name:28} p50 {statistics.median(taken):9.2f} ms   p95 {p95:9.2f} ms{verdict}", flush=True)


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
