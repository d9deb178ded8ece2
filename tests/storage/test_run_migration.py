"""A data folder from before searches had runs: what was found and read becomes the first run of each campaign."""

from collections.abc import Callable
from pathlib import Path

import alembic.config
from alembic.command import downgrade, upgrade
from sqlalchemy import Engine, text

from storage import database
from storage.database import connect, damage, migrate
from storage.records import ItemState, RunStatus
from storage.unit_of_work import UnitOfWork
from tests.storage.conftest import on_sqlite

LEAD = (
    "INSERT INTO leads (id, key, name, sector, description, street, postcode, city, country, email, phone, website, "
    "opening_hours, details, source, found_at) VALUES (:id, :id, 'n', 's', '', '', '', '', '', '', '', '', '', '[]', "
    "'osm', '2026-01-01 10:00:00.000000')"
)
CAMPAIGN = (
    "INSERT INTO campaigns (id, brief, status, stage, created_at, found_at) "
    "VALUES (:id, '{}', 'running', 'find', '2026-01-01 09:00:00.000000', :found_at)"
)


def move(engine: Engine, go: Callable[..., None], revision: str) -> None:
    config = alembic.config.Config()
    config.set_main_option("script_location", str(Path(database.__file__).parent / "migrations"))
    with engine.execution_options(write=True).begin() as connection:
        config.attributes["connection"] = connection
        go(config, revision)


def old(engine: Engine) -> None:
    """A campaign that was searched with one silent page, and one whose search had not ended."""
    move(engine, upgrade, "0008")
    with engine.begin() as connection:
        for number, found_at in ((1, "2026-01-02 09:00:00.000000"), (2, None)):
            connection.execute(text(CAMPAIGN), {"id": number, "found_at": found_at})
            steps = [("page 1", "", 0), ("page 2", "It was silent.", 1)]
            for item, problem, passing in steps:
                step = {"id": number, "item": item, "problem": problem, "passing": passing}
                connection.execute(text("INSERT INTO find_steps VALUES (:id, :item, :problem, :passing)"), step)
        for lead in (1, 2):
            connection.execute(text(LEAD), {"id": lead})
            values = "VALUES (1, :lead, 'found', '[]', '', '', '')"
            columns = "(campaign_id, lead_id, status, factors, reason, note, decided_by)"
            connection.execute(text(f"INSERT INTO candidates {columns} {values}"), {"lead": lead})


@on_sqlite
def test_earlier_searches_become_first_runs(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path}/handpicked.db")
    old(engine)
    migrate(engine)
    assert damage(engine) == ""
    with UnitOfWork(engine, write=True) as work:
        first, second = work.runs.newest(1), work.runs.newest(2)
        assert first is not None and second is not None
        assert (first.number, first.status, first.found, first.new) == (1, RunStatus.FINISHED, 2, 2)
        assert (second.status, second.finished_at, second.found) == (RunStatus.UNDER_WAY, None, 0)
        assert work.run_items.done(first.id) == {"page 1"}
        assert work.run_items.count(second.id, ItemState.PASSING) == 1
        again = work.runs.begin(1)
        assert work.run_leads.compare(first.id, again.id).gone == 2
        assert work.run_leads.mark_gone(again) == 2


@on_sqlite
def test_going_back_keeps_what_the_newest_run_read(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path}/handpicked.db")
    old(engine)
    move(engine, upgrade, "0009")
    move(engine, downgrade, "0008")
    with engine.connect() as connection:
        steps = connection.execute(text("SELECT * FROM find_steps WHERE campaign_id = 1 ORDER BY item")).all()
        assert [tuple(step) for step in steps] == [(1, "page 1", "", 0), (1, "page 2", "It was silent.", 1)]
        found = connection.scalars(text("SELECT found_at FROM campaigns ORDER BY id")).all()
        assert found == ["2026-01-02 09:00:00.000000", None]
