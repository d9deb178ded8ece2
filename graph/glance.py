"""Something that may come to be so, looked up now and then by whoever asks."""

import threading
import time
from collections.abc import Callable


class Glance:
    """Answers from the last look, which is at most some seconds old; once it is so, it stays so.

    Args:
        look: finds out, by a glance at the database.
        seconds: between two looks, over all threads; the first comes so long after the beginning.
    """

    def __init__(self, look: Callable[[], bool], seconds: float) -> None:
        self._look, self._seconds, self.is_seen = look, seconds, False
        self._looked_at, self._lock = time.monotonic(), threading.Lock()

    def __call__(self) -> bool:
        if not self.is_seen and self._lock.acquire(blocking=False):
            try:
                if time.monotonic() - self._looked_at > self._seconds:
                    self.is_seen = self._look()
                    self._looked_at = time.monotonic()
            finally:
                self._lock.release()
        return self.is_seen
