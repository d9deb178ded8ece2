"""Where a business is: street and house number in one spelling, and how two places lie to each other."""

import math
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import fuzz

from agents.identity.letters import folded, words
from agents.identity.names import is_mistyped

_HOUSE = re.compile(r"(?<![\w.])(\d{1,5})\s?([a-z]\b)?(?:\s?[-–/+,]\s?(\d{1,5})?\s?([a-z]\b)?)?\s*$", re.IGNORECASE)
_HOUSE_FIRST = re.compile(r"^(\d{1,5})\s?([a-z])?,?\s+(?=\D{3})", re.IGNORECASE)
_STREET = re.compile(r"(stra(ss|s)e|str\.?)(?=$|[\s\-])")
_SHORT = {"pl": "platz", "dr": "doktor", "st": "sankt", "prof": "professor", "c": "calle", "av": "avenida",
          "avda": "avenida", "rd": "road", "sq": "square", "ave": "avenue"}  # fmt: skip
_ALIKE_STREET = 88
METRES_A_DEGREE = 111_195.0
ALONE_M, NEAR_M, BESIDE_M, FAR_M = 25.0, 60.0, 150.0, 500.0
"""Metres: enough beside a name alone; one place if no address speaks against it; next to each other; too far for one
address."""


class Place(StrEnum):
    """How two places lie to each other."""

    SAME = "same address"
    NEAR = "same spot"
    UNKNOWN = "place not comparable"
    BESIDE = "another address close by"
    APART = "another place"


@dataclass(frozen=True, slots=True)
class House:
    """A house number: first and last of its range, and the letter ("12 a" is 12, 12, "a")."""

    first: int
    last: int
    letter: str = ""

    def meets(self, other: "House") -> bool:
        """Whether both can be one house: ranges that overlap, and no two different letters."""
        if self.letter and other.letter and self.letter != other.letter:
            return False
        return self.first <= other.last and other.first <= self.last


@dataclass(slots=True)  # As quick to make as ``entry.Normal``, which holds it.
class Address:
    """An address in its normal form; ``lat`` and ``lon`` in degrees (WGS 84)."""

    street: str
    house: House | None
    postcode: str
    city: str
    lat: float | None
    lon: float | None


def street(text: str) -> tuple[str, House | None]:
    """Street name without spaces and in one spelling, and the house number where there is one."""
    text = text.strip().rstrip(".,")
    match = _HOUSE.search(text)
    first = None if match else _HOUSE_FIRST.match(text)
    house = None
    if match and text[: match.start()].strip():
        house, text = _house(match), text[: match.start()]
    elif first:
        house, text = House(int(first[1]), int(first[1]), (first[2] or "").casefold()), text[first.end() :]
    return _street_name(text.strip(" ,")), house


@lru_cache(maxsize=20_000)
def _street_name(text: str) -> str:
    plain = _STREET.sub("str", folded(text).replace("strasse", "str"))
    return "".join(_SHORT.get(word, word) for word in words(plain))


def _house(match: re.Match[str]) -> House:
    first = int(match[1])
    last = int(match[3] or first)
    # "12/14" is a range; "12/3" is a flat or a stairway of number 12.
    last = last if first <= last <= first + 40 else first
    letter = (match[2] or "").casefold()
    is_range = last != first or bool(match[4])
    return House(first, last, "" if is_range else letter)


@lru_cache(maxsize=10_000)
def postcode(text: str) -> str:
    """A postcode without country mark and spaces."""
    return re.sub(r"^(d|de|a|at|ch|es|e)[-\s]+(?=\d)", "", text.strip().casefold()).replace(" ", "")


@lru_cache(maxsize=10_000)
def city(text: str) -> str:
    """A town's name in one spelling."""
    return "".join(words(text))


def metres(a: Address, b: Address) -> float | None:
    """Distance in metres (equirectangular, exact enough below some km), None where a position is missing."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    across = math.radians((a.lat + b.lat) / 2)
    return math.hypot(a.lat - b.lat, (a.lon - b.lon) * math.cos(across)) * METRES_A_DEGREE


def compare(a: Address, b: Address, distance: float | None) -> Place:
    """How two places lie to each other; an address counts more than a position, which may be a building's middle.

    Two streets with one house number in one postcode may be one street, badly written: that is not known.
    """
    if a.street and b.street and not is_same_street(a.street, b.street):
        if distance is None and a.house and a.house == b.house and a.postcode and a.postcode == b.postcode:
            return Place.UNKNOWN
        return _by_distance(distance, Place.BESIDE, Place.APART)
    if a.street and b.street and a.house and b.house:
        if not a.house.meets(b.house):
            return _by_distance(distance, Place.BESIDE, Place.APART)
        return _one_street(a, b, distance)
    if distance is not None:
        return Place.NEAR if distance <= NEAR_M else Place.UNKNOWN if distance <= BESIDE_M else Place.APART
    return Place.APART if _is_other_town(a, b) else Place.UNKNOWN


def is_same_town(a: Address, b: Address) -> bool:
    """Whether postcode or town are known of both and agree."""
    if a.postcode and b.postcode:
        return a.postcode == b.postcode
    return bool(a.city) and a.city == b.city


def is_same_street(a: str, b: str) -> bool:
    """Whether two street names are one, or one with a typing error."""
    if re.findall(r"\d+", a) != re.findall(r"\d+", b):
        return False
    return a == b or is_mistyped(a, b) or fuzz.ratio(a, b, score_cutoff=_ALIKE_STREET) > 0


def _one_street(a: Address, b: Address, distance: float | None) -> Place:
    """The same street and house number: one address, unless it is in another town."""
    if distance is not None:
        is_one = distance <= BESIDE_M or (distance <= FAR_M and a.postcode == b.postcode)
        return Place.SAME if is_one else Place.APART
    if a.postcode and b.postcode:
        return Place.SAME if a.postcode == b.postcode else Place.UNKNOWN if a.city and a.city == b.city else Place.APART
    if a.city and b.city:
        return Place.SAME if a.city == b.city else Place.APART
    return Place.UNKNOWN


def _is_other_town(a: Address, b: Address) -> bool:
    if a.postcode and b.postcode:
        return a.postcode != b.postcode
    return bool(a.city and b.city and a.city != b.city)


def _by_distance(distance: float | None, close: Place, far: Place) -> Place:
    return close if distance is not None and distance <= BESIDE_M else far
