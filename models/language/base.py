"""What a language model is to the rest of the program: one door for bulk writing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class WriteRequest:
    """One text to write. The same prompt, seed and model give the same text."""

    prompt: str
    seed: int
    max_tokens: int = 400


@dataclass(frozen=True)
class Written:
    """What came back. ``finished`` is false where the token limit or a stop cut the text off."""

    text: str
    tokens: int
    finished: bool


class LanguageModel(Protocol):
    """Writes many texts at once; which model and version it is stands in ``name``."""

    name: str

    def write_many(
        self,
        requests: Sequence[WriteRequest],
        on_progress: Callable[[int], None] = lambda _: None,
        should_stop: Callable[[], bool] = lambda: False,
    ) -> list[Written]:
        """One text a request, in order. Raises BadConfig where the model cannot be loaded."""
