"""Where the pipeline's cursor is kept: a SQLite file of its own, which may be deleted without losing anything."""

import sqlite3
from pathlib import Path

from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer
from langgraph.checkpoint.sqlite import SqliteSaver

from storage.errors import StorageFailed


def open_saver(path: Path) -> SqliteSaver:
    """A saver on ``path``, for use by several threads; strict about what it will unpack.

    The stock saver syncs each step to disk (4 to 6 ms); the cursor can be rebuilt, so NORMAL serves (about 1 ms).
    A damaged file is begun anew. Raises StorageFailed where the file cannot be used.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return _opened(path)
    except (sqlite3.Error, OSError) as error:
        raise StorageFailed(
            f"{path} cannot be used: {getattr(error, 'strerror', None) or error}.",
            kept="It only says how far each campaign is, which is found out again without it.",
            todo="Check the folder's permissions and the free space, or delete it; then try again.",
        ) from error


def _opened(path: Path) -> SqliteSaver:
    try:
        return _saver(path)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        for ending in ("", "-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        return _saver(path)


def _saver(path: Path) -> SqliteSaver:
    """Opened and set up: what is wrong with the file shows here, not at the first step of a campaign."""
    connection = sqlite3.connect(path, check_same_thread=False, timeout=15)
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        saver = SqliteSaver(connection, serde=JsonPlusSerializer(allowed_msgpack_modules=None))
        saver.setup()
    except sqlite3.Error:
        connection.close()
        raise
    return saver
