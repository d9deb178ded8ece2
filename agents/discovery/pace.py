"""Politeness: how often one host may be asked."""

import threading
import time
from collections.abc import Callable


class Pace:
    """Keeps a distance in seconds between two requests to one host, over all threads."""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._clock, self._sleep = clock, sleep
        self._next: dict[str, float] = {}
        self._lock = threading.Lock()

    def wait(self, host: str, distance: float) -> None:
        """Return when it is this caller's turn at the host."""
        with self._lock:
            present = self._clock()
            turn = max(present, self._next.get(host, present))
            self._next[host] = turn + distance
        if turn > present:
            self._sleep(turn - present)

    def hold(self, host: str, seconds: float) -> None:
        """Ask the host nothing for so long, because it said so."""
        with self._lock:
            self._next[host] = max(self._next.get(host, 0.0), self._clock() + seconds)
