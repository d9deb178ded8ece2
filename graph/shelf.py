"""The language models that are at hand in this process: loaded once, connected once, whoever asks."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from models.language.base import LanguageModel, Task
from models.language.spending import Ledger

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


Connect: TypeAlias = Callable[[Hosted, str, Ledger, Task], LanguageModel]


class Shelf:
    """Gives out language models. One local model beside the starter stays in memory: the one asked for last.

    Args:
        starter: the writer that comes with the program.
        load: makes a local model of a folder or a GGUF file.
        connect: makes a hosted model of its description, its key, and the ledger and task that its calls are booked to.
    """

    def __init__(self, starter: LanguageModel, load: Callable[[Path], LanguageModel], connect: Connect) -> None:
        self.starter = starter
        self._load, self._connect = load, connect
        self._lock = threading.Lock()
        self._local: tuple[Path, LanguageModel] | None = None
        self._hosted: dict[tuple[Hosted, str, Task, int | None, int | None], LanguageModel] = {}

    def local(self, path: Path) -> LanguageModel:
        """Raises BadConfig where the folder holds no usable model."""
        with self._lock:
            if self._local is None or self._local[0] != path:
                self._give_back()
                self._local = (path, self._load(path))
            return self._local[1]

    def hosted(self, of: Hosted, key: str, ledger: Ledger, task: Task, campaign_id: int | None) -> LanguageModel:
        """The same object for the same campaign, task and cap, so that answers already paid for are not paid twice."""
        with self._lock:
            named = (of, key, task, campaign_id, ledger.cap_micros)
            if named not in self._hosted:
                self._hosted[named] = self._connect(of, key, ledger, task)
            return self._hosted[named]

    def fresh(self, of: Hosted, key: str, ledger: Ledger, task: Task) -> LanguageModel:
        """One that is not kept: a try must ask anew, also with another key."""
        return self._connect(of, key, ledger, task)

    def forget(self, path: Path) -> None:
        """Give a local model's memory back before its files go."""
        with self._lock:
            if self._local is not None and self._local[0] == path:
                self._give_back()

    def _give_back(self) -> None:
        if self._local is not None and (close := getattr(self._local[1], "close", None)):
            close()
        self._local = None
