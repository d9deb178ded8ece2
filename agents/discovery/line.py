"""The pages of a directory that are being read, in the order in which they are handed out."""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future
from typing import Any

from agents.discovery.reading import Reading
from agents.discovery.source import Query


class Line:
    """Readings in order, and what is certain of their outcome while some are still being read.

    ``found`` businesses and ``spent`` pages are those of readings that have left the line.
    """

    def __init__(self, query: Query) -> None:
        self._query, self._line = query, deque[Reading]()
        self.found, self.spent = query.found, query.read

    def __len__(self) -> int:
        return len(self._line)

    def __iter__(self) -> Iterator[Reading]:
        return iter(self._line)

    def append(self, one: Reading) -> None:
        self._line.append(one)

    def first_finished(self) -> Reading | None:
        """Take the first out of the line, where it is finished."""
        return self._line.popleft() if self._line and self._line[0].step is not None else None

    def before(self, one: Reading) -> Iterator[Reading]:
        """Those ahead of one."""
        for other in self._line:
            if other is one:
                return
            yield other

    @property
    def running(self) -> int:
        return sum(one.step is None for one in self._line)

    @property
    def futures(self) -> Iterator["Future[Any]"]:
        """What the unfinished ones wait for."""
        for one in self._line:
            if one.future is not None:
                yield one.future
            elif one.step is None and one.site is not None:
                yield one.site.future

    @property
    def first_open_page(self) -> int | None:
        """On which page of its list the earliest list stands whose entries are not known yet."""
        return min((one.place.page for one in self._line if one.is_list and not one.is_claimed), default=None)

    def pages_left(self, of: Reading | None = None) -> tuple[int, int]:
        """How many pages are left, at least and at most, once those ahead of one are finished; or all of the line."""
        ahead = list(self._line if of is None else self.before(of))
        left = self._query.max_pages - self.spent
        return left - sum(one.most_pages for one in ahead), left - sum(one.least_pages for one in ahead)

    def wanted(self, *, is_last: bool) -> tuple[int, int]:
        """How many businesses are still wanted, at least and at most, once all of the line are finished.

        What failed for a cause that may pass counts only where it ``is_last``.
        """
        steps = [one.step for one in self._line if one.step is not None]
        certain = self.found + sum(len(step.found) for step in steps if is_last or not step.is_passing)
        possible = certain + sum(one.step is None and not one.is_list for one in self._line)
        return self._query.limit - possible, self._query.limit - certain
