"""How long to go on trying: the number of tries, the pauses between them, and when to give up."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Patience:
    """Exponential backoff with jitter; clock, sleep and chance come from outside so that tests wait for nothing.

    The spread of the pauses follows "Exponential Backoff And Jitter" of the AWS Architecture Blog (2015), halved
    only so that no pause is nothing.

    Args:
        tries: of one request, the first included.
        total_s: for so long every request may fail in a row before the run is given up.
        first_s: the longest pause after the first failure; it doubles with each.
        longest_s: no pause that the server did not ask for is longer.
        clock: seconds that only grow.
        chance: numbers evenly spread from 0 to 1.
    """

    tries: int = 6
    total_s: float = 120.0
    first_s: float = 1.0
    longest_s: float = 30.0
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random

    def pause(self, failures: int, asked_s: float | None = None) -> float:
        """Seconds to wait after so many failures of one request; never shorter than the server asks for."""
        if asked_s is not None:
            return asked_s + self.chance() * self.first_s
        return min(self.longest_s, self.first_s * 2.0 ** (failures - 1)) * (1 + self.chance()) / 2
