"""What a person means by a place: the results of Nominatim, OpenStreetMap's search for places."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from agents.discovery import contacts, tiles
from agents.discovery.facts import clean
from agents.discovery.outage import KEPT
from agents.discovery.service import Service
from agents.discovery.tiles import Box
from storage.errors import BadInput, Unavailable

MOST = 8
_AREA_OFFSET = {"relation": 3_600_000_000, "way": 2_400_000_000}
_LONGEST_NAME = 120
_EDGE = 0.01
_OF_PLACES = ("boundary", "place")


@dataclass(frozen=True)
class Place:
    """Where to look: the name it is known by, what tells it from others of that name, its outline, its middle.

    ``kind`` and ``number`` are its element on OpenStreetMap, "" and 0 where there is none. ``box`` is south, west,
    north, east and ``middle`` latitude, longitude in degrees.
    """

    name: str
    label: str
    kind: str
    number: int
    box: tuple[float, float, float, float]
    middle: tuple[float, float]

    @property
    def is_area(self) -> bool:
        """Whether its outline is known, so that only what lies inside it is found."""
        return self.kind in _AREA_OFFSET and self.number > 0

    @property
    def area(self) -> int:
        """The number of its outline at Overpass."""
        return _AREA_OFFSET[self.kind] + self.number

    @property
    def url(self) -> str:
        return f"https://www.openstreetmap.org/{self.kind}/{self.number}" if self.number else ""

    def whole(self, radius_km: float) -> Box:
        """The box to look in: that of the place, or around a circle about its middle."""
        if radius_km:
            return tiles.around(self.middle, radius_km)
        south, west, north, east = self.box
        # Box and outline come from two services, whose copies of the map are not of the same hour.
        edge = _EDGE if self.is_area else 0.0
        return Box.of(south - edge, west - edge, north + edge, east + edge)

    @property
    def text(self) -> str:
        """All of it on one line, for a campaign's brief; read by ``of_text``."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def of_text(text: str) -> Place | None:
    """A place that ``Place.text`` gave; None for any other text."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict):
        return None
    box, middle = told.get("box"), told.get("middle")
    if not isinstance(box, list) or not isinstance(middle, list) or len(middle) != 2:
        return None
    return _place(told, [str(part) for part in box], middle[0], middle[1])


def search(service: Service, nominatim: str, words: str, should_stop: Callable[[], bool]) -> list[Place]:
    """The places of that name, the best known first; empty where there is none, or when told to stop meanwhile.

    Raises:
        BadInput: no place was named. Otherwise as ``Service.get``, and Unavailable for an answer that makes no sense.
    """
    wanted = " ".join(words.split())
    if not wanted:
        raise BadInput("No place was named.", kept=KEPT, todo="Name a town, a district or a region.")
    asked = {"q": wanted[:200], "format": "jsonv2", "limit": str(MOST), "dedupe": "1"}
    answer = service.get(f"{nominatim.rstrip('/')}/search", asked, should_stop)
    return [] if answer is None else _read(answer)


def best(words: str, found: list[Place]) -> Place:
    """The first with an outline, else the first. Raises BadInput where there is none."""
    if not found:
        raise BadInput(
            f'The place "{words[:80]}" was not found on OpenStreetMap.',
            kept=KEPT,
            todo="Check the spelling, or add the country.",
        )
    return next((place for place in found if place.is_area), found[0])


def _read(answer: Any) -> list[Place]:
    if not isinstance(answer, list) or not all(isinstance(one, dict) for one in answer):
        raise Unavailable(
            "The place search answered with something that is no list of places.", kept=KEPT, todo="Try again later."
        )
    # A hotel or station of the name is no place to look in, unless there is nothing else.
    settled = [one for one in answer if str(one.get("category", one.get("class", ""))) in _OF_PLACES]
    found = [place for one in settled or answer if (place := _of_result(one)) is not None]
    return list({(place.kind, place.number, place.label): place for place in found}.values())


def _of_result(one: Mapping[str, Any]) -> Place | None:
    box = one.get("boundingbox")
    if not isinstance(box, list) or len(box) != 4:
        return None
    told = {
        "name": one.get("name") or str(one.get("display_name", "")).split(",")[0],
        "label": one.get("display_name", ""),
        "kind": one.get("osm_type", ""),
        "number": one.get("osm_id"),
    }
    return _place(told, [box[0], box[2], box[1], box[3]], one.get("lat"), one.get("lon"))


def _place(told: Mapping[str, Any], box: list[Any], lat: object, lon: object) -> Place | None:
    """``box`` is south, west, north, east; None where it lies beyond the map."""
    low, high = (contacts.position(*box[:2]), contacts.position(*box[2:4])) if len(box) == 4 else (None, None)
    if low is None or high is None:
        return None
    inside = Box.of(*low, *high)
    number = int(contacts.decimal(told.get("number")) or 0)
    kind = str(told.get("kind", ""))
    is_known = number > 0 and kind in ("node", "way", "relation")
    name = clean(str(told.get("name", "")), _LONGEST_NAME)
    return Place(
        name,
        clean(str(told.get("label", "")), 2 * _LONGEST_NAME) or name,
        kind if is_known else "",
        number if is_known else 0,
        (inside.south, inside.west, inside.north, inside.east),
        contacts.position(lat, lon) or inside.middle,
    )
