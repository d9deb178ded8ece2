"""The models at hand: giving one out waits for nobody, and one local model at a time has memory."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread

import pytest

from graph.shelf import Shelf
from models.language.base import Dialect, WriteRequest, Written
from models.language.scripted import ScriptedWriter
from storage.errors import NotAllowed

ASKED = [WriteRequest("Write.", 1)]
A, B = Path("a"), Path("b")


@dataclass
class Slow:
    """A local model that writes until it is let go, and notes what became of it."""

    name: str
    digest: str = "d"
    dialect: Dialect = "chat"
    is_exact: bool = False
    begun: Event = field(default_factory=Event)
    may_end: Event = field(default_factory=Event)
    told: list[str] = field(default_factory=list)

    def write_many(
        self,
        requests: Sequence[WriteRequest],
        on_progress: Callable[[int], None] = lambda _: None,
        should_stop: Callable[[], bool] = lambda: False,
        on_written: Callable[[int, Written], None] = lambda place, written: None,
    ) -> list[Written]:
        self.told.append("writes")
        self.begun.set()
        self.may_end.wait(10)
        return [Written("text", 1, finished=True)] * len(requests)

    def close(self) -> None:
        self.told.append("closed")


@pytest.fixture
def slow() -> dict[Path, Slow]:
    return {path: Slow(path.name) for path in (A, B)}


@pytest.fixture
def shelf(slow: dict[Path, Slow]) -> Shelf:
    def connect(*_: object) -> ScriptedWriter:
        return ScriptedWriter()

    return Shelf(ScriptedWriter(), lambda path: slow[path], connect)


def writing(shelf: Shelf, slow: dict[Path, Slow], path: Path) -> Thread:
    thread = Thread(target=lambda: shelf.local(path).write_many(ASKED), daemon=True)
    thread.start()
    assert slow[path].begun.wait(10)
    return thread


def test_while_one_model_writes_another_can_be_asked_for_its_name(shelf: Shelf, slow: dict[Path, Slow]) -> None:
    thread = writing(shelf, slow, A)
    other = shelf.local(B)
    assert (other.name, other.dialect, other.digest, other.is_exact) == ("b", "chat", "d", False)
    assert thread.is_alive() and slow[A].told == ["writes"] and slow[B].told == []
    slow[A].may_end.set()
    thread.join()


def test_a_model_that_begins_to_write_takes_the_memory_of_the_one_before(shelf: Shelf, slow: dict[Path, Slow]) -> None:
    for one in slow.values():
        one.may_end.set()
    for path in (A, A, B, A):
        shelf.local(path).write_many(ASKED)
    assert slow[A].told == ["writes", "writes", "closed", "writes"]
    assert slow[B].told == ["writes", "closed"]


def test_a_stop_is_obeyed_while_another_model_writes(shelf: Shelf, slow: dict[Path, Slow]) -> None:
    thread = writing(shelf, slow, A)
    written = shelf.local(B).write_many(ASKED, should_stop=lambda: True)
    assert [one.finished for one in written] == [False] and slow[B].told == []
    slow[A].may_end.set()
    thread.join()


def test_a_model_that_writes_is_not_taken_away(shelf: Shelf, slow: dict[Path, Slow]) -> None:
    thread = writing(shelf, slow, A)
    with pytest.raises(NotAllowed, match="is writing at the moment"):
        shelf.forget(A)
    shelf.forget(B)
    slow[A].may_end.set()
    thread.join()
    shelf.forget(A)
    assert slow[A].told == ["writes", "closed"]
