"""Where the pipeline's cursor is kept: a SQLite file of its own, which may be deleted without losing anything."""

import sqlite3
from pathlib import Path

from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer
from langgraph.checkpoint.sqlite import SqliteSaver


def open_saver(path: Path) -> SqliteSaver:
    """A saver on ``path``, for use by several threads; strict about what it will unpack.

    The stock saver syncs each step to disk (4 to 6 ms); the cursor can be rebuilt, so NORMAL serves (about 1 ms).
    A damaged file is begun anew.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        connection = _connect(path)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        for ending in ("", "-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        connection = _connect(path)
    return SqliteSaver(connection, serde=JsonPlusSerializer(allowed_msgpack_modules=None))


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, check_same_thread=False, timeout=15)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    return connection
