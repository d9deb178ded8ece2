"""One business of the town, composed from its trade's texts.

Phone numbers are (0)30 23125 000 to 999, one of the blocks that the Bundesnetzagentur keeps for films and other
media ("Rufnummern für Medienproduktionen", notice 148/2021 in Amtsblatt 7/2021). E-mail domains end in ``.example``,
which RFC 2606 reserves.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from random import Random
from typing import Any

from agents.discovery.source import business_key
from demo import trades
from demo.trades import TOWN, Item, Trade
from storage.records import Business

_STAFF = ("four", "five", "six", "eight", "nine", "eleven")
_GAPS: tuple[tuple[float, dict[str, Any]], ...] = (
    (0.10, {"phone": ""}),
    (0.08, {"opening_hours": ""}),
    (0.10, {"rating": None, "reviews": None}),
    (0.04, {"description": ""}),
    (0.02, {"street": "", "lat": None, "lon": None}),
)


class Reach(StrEnum):
    """Where a business's e-mail address can be read."""

    DIRECTORY = "directory"
    CONTACT = "contact page"
    OBFUSCATED = "contact page, written out"
    IMPRINT = "imprint"
    NOWHERE = "nowhere"


@dataclass(frozen=True)
class Door:
    """How strangers can get in touch: whether there is a company site, and where the e-mail address stands."""

    has_site: bool
    reach: Reach


@dataclass(frozen=True)
class Address:
    """A house of the town: street with number, the street alone, and its quarter as ``places.toml`` has it."""

    street: str
    lane: str
    quarter: Mapping[str, Any]


@dataclass(frozen=True)
class Resident:
    """One business of the town.

    ``business`` holds what is true of it, but no website, whose address depends on the server's port.
    ``site_detail`` is a speciality told only on the company's own site.
    """

    slug: str
    business: Business
    quarter: str
    door: Door
    site_detail: str
    claim: str
    story: str
    items: tuple[Item, ...]


def compose(
    rng: Random, trade: Trade, places: Mapping[str, Any], *, word: str, address: Address, phone: str, door: Door
) -> Resident:
    """A resident with this invented word in its name; everything else is drawn from the trade's texts."""
    name = rng.choice(trade.names).format(word)
    *details, site_detail = rng.sample(trade.specialities, rng.choice((3, 4, 4)))
    words = _words(rng, address, details)
    parts = (rng.choice(trade.openings), rng.choice(places["links"]), rng.choice(places["closings"]))
    slug = trades.slugify(name)
    email = f"{rng.choice(places['mailboxes'])}@{slug}.example"
    facts = Business(
        key="",
        name=name,
        sector=trade.sector,
        description=" ".join(part.format(**words) for part in parts),
        email="" if door.reach is Reach.NOWHERE else email,
        phone=phone,
        opening_hours=rng.choice(trade.hours),
        details=tuple(details),
    )
    return Resident(
        slug=slug,
        business=_keyed(_with_gaps(rng, _rated(rng, _placed(rng, facts, address)))),
        quarter=address.quarter["name"],
        door=door,
        site_detail=site_detail,
        claim=rng.choice(places["claims"]).format(**words),
        story=rng.choice(places["stories"]).format(**words),
        items=_items(rng, trade),
    )


def beside(one: Resident, other: Resident) -> Resident:
    """The same resident in the very house of another."""
    return replace(one, business=replace(one.business, lat=other.business.lat, lon=other.business.lon))


def _words(rng: Random, address: Address, details: list[str]) -> dict[str, object]:
    return {
        "street": address.lane,
        "quarter": address.quarter["name"],
        "year": int(rng.triangular(1948, 2024, 2010)),
        "rooms": rng.randint(9, 46),
        "staff": rng.choice(_STAFF),
        "a": details[0],
        "b": details[1],
    }


def _placed(rng: Random, business: Business, address: Address) -> Business:
    quarter = address.quarter
    return replace(
        business,
        street=address.street,
        postcode=quarter["postcode"],
        city=TOWN,
        country="DE",
        lat=round(quarter["lat"] + rng.uniform(-0.002, 0.002), 5),
        lon=round(quarter["lon"] + rng.uniform(-0.003, 0.003), 5),
    )


def _rated(rng: Random, business: Business) -> Business:
    stars = round(rng.triangular(3.2, 5.0, 4.5), 1)
    return replace(business, rating=stars, reviews=2 + int(rng.lognormvariate(3.8, 0.9)))


def _with_gaps(rng: Random, business: Business) -> Business:
    for share, blanks in _GAPS:
        if rng.random() < share:
            business = replace(business, **blanks)
    return business


def _keyed(business: Business) -> Business:
    return replace(business, key=business_key(business.name, business.postcode, business.street, business.city))


def _items(rng: Random, trade: Trade) -> tuple[Item, ...]:
    chosen = rng.sample(trade.items, rng.randint(6, len(trade.items)))
    return tuple(Item(name, round(rng.uniform(low, high), 1)) for name, low, high in chosen)
