"""Which leads are to be compared, and with whom, is known without a look at all the others."""

from collections.abc import Callable

from sqlalchemy import Engine, event

from storage.unit_of_work import UnitOfWork
from tests.storage.conftest import on_sqlite


def plans(engine: Engine, look: Callable[[UnitOfWork], object]) -> list[str]:
    """How SQLite goes about each question that a look asks."""
    asked: list[tuple[str, tuple[int, ...]]] = []
    event.listen(engine, "before_cursor_execute", lambda _, __, words, given, *___: asked.append((words, given)))
    with UnitOfWork(engine, write=False) as work:
        look(work)
    looks = [one for one in asked if one[0].startswith("SELECT")]
    with engine.connect() as connection:
        return [str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {words}", given).all()) for words, given in looks]


@on_sqlite
def test_the_leads_that_wait_are_found_by_their_index(engine: Engine) -> None:
    found = plans(engine, lambda work: (work.lead_keys.count_waiting(), work.lead_keys.waiting(10)))
    assert len(found) == 2
    assert all("leads_to_compare" in plan for plan in found)


@on_sqlite
def test_the_keys_of_very_many_leads_are_found_by_their_index_too(engine: Engine) -> None:
    (plan,) = plans(engine, lambda work: work.lead_keys.blocks(range(1, 4001), 60))
    assert "lead_keys_of_lead" in plan
    assert "SCAN lead_keys" not in plan
