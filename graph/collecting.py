"""How often Python looks for objects that only hold each other, while very many are made that do not."""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

OBJECTS = 50_000
"""So many new objects before a look, in place of 700: a batch of rows that is let go needs none."""

_lock = threading.Lock()
_inside = 0
_usual: tuple[int, int, int] = (0, 0, 0)


@contextmanager
def seldom() -> Iterator[None]:
    """Look seldom: a quarter of an import's time would else go into looking through rows that hold no cycle.

    It holds for the whole process; of several that are inside at once the last one out puts back what was.
    """
    global _inside, _usual
    with _lock:
        if _inside == 0:
            _usual = gc.get_threshold()
            # Zero stands for never, where somebody turned it off.
            gc.set_threshold(max(_usual[0], OBJECTS) if _usual[0] else 0, *_usual[1:])
        _inside += 1
    try:
        yield
    finally:
        with _lock:
            _inside -= 1
            if _inside == 0:
                gc.set_threshold(*_usual)
