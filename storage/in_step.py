"""What the database keeps in step by itself, by triggers: copies of a lead's facts, the words to find it, counts."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from sqlalchemy import Connection, delete, insert, select, text

from storage import in_step_postgres, in_step_sqlite
from storage.tables import PreferenceRow

NAME = "kept in step"
_SHARE = 3
"""One candidate in so many has to move for an index to be made anew rather than changed in place."""


class Rules(Protocol):
    """Statements of one kind of database."""

    def loosening(self) -> list[str]:
        """What takes every trigger away."""

    def tying(self) -> list[str]:
        """What puts the triggers in place."""

    def refreshing(self) -> list[str]:
        """What brings all that they keep up to date, whatever it is now."""


def loosen(connection: Connection) -> None:
    """Take the triggers away, so that a migration can change the tables under them."""
    _run(connection, _rules(connection).loosening())


def tie(connection: Connection) -> None:
    """Put the triggers in place; where their rules are new, bring everything that they keep up to date once."""
    rules = _rules(connection)
    _run(connection, rules.loosening())
    _run(connection, rules.tying())
    if not is_tied(connection):
        _run(connection, rules.refreshing())
        connection.execute(delete(PreferenceRow).where(PreferenceRow.name == NAME))
        connection.execute(insert(PreferenceRow).values(name=NAME, value={"digest": _digest(rules)}))


def is_tied(connection: Connection) -> bool:
    """Whether what is kept was last brought up to date by the rules of this version."""
    known = connection.scalar(select(PreferenceRow.value).where(PreferenceRow.name == NAME))
    return bool(known == {"digest": _digest(_rules(connection))})


@contextmanager
def moved_at_once(connection: Connection, campaign_id: int, count: int) -> Iterator[None]:
    """While very many of a campaign's candidates move, count them at the end, and index them there where they are most.

    SQLite's triggers would count each by itself, which takes as long as all the rest, and an index that most rows move
    in is made anew in half the time; Postgres counts by statement and keeps its indexes.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    every = connection.scalar(text("SELECT max(id) FROM candidates")) or 0
    is_most = count * _SHARE > every
    _run(connection, in_step_sqlite.uncounting() + (in_step_sqlite.unindexing() if is_most else []))
    yield
    _run(connection, (in_step_sqlite.reindexing() if is_most else []) + in_step_sqlite.recounting(campaign_id))


@contextmanager
def with_room(connection: Connection) -> Iterator[None]:
    """While very many rows are read and changed, keep their pages in memory; Postgres has its own for that."""
    is_sqlite = connection.dialect.name == "sqlite"
    _run(connection, in_step_sqlite.room(is_wide=True) if is_sqlite else [])
    try:
        yield
    finally:
        _run(connection, in_step_sqlite.room(is_wide=False) if is_sqlite else [])


def copied(connection: Connection, lead: str) -> dict[str, str]:
    """The SQL of each column of a candidate that is a copy, read from the row of its lead named ``lead``."""
    return in_step_sqlite.copied(lead) if connection.dialect.name == "sqlite" else in_step_postgres.copied(lead)


def _rules(connection: Connection) -> Rules:
    return in_step_sqlite if connection.dialect.name == "sqlite" else in_step_postgres


def _digest(rules: Rules) -> str:
    return hashlib.sha256("\n".join((*rules.tying(), *rules.refreshing())).encode()).hexdigest()


def _run(connection: Connection, statements: list[str]) -> None:
    for statement in statements:
        connection.execute(text(statement))
