"""A directory site as a source: its lists, its entries, and the entries' own web sites."""

import threading
from collections import Counter, deque
from collections.abc import Callable, Iterator, Set
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from agents.discovery import extract, listing, urls
from agents.discovery.browser import Renderer
from agents.discovery.company import MOST_PAGES, CompanySites
from agents.discovery.facts import Facts
from agents.discovery.fetch import Fetcher, Page
from agents.discovery.source import Plan, Query, Step
from storage import sectors
from storage.errors import BadConfig, HandpickedError, NotAllowed

_MOST_LIST_PAGES = 200
_MOST_WORKERS = 24
# An entry with its company site takes about this long, so that so many of them keep a directory busy.
_ENTRY_S = 6.0

# Some entries turn out to be gone, forbidden or empty, so a limited crawl lists a few more than it needs.
_SPARE = 1.2

Entry = tuple[str, str]


class DirectorySource:
    """Crawls one directory: start page, categories, list pages, entries, and each entry's company site.

    Args:
        name: what the source is called on screen.
        start_url: the directory's first page.
        fetcher: the door to the web.
        browser: fills in pages that need a script; without it such an entry gives a problem.
        distance_s: seconds the directory asks for between two requests, where known beforehand; the plan's time and
            how many entries are read side by side follow from it. What robots.txt says is kept in any case.
    """

    def __init__(
        self,
        name: str,
        start_url: str,
        fetcher: Fetcher,
        browser: Renderer | None = None,
        distance_s: float | None = None,
    ) -> None:
        self.name, self._start, self._fetcher, self._browser = name, start_url, fetcher, browser
        self._distance_s = fetcher.limits.distance_s if distance_s is None else distance_s

    def plan(self, query: Query) -> Plan:
        """At most ``max_pages``; the time is that of the directory's own pages, as company sites are read meanwhile."""
        pages = min(query.max_pages, query.limit * (1 + MOST_PAGES) + query.limit // 10 + 2)
        own = min(pages, query.limit + query.limit // 10 + 2)
        return Plan((self._start, "the company sites that it links to"), pages, own * max(self._distance_s, 0.02))

    def find(self, query: Query, done: Set[str], should_stop: Callable[[], bool]) -> Iterator[Step]:
        """One step an entry; ``item`` is the entry's address. An entry's own web site belongs to its step.

        Raises:
            Blocked, RateLimited, Unavailable, NotFound: the directory's start page cannot be read.
            BadConfig: the start page needs a browser and there is none.
        """
        workers = max(4, min(_MOST_WORKERS, round(_ENTRY_S / max(self._distance_s, 0.01))))
        crawl = _Crawl(self._fetcher, self._browser, query, workers)
        entries = crawl.entries(urls.canonical(self._start) or self._start, should_stop)
        yield from (Step(url, problem=problem) for url, problem in crawl.problems if url not in done)
        total = min(len(entries), query.limit)
        unread = [entry for entry in entries if entry[0] not in done]
        waiting = deque(unread[: crawl.pages_left])
        yield from crawl.read_all(waiting, query.limit - query.found, total, should_stop)
        if crawl.is_cut_off and not should_stop():
            yield Step(f"{self._start}#page-limit", total=total, problem=_cut_off(query))


class _Crawl:
    """One run over a directory, with its page budget."""

    def __init__(self, fetcher: Fetcher, browser: Renderer | None, query: Query, workers: int) -> None:
        self._fetcher, self._browser, self._query, self._workers = fetcher, browser, query, workers
        self.pages_left, self._entries_left = query.max_pages, 0
        self._lock = threading.Lock()
        self._sites = CompanySites(self._read, self._may_read)
        self._is_sifting, self.is_cut_off = False, False
        self.problems: list[tuple[str, str]] = []

    def entries(self, start: str, should_stop: Callable[[], bool]) -> list[Entry]:
        """The directory's entries with the sector of the list they stand in, each once, the lists by turns."""
        home = self._read(start)
        links = listing.links(home.text, home.url)
        if not links:
            links = listing.links(self._rendered(home).text, home.url)
        categories = listing.categories(links)
        wanted = [link for link in categories if listing.sector_of(link) == self._query.sector]
        self._is_sifting = bool(self._query.sector) and not wanted
        starts = [(link.url, listing.sector_of(link)) for link in wanted or categories]
        frame = frozenset(link.url for link in (*categories, *links) if link.in_frame or link in categories) | {start}
        found: dict[str, str] = {}
        for url, sector in starts or [(start, sectors.OTHER)]:
            self._walk_list(url, sector, frame, found, should_stop)
        self.is_cut_off = len(found) < self._query.limit and len(found) >= self.pages_left
        return _in_turn(found)

    def _walk_list(
        self, url: str, sector: str, frame: frozenset[str], found: dict[str, str], should_stop: Callable[[], bool]
    ) -> None:
        """Follow one list to its end; a page that adds nothing new ends it, whatever it links to."""
        pages, seen = deque([url]), {url}
        while pages and len(seen) <= _MOST_LIST_PAGES and not should_stop() and not self._has_enough(found):
            present = pages.popleft()
            try:
                page = self._rendered(self._read(present))
            except HandpickedError as error:
                self.problems.append((present, error.what))
                continue
            links = listing.links(page.text, page.url)
            fresh = [entry for entry in listing.entries(page.text, page.url, links, frame) if entry not in found]
            found.update((entry, sector) for entry in fresh)
            following = [link for link in listing.next_pages(links) if link not in seen] if fresh else []
            seen.update(following)
            pages.extend(following)

    def _has_enough(self, found: dict[str, str]) -> bool:
        """Whether no further list page can matter: the limit is full, or the pages left are all spoken for."""
        is_full = len(found) >= self._query.limit * _SPARE + 10 and not self._is_sifting
        return is_full or len(found) >= self.pages_left

    def read_all(
        self, waiting: deque[Entry], wanted: int, total: int, should_stop: Callable[[], bool]
    ) -> Iterator[Step]:
        """Read entries in parallel and hand them out as they are finished, until enough businesses are found."""
        self._entries_left, found = len(waiting), 0
        running: set[Future[Step]] = set()
        pool = ThreadPoolExecutor(self._workers, thread_name_prefix="crawl")
        try:
            while running or waiting:
                while waiting and len(running) < self._workers and found + len(running) < wanted and not should_stop():
                    running.add(pool.submit(self._entry, *waiting.popleft(), total))
                if not running:
                    return
                finished, running = wait(running, return_when=FIRST_COMPLETED)
                for step in (future.result() for future in finished):
                    found += len(step.found)
                    yield step
                if should_stop():
                    waiting.clear()
                    running = {future for future in running if not future.cancel()}
        finally:
            pool.shutdown(cancel_futures=True)

    def _entry(self, url: str, sector: str, total: int) -> Step:
        try:
            page = self._read(url)
            facts = extract.facts(page.text, page.url)
            if not facts.is_business() and extract.looks_empty(page.text):
                facts = extract.facts(self._rendered(page).text, page.url)
        except HandpickedError as error:
            return Step(url, total=total, problem=str(error))
        finally:
            with self._lock:
                self._entries_left -= 1
        if not facts.is_business():
            return Step(
                url, total=total, problem=f"{url} does not tell of a business: no name with an address or contact."
            )
        return self._with_site(url, sector, facts, total)

    def _with_site(self, url: str, sector: str, facts: Facts, total: int) -> Step:
        problem = ""
        try:
            self._sites.add_to(facts)
        except HandpickedError as error:
            problem = f"Its own web site was left out: {error.what}"
        found = facts.found(sector)
        if self._is_sifting and found.business.sector not in (self._query.sector, sectors.OTHER):
            return Step(url, total=total)
        return Step(url, (found,), total, problem)

    def _read(self, url: str) -> Page:
        with self._lock:
            if self.pages_left <= 0:
                raise NotAllowed(f"{url} was not read: the limit of {self._query.max_pages} pages is reached.")
            self.pages_left -= 1
        return self._fetcher.fetch(url)

    def _may_read(self, reserve: float) -> bool:
        """Whether ``reserve`` pages for every waiting entry are left beside one more page."""
        with self._lock:
            return self.pages_left > self._entries_left * reserve

    def _rendered(self, page: Page) -> Page:
        if not extract.looks_empty(page.text):
            return page
        if self._browser is None:
            raise BadConfig(f"{page.url} needs a browser.", todo="Install chromium.")
        return self._browser.render(page)


def _cut_off(query: Query) -> str:
    return f"The limit of {query.max_pages} pages was reached before every entry was read; raise it to read the rest."


def _in_turn(found: dict[str, str]) -> list[Entry]:
    """The first of every list, then the second of every list ...: so that a limit leaves no sector out."""
    place = Counter[str]()
    ranked = []
    for url, sector in found.items():
        ranked.append((place[sector], url, sector))
        place[sector] += 1
    return [(url, sector) for _, url, sector in sorted(ranked, key=lambda entry: entry[0])]
