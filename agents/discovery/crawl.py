"""One run over a directory site: its pages side by side, handed out in one order whatever their timing."""

from collections import Counter, deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import replace
from typing import Any

from agents.discovery import company, sites
from agents.discovery.facts import Facts
from agents.discovery.frontier import LIST, Frontier
from agents.discovery.outage import PASSING, Outage
from agents.discovery.reading import Content, Reader, Reading
from agents.discovery.scripted import Scripted
from agents.discovery.sites import Sites
from agents.discovery.source import Item, Query, Step, pages_in
from agents.discovery.trip import Trip
from agents.discovery.turning import Turning
from agents.discovery.workers import Workers
from storage import sectors
from storage.errors import HandpickedError

_MOST_MISSES = 60
_AHEAD = 4


class Crawl:
    """Reads a frontier to its end, or until enough businesses are found or pages read.

    Each decision (what is next, what a site may cost, what a browser shows) is made as if the items were read one
    after the other: where it would depend on one that is still being read, it waits. So two runs over the same
    directory find the same, and one that was cut off and goes on finds what one that was not would have found.

    What fails for a cause that may pass is read again at the end of the run.
    """

    def __init__(
        self,
        query: Query,
        frontier: Frontier,
        reader: Reader,
        turning: Turning,
        scripted: Scripted,
        own_sites: Sites,
        outage: Outage,
        workers: Workers,
        side_by_side: int,
        forget_silence: Callable[[], None],
    ) -> None:
        self._query, self._frontier, self._reader, self._turning = query, frontier, reader, turning
        self._scripted, self._sites, self._outage, self._workers = scripted, own_sites, outage, workers
        self._side_by_side, self._forget_silence = side_by_side, forget_silence
        self._line: deque[Reading] = deque()
        self._held: dict[Item, Step] = {}
        self._again: deque[Item] = deque()
        self._misses = Counter[str]()
        self._found, self.spent, self._is_last = query.found, query.read, False

    @property
    def is_cut_off(self) -> bool:
        """Whether the limit of pages ended it before every entry was read."""
        is_short = self._found < self._query.limit and self.spent >= self._query.max_pages
        return is_short and self._frontier.next(1) is not None

    def run(self) -> Iterator[Step]:
        """Each item's step, in order. Raises as ``Outage.check``."""
        while True:
            self._begin()
            self._advance()
            yield from self._finished()
            if self._workers.should_stop():
                return
            if not self._line and not self._goes_on():
                break
            self._workers.wait_for_one(self._futures())
        yield from (self._within_limit(step) for step in self._held.values())

    def _goes_on(self) -> bool:
        """Whether anything is left to begin, what failed for a time included."""
        if self._next() is not None:
            return True
        if not self._held or self._is_last or self._left() < 1 or self._found >= self._query.limit:
            return False
        self._is_last = True
        self._outage.last_round()
        self._sites.last_round()
        self._forget_silence()
        self._again.extend(sorted(self._held, key=lambda item: not self._held[item].found))
        return True

    def _begin(self) -> None:
        """Begin whatever is sure to be read."""
        while len(self._line) < self._side_by_side * _AHEAD and self._running() < self._side_by_side:
            item = self._next()
            if item is None or self._workers.should_stop():
                return
            if self._again:
                self._again.popleft()
            else:
                self._frontier.take(item)
            self._line.append(self._started(item))

    def _started(self, item: Item) -> Reading:
        one = Reading(item, self._frontier.entries, Trip(self._workers.over))
        if self._is_given_up(one):
            one.content, one.is_settled = Content(), True
        else:
            self._read(one)
        return one

    def _is_given_up(self, one: Reading) -> bool:
        """Whether too many pages of its kind in a row told of no business."""
        return not one.is_list and self._misses[one.kind] >= _MOST_MISSES

    def _read(self, one: Reading) -> None:
        if one.is_list:
            one.future = self._workers.submit(self._reader.list_page, one.item.name, one.trip, one.learnt)
        else:
            one.future = self._workers.submit(self._reader.entry, one.item.name, one.trip)

    def _next(self) -> Item | None:
        """The item that is next whatever those being read turn out to be; None where there is none, or it depends."""
        certain = self._found + sum(len(one.step.found) for one in self._line if one.step and not self._holds(one.step))
        possible = certain + sum(one.step is None and not one.is_list for one in self._line)
        fewest = min(self._query.limit - possible, self._left_least())
        most = min(self._query.limit - certain, self._left())
        if fewest <= 0:
            return None
        if self._again:
            return self._again[0]
        item = self._frontier.next(fewest)
        return item if item == self._frontier.next(most) and not self._depends_on_a_list(item) else None

    def _depends_on_a_list(self, item: Item | None) -> bool:
        """Whether a list that is being read may still name something that comes first."""
        if item is None:
            return False
        page = Reading(item, 0, Trip()).place.page
        open_lists = [one.place.page for one in self._line if one.is_list and not one.is_claimed]
        return bool(open_lists) and (item.kind != LIST or min(open_lists) < page)

    def _left(self, before: int | None = None) -> int:
        """How many pages are left at most once the readings before a place in the line are finished."""
        return self._query.max_pages - self.spent - sum(one.least_pages for one in self._first(before))

    def _left_least(self, before: int | None = None) -> int:
        return self._query.max_pages - self.spent - sum(one.most_pages for one in self._first(before))

    def _first(self, count: int | None) -> list[Reading]:
        return list(self._line)[:count]

    def _running(self) -> int:
        return sum(one.step is None for one in self._line)

    def _futures(self) -> Iterator["Future[Any]"]:
        for one in self._line:
            if one.future is not None:
                yield one.future
            elif one.step is None and one.site is not None:
                yield one.site.future

    def _advance(self) -> None:
        """Take every reading as far as it goes; no one is claimed before those ahead of it."""
        is_turn = True
        for place, one in enumerate(self._line):
            if one.step is not None:
                continue
            one.collect()
            if not one.is_settled and one.content is not None:
                self._settle(place, one)
            if is_turn and one.is_settled and not one.is_claimed:
                self._claim(place, one)
            is_turn = is_turn and one.is_claimed
            if one.step is None and one.site is not None and one.site.future.done():
                one.step = self._completed(one)

    def _settle(self, place: int, one: Reading) -> None:
        """Have an entry that tells nothing shown in the browser, where pages of its kind need it."""
        content = one.content
        if content is None or one.is_list or not content.is_thin or content.error or one.tries > 1:
            self._learn(one)
            return
        knows = self._scripted.knows(one.item.name)
        if knows is None and any(e.kind == one.kind and not e.is_settled for e in self._first(place)):
            return
        if content.page is None or knows is False or not (knows or content.is_empty):
            one.is_settled = True
            return
        one.content, one.tries = None, one.tries + 1
        one.future = self._workers.submit(self._reader.rendered, content.page, one.trip)

    def _learn(self, one: Reading) -> None:
        """Remember what a page showed of its kind: filled in by its scripts, or as empty as before."""
        content, one.is_settled = one.content, True
        is_rendered = not one.is_list and one.tries > 1
        if is_rendered and content is not None and not content.error and (not content.is_thin or content.is_empty):
            one.learnt[one.kind] = not content.is_thin
        self._scripted.learn(one.learnt)

    def _claim(self, place: int, one: Reading) -> None:
        """It is this one's turn: what follows from its page, now that all before it is known."""
        content = one.content
        if content is None:
            return
        if one.is_list:
            self._claim_list(one)
        elif self._is_given_up(one):
            one.trip.leave_out(one.item.name, f"{_MOST_MISSES} pages of its kind told of no business")
            self._finish(one, Step(one.item.name))
        elif content.error is not None:
            self._finish(one, failed(one.item.name, content.error))
        elif self._is_copy(one, content):
            self._finish(one, Step(one.item.name))
        elif content.is_thin or content.facts is None:
            self._misses[one.kind] += 1
            what = f"{one.item.name} does not tell of a business: no name with an address or contact."
            self._finish(one, Step(one.item.name, problem=what))
        else:
            self._misses[one.kind] = 0
            self._claim_site(place, one, content.facts)

    def _is_copy(self, one: Reading, content: Content) -> bool:
        """Whether a page says that it is another one, which has its own turn; an address not heard of is noted."""
        page = content.page
        if page is None or one.item in self._held or content.address in (page.url, one.item.name):
            return False
        is_known = self._frontier.knows(content.address)
        self._frontier.know(content.address)
        return is_known

    def _claim_list(self, one: Reading) -> None:
        content = one.content
        error = content.error if content is not None else None
        if isinstance(error, PASSING) and one.tries == 1:
            self._outage.check()
            one.tries, one.is_settled, one.content = 2, False, None
            self._read(one)
            return
        if error is not None or content is None or content.page is None:
            self._finish(one, failed(one.item.name, error) if error else Step(one.item.name))
        else:
            self._finish(one, self._turning.step(one.item, content.page, one.trip))

    def _claim_site(self, place: int, one: Reading, facts: Facts) -> None:
        website = str(facts.values.get("website", ""))
        if not company.is_own(website, facts.url):
            self._finish(one, self._step(one, facts))
            return
        if not self._sites.knows(facts):
            fewest = sites.allowance(self._left_least(place) - one.trip.pages, one.waiting)
            one.allowed = sites.allowance(self._left(place) - one.trip.pages, one.waiting)
            if fewest != one.allowed:
                return
            if not one.allowed:
                one.trip.leave_out(website, "the pages left are kept for other businesses")
                self._finish(one, self._step(one, facts, company.left_out(website)))
                return
        one.is_claimed, one.site = True, self._sites.read(facts, one.allowed)

    def _completed(self, one: Reading) -> Step | None:
        """The step of an entry whose own site was read."""
        if one.site is None or one.content is None or one.content.facts is None:
            return None
        site, facts = one.site.future.result(), one.content.facts
        if site.facts is not None:
            facts.merge(company.agreeing(site.facts, facts))
        step = self._step(one, facts, site.problem)
        if one.site.is_owner:
            step = replace(
                step,
                visits=(*step.visits, *one.site.trip.visits),
                needs_script={**step.needs_script, **site.needs_script},
            )
        return step

    def _step(self, one: Reading, facts: Facts, problem: HandpickedError | None = None) -> Step:
        said = f"Its own web site was left out: {problem.what}" if problem else ""
        found, listed = facts.found(one.place.sector), one.place.sector
        wanted = self._query.sectors
        is_other = bool(wanted) and listed not in wanted and found.business.sector not in (*wanted, sectors.OTHER)
        return Step(
            one.item.name,
            () if is_other else (found,),
            self._frontier.total,
            said,
            isinstance(problem, PASSING),
            visits=tuple(one.trip.visits),
            needs_script=dict(one.learnt),
        )

    def _finish(self, one: Reading, step: Step) -> None:
        one.is_claimed = True
        visits, learnt = tuple(one.trip.visits), dict(one.learnt)
        one.step = replace(step, total=self._frontier.total, visits=visits, needs_script=learnt)

    def _finished(self) -> Iterator[Step]:
        """Hand out what is finished, up to the first that is not."""
        while self._line and self._line[0].step is not None:
            one = self._line.popleft()
            step = one.step
            if step is None:
                return
            self.spent += pages_in(step.visits)
            self._tell_outage(step)
            if self._holds(step):
                self._held[one.item] = step
                continue
            if one.item in self._held:
                step = _better(self._held.pop(one.item), step)
            self._found += len(step.found)
            yield step

    def _holds(self, step: Step) -> bool:
        return step.is_passing and not self._is_last

    def _tell_outage(self, step: Step) -> None:
        if step.is_passing and not step.found:
            self._outage.page_failed()
        else:
            self._outage.page_answered()

    def _within_limit(self, step: Step) -> Step:
        """A step that was held back to the end; its business may be one too many by now."""
        if self._found + len(step.found) > self._query.limit:
            return replace(step, found=())
        self._found += len(step.found)
        return step


def failed(name: str, error: HandpickedError) -> Step:
    return Step(name, problem=str(error), is_passing=isinstance(error, PASSING))


def _better(first: Step, second: Step) -> Step:
    """What two readings of an item come to: a business whose own site stays silent is finished all the same."""
    best = second if second.found or not first.found else first
    visits = (*first.visits, *second.visits)
    return replace(best, is_passing=best.is_passing and not best.found, visits=visits, ahead=second.ahead)
