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
        self._closed: dict[str, float] = {}
        self._lock = threading.Lock()

    def wait(self, host: str, distance: float) -> None:
        """Return when it is this caller's turn at the host."""
        seconds = self.turn(host, distance)
        if seconds > 0:
            self._sleep(seconds)

    def turn(self, host: str, distance: float) -> float:
        """Take the next turn at the host: how many seconds it is away."""
        with self._lock:
            present = self._clock()
            turn = max(present, self._next.get(host, present))
            self._next[host] = turn + distance
        return turn - present

    def hold(self, host: str, seconds: float) -> None:
        """Ask the host nothing for so long, because it said so; who has to ask waits."""
        with self._lock:
            self._next[host] = max(self._next.get(host, 0.0), self._clock() + seconds)

    def close(self, host: str, seconds: float) -> None:
        """Ask the host nothing for so long, because it said so; nobody waits for it."""
        with self._lock:
            self._closed[host] = max(self._closed.get(host, 0.0), self._clock() + seconds)

    def closed_s(self, host: str) -> float:
        """For how many seconds a host that asked for a long pause is still to be left alone."""
        until = self._closed.get(host)
        return max(0.0, until - self._clock()) if until is not None else 0.0
