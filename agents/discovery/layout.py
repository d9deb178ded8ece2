"""Where a directory keeps its lists, its entries and their facts: guessed from its pages."""

from typing import Protocol

from agents.discovery import extract, listing
from agents.discovery.facts import Facts
from agents.discovery.fetch import Page
from agents.discovery.listing import Link
from storage import sectors

Start = tuple[str, str]
"""The address of a list, and the sector of its entries."""


class Layout(Protocol):
    """Reads the pages of one directory in one search; ``lists`` comes first and may be remembered.

    It says where links and facts are. What is fetched, when and how often is the crawl's affair. ``lists`` and
    ``entries`` are called by one thread, ``facts`` by several at once.
    """

    def lists(self, home: Page, wanted: tuple[str, ...]) -> list[Start]:
        """The lists that the start page links to, of the wanted sectors where it names them; none where it is one."""

    def entries(self, page: Page) -> tuple[list[str], list[str]]:
        """The entries that a list page names, and the pages on which the list goes on."""

    def facts(self, page: Page) -> Facts:
        """What an entry's page says of its business."""


class Guessed:
    """A directory of which nothing is known beforehand."""

    def __init__(self) -> None:
        self._frame = frozenset[str]()

    def lists(self, home: Page, wanted: tuple[str, ...]) -> list[Start]:
        links = listing.links(home.text, home.url)
        categories = listing.categories(links)
        self._frame = frozenset(_addresses(categories)) | {link.url for link in links if link.in_frame} | {home.url}
        starts = [(link.url, listing.sector_of(link)) for link in categories]
        return [start for start in starts if start[1] in wanted and start[1] != sectors.OTHER] or starts

    def entries(self, page: Page) -> tuple[list[str], list[str]]:
        links = listing.links(page.text, page.url)
        return listing.entries(page.text, page.url, links, self._frame - {page.url}), listing.next_pages(links)

    def facts(self, page: Page) -> Facts:
        return extract.facts(page.text, page.url)


def _addresses(links: list[Link]) -> list[str]:
    return [link.url for link in links]
