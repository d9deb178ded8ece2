"""The engine: where the database lies, how transactions begin, how its schema is brought up to date."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import alembic.command
import alembic.config
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, FromClause, create_engine, event
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.exc import DBAPIError

from storage import in_step
from storage.errors import BadConfig, StorageFailed
from storage.folding import fold
from storage.in_step_sqlite import USUAL_CACHE_KB
from storage.records import canonical
from storage.tables import Base


def connect(url: str) -> Engine:
    """An engine for ``url``; the folder of a SQLite file is made. Opens no connection yet.

    Raises:
        StorageFailed: the folder cannot be made.
    """
    engine = create_engine(url, json_serializer=canonical)
    if engine.dialect.name == "sqlite":
        engine.dialect.statement_compiler = _Hinting
        _prepare_sqlite(engine)
    return engine


class _Hinting(SQLiteCompiler):
    """Writes ``with_hint`` behind the table: which index to use is known better where a million rows are paged."""

    def get_from_hint_text(self, table: FromClause, text: str | None) -> str | None:
        return text


def migrate(engine: Engine) -> None:
    """Bring the schema to the newest revision; two processes that start at once take turns.

    Raises:
        StorageFailed: the database cannot be opened or written. BadConfig: a newer version of the program wrote it.
    """
    config = alembic.config.Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    try:
        with translating(), engine.execution_options(write=True).begin() as connection:
            config.attributes["connection"] = connection
            is_behind = _revisions(connection) != set(ScriptDirectory.from_config(config).get_heads())
            if is_behind:
                in_step.loosen(connection)
                alembic.command.upgrade(config, "head")
            if is_behind or not in_step.is_tied(connection):
                in_step.tie(connection)
    except CommandError as error:
        raise BadConfig(
            f"The database has a schema that this version does not know ({error}).",
            kept="Nothing in it was changed.",
            todo="Start the newer version that wrote it, or choose another data folder.",
        ) from error


def damage(engine: Engine) -> str:
    """What is wrong with the database file or its schema, in words; empty where nothing is."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _is_described})
        if differences := compare_metadata(context, Base.metadata):
            return f"the schema differs from this version's in {len(differences)} places"
        if engine.dialect.name == "sqlite":
            answer = str(connection.exec_driver_sql("PRAGMA quick_check").scalar())
            return "" if answer == "ok" else answer
    return ""


def _revisions(connection: Connection) -> set[str]:
    return set(MigrationContext.configure(connection).get_current_heads())


def _is_described(_object: object, name: str | None, kind: str, reflected: bool, _other: object) -> bool:
    """Whether the tables say how it looks; the full-text index is the database's own."""
    return not (reflected and (name or "").startswith(("lead_words", "leads_words", "words")))


@contextmanager
def translating() -> Iterator[None]:
    """Turn what the database says into our own errors."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        raise translated(error) from error


def translated(error: Exception) -> Exception:
    """StorageFailed for a disk that is full, a file that cannot be written or is damaged, else the error itself."""
    cause = str(getattr(error, "orig", error))
    if any(words in cause for words in ("disk is full", "disk I/O", "readonly", "unable to open")):
        return StorageFailed(
            f"The database could not be written ({cause}).",
            kept="Everything up to the last finished step is kept.",
            todo="Free some disk space or check the data folder's permissions, then try again.",
        )
    if "locked" in cause:
        return StorageFailed(
            "The database is busy with another write.", kept="Nothing was changed.", todo="Try again in a moment."
        )
    if any(words in cause for words in ("malformed", "not a database")):
        return StorageFailed(
            f"The database file is damaged ({cause}).", todo="Restore the data folder from a backup, or choose another."
        )
    return error


def _prepare_sqlite(engine: Engine) -> None:
    """All that is SQLite's own: WAL, a busy timeout, foreign keys, and BEGIN IMMEDIATE for whoever writes.

    A deferred transaction that reads and then writes fails at once when another wrote meanwhile, whatever the
    timeout; an immediate one waits. ``synchronous=NORMAL`` survives the death of the process; transactions
    opened as ``durable`` (the claim of a send) use FULL and survive the loss of power too.
    """
    if engine.url.database not in (None, "", ":memory:"):
        try:
            Path(str(engine.url.database)).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StorageFailed(
                f"The data folder {Path(str(engine.url.database)).parent} cannot be made: {error.strerror}.",
                todo="Choose another with HANDPICKED_DATA_FOLDER, or free the disk.",
            ) from error

    @event.listens_for(engine, "connect")
    def on_connect(dbapi_connection: Any, _record: Any) -> None:
        dbapi_connection.isolation_level = None
        dbapi_connection.create_function("fold", 1, fold, deterministic=True)
        for pragma in ("journal_mode=WAL", "busy_timeout=15000", "foreign_keys=ON", f"cache_size=-{USUAL_CACHE_KB}"):
            dbapi_connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        connection.exec_driver_sql(f"PRAGMA synchronous={'FULL' if options.get('durable') else 'NORMAL'}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("write") else "BEGIN")
