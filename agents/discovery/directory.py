"""A directory site as a source: its lists, its entries, and the entries' own web sites."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice

from agents.discovery import urls
from agents.discovery.browser import Renderer
from agents.discovery.claims import Claims
from agents.discovery.company import MOST_PAGES, SiteReader
from agents.discovery.crawl import Crawl
from agents.discovery.fetch import Fetcher, Page
from agents.discovery.frontier import LIST, Frontier, Place, item
from agents.discovery.layout import Guessed, Layout
from agents.discovery.outage import Outage, given_up
from agents.discovery.reading import Content, Reader
from agents.discovery.scripted import Scripted
from agents.discovery.sites import Sites
from agents.discovery.source import Item, Past, Plan, Query, Step, pages_in
from agents.discovery.trip import Trip
from agents.discovery.turning import Turning
from agents.discovery.workers import Workers
from storage.errors import HandpickedError

_MOST_WORKERS = 24
# An entry with its company site takes about this long, so that so many of them keep a directory busy.
_ENTRY_S = 6.0
# How many pages a business takes in all where some have a site of their own, as in the demo town.
_USUAL_PAGES = 2.2
_MOST_LISTED, _FEWEST_OF_A_SHAPE = 5_000, 3


class DirectorySource:
    """Crawls one directory: start page, categories, list pages, entries, and each entry's company site.

    Args:
        name: what the source is called on screen.
        start_url: the directory's first page.
        fetcher: the door to the web.
        browser: fills in pages that need a script; without it such an entry gives a problem.
        distance_s: seconds the directory asks for between two requests, where known beforehand; the plan's time and
            how many entries are read side by side follow from it. What robots.txt says is kept in any case.
        revive: starts the directory's server again, for one that is ours; asked once where it stopped answering.
        layout: makes what knows where lists, entries and facts are, once a search; guessed where not given.
    """

    def __init__(
        self,
        name: str,
        start_url: str,
        fetcher: Fetcher,
        browser: Renderer | None = None,
        distance_s: float | None = None,
        revive: Callable[[], None] | None = None,
        layout: Callable[[], Layout] = Guessed,
    ) -> None:
        self.name, self._start, self._fetcher, self._browser = name, start_url, fetcher, browser
        self._distance_s = fetcher.limits.distance_s if distance_s is None else distance_s
        self._revive, self._layout = revive, layout

    def plan(self, query: Query) -> Plan:
        """At most ``max_pages``; the time is that of the directory's own pages, as company sites are read meanwhile."""
        pages = min(query.max_pages, query.limit * (1 + MOST_PAGES) + query.limit // 10 + 2)
        own = min(pages, query.limit + query.limit // 10 + 2)
        usual = min(pages, round(query.limit * _USUAL_PAGES))
        where = (self._start, "the company sites that it links to")
        return Plan(where, pages, own * max(self._distance_s, 0.02), usual=usual)

    def find(self, query: Query, past: Past, should_stop: Callable[[], bool]) -> Iterator[Step]:
        """One step a page of the directory; an entry's own web site belongs to its step.

        ``item`` is the page's address; items ahead are of kind "list" or "entry", see ``frontier.Place`` for notes.

        Raises:
            Blocked, RateLimited, Unavailable, NotFound: the directory's start page cannot be read, or no more.
            BadConfig: the start page needs a browser and there is none.
        """
        side_by_side = max(4, min(_MOST_WORKERS, round(_ENTRY_S / max(self._distance_s, 0.01))))
        start = urls.canonical(self._start) or self._start
        with Workers(side_by_side, should_stop) as workers:
            opening = _Opening(self._fetcher, self._browser, self._layout(), query, past, workers)
            first = opening.step(start)
            if first is not None:
                yield first
            if workers.should_stop():
                return
            outage = Outage(lambda: self._probe(start), self._revive)
            crawl = opening.crawl(outage, side_by_side, first)
            yield from crawl.run()
            if crawl.is_cut_off and not workers.should_stop():
                yield Step(f"{self._start}#page-limit", problem=_cut_off(query))

    def _probe(self, start: str) -> None:
        self._fetcher.forget_silence()
        self._fetcher.fetch(start)


class _Opening:
    """How a search begins: at the start page, or where an earlier one was cut off."""

    def __init__(
        self,
        fetcher: Fetcher,
        browser: Renderer | None,
        layout: Layout,
        query: Query,
        past: Past,
        workers: Workers,
    ) -> None:
        self._fetcher, self._query, self._past, self._workers = fetcher, query, past, workers
        self._scripted = Scripted(browser, past.needs_script)
        self._reader = Reader(fetcher, self._scripted, layout)
        self._frontier = Frontier(past)
        self._turning = Turning(layout, self._frontier)
        self._layout = layout

    def step(self, start: str) -> Step | None:
        """The step of the start page, None where it was read before or the search was stopped meanwhile."""
        is_known = start in self._past.done or self._frontier.next(1) is not None
        if is_known and not any(one.kind == LIST for one in self._past.ahead):
            return None
        trip, learnt = Trip(self._workers.over), dict[str, bool]()
        future = self._workers.submit(self._reader.list_page, start, trip, learnt)
        self._workers.wait_for_one([future])
        if self._workers.should_stop():
            return None
        content: Content = future.result()
        if content.error is not None or content.page is None:
            raise given_up(content.error or HandpickedError(f"{start} is empty."))
        if is_known:
            self._layout.lists(content.page, self._query.sectors)
            return None
        ahead = self._ahead(start, content.page, trip)
        return Step(start, (), self._frontier.total, ahead=ahead, visits=tuple(trip.visits), needs_script=learnt)

    def _ahead(self, start: str, page: Page, trip: Trip) -> tuple[Item, ...]:
        """The lists of the start page; where there are none, its entries, or those that its sitemap lists."""
        self._frontier.know(start)
        lists = self._turning.starts(page, self._query.sectors)
        entries = () if lists else self._turning.step(item(start, LIST, Place()), page, trip).ahead
        return lists or entries or self._turning.entries(self._listed(start, trip))

    def _listed(self, start: str, trip: Trip) -> list[str]:
        """The largest group of sibling pages in the site's sitemaps."""
        try:
            found = [page.url for page in islice(self._fetcher.sitemaps(start, trip), _MOST_LISTED)]
        except HandpickedError:
            return []
        shapes = Counter(urls.shape(url) for url in found if url != start and not urls.trap(url))
        shape, count = shapes.most_common(1)[0] if shapes else ("", 0)
        return [url for url in found if urls.shape(url) == shape] if count >= _FEWEST_OF_A_SHAPE else []

    def crawl(self, outage: Outage, side_by_side: int, first: Step | None) -> Crawl:
        before = replace(self._query, read=self._query.read + pages_in(first.visits if first else ()))
        own_sites = Sites(SiteReader(self._fetcher, self._scripted), self._workers)
        claims = Claims(
            before, self._frontier, self._reader, self._turning, self._scripted, own_sites, outage, self._workers
        )
        return Crawl(claims, side_by_side, self._fetcher.forget_silence)


def _cut_off(query: Query) -> str:
    return f"The limit of {query.max_pages} pages was reached before every entry was read; raise it to read the rest."
