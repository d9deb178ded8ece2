"""One run over a directory site: its pages side by side, handed out in one order whatever their timing."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace

from agents.discovery.claims import Claims
from agents.discovery.frontier import LIST, Place
from agents.discovery.line import Line
from agents.discovery.reading import Reading
from agents.discovery.source import Item, Step, pages_in
from agents.discovery.trip import Trip

_AHEAD = 4


class Crawl:
    """Reads a frontier to its end, or until enough businesses are found or pages read.

    Each decision (what is next, what a site may cost, what a browser shows) is made as if the items were read one
    after the other: where it would depend on one that is still being read, it waits. So two runs over the same
    directory find the same, and one that was cut off and goes on finds what one that was not would have found.

    What fails for a cause that may pass is read again at the end of the run.

    Args:
        claims: what follows from each page.
        side_by_side: how many pages are read at the same time.
        forget_silence: asks hosts again whose robots.txt could not be read.
    """

    def __init__(self, claims: Claims, side_by_side: int, forget_silence: Callable[[], None]) -> None:
        self._claims, self._side_by_side, self._forget_silence = claims, side_by_side, forget_silence
        self._query, self._frontier, self._workers = claims.query, claims.frontier, claims.workers
        self._line, self._is_last = Line(claims.query), False
        self._held: dict[Item, Step] = {}
        self._again: deque[Item] = deque()

    @property
    def is_cut_off(self) -> bool:
        """Whether the limit of pages ended it before every entry was read."""
        is_short = self._line.found < self._query.limit and self._line.spent >= self._query.max_pages
        return is_short and self._frontier.next(1) is not None

    def run(self) -> Iterator[Step]:
        """Each item's step, in order. Raises as ``Outage.check``."""
        while True:
            self._begin()
            self._claims.advance(self._line)
            yield from self._finished()
            if self._workers.should_stop():
                return
            if not self._line and not self._goes_on():
                break
            self._workers.wait_for_one(self._line.futures)
        yield from (self._within_limit(step) for step in self._held.values())

    def _begin(self) -> None:
        """Begin whatever is sure to be read."""
        while len(self._line) < self._side_by_side * _AHEAD and self._line.running < self._side_by_side:
            item = self._next()
            if item is None or self._workers.should_stop():
                return
            if self._again:
                self._again.popleft()
            else:
                self._frontier.take(item)
            one = self._reading(item)
            self._claims.begin(one)
            self._line.append(one)

    def _reading(self, item: Item) -> Reading:
        waiting = self._frontier.expected(self._query.limit)
        return Reading(item, waiting, Trip(self._workers.over), is_again=item in self._held)

    def _next(self) -> Item | None:
        """The item that is next whatever those being read turn out to be; None where there is none, or it depends."""
        fewest, most = map(min, self._line.wanted(is_last=self._is_last), self._line.pages_left())
        if fewest <= 0:
            return None
        if self._again:
            return self._again[0]
        item = self._frontier.next(fewest)
        return item if item == self._frontier.next(most) and not self._depends_on_a_list(item) else None

    def _depends_on_a_list(self, item: Item | None) -> bool:
        """Whether a list that is being read may still name something that comes first."""
        page = self._line.first_open_page
        return item is not None and page is not None and (item.kind != LIST or page < Place.read(item.note).page)

    def _goes_on(self) -> bool:
        """Whether anything is left to begin, what failed for a time included."""
        if self._next() is not None:
            return True
        is_over = self._line.found >= self._query.limit or self._line.spent >= self._query.max_pages
        if not self._held or self._is_last or is_over:
            return False
        self._is_last = True
        self._claims.outage.last_round()
        self._claims.own_sites.last_round()
        self._forget_silence()
        self._again.extend(sorted(self._held, key=lambda item: not self._held[item].found))
        return True

    def _finished(self) -> Iterator[Step]:
        """Hand out what is finished, up to the first that is not."""
        while (one := self._line.first_finished()) is not None and (step := one.step) is not None:
            self._line.spent += pages_in(step.visits)
            self._tell_outage(step)
            if step.is_passing and not self._is_last:
                self._held[one.item] = step
                continue
            if one.item in self._held:
                step = _better(self._held.pop(one.item), step)
            self._line.found += len(step.found)
            yield step

    def _tell_outage(self, step: Step) -> None:
        if step.is_passing and not step.found:
            self._claims.outage.page_failed()
        else:
            self._claims.outage.page_answered()

    def _within_limit(self, step: Step) -> Step:
        """A step that was held back to the end; its business may be one too many by now."""
        if self._line.found + len(step.found) > self._query.limit:
            return replace(step, found=())
        self._line.found += len(step.found)
        return step


def _better(first: Step, second: Step) -> Step:
    """What two readings of an item come to: a business whose own site stays silent is finished all the same."""
    best = second if second.found or not first.found else first
    visits = (*first.visits, *second.visits)
    return replace(best, is_passing=best.is_passing and not best.found, visits=visits, ahead=second.ahead)
