"""Block keys: only leads that share one are compared, so that work grows with the number of leads, not its square.

A key that more than ``LARGEST`` leads share (a chain's domain, a hotline, a shopping centre's address) says nothing of
who a lead is. Its pairs are not looked at under this key; true duplicates among them still meet under a narrower one
(phone, name with postcode, name with position). A lead thus meets at most keys x ``LARGEST`` others.
"""

import math
from collections.abc import Iterator, Set
from hashlib import blake2b

from agents.identity.entry import Entry, Normal, normal
from agents.identity.places import METRES_A_DEGREE, NEAR_M

LARGEST = 60
_CELL_M = 2 * NEAR_M
_PREFIX, _MOST_WORDS = 3, 2
_HALVES = (0.0, 0.5)
_GRID = {(0.0, 0.0): "00", (0.0, 0.5): "01", (0.5, 0.0): "10", (0.5, 0.5): "11"}


def hashed(key: str) -> int:
    """A key as a signed number of 64 bits, the same in every process: what an index holds in place of the text."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)


def block_keys(entry: Entry, region: str = "DE") -> tuple[str, ...]:
    """The keys under which a lead is found, sorted, about 15 of up to 60 letters; meant to be stored and indexed.

    They change with the entry's fields and with ``region`` (see ``normal``); an entry without a name and a contact
    has few or none.
    """
    return keys_of(normal(entry, region))


def keys_of(one: Normal) -> tuple[str, ...]:
    """The block keys of an entry in its normal form."""
    starts = _starts(one)
    return tuple(sorted({*_contact(one), *_house(one), *_name(one, starts), *_spot(one, starts)}))


def _contact(one: Normal) -> Iterator[str]:
    yield from (f"phone:{number}" for number in one.phones)
    if one.email:
        yield f"email:{one.email}"[:60]
    yield from (f"domain:{domain}"[:60] for domain in one.domains)


def _house(one: Normal) -> Iterator[str]:
    """Street and both ends of the house numbers, in the postcode and in the town: either may be missing elsewhere."""
    at = one.address
    if at.street and at.house:
        for area in filter(None, (at.postcode, at.city)):
            yield f"house:{at.street[:30]}:{at.house.first}:{area[:20]}"
            yield f"house:{at.street[:30]}:{at.house.last}:{area[:20]}"


def _name(one: Normal, starts: Set[str]) -> Iterator[str]:
    """The whole name in the town, and the start of each telling word in the postcode: a typing error hits one word."""
    if one.name.key and one.address.city:
        yield f"name:{one.name.key[:30]}:{one.address.city[:20]}"
    if one.address.postcode:
        yield from (f"word:{start}:{one.address.postcode}" for start in starts)


def _spot(one: Normal, starts: Set[str]) -> Iterator[str]:
    """The first letters of telling words in four overlapping grids: places within ``NEAR_M`` share a cell of one."""
    at = one.address
    if at.lat is None or at.lon is None:
        return
    letters = {start[0] for start in starts}
    for half_north in _HALVES:
        row = math.floor(at.lat * METRES_A_DEGREE / _CELL_M + half_north)
        # Degrees of longitude get shorter to the north: all of one row share one length.
        across = math.cos(math.radians(row * _CELL_M / METRES_A_DEGREE)) * METRES_A_DEGREE / _CELL_M
        for half_east in _HALVES:
            spot = f"spot:{_GRID[half_north, half_east]}:{row}.{math.floor(at.lon * across + half_east)}"
            for letter in letters:
                yield f"{spot}:{letter}"


def _starts(one: Normal) -> set[str]:
    longest = sorted(one.name.core, key=lambda word: (-len(word), word))[:_MOST_WORDS]
    return {word[:_PREFIX] for word in longest}
