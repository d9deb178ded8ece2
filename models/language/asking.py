"""Asking a chat model for many texts, and once more for each that came back broken."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from models.language.base import LanguageModel, WriteRequest, Written, later_seed

TRIES = 2

Read = Callable[[int, Written, int], bool]
"""Takes the place of a request, what was written, and with which seed; whether nothing more is to be asked for it."""


def ask_each(
    model: LanguageModel,
    requests: Mapping[int, WriteRequest],
    read: Read,
    on_done: Callable[[int], None],
    on_progress: Callable[[int], None] = lambda _: None,
    should_stop: Callable[[], bool] = lambda: False,
) -> None:
    """Ask for every request, by its place, and a second time with another seed where ``read`` was not content.

    ``on_done`` gets each place as soon as nothing more will be asked for it; what a stop cut off is not done.
    ``on_progress`` gets how many texts are done and never goes back. Raises what the model raises.
    """
    waiting, most = dict(requests), 0

    def report(settled: int, done: int) -> None:
        nonlocal most
        most = max(most, min(settled + done, len(requests)))
        on_progress(most)

    for attempt in range(TRIES):
        if not waiting or (attempt and should_stop()):
            return
        asked = {place: replace(one, seed=later_seed(one.seed, attempt)) for place, one in waiting.items()}
        round_ = _Round(asked, read, on_done, is_last=attempt + 1 == TRIES)
        before = partial(report, len(requests) - len(asked))
        model.write_many(list(asked.values()), before, should_stop, round_.take)
        waiting = {place: waiting[place] for place in round_.open}


class _Round:
    """One try of some requests: hands each answer on, and knows which are still open."""

    def __init__(
        self, asked: Mapping[int, WriteRequest], read: Read, on_done: Callable[[int], None], *, is_last: bool
    ) -> None:
        self._places, self._asked = list(asked), asked
        self._read, self._on_done, self._is_last = read, on_done, is_last
        self.open = dict.fromkeys(asked)

    def take(self, number: int, answer: Written) -> None:
        place = self._places[number]
        is_content = self._read(place, answer, self._asked[place].seed)
        if is_content:
            self.open.pop(place, None)
        if is_content or self._is_last:
            self._on_done(place)
