"""Work beside the screens: a thread that goes on until stopped, how a long piece of it ends, and how it is reported."""

import logging
import threading
from collections.abc import Callable
from time import monotonic

from storage.errors import HandpickedError

log = logging.getLogger("handpicked.beside")

REPORT_SECONDS = 0.5


class Loop:
    """A thread that does ``work`` again and again between ``start`` and ``stop``.

    What fails is logged and tried again, since a full disk or a busy database may pass.

    Args:
        work: one piece of work; what it returns says whether there was any.
        rest: seconds until the next look where there was none.
        stopping: set by ``stop``; several loops that end together share one.
        first: seconds until the first look.
    """

    def __init__(
        self, name: str, work: Callable[[], object], rest: float, stopping: threading.Event, first: float = 0.0
    ) -> None:
        self._work, self._rest, self._stopping, self._first = work, rest, stopping, first
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self, within: float = 10.0) -> None:
        """Ask the work to stop, and wait for it at most ``within`` seconds."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(timeout=within)

    def _run(self) -> None:
        wait = self._first
        while not self._stopping.wait(wait):
            try:
                wait = 0.0 if self._work() else self._rest
            except Exception:
                log.exception("The thread %s could not go on; it tries again.", self._thread.name)
                wait = self._rest


class Report:
    """Stores how far a long piece of work is, at most twice a second; false once it is not to go on.

    Args:
        store: keeps what is done and how much there is in all; false where a person said stop.
    """

    def __init__(self, store: Callable[[int, int], bool]) -> None:
        self._store, self._next, self._is_wanted = store, 0.0, True

    def __call__(self, done: int, total: int) -> bool:
        if monotonic() >= self._next:
            self.now(done, total)
        return self._is_wanted

    def now(self, done: int, total: int) -> None:
        """Store it, however short ago the last time was."""
        self._next = monotonic() + REPORT_SECONDS
        self._is_wanted = self._store(done, total)


def see_through(
    work: Callable[[], object], stopped: type[Exception], stopping: threading.Event, named: str
) -> tuple[str, str]:
    """Do a long piece of work, whatever comes; how it ended and, where it failed, why.

    Args:
        stopped: what ``work`` raises where it was told to stop.
        stopping: set where the program ends, so that the work begins anew at the next start.
        named: the work in the words of a log: "the export leads.csv".

    Returns:
        "finish", "stop", "put back" or "fail"; and the words for a person, of a failure alone.
    """
    try:
        work()
    except stopped:
        return "put back" if stopping.is_set() else "stop", ""
    except HandpickedError as error:
        return "fail", str(error)
    except Exception as error:
        log.exception("%s failed.", named)
        return "fail", f"Something unexpected went wrong ({type(error).__name__}: {error})."
    return "finish", ""
