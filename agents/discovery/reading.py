"""One page of a directory on its way: fetched, shown in a browser where it must be, completed from its own site."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field

from agents.discovery import extract, listing, urls
from agents.discovery.company import MOST_PAGES
from agents.discovery.facts import Facts
from agents.discovery.fetch import Fetcher, Page
from agents.discovery.frontier import LIST, Place
from agents.discovery.layout import Layout
from agents.discovery.scripted import Scripted
from agents.discovery.sites import Visitors
from agents.discovery.source import Item, Step
from agents.discovery.trip import Trip
from storage.errors import BadInput, HandpickedError

_PAGES_OF_A_LIST = 2


@dataclass
class Content:
    """What a page held: its facts where it is an entry's, or why it could not be read.

    ``is_thin`` says that it tells of no business, ``is_empty`` that a script may still fill it in. ``address`` is what
    it calls itself, see ``listing.canonical_of``.
    """

    page: Page | None = None
    facts: Facts | None = None
    error: HandpickedError | None = None
    is_thin: bool = False
    is_empty: bool = False
    address: str = ""


@dataclass
class Reading:
    """An item in line. ``waiting`` is how many entries were expected after it; ``tries`` how often it was read.

    ``is_again`` says that it failed before in this run.

    It is settled once its page is final, claimed once it was its turn, and finished once it has a step.
    """

    item: Item
    waiting: int
    trip: Trip
    future: "Future[Content] | None" = None
    content: Content | None = None
    learnt: dict[str, bool] = field(default_factory=dict)
    is_settled: bool = False
    is_claimed: bool = False
    tries: int = 1
    allowed: int = 0
    site: Visitors | None = None
    is_again: bool = False
    step: Step | None = None

    @property
    def is_list(self) -> bool:
        return self.item.kind == LIST

    @property
    def place(self) -> Place:
        return Place.read(self.item.note)

    @property
    def kind(self) -> str:
        return urls.kind_of(self.item.name)

    def collect(self) -> None:
        """Take what the thread that reads has finished."""
        if self.future is not None and self.future.done():
            self.content, self.future = self.future.result(), None

    @property
    def least_pages(self) -> int:
        """How many pages it has asked for so far, as far as that is sure."""
        own = 0 if self.future is not None else self.trip.pages
        return own + self._site_pages

    @property
    def most_pages(self) -> int:
        """How many pages it may have asked for in the end."""
        if self.step is not None or self._is_site_read:
            return self.least_pages
        if self.is_list:
            return max(_PAGES_OF_A_LIST, self.least_pages)
        return max(1, self.least_pages) + (self.allowed if self.is_claimed else MOST_PAGES)

    @property
    def _is_site_read(self) -> bool:
        return self.site is not None and (self.site.future.done() or not self.site.is_owner)

    @property
    def _site_pages(self) -> int:
        is_counted = self.site is not None and self.site.is_owner and self.site.future.done()
        return self.site.trip.pages if self.site is not None and is_counted else 0


class Reader:
    """Reads one page in a thread of its own.

    Args:
        layout: where an entry's facts are.
    """

    def __init__(self, fetcher: Fetcher, scripted: Scripted, layout: Layout) -> None:
        self._fetcher, self._scripted, self._layout = fetcher, scripted, layout

    def entry(self, url: str, trip: Trip) -> Content:
        """An entry's page as it came, without its scripts."""
        return _guarded(url, lambda: self._told(self._fetcher.fetch(url, trip=trip)))

    def rendered(self, page: Page, trip: Trip) -> Content:
        """An entry's page once its scripts have run."""
        return _guarded(page.url, lambda: self._told(self._scripted.rendered(page, trip)))

    def list_page(self, url: str, trip: Trip, learnt: dict[str, bool]) -> Content:
        """A page of a list, shown in the browser where it is empty without."""
        return _guarded(url, lambda: Content(self._scripted.filled(self._fetcher.fetch(url, trip=trip), trip, learnt)))

    def _told(self, page: Page) -> Content:
        facts = self._layout.facts(page)
        is_thin = not facts.is_business()
        is_empty = is_thin and extract.looks_empty(page.text)
        return Content(page, facts, None, is_thin, is_empty, listing.canonical_of(page.text, page.url))


def _guarded(url: str, read: Callable[[], Content]) -> Content:
    """What was read, or why not; a page that defeats the extraction costs only itself."""
    try:
        return read()
    except HandpickedError as error:
        return Content(error=error)
    except Exception as error:
        problem = BadInput(f"{url} holds something that cannot be read ({type(error).__name__}).")
        problem.__cause__ = error
        return Content(error=problem)
