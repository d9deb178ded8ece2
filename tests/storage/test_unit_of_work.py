"""One transaction: it rolls back unless told to commit, waits for other writers, and says what the disk refused."""

import multiprocessing
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.exc import IntegrityError

from storage.database import connect
from storage.errors import StorageFailed
from storage.records import now
from storage.unit_of_work import UnitOfWork
from tests.parts import BRIEF, at_once, business
from tests.storage.conftest import on_sqlite
from tests.storage.processes import count_up

Write = Callable[[], UnitOfWork]


def test_without_commit_nothing_is_kept(write: Write) -> None:
    with write() as work:
        work.campaigns.add(BRIEF)
    with write() as work:
        assert work.campaigns.all() == []


def test_after_an_error_nothing_is_kept(write: Write) -> None:
    with pytest.raises(ZeroDivisionError), write() as work:
        work.campaigns.add(BRIEF)
        raise ZeroDivisionError
    with write() as work:
        assert work.campaigns.all() == []


def test_what_was_committed_is_kept_and_what_follows_is_not(write: Write) -> None:
    with write() as work:
        work.campaigns.add(BRIEF)
        work.commit()
        work.campaigns.add(BRIEF)
    with write() as work:
        assert len(work.campaigns.all()) == 1


def test_what_is_read_outlives_its_transaction(write: Write) -> None:
    with write() as work:
        campaign = work.campaigns.add(BRIEF)
        work.commit()
    assert campaign.brief == BRIEF


def test_moments_come_back_in_utc_with_their_zone(write: Write) -> None:
    before = now()
    with write() as work:
        work.campaigns.add(BRIEF)
        work.commit()
    with write() as work:
        created = work.campaigns.all()[0].created_at
    assert before <= created <= now() and created.tzinfo is not None


def test_a_foreign_key_that_leads_nowhere_is_refused(write: Write) -> None:
    with pytest.raises(IntegrityError), write() as work:
        work.jobs.request(99)


@on_sqlite
def test_a_writer_begins_immediately_and_a_reader_does_not(engine: Engine) -> None:
    said: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *a: said.append(a[2]))
    with UnitOfWork(engine, write=True, durable=True) as work:
        work.campaigns.all()
    with UnitOfWork(engine, write=False) as work:
        work.campaigns.all()
    assert [line for line in said if line.startswith(("BEGIN", "PRAGMA"))] == [
        "PRAGMA synchronous=FULL", "BEGIN IMMEDIATE", "PRAGMA synchronous=NORMAL", "BEGIN",
    ]  # fmt: skip


@on_sqlite
def test_writers_that_read_before_they_write_never_meet_a_lock_nor_lose_an_update(engine: Engine, write: Write) -> None:
    url = str(engine.url)
    other = multiprocessing.get_context("spawn").Process(target=count_up, args=(url, 50))
    other.start()
    at_once(partial(count_up, url, 50), partial(count_up, url, 50))
    other.join()
    with write() as work:
        assert (other.exitcode, work.preferences.get("counter")) == (0, {"n": 150})


@on_sqlite
def test_a_full_disk_is_said_in_words_and_leaves_nothing_half_done(engine: Engine, write: Write) -> None:
    with write() as work:
        campaign = work.campaigns.add(BRIEF)
        work.commit()

    def limit(connection: object, _: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]  # type: ignore[attr-defined]
        connection.execute(f"PRAGMA max_page_count={pages + 5}")  # type: ignore[attr-defined]

    event.listen(engine, "connect", limit)
    engine.dispose()
    with pytest.raises(StorageFailed, match="full") as caught, write() as work:
        stored = work.leads.store([business(f"Café {n}", description="x" * 500) for n in range(500)], "test", now())
        work.candidates.add(campaign.id, stored.ids)
        work.commit()
    assert caught.value.kept and "disk" in caught.value.todo
    with write() as work:
        assert work.leads.count() == 0
        assert work.table.counts(campaign.id) == {}


@on_sqlite
def test_a_file_that_may_not_be_written_is_said_in_words(engine: Engine, write: Write) -> None:
    def forbid(connection: object, _: object) -> None:
        connection.execute("PRAGMA query_only=ON")  # type: ignore[attr-defined]

    event.listen(engine, "connect", forbid)
    engine.dispose()
    with pytest.raises(StorageFailed, match="permissions"), write() as work:
        work.campaigns.add(BRIEF)


@on_sqlite
def test_a_damaged_file_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "bad.db").write_bytes(b"this is no database at all" * 1000)
    engine = connect(f"sqlite:///{tmp_path}/bad.db")
    with pytest.raises(StorageFailed, match="damaged"), UnitOfWork(engine, write=True) as work:
        work.campaigns.all()
