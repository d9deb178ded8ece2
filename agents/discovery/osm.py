"""OpenStreetMap as a source: Nominatim knows the place, Overpass the businesses in it, tile by tile."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from agents.discovery import overpass, places, tiles
from agents.discovery.outage import AGAIN, KEPT, PASSING
from agents.discovery.overpass import Overpass, Stopped, Wait
from agents.discovery.places import Place
from agents.discovery.service import Service, TooMuch
from agents.discovery.source import Found, Item, Outcome, Past, Plan, Query, Step, Visit
from agents.discovery.tags import Element, founds
from agents.discovery.tiles import SMALLEST_SIDE, Box
from storage.errors import BadConfig, BadInput, HandpickedError, Unavailable
from storage.records import Quote
from storage.sectors import SECTORS

BATCH = 100
TILE = "tile"
MOST_TILES = 400
MOST_RADIUS_KM = 500.0
_NAMED = "openstreetmap tile "
_LIST = f"{_NAMED}list"
_TILE_S = 4.0
_GIVEN_UP_AFTER = 3


@dataclass(frozen=True)
class _Search:
    """What one search looks for: everywhere in ``whole``, by ``filters``."""

    query: Query
    place: Place
    filters: tuple[tuple[str, str], ...]
    whole: Box

    def question(self, tile: Box) -> str:
        part = None if tile == self.whole else tile
        return overpass.question(self.filters, self.place, self.query.radius_km, part, self.query.limit)


class OsmSource:
    """Businesses from OpenStreetMap, tile by tile from the middle of the place outwards.

    The usage policies of Nominatim and Overpass are kept: one request a second and host, a user agent with a
    contact, one search for a place and one query a tile, the attribution shown with the result. A tile that Overpass
    cannot answer whole is asked for in four.

    Args:
        nominatim_url, overpass_url: the services, such as ``https://nominatim.openstreetmap.org`` and
            ``https://overpass-api.de/api/interpreter``; the user's own settings, which may be on this machine.
        contact: an e-mail address or URL that the services can reach the user at; their policies ask for one.
        service: asks the services; replaceable to share its pace.
        wait: lets time pass while Overpass is busy; replaceable.
    """

    name = "OpenStreetMap"

    def __init__(
        self,
        nominatim_url: str,
        overpass_url: str,
        contact: str,
        service: Service | None = None,
        wait: Wait = overpass.wait,
    ) -> None:
        self._nominatim, self._overpass = nominatim_url.rstrip("/"), overpass_url
        self._contact, self._service = contact.strip(), service or Service(contact.strip())
        self._wait = wait

    def plan(self, query: Query) -> Plan:
        """One request a tile, and one for the place where it was not looked up before.

        Raises BadInput for a place that is too large, or a sector that is not known.
        """
        _tag_filters(query.sectors)
        place = places.of_text(query.area)
        where = (self.name,)
        if place is None:
            note = "The place is not looked up yet; one that is larger than a city takes more requests."
            return Plan(where, 0, 5.0 + query.limit * 0.01, 2, note=note)
        requests = len(_tiles_of(place.whole(query.radius_km)))
        note = "" if requests == 1 else "A tile with too much for one answer takes four more."
        return Plan(where, 0, 1.0 + requests * _TILE_S + query.limit * 0.01, requests, note=note)

    def find_places(self, words: str, should_stop: Callable[[], bool]) -> list[Place]:
        """The places that words may mean, the best known first.

        Raises: BadConfig without a contact; BadInput without words; RateLimited, Blocked, Unavailable.
        """
        self._need_contact()
        return places.search(self._service, self._nominatim, words, should_stop)

    def find(self, query: Query, past: Past, should_stop: Callable[[], bool]) -> Iterator[Step]:
        """One step a tile, named by its box; before it one a hundred businesses, named by its first and last element.

        A tile that is split gives its quarters as ``ahead``.

        Raises:
            BadConfig: no contact is known, or a service's address is none.
            BadInput: the place or the sector is not known, or the place is larger than a country.
            RateLimited, Blocked, Unavailable: a service did not answer as it should, tile after tile.
        """
        self._need_contact()
        filters = tuple(_tag_filters(query.sectors))
        visits: list[Visit] = []
        place = self._place(query, visits, should_stop)
        if place is None:
            return
        whole = place.whole(query.radius_km)
        starts = _tiles_of(whole)
        walk = _Walk(_Search(query, place, filters, whole), self._new_overpass(visits), past, should_stop)
        try:
            yield from walk.steps(starts)
        except Stopped:
            return

    def _new_overpass(self, visits: list[Visit]) -> Overpass:
        asked = Overpass(self._service, self._overpass, self._wait)
        asked.visits += visits
        return asked

    def _need_contact(self) -> None:
        if not self._contact:
            raise BadConfig(
                "OpenStreetMap's services want to know whom they can reach, and no contact is set.",
                kept=KEPT,
                todo="Fill in the sender's e-mail on the Settings screen, or set HANDPICKED_CONTACT, then try again.",
            )

    def _place(self, query: Query, visits: list[Visit], should_stop: Callable[[], bool]) -> Place | None:
        """What was understood before, else the best known place of that name; None when told to stop."""
        known = places.of_text(query.area)
        if known is not None:
            return known
        found = self.find_places(query.place, should_stop)
        if should_stop():
            return None
        visits.append(Visit(f"{self._nominatim}/search", Outcome.FETCHED))
        return places.best(query.place, found)


class _Walk:
    """One walk over the tiles that are still to be read."""

    def __init__(self, search: _Search, asked: Overpass, past: Past, should_stop: Callable[[], bool]) -> None:
        self._search, self._asked, self._past, self._should_stop = search, asked, past, should_stop
        self._left = search.query.limit - search.query.found
        self._seen: set[tuple[str, int]] = set()
        self._read, self._given_up, self._has_answered = 0, 0, False
        self._problem: HandpickedError | None = None

    def steps(self, starts: Sequence[Box]) -> Iterator[Step]:
        ahead = _boxes_ahead(self._past)
        waiting = [box for box in (*starts, *ahead) if _name(box) not in self._past.done]
        waiting = tiles.nearest_first(waiting, self._search.whole.middle)
        if len(starts) > 1 and _LIST not in self._past.done:
            yield Step(_LIST, total=len(waiting), ahead=tuple(map(_item, waiting)), visits=self._visits())
        while waiting and self._left > 0 and not self._should_stop():
            tile = waiting.pop(0)
            steps = list[Step]()
            for step in self._tile(tile, len(waiting)):
                steps.append(step)
                yield step
            quarters = [box for step in steps for item in step.ahead if (box := _box(item)) is not None]
            waiting = [*quarters, *waiting]
        if self._problem is not None and not self._has_answered:
            raise self._problem

    def _tile(self, tile: Box, waiting: int) -> Iterator[Step]:
        self._read += 1
        total = self._read + waiting
        try:
            elements = self._asked.ask(
                self._search.question(tile), tile.name, self._search.query.limit, self._should_stop
            )
        except TooMuch as error:
            yield self._smaller(tile, total, error)
            if self._given_up >= _GIVEN_UP_AFTER:
                raise Unavailable(error.what, kept=KEPT, todo=AGAIN) from error
            return
        except HandpickedError as error:
            yield self._failed(tile, total, error)
            raise
        self._given_up, self._has_answered = 0, True
        yield from self._batches(tile, total, [one for one in elements if (one.kind, one.number) not in self._seen])

    def _smaller(self, tile: Box, total: int, error: TooMuch) -> Step:
        """The tile in four; one that is as small as they get is left for a later run."""
        if tile.side > SMALLEST_SIDE:
            quarters = tiles.nearest_first(tile.quarters(), self._search.whole.middle)
            return Step(_name(tile), total=total + 4, ahead=tuple(map(_item, quarters)), visits=self._visits())
        self._given_up, self._problem = self._given_up + 1, error
        return self._failed(tile, total, error)

    def _failed(self, tile: Box, total: int, error: HandpickedError) -> Step:
        ahead, passing = (_item(tile),), isinstance(error, PASSING)
        return Step(_name(tile), (), total, str(error), passing, ahead=ahead if passing else (), visits=self._visits())

    def _batches(self, tile: Box, total: int, elements: list[Element]) -> Iterator[Step]:
        """A step a hundred businesses; the last has the tile's own name."""
        self._seen.update((one.kind, one.number) for one in elements)
        results = list(founds(elements))
        for start in range(0, len(results) or 1, BATCH):
            few = results[start : start + BATCH]
            is_last = start + BATCH >= len(results)
            name = _name(tile) if is_last else _batch_name(few)
            if name in self._past.done or self._left <= 0:
                continue
            if self._should_stop():
                raise Stopped
            step = _step(name, few[: self._left], self._search.place, self._search.query.radius_km, total)
            self._left -= len(step.found)
            yield replace(step, visits=self._visits())

    def _visits(self) -> tuple[Visit, ...]:
        """What was asked since the last step."""
        visits = tuple(self._asked.visits)
        self._asked.visits.clear()
        return visits


def _tiles_of(whole: Box) -> list[Box]:
    """Raises BadInput for more tiles than a public service should be asked for."""
    if tiles.count(whole) > MOST_TILES:
        raise BadInput(
            "The place is too large to search at once.", kept=KEPT, todo="Name a country's part, a region or a town."
        )
    return tiles.nearest_first(tiles.grid(whole), whole.middle)


def _name(box: Box) -> str:
    return f"{_NAMED}{box.name}"


def _item(box: Box) -> Item:
    return Item(_name(box), TILE, box.name)


def _box(item: Item) -> Box | None:
    return tiles.of_name(item.note) if item.kind == TILE else None


def _boxes_ahead(past: Past) -> list[Box]:
    return [box for item in past.ahead if (box := _box(item)) is not None]


def _tag_filters(sectors: tuple[str, ...]) -> list[tuple[str, str]]:
    if unknown := [sector for sector in sectors if sector not in SECTORS]:
        raise BadInput(
            f'The sector "{unknown[0][:40]}" has no OpenStreetMap tags.',
            kept=KEPT,
            todo="Choose sectors from the list.",
        )
    return [tag for slug, known in SECTORS.items() if not sectors or slug in sectors for tag in known.tags]


def _batch_name(results: list[tuple[Element, Found | str]]) -> str:
    first, last = results[0][0], results[-1][0]
    return f"openstreetmap {first.kind}/{first.number} to {last.kind}/{last.number} ({len(results)})"


def _step(name: str, results: list[tuple[Element, Found | str]], place: Place, radius_km: float, total: int) -> Step:
    found = tuple(_inside(result, place, radius_km) for _, result in results if isinstance(result, Found))
    nameless = len(results) - len(found)
    return Step(name, found, total, f"{nameless} places without a name were left out." if nameless else "")


def _inside(found: Found, place: Place, radius_km: float) -> Found:
    """An element without a town in its address lies in the town whose outline was searched."""
    if found.business.city or radius_km or not place.is_area:
        return found
    quote = Quote("city", f"inside the outline of {place.name}", place.url)
    return replace(found, business=replace(found.business, city=place.name), quotes=(*found.quotes, quote))
