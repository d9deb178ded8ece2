"""What a page of a list leads to: its entries, and the pages on which it goes on."""

from agents.discovery import urls
from agents.discovery.fetch import Page
from agents.discovery.frontier import ENTRY, LIST, Frontier, Place, item
from agents.discovery.layout import Layout
from agents.discovery.source import Item, Step
from agents.discovery.trip import Trip

_MOST_LIST_PAGES = 200
_MOST_TRAPS = 20


class Turning:
    """Turns the pages of a directory's lists; a page that adds nothing new ends its list, whatever it links to."""

    def __init__(self, layout: Layout, frontier: Frontier) -> None:
        self._layout, self._frontier = layout, frontier

    def starts(self, home: Page, wanted: tuple[str, ...]) -> tuple[Item, ...]:
        """The lists that the start page links to."""
        lists = self._layout.lists(home, wanted)
        return self._frontier.add(item(url, LIST, Place(sector, lane)) for lane, (url, sector) in enumerate(lists))

    def step(self, of: Item, page: Page, trip: Trip) -> Step:
        """The step of a list page, with what it leads to put in line; traps are visits left out."""
        place = Place.read(of.note)
        entries, following = self._layout.entries(page)
        fresh = self._frontier.add(
            item(url, ENTRY, Place(place.sector, place.lane, place.page, place.row + row))
            for row, url in enumerate(self._open(entries, trip))
        )
        more = self._open(following, trip) if fresh and place.page < _MOST_LIST_PAGES else []
        pages = self._frontier.add(
            item(url, LIST, Place(place.sector, place.lane, place.page + 1 + later, place.row + len(entries)))
            for later, url in enumerate(more)
        )
        return Step(of.name, ahead=(*fresh, *pages))

    def entries(self, addresses: list[str]) -> tuple[Item, ...]:
        """Put entries in line that no list names."""
        return self._frontier.add(item(url, ENTRY, Place(row=row)) for row, url in enumerate(addresses))

    def _open(self, addresses: list[str], trip: Trip) -> list[str]:
        """The addresses that are no traps."""
        found, traps = [], 0
        for url in addresses:
            if why := urls.trap(url):
                traps += 1
                if traps <= _MOST_TRAPS:
                    trip.leave_out(url, why)
            else:
                found.append(url)
        return found
