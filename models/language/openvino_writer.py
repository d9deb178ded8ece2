"""A language model on this machine's processor, of any architecture that OpenVINO GenAI runs."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from models.language.base import Dialect, WriteRequest, Written
from models.language.engine import Engine
from models.language.engine_process import EngineProcess
from models.language.folder import STARTER, dialect, name_of
from models.language.identity import digest_of
from storage.errors import BadConfig, Unavailable

__all__ = ["AT_ONCE", "STARTER", "OpenVinoWriter"]

AT_ONCE = 128
"""Texts in one batch, where memory allows; ``benchmarks/drafting.py`` prints what other numbers give."""


class OpenVinoWriter:
    """Writes with the model in ``folder``, which is loaded when the first text is asked for.

    Each request draws from a random generator of its own. The starter computes with 32-bit numbers, so that its text
    depends on prompt, seed and model alone; other models take the processor's own precision, and run in a process of
    their own. Threads may share one writer: they take turns.

    Args:
        folder: an OpenVINO export with tokenizer and detokenizer, or a GGUF file.
        temperature: how freely the next word is drawn; towards 0 texts become alike.
        top_p: words are drawn from the likeliest that together have this probability.
        at_once: texts in one batch, at the most.
        prefix_caching: whether what requests begin with alike is computed once.
    """

    def __init__(
        self,
        folder: Path = STARTER,
        *,
        temperature: float = 0.7,
        top_p: float = 0.9,
        at_once: int = AT_ONCE,
        prefix_caching: bool = True,
    ) -> None:
        self.name = name_of(folder)
        self._folder = folder
        self._settings: dict[str, Any] = {
            "temperature": temperature,
            "top_p": top_p,
            "at_once": at_once,
            "prefix_caching": prefix_caching,
        }
        self._turn = threading.Lock()
        self._engine: Engine | EngineProcess | None = None
        self._digest = ""

    @property
    def dialect(self) -> Dialect:
        return dialect(self._folder)

    @property
    def digest(self) -> str:
        """See ``identity.digest_of``; read from the files once for as long as the model stays loaded."""
        self._digest = self._digest or digest_of(self._folder)
        return self._digest

    @property
    def is_exact(self) -> bool:
        """Of the starter only: in the processor's own precision a text may hang on those written beside it."""
        return self.dialect == "starter"

    def write_many(
        self,
        requests: Sequence[WriteRequest],
        on_progress: Callable[[int], None] = lambda _: None,
        should_stop: Callable[[], bool] = lambda: False,
        on_written: Callable[[int, Written], None] = lambda place, written: None,
    ) -> list[Written]:
        """One text a request, in order. A stop is obeyed between two words; what was not finished comes back empty.

        Raises: BadConfig where the model or a package is missing or broken, or too large for the free memory, BadInput
        for a schema that is no plain form, Unavailable where the model fails midway.
        """
        written, done = [Written("", 0, finished=False)] * len(requests), 0

        def take(place: int, text: Written) -> None:
            nonlocal done
            written[place] = text
            on_written(place, text)
            done += 1
            on_progress(done)

        with self._turn:
            try:
                self._loaded().write(requests, take, should_stop)
            except (BadConfig, Unavailable):
                self._forget()
                raise
        return written

    def close(self) -> None:
        """Give the model's memory back; the next text loads it again."""
        with self._turn:
            self._forget()

    def _loaded(self) -> Engine | EngineProcess:
        if self._engine is None:
            self._digest = digest_of(self._folder)
            make = Engine if self.dialect == "starter" else EngineProcess
            self._engine = make(self._folder, **self._settings)
        return self._engine

    def _forget(self) -> None:
        if isinstance(self._engine, EngineProcess):
            self._engine.close()
        self._engine, self._digest = None, ""
