"""A business, where its facts were read, its score and what interest in it does."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Business:
    """What a source says of one business.

    ``key`` is the same for the same business in every source and run (see ``agents.discovery.source.business_key``).
    ``rating`` is 0 to 5; ``lat`` and ``lon`` are WGS 84 degrees; ``details`` are short phrases about what
    is special ("outdoor seating"); an unknown text is "", an unknown number None. ``phone_e164`` is the phone number in
    the form +498912345, ``phone_national`` as people of the country write it; ``email_kind`` says whose mailbox the
    address is (see ``agents.discovery.mailboxes``); ``booking``, ``shop`` and ``site_builder`` name the systems that
    its web site runs on, ``languages`` those that it speaks (ISO 639-1), ``social`` the addresses of its profiles.
    """

    key: str
    name: str
    sector: str = "other"
    description: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    country: str = ""
    lat: float | None = None
    lon: float | None = None
    email: str = ""
    phone: str = ""
    website: str = ""
    opening_hours: str = ""
    rating: float | None = None
    reviews: int | None = None
    details: tuple[str, ...] = ()
    phone_e164: str = ""
    phone_national: str = ""
    email_kind: str = ""
    booking: str = ""
    shop: str = ""
    site_builder: str = ""
    languages: tuple[str, ...] = ()
    social: tuple[str, ...] = ()

    def address(self) -> str:
        """Street, postcode and city on one line."""
        return ", ".join(part for part in (self.street, f"{self.postcode} {self.city}".strip()) if part)


@dataclass(frozen=True)
class Quote:
    """Where a fact was read: which field of the business, the quoted text, and the page or file it stands in."""

    field: str
    text: str
    url: str


@dataclass(frozen=True)
class Factor:
    """One part of a score: its value from 0 to 1, the share of the total it may give, and why in words."""

    name: str
    value: float
    weight: float
    why: str


@dataclass(frozen=True)
class TrendPoint:
    """One measured value of a topic at a place on a day (0 to 100, relative interest), and who says so."""

    topic: str
    place: str
    day: date
    value: float
    source: str


@dataclass(frozen=True)
class Trend:
    """What the points say today: weighted level 0 to 100, relative change (+0.2 is a fifth up), newest point's day."""

    topic: str
    place: str
    level: float
    change: float
    day: date
    source: str

    @property
    def is_local(self) -> bool:
        """Whether it was measured at the place itself, and not among all readers of an encyclopaedia."""
        return not self.place.endswith(" Wikipedia")

    @property
    def where(self) -> str:
        """The place with its preposition: "in Munich", "on German Wikipedia"."""
        return f"{'in' if self.is_local else 'on'} {self.place}"


@dataclass(frozen=True)
class TrendAsk:
    """When sources were last asked about a topic and place, where and by whom the points were measured that they gave.

    ``asked`` names the sources; ``measured_at`` and ``source`` are "" where none knew anything. ``problem`` says why
    there was no answer; then the two are those of the last one.
    """

    topic: str
    place: str
    asked: str
    measured_at: str
    source: str
    problem: str
    at: datetime


@dataclass(frozen=True)
class OwnSeries:
    """Points that a person gave for one topic and place: how many, and their first and newest day."""

    source: str
    topic: str
    place: str
    points: int
    first: date
    newest: date
