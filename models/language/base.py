"""What a language model is to the rest of the program: one door for bulk writing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, Protocol, TypeAlias

Dialect: TypeAlias = Literal["starter", "chat"]
"""How a model wants to be asked: in the starter writer's own controls, or in instructions for a chat model."""


SEED_STEP = 1_000_003
"""From the seed of one try to that of the next: far, so that no two texts of a run share a seed by their tries."""


def later_seed(seed: int, tries: int = 1) -> int:
    """The seed of the try that comes so many after the one with ``seed``."""
    return (seed + tries * SEED_STEP) % 2**31


class Task(StrEnum):
    """What a model is wanted for; each task may have a model of its own."""

    SCORE = "score"
    PERSONA = "persona"
    DRAFT = "draft"
    REWRITE = "rewrite"
    CLASSIFY = "classify"


@dataclass(frozen=True)
class WriteRequest:
    """One text to write. The same request and model give the same text, as far as the model can promise that.

    Args:
        prompt: what is asked.
        seed: 0 to 2**31 - 1.
        max_tokens: where the text is cut off.
        system: instructions that go before the prompt; many requests share them, so a model may keep them prepared.
        schema: a JSON Schema as JSON text, which the text then obeys; "" for free text.
    """

    prompt: str
    seed: int
    max_tokens: int = 400
    system: str = ""
    schema: str = ""


@dataclass(frozen=True)
class Written:
    """What came back. ``finished`` is false where the token limit, a stop or a problem cut the text off.

    ``tokens`` were written and ``prompt_tokens`` read; ``problem`` says in one sentence why this text failed while
    others may have come.
    """

    text: str
    tokens: int
    finished: bool
    prompt_tokens: int = 0
    problem: str = ""


class LanguageModel(Protocol):
    """Writes many texts at once; which model and version it is stands in ``name``."""

    @property
    def name(self) -> str: ...
    @property
    def dialect(self) -> Dialect: ...

    @property
    def digest(self) -> str:
        """What tells this model from another of the same name: of its files, or where it is hosted."""

    @property
    def is_exact(self) -> bool:
        """Whether the same request gives the same text again, word for word."""

    def write_many(
        self,
        requests: Sequence[WriteRequest],
        on_progress: Callable[[int], None] = lambda _: None,
        should_stop: Callable[[], bool] = lambda: False,
        on_written: Callable[[int, Written], None] = lambda place, written: None,
    ) -> list[Written]:
        """One text a request, in order; ``on_progress`` gets the number done.

        ``on_written`` gets each text with its request's place as soon as it is there, in the caller's thread: what was
        handed over is the caller's whatever happens to the rest. A stop takes effect within two seconds; what was not
        finished then comes back unfinished. Raises BadConfig where the model cannot be loaded or its key is missing,
        Auth where the key is refused, NotAllowed where the spending cap is reached, Unavailable or RateLimited where
        it keeps failing.
        """
