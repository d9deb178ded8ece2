"""Threads that read side by side for one search, and end soon when it is stopped."""

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from types import TracebackType
from typing import Any, Self, TypeVar

Result = TypeVar("Result")
_LOOK_S = 0.2


class Workers:
    """A pool of threads; ``over`` is set as soon as nobody waits for their results.

    Leaving the block waits for the threads, which give up within half a second once ``over`` is set.
    """

    def __init__(self, count: int, should_stop: Callable[[], bool]) -> None:
        self.over, self._should_stop = threading.Event(), should_stop
        self._pool = ThreadPoolExecutor(count, thread_name_prefix="crawl")

    def submit(self, task: Callable[..., Result], *arguments: Any) -> "Future[Result]":
        return self._pool.submit(task, *arguments)

    def should_stop(self) -> bool:
        """Whether the search was told to stop; from then on nothing is waited for."""
        if not self.over.is_set() and self._should_stop():
            self.over.set()
        return self.over.is_set()

    def wait_for_one(self, futures: Iterable["Future[Any]"]) -> None:
        """Return when one of them is done, or the search was told to stop."""
        running = {future for future in futures if not future.done()}
        while running and not self.should_stop():
            if wait(running, _LOOK_S, FIRST_COMPLETED).done:
                return

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.over.set()
        self._pool.shutdown(cancel_futures=True)
