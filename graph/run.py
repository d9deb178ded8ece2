"""What a node is given beside its state: the application, where to report, and when to stop."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from graph.app import App
from storage.records import Progress


class StopAsked(Exception):
    """Raised by a node between two items; what is done is kept, and the same node goes on later."""


@dataclass
class Run:
    """One turn of the worker on one campaign.

    ``report`` is called at most four times a second, and always for the last item of a stage.
    """

    app: App
    owner: str
    report: Callable[[Progress], None]
    should_stop: Callable[[], bool]
    _progress: Progress = field(default_factory=Progress)
    _reported_at: float = 0

    def begin(self, stage: str, total: int, message: str = "") -> None:
        self._progress = Progress(stage=stage, total=total, message=message)
        self._tell()

    def advance(self, done: int, total: int | None = None, message: str | None = None) -> None:
        """Set how many items of the stage are done, and perhaps how many there are and what the last one was."""
        self._progress = replace(
            self._progress,
            done=done,
            total=max(self._progress.total if total is None else total, done),
            message=self._progress.message if message is None else message,
        )
        if done == self._progress.total or time.monotonic() - self._reported_at > 0.25:
            self._tell()

    def problem(self, sentence: str) -> None:
        """Note something that gave nothing; the newest five are shown."""
        self._progress = replace(self._progress, problems=(*self._progress.problems, sentence)[-5:])

    def pause_point(self) -> None:
        """Raises StopAsked when it is time to stop."""
        if self.should_stop():
            raise StopAsked

    def _tell(self) -> None:
        self._reported_at = time.monotonic()
        self.report(self._progress)
