"""What a source gives, in batches, from a thread of its own: a stop is answered while a fetch is slow."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from queue import Empty, Full, Queue

from agents.discovery.source import Step

BATCH_ITEMS = 50
BATCH_SECONDS = 0.5
GRACE_SECONDS = 0.8
"""How long a source that was told to stop may take to hand over what it has finished."""

_AHEAD = 8
_GLANCE_SECONDS = 0.05

Told = Callable[[], bool]


@dataclass(frozen=True)
class _End:
    """The source is at its end, or failed."""

    error: Exception | None = None


def batches(find: Callable[[Told], Iterator[Step]], should_stop: Told) -> Iterator[list[Step]]:
    """Group steps so that a transaction holds up to 50 of them, or half a second's worth.

    Where the source fails, what it gave before that is handed on first. One that was told to stop and is still busy
    after ``GRACE_SECONDS`` is left alone: it begins no other item, and the one it reads is read again another time.
    """
    steps: Queue[Step | _End] = Queue(_AHEAD)
    is_left = threading.Event()
    threading.Thread(target=_read, args=(find, steps, is_left, should_stop), name="source", daemon=True).start()
    try:
        yield from _grouped(steps, should_stop)
    finally:
        is_left.set()


def _grouped(steps: "Queue[Step | _End]", should_stop: Told) -> Iterator[list[Step]]:
    batch: list[Step] = []
    started = time.monotonic()
    told_at: float | None = None
    while not isinstance(got := _next(steps), _End):
        if got is not None:
            batch.append(got)
        if len(batch) >= BATCH_ITEMS or (batch and time.monotonic() - started > BATCH_SECONDS):
            yield batch
            batch = []
        if not batch:
            started = time.monotonic()
        if should_stop():
            told_at = told_at or time.monotonic()
            if got is None and time.monotonic() - told_at > GRACE_SECONDS:
                got = _End()
                break
    if batch:
        yield batch
    if isinstance(got, _End) and got.error is not None:
        raise got.error


def _next(steps: "Queue[Step | _End]") -> Step | _End | None:
    """None where nothing comes for a moment."""
    try:
        return steps.get(timeout=_GLANCE_SECONDS)
    except Empty:
        return None


def _read(
    find: Callable[[Told], Iterator[Step]], steps: "Queue[Step | _End]", is_left: threading.Event, should_stop: Told
) -> None:
    end = _End()
    try:
        for step in find(lambda: is_left.is_set() or should_stop()):
            if not _put(steps, step, is_left):
                return
    except Exception as error:
        end = _End(error)
    _put(steps, end, is_left)


def _put(steps: "Queue[Step | _End]", one: Step | _End, is_left: threading.Event) -> bool:
    """Hand over as soon as there is room; false where nobody listens any more."""
    while not is_left.is_set():
        try:
            steps.put(one, timeout=_GLANCE_SECONDS)
        except Full:
            continue
        return True
    return False
