"""Lindental: a made-up town, the same on every machine, composed from hand-written texts."""

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from demo import residents, trades
from demo.residents import Address, Door, Reach, Resident
from demo.trades import Trade
from storage.records import canonical

_PLACES = Path(__file__).with_name("places.toml")
_HIGHEST_HOUSE_NUMBER = 41
_DOORS = (
    (Door(has_site=True, reach=Reach.DIRECTORY), 60),
    (Door(has_site=True, reach=Reach.CONTACT), 45),
    (Door(has_site=True, reach=Reach.OBFUSCATED), 30),
    (Door(has_site=True, reach=Reach.IMPRINT), 13),
    (Door(has_site=True, reach=Reach.NOWHERE), 20),
    (Door(has_site=False, reach=Reach.DIRECTORY), 172),
)
# Two in one house under similar names, so that nobody but a person can tell whether they are one business: the numbers
# of both, and whether the second has a telephone number of its own.
_DOUBLES = ((39, 40, False), (46, 51, True))
_TWINS = (("cafe", "bakery", 3), ("restaurant", "bar", 3), ("hotel", "restaurant", 2))


@dataclass(frozen=True)
class Listing:
    """An entry of the directory: a resident under the heading of a sector, which need not be its main one."""

    sector: str
    resident: Resident


@dataclass(frozen=True)
class Town:
    """Everybody in town, the directory's entries (a few residents stand in two sectors), and what each trade says."""

    residents: tuple[Resident, ...]
    listings: tuple[Listing, ...]
    trades: Mapping[str, Trade]

    @property
    def version(self) -> str:
        """Twelve hex digits that change with any fact of any resident."""
        facts = canonical([asdict(resident) for resident in self.residents])
        return hashlib.sha256(facts.encode()).hexdigest()[:12]


@cache
def build() -> Town:
    """The whole town; reads nothing but the two text files beside this module."""
    texts = trades.load()
    people = tuple(_residents(texts))
    return Town(people, tuple(_listings(people, texts)), texts)


def _residents(texts: Mapping[str, Trade]) -> Iterator[Resident]:
    places = tomllib.loads(_PLACES.read_text(encoding="utf-8"))
    staff = [trade for trade in texts.values() for _ in range(trade.count)]
    total = len(staff)
    words, addresses, doors = _words(places, total), _addresses(places, total), _doors(total)
    phones = [f"+49 30 23125 {end:03}" for end in Random("phones").sample(range(1000), total)]
    for first, second, has_phone in _DOUBLES:
        words[second], addresses[second] = words[first], addresses[first]
        phones[second] = phones[second] if has_phone else ""
    seconds, made = {second: first for first, second, _ in _DOUBLES}, list[Resident]()
    for number, trade in enumerate(staff):
        one = residents.compose(
            Random(f"resident {number}"),
            trade,
            places,
            word=words[number],
            address=addresses[number],
            phone=phones[number],
            door=doors[number],
        )
        made.append(residents.beside(one, made[seconds[number]]) if number in seconds else one)
    yield from made


def _words(places: Mapping[str, Any], total: int) -> list[str]:
    pairs = [first + last for first in places["beginnings"] for last in places["endings"]]
    return Random("names").sample(pairs, total)


def _addresses(places: Mapping[str, Any], total: int) -> list[Address]:
    houses = [
        Address(street=f"{street} {number}", lane=street, quarter=quarter)
        for quarter in places["quarters"]
        for street in quarter["streets"]
        for number in range(1, _HIGHEST_HOUSE_NUMBER + 1)
    ]
    return Random("addresses").sample(houses, total)


def _doors(total: int) -> list[Door]:
    doors = [door for door, count in _DOORS for _ in range(count)]
    doors += [Door(has_site=False, reach=Reach.NOWHERE)] * (total - len(doors))
    Random("doors").shuffle(doors)
    return doors


def _listings(people: tuple[Resident, ...], texts: Mapping[str, Trade]) -> Iterator[Listing]:
    for sector in texts:
        entries = [resident for resident in people if resident.business.sector == sector]
        entries += [twin for main, other, count in _TWINS if other == sector for twin in _whole(people, main)[:count]]
        for resident in sorted(entries, key=lambda entry: entry.slug):
            yield Listing(sector, resident)


def _whole(people: tuple[Resident, ...], sector: str) -> list[Resident]:
    """Residents of a sector whose address is known, so that their second entry can be told to be the same."""
    return [person for person in people if person.business.sector == sector and person.business.street]
