"""The language models that are at hand in this process: loaded once, connected once, whoever asks."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from models.language.base import Dialect, LanguageModel, Task, WriteRequest, Written
from models.language.spending import Ledger
from storage.errors import NotAllowed

Provider: TypeAlias = Literal["openai", "anthropic", "compatible"]


@dataclass(frozen=True)
class Hosted:
    """A model at a server, as a person set it up. Prices are micros of a US dollar for 1,000 tokens, None if unknown.

    ``name`` is the person's own; the key is kept apart, see ``storage.secrets``. ``thinks`` is true for models that
    think before they write, and bill that.
    """

    name: str
    provider: Provider
    model: str
    base_url: str = ""
    prompt_micros: int | None = None
    written_micros: int | None = None
    thinks: bool = True


POLL_S = 0.1
"""How often a model that waits for another one's texts looks for a stop."""

FORGET_S = 2.0
"""How long a model that writes is waited for before it is said that it cannot be removed now."""

Connect: TypeAlias = Callable[[Hosted, str, Ledger, Task], LanguageModel]


class _Desk:
    """Where one local model beside the starter sits and writes; the next one's memory comes from this one's."""

    def __init__(self) -> None:
        self.turn = threading.Lock()
        self.seated: _Local | None = None

    def clear(self) -> None:
        """Give back the memory of whoever sits there; for whoever has the turn."""
        if self.seated is not None:
            self.seated.close()
        self.seated = None


class _Local:
    """A local model that takes its turn at the desk before it writes; all else it tells without being loaded."""

    def __init__(self, inside: LanguageModel, desk: _Desk) -> None:
        self._inside, self._desk = inside, desk

    @property
    def name(self) -> str:
        return self._inside.name

    @property
    def dialect(self) -> Dialect:
        return self._inside.dialect

    @property
    def digest(self) -> str:
        return self._inside.digest

    @property
    def is_exact(self) -> bool:
        return self._inside.is_exact

    def write_many(
        self,
        requests: Sequence[WriteRequest],
        on_progress: Callable[[int], None] = lambda _: None,
        should_stop: Callable[[], bool] = lambda: False,
        on_written: Callable[[int, Written], None] = lambda place, written: None,
    ) -> list[Written]:
        """As ``LanguageModel``; a stop is obeyed while another model writes, too."""
        while not self._desk.turn.acquire(timeout=POLL_S):
            if should_stop():
                return [Written("", 0, finished=False)] * len(requests)
        try:
            if self._desk.seated is not self:
                self._desk.clear()
                self._desk.seated = self
            return self._inside.write_many(requests, on_progress, should_stop, on_written)
        finally:
            self._desk.turn.release()

    def close(self) -> None:
        """Give the model's memory back."""
        if close := getattr(self._inside, "close", None):
            close()


class Shelf:
    """Gives out language models. One local model beside the starter is in memory: the one that wrote last.

    Giving one out loads nothing and waits for nobody, so that a screen may ask what a model is called.

    Args:
        starter: the writer that comes with the program.
        load: makes a local model of a folder or a GGUF file, which takes memory only when it writes.
        connect: makes a hosted model of its description, its key, and the ledger and task that its calls are booked to.
    """

    def __init__(self, starter: LanguageModel, load: Callable[[Path], LanguageModel], connect: Connect) -> None:
        self.starter = starter
        self._load, self._connect = load, connect
        self._lock = threading.Lock()
        self._desk = _Desk()
        self._local: dict[Path, _Local] = {}
        self._hosted: dict[tuple[Hosted, str, Task, int | None], LanguageModel] = {}

    def local(self, path: Path) -> LanguageModel:
        """Raises BadConfig where the folder holds no usable model."""
        with self._lock:
            if path not in self._local:
                self._local[path] = _Local(self._load(path), self._desk)
            return self._local[path]

    def hosted(self, of: Hosted, key: str, ledger: Ledger, task: Task, campaign_id: int | None) -> LanguageModel:
        """The same object, and so the same connections, for the same campaign and task."""
        with self._lock:
            named = (of, key, task, campaign_id)
            if named not in self._hosted:
                self._hosted[named] = self._connect(of, key, ledger, task)
            return self._hosted[named]

    def fresh(self, of: Hosted, key: str, ledger: Ledger, task: Task) -> LanguageModel:
        """One that is not kept: a try must ask anew, also with another key."""
        return self._connect(of, key, ledger, task)

    def forget(self, path: Path) -> None:
        """Give a local model's memory back before its files go. Raises NotAllowed while it writes."""
        with self._lock:
            of = self._local.get(path)
        if of is None:
            return
        if self._desk.seated is of:
            self._stand_up(of)
        with self._lock:
            self._local.pop(path, None)

    def _stand_up(self, of: _Local) -> None:
        if not self._desk.turn.acquire(timeout=FORGET_S):
            raise NotAllowed(
                f"{of.name} is writing at the moment.",
                kept="Nothing was removed.",
                todo="Stop the campaign that it writes for, or wait until it is done.",
            )
        try:
            if self._desk.seated is of:
                self._desk.clear()
        finally:
            self._desk.turn.release()
