"""Which leads wait to be compared with others is known without a look at those that do not."""

from sqlalchemy import Engine, event

from storage.unit_of_work import UnitOfWork
from tests.storage.conftest import on_sqlite


@on_sqlite
def test_the_leads_that_wait_are_found_by_their_index(engine: Engine) -> None:
    asked: list[tuple[str, tuple[int, ...]]] = []
    event.listen(engine, "before_cursor_execute", lambda _, __, words, given, *___: asked.append((words, given)))
    with UnitOfWork(engine, write=False) as work:
        assert work.lead_keys.count_waiting() == 0
        assert work.lead_keys.waiting(10) == []
    looks = [one for one in asked if one[0].startswith("SELECT")]
    with engine.connect() as connection:
        plans = [str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {words}", given).all()) for words, given in looks]
    assert len(plans) == 2
    assert all("leads_to_compare" in plan for plan in plans)
