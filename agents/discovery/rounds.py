"""A round of company sites, read side by side within a budget of pages as if they were read one after the other."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from agents.discovery.browser import Renderer
from agents.discovery.company import Site, SiteReader, left_out
from agents.discovery.facts import Facts
from agents.discovery.fetch import Fetcher
from agents.discovery.scripted import Scripted
from agents.discovery.sites import Sites, Visitors, allowance
from agents.discovery.source import PAGES_KEPT, Past, Visit, pages_in
from agents.discovery.trip import Trip
from agents.discovery.workers import Workers

SIDE_BY_SIDE = 24
SIZE = 40
"""How many sites a round has: what a stop or a crash in its middle makes read again."""


def least_seconds(pages: int, sites: int, distance_s: float) -> float:
    """How long so many pages of so many sites take by their pace alone: each site's in turn, sites side by side.

    A round ends with its slowest site, so the pages of one site are what every round takes.
    """
    rounds = -(-sites // SIZE)
    return max(pages / SIDE_BY_SIDE, rounds * pages / max(sites, 1)) * distance_s


@dataclass
class Read:
    """What became of one business's site; ``visits`` are empty where another business's reading was taken."""

    site: Site
    visits: tuple[Visit, ...] = ()


@dataclass
class _Begun:
    visitors: Visitors | None
    allowed: int
    before: list[Visit] = field(default_factory=list)

    @property
    def is_counted(self) -> bool:
        return self.visitors is not None and self.visitors.is_owner

    @property
    def pages(self) -> int:
        return self.visitors.trip.pages if self.visitors is not None and self.is_counted and self.is_read else 0

    @property
    def most_pages(self) -> int:
        return self.pages if self.is_read or not self.is_counted else self.allowed

    @property
    def is_read(self) -> bool:
        return self.visitors is None or self.visitors.future.done()


class Rounds:
    """Reads sites for one search, round after round; what fails for a cause that may pass is read twice in a round."""

    def __init__(self, fetcher: Fetcher, browser: Renderer | None, past: Past, workers: Workers) -> None:
        self._sites = Sites(SiteReader(fetcher, Scripted(browser, past.needs_script)), workers)
        self._fetcher, self._workers = fetcher, workers

    def read(self, wanted: Sequence[Facts], pages_left: int) -> list[Read] | None:
        """What the site of each said, in their order; None when the search was stopped meanwhile."""
        begun = self._read(wanted, pages_left)
        if begun is None:
            return None
        silent = [at for at, one in enumerate(begun) if one.visitors and one.visitors.future.result().is_passing]
        if silent:
            spent = sum(one.pages for one in begun)
            self._sites.last_round()
            self._fetcher.forget_silence()
            again = self._read([wanted[at] for at in silent], pages_left - spent)
            if again is None:
                return None
            for at, one in zip(silent, again, strict=True):
                begun[at] = _joined(begun[at], one)
            self._sites.first_round()
        return [_told(facts, one) for facts, one in zip(wanted, begun, strict=True)]

    def _read(self, wanted: Sequence[Facts], pages_left: int) -> list[_Begun] | None:
        line: list[_Begun] = []
        while not self._workers.should_stop():
            while len(line) < len(wanted):
                one = self._begin(wanted[len(line)], line, pages_left, len(wanted) - len(line) - 1)
                if one is None:
                    break
                line.append(one)
            running = [one.visitors.future for one in line if one.visitors is not None and not one.is_read]
            if not running and len(line) == len(wanted):
                return line
            self._workers.wait_for_one(running)
        return None

    def _begin(self, facts: Facts, line: list[_Begun], pages_left: int, waiting: int) -> _Begun | None:
        """Begin one; None where what it may cost depends on one that is being read."""
        if self._sites.knows(facts):
            return _Begun(self._sites.read(facts, 0), 0)
        most = _allowance(pages_left - sum(one.pages for one in line), waiting)
        if most != _allowance(pages_left - sum(one.most_pages for one in line), waiting):
            return None
        return _Begun(self._sites.read(facts, most) if most else None, most)


def _allowance(left: int, waiting: int) -> int:
    """How many pages one site may cost: where not every one gets a page, the first ones do."""
    return allowance(left, min(waiting, max(0, left - 1)))


def _joined(first: _Begun, second: _Begun) -> _Begun:
    """The second reading of a site, with the visits of the first."""
    before = list(first.visitors.trip.visits) if first.visitors is not None and first.is_counted else []
    return _Begun(second.visitors or first.visitors, second.allowed, before if second.visitors else [])


def _told(facts: Facts, one: _Begun) -> Read:
    if one.visitors is None:
        website, trip = str(facts.values.get("website", "")), Trip()
        trip.leave_out(website, PAGES_KEPT)
        return Read(Site(problem=left_out(website)), tuple(trip.visits))
    own = one.visitors.trip.visits if one.is_counted else []
    return Read(one.visitors.future.result(), (*one.before, *own))


def pages_of(read: Sequence[Read]) -> int:
    """How many pages a round asked for."""
    return sum(pages_in(one.visits) for one in read)
