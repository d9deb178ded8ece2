"""Answers that came back, sorted by what they want: in a thread of its own, so that no send waits for a model."""

import logging
import threading
import time
from collections.abc import Callable, Sequence

from agents import replies
from graph import models, prompts
from graph.app import App
from graph.beside import Loop
from models.language.base import LanguageModel, Task
from storage.errors import HandpickedError
from storage.records import Event

log = logging.getLogger("handpicked.sorting")

LOOK_SECONDS = 1.0
FIRST_PAUSE, LONGEST_PAUSE = 30.0, 3600.0
TRIES = 8
"""Times in a row that a model is asked in vain; then answers wait until the choice of models or the program changes."""


class Sorter:
    """Says of each new answer what it wants, by the model chosen for that or else by rules.

    Works between ``start`` and ``stop``, or step by step through ``work_once``. Where the model cannot be used, or the
    spending cap is reached, answers stay unsorted and are tried again after a pause that grows. Only what a model said
    makes an answer "unclear".

    Args:
        clock: seconds that only grow.
    """

    def __init__(self, app: App, clock: Callable[[], float] = time.monotonic) -> None:
        self._app, self._clock = app, clock
        self._stopping = threading.Event()
        self._loop = Loop("sorting", self.work_once, LOOK_SECONDS, self._stopping, first=LOOK_SECONDS)
        self._failures, self._not_before, self._failed_by = 0, 0.0, ""
        self.problem = ""

    def start(self) -> None:
        self._loop.start()

    def stop(self) -> None:
        """Stop within two seconds; what is not sorted by then is sorted after the next start."""
        self._loop.stop()

    def work_once(self) -> int:
        """Sort what waits, unless a pause is being kept; how many were sorted. ``problem`` says why none could be."""
        chosen = models.chosen(self._app)[Task.CLASSIFY]
        if chosen != self._failed_by:
            self._failures, self._not_before = 0, 0.0
        if self._failures >= TRIES or self._clock() < self._not_before:
            return 0
        with self._app.read() as work:
            waiting = work.events.unsorted()
        if not waiting:
            return 0
        try:
            sorted_now = self._sort(waiting)
        except HandpickedError as error:
            self._failures, self._failed_by, self.problem = self._failures + 1, chosen, str(error)
            self._not_before = self._clock() + min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** (self._failures - 1))
            log.warning("Answers could not be sorted. %s", error)
            return 0
        self._failures, self.problem = 0, ""
        return sorted_now

    def _sort(self, waiting: Sequence[Event]) -> int:
        model = models.model_for(self._app, Task.CLASSIFY)
        texts = [event.text for event in waiting]
        if model is None:
            found = replies.by_rules(texts)
            self._keep(waiting, found)
            return len(found)
        return self._ask(model, waiting, texts)

    def _ask(self, model: LanguageModel, waiting: Sequence[Event], texts: Sequence[str]) -> int:
        """Each answer is kept as soon as the model has said what it is, whatever ends the rest."""
        count = 0

        def keep(place: int, one: replies.Sorted) -> None:
            nonlocal count
            self._keep([waiting[place]], [one])
            count += 1

        prompt = prompts.current(self._app, Task.CLASSIFY)
        replies.classify(model, prompt, texts, should_stop=self._stopping.is_set, on_done=keep)
        return count

    def _keep(self, events: Sequence[Event], found: Sequence[replies.Sorted]) -> None:
        with self._app.write() as work:
            for event, one in zip(events, found, strict=True):
                work.events.set_answer(event.id, one.answer, one.words, one.by)
            work.audit.append("handpicked", "sort reply", "event", [event.id for event in events])
            work.commit()
