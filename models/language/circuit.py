"""A circuit breaker: a server that failed many times in a row is left alone for a while, then tried once."""

import threading
import time
from collections.abc import Callable

TRIAL_S = 0.5
"""How long others wait before they ask again whether the one trial came back."""


class Breaker:
    """Counts a server's failures in a row. Threads may share it.

    Args:
        clock: seconds that only grow.
        failures: so many in a row open the circuit.
        cool_down_s: how long it stays open before one request is let through as a trial.
    """

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, *, failures: int = 5, cool_down_s: float = 30.0
    ) -> None:
        self._clock, self._failures, self._cool_down_s = clock, failures, cool_down_s
        self._lock = threading.Lock()
        self._in_a_row = 0
        self._closed_from = 0.0
        self._has_trial = False

    def enter(self) -> float:
        """0 where a request may go now, which then must end in one of the three below; else seconds to wait."""
        with self._lock:
            if self._in_a_row < self._failures:
                return 0.0
            if (left := self._closed_from - self._clock()) > 0:
                return left
            if self._has_trial:
                return TRIAL_S
            self._has_trial = True
            return 0.0

    def succeeded(self) -> None:
        with self._lock:
            self._in_a_row, self._has_trial = 0, False

    def failed(self) -> None:
        with self._lock:
            self._in_a_row += 1
            self._has_trial = False
            self._closed_from = self._clock() + self._cool_down_s

    def left(self) -> None:
        """The request was not sent after all."""
        with self._lock:
            self._has_trial = False


_shared: dict[tuple[str, str], Breaker] = {}
_sharing = threading.Lock()


def shared(address: str, model: str) -> Breaker:
    """This process's breaker for one model at one address."""
    with _sharing:
        return _shared.setdefault((address, model), Breaker())
