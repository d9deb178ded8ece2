"""The company sites of one search: each read once, within what the search's pages allow."""

from collections import OrderedDict
from concurrent.futures import Future
from dataclasses import dataclass

from agents.discovery import company
from agents.discovery.company import MOST_PAGES, Site, SiteReader
from agents.discovery.facts import Facts
from agents.discovery.trip import Trip
from agents.discovery.workers import Workers

_KEPT = 500
# How many pages must be left for each waiting business before so many of a site are read: an entry with a site takes
# two to four.
_ALLOWANCES = ((2.2, MOST_PAGES), (1.6, 3), (1.0, 2))


def allowance(left: int, waiting: int) -> int:
    """How many pages of a site may be read, where so many pages are left and so many businesses wait; 0 for none."""
    return next((min(pages, left - waiting) for reserve, pages in _ALLOWANCES if left > waiting * reserve), 0)


@dataclass
class Visitors:
    """A site that is read for one business; ``is_owner`` where the reading counts as this one's."""

    future: "Future[Site]"
    trip: Trip
    is_owner: bool


class Sites:
    """Hands out readings of company sites, of which the latest 500 are remembered for other businesses."""

    def __init__(self, reader: SiteReader, workers: Workers) -> None:
        self._reader, self._workers = reader, workers
        self._known: OrderedDict[tuple[str, bool], Visitors] = OrderedDict()
        self._is_last = False

    def knows(self, facts: Facts) -> bool:
        return _key(facts) in self._known

    def read(self, facts: Facts, most_pages: int) -> Visitors:
        """Begin to read the site that the facts name, or give the reading that is known."""
        key = _key(facts)
        if (known := self._known.get(key)) is not None:
            return Visitors(known.future, Trip(), is_owner=False)
        trip = Trip(self._workers.over)
        future = self._workers.submit(self._run, key, trip, most_pages)
        while len(self._known) >= _KEPT:
            self._known.popitem(last=False)
        self._known[key] = Visitors(future, trip, is_owner=True)
        return self._known[key]

    def last_round(self) -> None:
        """Read the sites again whose failure may have passed, and now take what there is."""
        self._is_last = True
        for key in [key for key, one in self._known.items() if one.future.done() and one.future.result().is_passing]:
            del self._known[key]

    def first_round(self) -> None:
        """From now on a site that may answer later counts as silent again."""
        self._is_last = False

    def _run(self, key: tuple[str, bool], trip: Trip, most_pages: int) -> Site:
        website, has_email = key
        return self._reader.read(website, trip, most_pages, has_email=has_email, is_last=self._is_last)


def _key(facts: Facts) -> tuple[str, bool]:
    return str(facts.values.get("website", "")), company.has_fit_email(facts)
