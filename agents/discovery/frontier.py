"""What a crawl still has to read, in an order that only the directory decides."""

import heapq
from collections.abc import Iterable
from dataclasses import dataclass

from agents.discovery.source import Item, Past
from storage import sectors

LIST, ENTRY = "list", "entry"
_USUAL_ENTRIES = 20
_SPARE, _SPARE_ENTRIES = 1.2, 10


@dataclass(frozen=True)
class Place:
    """Where an item stands: the sector and number of its list, on which page of the list, in which row.

    Kept as an item's note, so that a crawl that was cut off goes on in the same order.
    """

    sector: str = sectors.OTHER
    lane: int = 0
    page: int = 0
    row: int = 0

    @classmethod
    def read(cls, note: str) -> "Place":
        """The place that a note tells; an odd one stands at the very start."""
        sector, *numbers = note.split() or [sectors.OTHER]
        known = [int(number) for number in numbers if number.isdigit()]
        return cls(sector, *known) if len(known) == 3 else cls(sector)

    @property
    def note(self) -> str:
        return f"{self.sector} {self.lane} {self.page} {self.row}"


def item(url: str, kind: str, place: Place) -> Item:
    return Item(url, kind, place.note)


class Frontier:
    """The lists and entries that wait, each known once.

    First pages of all lists come before second pages; of one page of each list, the first entries before the second
    ones: so that a limit leaves no sector out. What is next depends on nothing but what waits and how many are wanted.
    """

    def __init__(self, past: Past) -> None:
        self._known = set(past.done)
        self._waiting: dict[str, list[tuple[int, int, int, str, Item]]] = {LIST: [], ENTRY: []}
        self.add(one for one in past.ahead if one.kind in self._waiting)

    def add(self, items: Iterable[Item]) -> tuple[Item, ...]:
        """Put items in line; those that were not known."""
        fresh = []
        for one in items:
            if one.name not in self._known:
                self._known.add(one.name)
                place = Place.read(one.note)
                heapq.heappush(self._waiting[one.kind], (place.page, place.row, place.lane, one.name, one))
                fresh.append(one)
        return tuple(fresh)

    def know(self, name: str) -> None:
        """An item that is being read and never waits."""
        self._known.add(name)

    def knows(self, name: str) -> bool:
        """Whether an item waits, is being read, or was read."""
        return name in self._known

    @property
    def total(self) -> int:
        """How many items are known, finished ones included."""
        return len(self._known)

    @property
    def entries(self) -> int:
        """How many entries wait."""
        return len(self._waiting[ENTRY])

    def expected(self, most: int) -> int:
        """How many businesses may still come, at most ``most``: the entries that wait, and those of the lists."""
        return min(most, self.entries + _USUAL_ENTRIES * len(self._waiting[LIST]))

    def next(self, wanted: float) -> Item | None:
        """The next item, where ``wanted`` businesses or pages are left; None where nothing waits.

        Lists come first, until more entries wait than are wanted: some turn out to be gone, forbidden or empty.
        """
        lists, entries = self._waiting[LIST], self._waiting[ENTRY]
        if not lists or not entries:
            waiting = lists or entries
            return waiting[0][-1] if waiting else None
        is_enough = len(entries) >= wanted * _SPARE + _SPARE_ENTRIES
        return entries[0][-1] if is_enough or entries[0][0] < lists[0][0] else lists[0][-1]

    def take(self, one: Item) -> None:
        """Take the item that ``next`` gave out of the line."""
        heapq.heappop(self._waiting[one.kind])
