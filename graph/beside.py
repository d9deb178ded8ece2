"""Work beside the screens: a thread that goes on, an errand run once, how either ends, and what is told of it."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
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


@dataclass
class Errand:
    """One piece of work in a thread of its own, which a screen reads as often as it likes.

    ``error`` says why it gave nothing.
    """

    error: str = field(default="", init=False)
    is_stopped: bool = field(default=False, init=False)
    _ended: threading.Event = field(default_factory=threading.Event, init=False)

    @property
    def is_running(self) -> bool:
        return not self._ended.is_set()

    def begin(self, work: Callable[[], object], name: str) -> None:
        """Start; ``name`` is that of the thread."""
        threading.Thread(target=self.run, args=(work, name), name=name, daemon=True).start()

    def run(self, work: Callable[[], object], name: str) -> None:
        """Do the work and note how it ended."""
        try:
            work()
        except Exception as error:
            self.error = why(error, f"The errand “{name}”")
        finally:
            self._ended.set()

    def stop(self) -> None:
        """Ask it to end."""
        self.is_stopped = True

    def wait(self, seconds: float) -> bool:
        """Whether it ended within so many seconds."""
        return self._ended.wait(seconds)


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
    except Exception as error:
        return "fail", why(error, named)
    return "finish", ""


def why(error: Exception, named: str) -> str:
    """What a person reads of a failure; one that was not foreseen is logged too, as that of the work ``named``."""
    if isinstance(error, HandpickedError):
        return str(error)
    log.error("%s failed.", named, exc_info=error)
    return f"Something unexpected went wrong ({type(error).__name__}: {error})."
