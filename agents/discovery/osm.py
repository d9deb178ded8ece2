"""OpenStreetMap as a source: Nominatim knows the place, Overpass the businesses in it."""

import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from agents.discovery import contacts
from agents.discovery.outage import KEPT
from agents.discovery.service import Service
from agents.discovery.source import Found, Past, Plan, Query, Step
from agents.discovery.tags import Element, founds
from storage.errors import BadConfig, BadInput, Unavailable
from storage.records import Quote
from storage.sectors import SECTORS

BATCH = 100
_AREA_OFFSET = {"relation": 3_600_000_000, "way": 2_400_000_000}
_LARGEST_SQUARE_DEGREES = 10.0
_OVERPASS_S = 120


@dataclass(frozen=True)
class Place:
    """Where to look: the name it is known by, its outline's element ("" where it is a mere point), its box.

    ``box`` is south, west, north, east in degrees.
    """

    name: str
    kind: str
    number: int
    box: tuple[float, float, float, float]

    @property
    def is_area(self) -> bool:
        return self.kind in _AREA_OFFSET


class OsmSource:
    """Businesses from OpenStreetMap, in batches of about a hundred.

    The usage policies of Nominatim and Overpass are kept: one request a second and host, a user agent with a
    contact, one search for a place and one query for its businesses a run, the attribution shown with the result.

    Args:
        nominatim_url, overpass_url: the services, such as ``https://nominatim.openstreetmap.org`` and
            ``https://overpass-api.de/api/interpreter``; the user's own settings, which may be on this machine.
        contact: an e-mail address or URL that the services can reach the user at; their policies ask for one.
        service: asks the services; replaceable to share its pace.
    """

    name = "OpenStreetMap"

    def __init__(self, nominatim_url: str, overpass_url: str, contact: str, service: Service | None = None) -> None:
        self._nominatim, self._overpass = nominatim_url.rstrip("/"), overpass_url
        self._contact, self._service = contact.strip(), service or Service(contact.strip())
        self._places: dict[str, Place] = {}
        self._lock = threading.Lock()

    def plan(self, query: Query) -> Plan:
        """Two requests: the place, and everything in it that fits."""
        return Plan((self._nominatim, self._overpass), 2, 5.0 + query.limit * 0.01)

    def find(self, query: Query, past: Past, should_stop: Callable[[], bool]) -> Iterator[Step]:
        """One step a batch; its ``item`` names the first and last element, so it is the same while the map is.

        Raises:
            BadConfig: no contact is known, or a service's address is none.
            BadInput: the place or the sector is not known, or the place is larger than a region.
            RateLimited, Blocked, Unavailable: a service did not answer as it should.
        """
        if not self._contact:
            raise BadConfig(
                "OpenStreetMap's services want to know whom they can reach, and no contact is set.",
                kept=KEPT,
                todo="Fill in the sender's e-mail on the Settings screen, or set HANDPICKED_CONTACT, then try again.",
            )
        filters = _tag_filters(query.sectors)
        place = self._place(query.place, should_stop)
        if should_stop():
            return
        answer = self._service.post(self._overpass, {"data": _question(place, filters, query.limit)}, should_stop)
        if answer is None:
            return
        elements = _elements(answer)[: query.limit]
        results = list(founds(elements))
        total = -(-len(results) // BATCH)
        for start in range(0, len(results), BATCH):
            step = _step(results[start : start + BATCH], place, total)
            if step.item not in past.done:
                if should_stop():
                    return
                yield step

    def _place(self, words: str, should_stop: Callable[[], bool]) -> Place:
        wanted = " ".join(words.split())
        if not wanted:
            raise BadInput("No place was named.", kept=KEPT, todo="Name a town, a district or a region.")
        with self._lock:
            if wanted not in self._places:
                found = self._service.get(
                    f"{self._nominatim}/search", {"q": wanted, "format": "jsonv2", "limit": "5"}, should_stop
                )
                self._places[wanted] = _best_place(wanted, found)
            return self._places[wanted]


def _best_place(words: str, answer: Any) -> Place:
    """The first result with an outline, else the first. Raises BadInput where there is none."""
    if not isinstance(answer, list) or not all(isinstance(one, dict) for one in answer):
        raise Unavailable(
            "The place search answered with something that is no list of places.", kept=KEPT, todo="Try again later."
        )
    places = [place for one in answer if (place := _read_place(one)) is not None]
    if not places:
        raise BadInput(
            f'The place "{words[:80]}" was not found on OpenStreetMap.',
            kept=KEPT,
            todo="Check the spelling, or add the country.",
        )
    place = next((place for place in places if place.is_area), places[0])
    south, west, north, east = place.box
    if (north - south) * (east - west) > _LARGEST_SQUARE_DEGREES:
        raise BadInput(f'"{words[:80]}" is too large to search at once.', kept=KEPT, todo="Name a town or a district.")
    return place


def _read_place(one: Mapping[str, Any]) -> Place | None:
    box = one.get("boundingbox")
    if not isinstance(box, list) or len(box) != 4:
        return None
    low, high = contacts.position(box[0], box[2]), contacts.position(box[1], box[3])
    number = contacts.decimal(one.get("osm_id"))
    if low is None or high is None:
        return None
    name = str(one.get("name") or str(one.get("display_name", "")).split(",")[0])
    return Place(name[:120], str(one.get("osm_type", "")) if number else "", int(number or 0), (*low, *high))


def _tag_filters(sectors: tuple[str, ...]) -> list[tuple[str, str]]:
    if unknown := [sector for sector in sectors if sector not in SECTORS]:
        raise BadInput(
            f'The sector "{unknown[0][:40]}" has no OpenStreetMap tags.',
            kept=KEPT,
            todo="Choose sectors from the list.",
        )
    return [tag for slug, known in SECTORS.items() if not sectors or slug in sectors for tag in known.tags]


def _question(place: Place, filters: list[tuple[str, str]], limit: int) -> str:
    """Overpass QL for every named node, way and relation with one of the tags in the place."""
    if place.is_area:
        opening, where = f"area(id:{_AREA_OFFSET[place.kind] + place.number})->.place;", "(area.place)"
    else:
        opening, where = "", "(" + ",".join(f"{degrees:.7f}" for degrees in place.box) + ")"
    parts = "".join(f'nwr["{key}"="{value}"]["name"]{where};' for key, value in filters)
    return f"[out:json][timeout:{_OVERPASS_S}];{opening}({parts});out tags center {limit};"


def _elements(answer: Any) -> list[Element]:
    remark = str(answer.get("remark", "")) if isinstance(answer, dict) else ""
    if "error" in remark.casefold():
        raise Unavailable(
            f"OpenStreetMap's search broke off: {remark[:160]}",
            kept=KEPT,
            todo="Try a smaller place, or again in some minutes.",
        )
    listed = answer.get("elements") if isinstance(answer, dict) else None
    if not isinstance(listed, list):
        raise Unavailable(
            "OpenStreetMap's search answered without a list of elements.", kept=KEPT, todo="Try again later."
        )
    return [element for one in listed if (element := _element(one)) is not None]


def _element(one: Any) -> Element | None:
    if not isinstance(one, dict) or one.get("type") not in ("node", "way", "relation"):
        return None
    if not isinstance(one.get("id"), int) or not isinstance(one.get("tags"), dict):
        return None
    center = one["center"] if isinstance(one.get("center"), dict) else one
    spot = contacts.position(center.get("lat"), center.get("lon")) or (None, None)
    return Element(one["type"], one["id"], {str(k): str(v) for k, v in one["tags"].items()}, *spot)


def _step(results: list[tuple[Element, Found | str]], place: Place, total: int) -> Step:
    first, last = results[0][0], results[-1][0]
    item = f"openstreetmap {first.kind}/{first.number} to {last.kind}/{last.number} ({len(results)})"
    found = tuple(_inside(result, place) for _, result in results if isinstance(result, Found))
    nameless = len(results) - len(found)
    return Step(item, found, total, f"{nameless} places without a name were left out." if nameless else "")


def _inside(found: Found, place: Place) -> Found:
    """An element without a town in its address lies in the town whose outline was searched."""
    if found.business.city or not place.is_area:
        return found
    quote = Quote(
        "city", f"inside the outline of {place.name}", f"https://www.openstreetmap.org/{place.kind}/{place.number}"
    )
    return replace(found, business=replace(found.business, city=place.name), quotes=(*found.quotes, quote))
