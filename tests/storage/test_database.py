"""The schema: migrated once, equal to the tables, whoever starts it and however often."""

import multiprocessing
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text

from storage.database import connect, damage, migrate
from storage.errors import BadConfig, StorageFailed
from storage.tables import Base
from tests.storage.conftest import on_sqlite
from tests.storage.processes import migrate_once


def test_a_migrated_database_equals_the_tables(engine: Engine) -> None:
    assert damage(engine) == ""
    # The full-text index is the database's own, in tables that are named for it.
    found = {name for name in inspect(engine).get_table_names() if not name.startswith("lead_words")}
    assert found == {*Base.metadata.tables, "alembic_version"}


def test_migrating_twice_changes_nothing(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO preferences VALUES ('a', '{}')"))
    migrate(engine)
    assert damage(engine) == ""
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM preferences WHERE name = 'a'")) == 1


@on_sqlite
def test_two_processes_that_start_at_once_make_one_schema(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/fresh/handpicked.db"
    start = multiprocessing.get_context("spawn").Process
    both = [start(target=migrate_once, args=(url,)) for _ in range(2)]
    for process in both:
        process.start()
    for process in both:
        process.join()
    assert [process.exitcode for process in both] == [0, 0]
    assert damage(connect(url)) == ""


@on_sqlite
def test_a_connection_waits_for_others_and_holds_foreign_keys(engine: Engine) -> None:
    names = ("journal_mode", "busy_timeout", "foreign_keys")
    with engine.connect() as connection:
        found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names]
    assert found == ["wal", 15000, 1]


@on_sqlite
def test_a_missing_column_is_damage(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE leads DROP COLUMN opening_hours"))
    assert "schema differs" in damage(engine)


@on_sqlite
def test_a_database_of_a_newer_version_is_left_as_it_is(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(BadConfig, match="newer version"):
        migrate(engine)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "9999"


@on_sqlite
def test_a_data_folder_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageFailed, match="cannot be made"):
        connect(f"sqlite:///{tmp_path}/file/data/handpicked.db")


@on_sqlite
def test_a_file_that_is_no_database_says_so_when_the_program_starts(tmp_path: Path) -> None:
    (tmp_path / "bad.db").write_bytes(b"no database " * 1000)
    with pytest.raises(StorageFailed, match="damaged"):
        migrate(connect(f"sqlite:///{tmp_path}/bad.db"))


@on_sqlite
def test_a_folder_in_the_place_of_the_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "handpicked.db").mkdir()
    with pytest.raises(StorageFailed):
        migrate(connect(f"sqlite:///{tmp_path}/handpicked.db"))


@on_sqlite
def test_an_engine_opens_nothing_before_it_is_used(tmp_path: Path) -> None:
    connect(f"sqlite:///{tmp_path}/data/handpicked.db")
    assert list((tmp_path / "data").iterdir()) == []


def test_sqlite_is_new_enough_for_what_the_repositories_use() -> None:
    assert sqlite3.sqlite_version_info >= (3, 35)
