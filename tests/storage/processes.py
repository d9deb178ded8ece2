"""What the tests let a process of its own do; imports nothing that would slow its start."""

from storage.database import connect, migrate
from storage.unit_of_work import UnitOfWork


def migrate_once(url: str) -> None:
    engine = connect(url)
    migrate(engine)
    engine.dispose()


def count_up(url: str, times: int) -> None:
    """Read a counter and write it one higher, so many times, a transaction each."""
    engine = connect(url)
    for _ in range(times):
        with UnitOfWork(engine, write=True) as work:
            value = work.preferences.get("counter").get("n", 0)
            work.preferences.set("counter", {"n": value + 1})
            work.commit()
    engine.dispose()


def store_vectors(url: str, count: int) -> None:
    """Store the vectors of so many texts, a transaction each."""
    engine = connect(url)
    for number in range(count):
        with UnitOfWork(engine, write=True) as work:
            work.vectors.store("m", {f"text {number}": b"1234"})
            work.commit()
    engine.dispose()
