"""A directory site as a source: its lists, its entries, and the entries' own web sites."""

from collections import deque
from collections.abc import Callable, Iterator

from agents.discovery import urls
from agents.discovery.browser import Renderer
from agents.discovery.company import MOST_PAGES
from agents.discovery.crawl import Crawl
from agents.discovery.fetch import Fetcher
from agents.discovery.outage import Outage
from agents.discovery.source import Past, Plan, Query, Step

_MOST_WORKERS = 24
# An entry with its company site takes about this long, so that so many of them keep a directory busy.
_ENTRY_S = 6.0


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
    """

    def __init__(
        self,
        name: str,
        start_url: str,
        fetcher: Fetcher,
        browser: Renderer | None = None,
        distance_s: float | None = None,
        revive: Callable[[], None] | None = None,
    ) -> None:
        self.name, self._start, self._fetcher, self._browser = name, start_url, fetcher, browser
        self._distance_s = fetcher.limits.distance_s if distance_s is None else distance_s
        self._revive = revive

    def plan(self, query: Query) -> Plan:
        """At most ``max_pages``; the time is that of the directory's own pages, as company sites are read meanwhile."""
        pages = min(query.max_pages, query.limit * (1 + MOST_PAGES) + query.limit // 10 + 2)
        own = min(pages, query.limit + query.limit // 10 + 2)
        return Plan((self._start, "the company sites that it links to"), pages, own * max(self._distance_s, 0.02))

    def find(self, query: Query, past: Past, should_stop: Callable[[], bool]) -> Iterator[Step]:
        """One step an entry; ``item`` is the entry's address. An entry's own web site belongs to its step.

        Raises:
            Blocked, RateLimited, Unavailable, NotFound: the directory's start page cannot be read, or no more.
            BadConfig: the start page needs a browser and there is none.
        """
        workers = max(4, min(_MOST_WORKERS, round(_ENTRY_S / max(self._distance_s, 0.01))))
        start = urls.canonical(self._start) or self._start
        outage = Outage(lambda: self._probe(start), self._revive)
        crawl = Crawl(self._fetcher, self._browser, query, workers, outage)
        entries = crawl.entries(start, should_stop)
        yield from (step for step in crawl.problems if step.item not in past.done)
        total = min(len(entries), query.limit)
        unread = [entry for entry in entries if entry[0] not in past.done]
        waiting = deque(unread[: crawl.pages_left])
        yield from crawl.read_all(waiting, query.limit - query.found, total, should_stop)
        if crawl.is_cut_off and not should_stop():
            yield Step(f"{self._start}#page-limit", total=total, problem=_cut_off(query))

    def _probe(self, start: str) -> None:
        self._fetcher.forget_silence()
        self._fetcher.fetch(start)


def _cut_off(query: Query) -> str:
    return f"The limit of {query.max_pages} pages was reached before every entry was read; raise it to read the rest."
