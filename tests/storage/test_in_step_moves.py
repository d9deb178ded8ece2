"""While most candidates move, their indexes are away; then they are as they were, with what was told of them."""

from sqlalchemy import Connection, Engine, text

from storage import in_step
from tests.storage.conftest import on_sqlite


def made(connection: Connection) -> list[tuple[object, ...]]:
    """Every table, index and trigger, and what the planner knows of the indexes."""
    schema = connection.execute(text("SELECT name, sql FROM sqlite_schema ORDER BY name")).all()
    told = connection.execute(text("SELECT tbl, idx, stat FROM sqlite_stat1 ORDER BY idx")).all()
    return [tuple(row) for row in (*schema, *told)]


@on_sqlite
def test_indexes_and_triggers_come_back_as_they_were(engine: Engine) -> None:
    with engine.execution_options(write=True).begin() as connection:
        before = made(connection)
        with in_step.moved_at_once(connection, campaign_id=1, count=1):
            assert "candidates_by_score" not in {row[0] for row in made(connection)}
        assert made(connection) == before


@on_sqlite
def test_indexes_stay_where_few_of_all_candidates_move(engine: Engine) -> None:
    with engine.execution_options(write=True).begin() as connection:
        before = {row[0] for row in made(connection)}
        with in_step.moved_at_once(connection, campaign_id=1, count=0):
            assert {row[0] for row in made(connection)} == before - {"candidates_moved"}
