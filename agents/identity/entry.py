"""A lead as the question "is this the same business?" sees it, and its normal form."""

from dataclasses import dataclass
from datetime import datetime

from agents.identity import contact, names, places


@dataclass(frozen=True, slots=True)
class Entry:
    """One lead. ``id`` orders and names it; an unknown text is "", an unknown number or moment None.

    ``street`` holds street and house number; ``lat`` and ``lon`` are WGS 84 degrees; ``country`` is an ISO 3166
    code, used to read phone numbers without one; ``seen`` is when a source last said so.
    """

    id: int
    name: str
    street: str = ""
    postcode: str = ""
    city: str = ""
    phone: str = ""
    website: str = ""
    email: str = ""
    lat: float | None = None
    lon: float | None = None
    sector: str = ""
    country: str = ""
    seen: datetime | None = None


@dataclass(slots=True)  # Not frozen: an import makes one a row, and a frozen one takes three times as long.
class Normal:
    """An entry in its one spelling: what blocks and comparisons read, worked out once an entry.

    ``site`` is the domain of the web site, ``domains`` also hold that of the mail address: many write from another one.
    """

    entry: Entry
    name: names.Name
    address: places.Address
    phones: frozenset[str]
    site: str
    domains: frozenset[str]
    email: str
    sector: str


_SAYS_NOTHING = ("other", "unknown", "none")


def normal(entry: Entry, region: str = "DE") -> Normal:
    """The normal form; ``region`` is the country of phone numbers that name none and whose entry names none."""
    city = places.city(entry.city)
    sector = entry.sector.strip().casefold()
    street, house = places.street(entry.street)
    postcode, lat, lon = places.postcode(entry.postcode), _degrees(entry.lat), _degrees(entry.lon)
    site = contact.domain(entry.website)
    return Normal(
        entry,
        names.name(entry.name, entry.city),
        places.Address(street, house, postcode, city, lat, lon),
        contact.phones(entry.phone, entry.country.strip().upper() or region),
        site,
        frozenset(filter(None, (site, contact.domain_of_email(entry.email)))),
        contact.email(entry.email),
        "" if sector in _SAYS_NOTHING else sector,
    )


def _degrees(value: float | None) -> float | None:
    return value if value is not None and -180.0 <= value <= 180.0 else None
