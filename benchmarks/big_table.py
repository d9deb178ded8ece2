"""A database with one campaign of many made-up leads, scored and decided on: what the table of leads is measured on.

Run: ``python -m benchmarks.big_table FOLDER --leads 1000000`` makes ``FOLDER/handpicked.db``, to be looked at by the
app with HANDPICKED_DATA_FOLDER. The leads are made of the words of invented names; a seed gives the same every time.
"""

import argparse
import random
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import accumulate, cycle, islice
from pathlib import Path

from sqlalchemy import Engine, func, insert, select, text
from sqlalchemy.orm import Session

from storage.candidates import Candidates
from storage.database import connect, migrate
from storage.records import Brief, Business, canonical, now
from storage.sectors import SECTORS
from storage.tables import CandidateTagRow, LeadRow, TagRow
from storage.unit_of_work import UnitOfWork

BATCH = 5000
SYLLABLES = ("lin", "ber", "ka", "to", "sel", "mar", "ün", "fa", "gro", "wei", "ost", "ha", "rin", "po", "stei", "lo")
FIRST = ("Café", "Gasthaus", "Hotel", "Praxis", "Salon", "Studio", "Bäckerei", "Haus", "Zum", "Atelier")
SOURCES = ("OpenStreetMap", "OpenStreetMap", "a list")
FACTORS = canonical([{"name": "fit", "value": 0.5, "weight": 0.7, "why": "made up"}])
TREND = canonical(
    {"topic": "cafe", "place": "Everywhere", "level": 50, "change": 0.1, "day": "2026-01-01", "source": "x"}
)
_NEW = "WHERE lead_id > :first"
DECIDED = (
    "UPDATE candidates SET score = (lead_id * 7919 % 10007 + lead_id * 104729 % 10009) / 200.16, enriched_at = :at,"
    f" trend_change = (lead_id / 100 * 31 % 81 - 40) / 100.0, status = 'to pick' {_NEW}",
    "UPDATE candidates SET decided_by = 'ann', decided_at = :at, status = CASE"
    " WHEN lead_id * 31 % 97 < 8 THEN 'selected' WHEN lead_id * 31 % 97 < 23 THEN 'rejected'"
    f" WHEN lead_id * 31 % 97 < 28 THEN 'deferred' ELSE 'handed over' END {_NEW} AND lead_id * 31 % 97 < 30",
    f"UPDATE candidates SET reason = 'not our customer' {_NEW} AND status = 'rejected'",
    f"UPDATE candidates SET deferred_until = '2027-01-01' {_NEW} AND status = 'deferred'",
    f"INSERT INTO candidate_scores SELECT id, :factors, :trend FROM candidates {_NEW}",
)
"""Seven of ten leads are still to pick."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--leads", type=int, default=1_000_000)
    wanted = parser.parse_args()
    began = time.perf_counter()
    build(wanted.folder / "handpicked.db", wanted.leads).dispose()
    print(f"{wanted.leads:,} leads in {time.perf_counter() - began:.0f} s")


def build(path: Path, leads: int, seed: int = 7) -> Engine:
    """Make a database with campaign 1 of so many leads; an engine on it."""
    engine = connect(f"sqlite:///{path}")
    migrate(engine)
    with UnitOfWork(engine, write=True) as work:
        work.campaigns.add(Brief("Big", "Everywhere", (), "an offer", "anyone", limit=leads, source="file"))
        work.commit()
    chance = random.Random(seed)
    made = businesses(chance)
    found_at = now() - timedelta(days=400)
    for start in range(0, leads, BATCH):
        batch = list(islice(made, min(BATCH, leads - start)))
        _store(engine, batch, found_at + timedelta(days=400 * start / leads))
    _tag(engine, chance, leads)
    return engine


def businesses(chance: random.Random) -> Iterator[Business]:
    """Businesses without end: some words and towns are common, most are rare, many facts are unknown."""
    words = [_word(chance) for _ in range(20_000)]
    common = list(accumulate(1 / (rank + 10) for rank in range(len(words))))
    towns = [_word(chance).capitalize() for _ in range(2000)]
    crowded = list(accumulate(1 / (rank + 3) for rank in range(len(towns))))
    slugs = list(SECTORS)
    number = 0
    while True:
        number += 1
        picked = chance.choices(words, cum_weights=common, k=14)
        (town,) = chance.choices(range(len(towns)), cum_weights=crowded)
        host = f"{picked[0]}-{number}.example"
        has_mail = chance.random() < 0.6
        yield Business(
            key=f"big {number}",
            name=f"{chance.choice(FIRST)} {picked[0].capitalize()} {picked[1].capitalize()}",
            sector=slugs[min(int(chance.expovariate(0.12)), len(slugs) - 1)],
            description=" ".join(picked[2:12]) if chance.random() < 0.5 else "",
            street=f"{picked[12].capitalize()}straße {chance.randint(1, 99)}",
            postcode=f"{10_000 + town * 37 % 89_000 + chance.randint(0, 9):05d}",
            city=towns[town],
            country="DE",
            email=f"info@{host}" if has_mail else "",
            email_kind=chance.choice(("role", "role", "personal", "")) if has_mail else "",
            phone=f"+49 30 {number}" if chance.random() < 0.8 else "",
            website=f"https://{host}/" if chance.random() < 0.7 else "",
            rating=round(chance.uniform(1, 5), 1) if chance.random() < 0.5 else None,
            reviews=int(chance.expovariate(0.02)) if chance.random() < 0.5 else None,
            details=("outdoor seating",) if chance.random() < 0.3 else (),
            booking=chance.choice(("resmio", "doctolib", "opentable")) if chance.random() < 0.05 else "",
            languages=("de", "en") if chance.random() < 0.1 else ("de",) if chance.random() < 0.5 else (),
        )


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4)))


def _store(engine: Engine, batch: list[Business], at: datetime) -> None:
    """Keep some leads with their scores and decisions; how these fall is reckoned from the ids."""
    rows = [
        {**vars(one), "details": [*one.details], "languages": [*one.languages], "social": [], "source": source}
        for one, source in zip(batch, cycle(SOURCES), strict=False)
    ]
    with Session(engine.execution_options(write=True)) as session, session.begin():
        session.execute(insert(LeadRow), [{**row, "found_at": at} for row in rows])
        last = session.scalar(select(func.max(LeadRow.id))) or 0
        Candidates(session).add(1, range(last - len(batch) + 1, last + 1), 1)
        for statement in DECIDED:
            moment = f"{at:%Y-%m-%d %H:%M:%S.%f}"
            values = {"first": last - len(batch), "at": moment, "factors": FACTORS, "trend": TREND}
            session.execute(text(statement), {name: values[name] for name in values if f":{name}" in statement})


def _tag(engine: Engine, chance: random.Random, leads: int) -> None:
    """One lead in fifty has the tag "spring", one in five thousand "vip"."""
    with UnitOfWork(engine, write=True) as work:
        last = work.candidates.newest()
    with engine.execution_options(write=True).begin() as connection:
        for number, (name, every) in enumerate((("spring", 50), ("vip", 5000)), 1):
            connection.execute(insert(TagRow).values(id=number, name=name))
            some = chance.sample(range(last - leads + 1, last + 1), max(leads // every, 1))
            connection.execute(insert(CandidateTagRow), [{"candidate_id": i, "tag_id": number} for i in some])


if __name__ == "__main__":
    main()
