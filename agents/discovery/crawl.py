"""One run over a directory site: its lists, its entries side by side, and what failed once more."""

import threading
from collections import Counter, deque
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import replace

from agents.discovery import extract, listing
from agents.discovery.browser import Renderer
from agents.discovery.company import CompanySites
from agents.discovery.facts import Facts
from agents.discovery.fetch import Fetcher, Page
from agents.discovery.outage import PASSING, Outage, given_up
from agents.discovery.source import Query, Step
from storage import sectors
from storage.errors import BadConfig, HandpickedError, NotAllowed

_MOST_LIST_PAGES = 200

# Some entries turn out to be gone, forbidden or empty, so a limited crawl lists a few more than it needs.
_SPARE = 1.2

Entry = tuple[str, str]


class Crawl:
    """One run over a directory, with its page budget.

    What fails for a cause that may pass is read again at the end of the run.
    """

    def __init__(self, fetcher: Fetcher, browser: Renderer | None, query: Query, workers: int, outage: Outage) -> None:
        self._fetcher, self._browser, self._query, self._workers = fetcher, browser, query, workers
        self._outage = outage
        self.pages_left, self._entries_left, self._found = query.max_pages, 0, 0
        self._lock = threading.Lock()
        self._sites = CompanySites(self._read, self._may_read)
        self._is_sifting, self.is_cut_off = False, False
        self.problems: list[Step] = []

    def entries(self, start: str, should_stop: Callable[[], bool]) -> list[Entry]:
        """The directory's entries with the sector of the list they stand in, each once, the lists by turns."""
        try:
            home = self._read(start)
        except HandpickedError as error:
            raise given_up(error) from error
        links = listing.links(home.text, home.url)
        if not links:
            links = listing.links(self._rendered(home).text, home.url)
        categories = listing.categories(links)
        wanted = [link for link in categories if listing.sector_of(link) in self._query.sectors]
        self._is_sifting = bool(self._query.sectors) and not wanted
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
            page = self._list_page(present)
            if page is None:
                continue
            links = listing.links(page.text, page.url)
            fresh = [entry for entry in listing.entries(page.text, page.url, links, frame) if entry not in found]
            found.update((entry, sector) for entry in fresh)
            following = [link for link in listing.next_pages(links) if link not in seen] if fresh else []
            seen.update(following)
            pages.extend(following)

    def _list_page(self, url: str) -> Page | None:
        """A page of a list, read twice where its failure may pass; None where it gives nothing, which is kept."""
        page = self._page_or_error(url)
        if isinstance(page, PASSING):
            self._outage.check()
            page = self._page_or_error(url)
        if isinstance(page, HandpickedError):
            self.problems.append(_failed(url, 0, page))
            return None
        return page

    def _page_or_error(self, url: str) -> Page | HandpickedError:
        try:
            return self._rendered(self._read(url))
        except HandpickedError as error:
            return error

    def _has_enough(self, found: dict[str, str]) -> bool:
        """Whether no further list page can matter: the limit is full, or the pages left are all spoken for."""
        is_full = len(found) >= self._query.limit * _SPARE + 10 and not self._is_sifting
        return is_full or len(found) >= self.pages_left

    def read_all(
        self, waiting: deque[Entry], wanted: int, total: int, should_stop: Callable[[], bool]
    ) -> Iterator[Step]:
        """Read entries in parallel and hand them out as they are finished, until enough businesses are found."""
        held: dict[Entry, Step] = {}
        for entry, step in self._round(waiting, wanted, total, should_stop):
            if step.is_passing:
                held[entry] = step
            else:
                yield step
        if held and not should_stop():
            yield from self._read_again(held, wanted, total, should_stop)

    def _read_again(
        self, held: dict[Entry, Step], wanted: int, total: int, should_stop: Callable[[], bool]
    ) -> Iterator[Step]:
        self._outage.last_round()
        self._sites.last_round()
        self._fetcher.forget_silence()
        self._found -= sum(len(step.found) for step in held.values())
        waiting = deque(sorted(held, key=lambda entry: not held[entry].found))
        for entry, step in self._round(waiting, wanted, total, should_stop):
            yield _better(held.pop(entry), step)
        if not should_stop():
            yield from held.values()

    def _round(
        self, waiting: deque[Entry], wanted: int, total: int, should_stop: Callable[[], bool]
    ) -> Iterator[tuple[Entry, Step]]:
        self._entries_left = len(waiting)
        running: dict[Future[Step], Entry] = {}
        pool = ThreadPoolExecutor(self._workers, thread_name_prefix="crawl")
        try:
            while running or waiting:
                while waiting and len(running) < min(self._workers, wanted - self._found) and not should_stop():
                    entry = waiting.popleft()
                    running[pool.submit(self._entry, *entry, total)] = entry
                if not running:
                    return
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    yield running.pop(future), self._counted(future.result())
                if should_stop():
                    waiting.clear()
                    running = {future: entry for future, entry in running.items() if not future.cancel()}
        finally:
            pool.shutdown(cancel_futures=True)

    def _counted(self, step: Step) -> Step:
        self._found += len(step.found)
        if step.is_passing and not step.found:
            self._outage.page_failed()
        else:
            self._outage.page_answered()
        return step

    def _entry(self, url: str, sector: str, total: int) -> Step:
        try:
            page = self._read(url)
            facts = extract.facts(page.text, page.url)
            if not facts.is_business() and extract.looks_empty(page.text):
                facts = extract.facts(self._rendered(page).text, page.url)
        except HandpickedError as error:
            return _failed(url, total, error)
        finally:
            with self._lock:
                self._entries_left -= 1
        if not facts.is_business():
            return Step(
                url, total=total, problem=f"{url} does not tell of a business: no name with an address or contact."
            )
        return self._with_site(url, sector, facts, total)

    def _with_site(self, url: str, sector: str, facts: Facts, total: int) -> Step:
        problem, is_passing = "", False
        try:
            self._sites.add_to(facts)
        except HandpickedError as error:
            problem, is_passing = f"Its own web site was left out: {error.what}", isinstance(error, PASSING)
        found = facts.found(sector)
        if self._is_sifting and found.business.sector not in (*self._query.sectors, sectors.OTHER):
            return Step(url, total=total)
        return Step(url, (found,), total, problem, is_passing)

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


def _failed(url: str, total: int, error: HandpickedError) -> Step:
    return Step(url, total=total, problem=str(error), is_passing=isinstance(error, PASSING))


def _better(first: Step, second: Step) -> Step:
    """What two readings of an entry come to: a business whose own site stays silent is finished all the same."""
    best = second if second.found or not first.found else first
    return replace(best, is_passing=best.is_passing and not best.found)


def _in_turn(found: dict[str, str]) -> list[Entry]:
    """The first of every list, then the second of every list ...: so that a limit leaves no sector out."""
    place = Counter[str]()
    ranked = []
    for url, sector in found.items():
        ranked.append((place[sector], url, sector))
        place[sector] += 1
    return [(url, sector) for _, url, sector in sorted(ranked, key=lambda entry: entry[0])]
