"""What an evaluation keeps of a run: each brief with what came of it, and each call of the model with what it took."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter

from agents.evaluation.held_out import HeldOut
from models.language.base import Dialect, LanguageModel, WriteRequest
from models.language.base import Written as Answer
from models.language.pieces import Piece, WritingBrief


@dataclass(frozen=True)
class Written:
    """A brief and what came of it."""

    held: HeldOut
    piece: Piece

    @property
    def brief(self) -> WritingBrief:
        return self.held.brief

    @property
    def is_usable(self) -> bool:
        return not self.piece.problem

    @property
    def at_first_try(self) -> bool:
        """A second try takes another seed."""
        return self.is_usable and self.piece.seed == self.brief.seed


class Recorder:
    """A model that notes what it was asked, what it answered and how long it took, and is otherwise the one inside."""

    def __init__(self, inside: LanguageModel) -> None:
        self.inside = inside
        self.calls: list[tuple[Sequence[WriteRequest], Sequence[Answer], float]] = []

    @property
    def name(self) -> str:
        return self.inside.name

    @property
    def dialect(self) -> Dialect:
        return self.inside.dialect

    @property
    def digest(self) -> str:
        return self.inside.digest

    @property
    def is_exact(self) -> bool:
        return self.inside.is_exact

    def write_many(
        self,
        requests: Sequence[WriteRequest],
        on_progress: Callable[[int], None] = lambda _: None,
        should_stop: Callable[[], bool] = lambda: False,
        on_written: Callable[[int, Answer], None] = lambda place, written: None,
    ) -> list[Answer]:
        began = perf_counter()
        answers = self.inside.write_many(requests, on_progress, should_stop, on_written)
        self.calls.append((requests, answers, perf_counter() - began))
        return answers
