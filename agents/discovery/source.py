"""What a source of businesses is: it says what it would do, then does it item by item."""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from storage.records import Business, Quote

_STREET = re.compile(r"stra(?:ß|ss)e\b")
_NOT_SAID = re.compile(r"[^\w|]|_")


@dataclass(frozen=True)
class Query:
    """What to look for: a place and sector slugs (none for every sector), at most so many businesses and pages.

    ``limit`` and ``max_pages`` are those of the whole search; ``found`` of the businesses and ``read`` of the pages
    (see ``pages_in``) came before, in a run that was cut off. ``radius_km`` is measured from the middle of the place,
    0 keeps to its own outline. ``area`` is what the place was understood as
    before (``places.Place.text``), "" where it is still to be looked up.
    """

    place: str
    sectors: tuple[str, ...]
    limit: int
    max_pages: int
    found: int = 0
    radius_km: float = 0.0
    area: str = ""
    read: int = 0

    def wants(self, sector: str) -> bool:
        return not self.sectors or sector in self.sectors


class Outcome(StrEnum):
    """What became of an address that a search came to."""

    FETCHED = "fetched"
    RENDERED = "read in a browser"
    ROBOTS = "skipped by robots.txt"
    BLOCKED = "blocked"
    GONE = "not there"
    FAILED = "failed"
    LEFT_OUT = "left out"


ASKED = (Outcome.FETCHED, Outcome.RENDERED, Outcome.GONE, Outcome.FAILED, Outcome.BLOCKED)
"""What may become of a page that counts against ``max_pages``."""

BESIDE = ROBOTS_TXT, SITEMAP, PART = "robots.txt", "sitemap", "part of a page"
"""What a visit's ``why`` says of an address that was asked for and is no page."""


PAGES_KEPT = "the pages left are kept for other businesses"
"""Why a business's own site was left out, of a visit and of a step's problem, that a higher ``max_pages`` lets read."""


@dataclass(frozen=True)
class Visit:
    """An address that a search came to, what became of it, and how many bytes came.

    ``why`` says why it was not read, or what it is where it is no page: robots.txt, a sitemap, a part of a page.
    """

    url: str
    outcome: Outcome
    why: str = ""
    size: int = 0


@dataclass(frozen=True)
class Item:
    """Something that is still to be read: its name for good, its kind, and what is needed to read it."""

    name: str
    kind: str
    note: str = ""


@dataclass(frozen=True)
class Past:
    """What earlier starts of the same run left: the names of finished items, and items found but not read.

    ``needs_script`` is what any run learnt of sites, see ``Step``.
    """

    done: Set[str] = frozenset()
    ahead: tuple[Item, ...] = ()
    needs_script: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True)
class Plan:
    """What ``find`` will do: where it looks, how many pages at most, how many seconds its pace alone takes.

    ``usual`` is how many pages, or rows of a list, it likely reads. ``requests`` are those to data services, which give
    many businesses an answer; ``parts`` are the plans of several sources, by name; ``note`` is one sentence on what the
    figures rest on.
    """

    where: tuple[str, ...]
    pages: int
    seconds: float
    requests: int = 0
    parts: tuple[tuple[str, "Plan"], ...] = ()
    note: str = ""
    usual: int = 0


@dataclass(frozen=True)
class Found:
    """One business and where each of its facts was read."""

    business: Business
    quotes: tuple[Quote, ...]


@dataclass(frozen=True)
class Step:
    """One item that was read. ``item`` names it for good, so that a run that was cut off can skip it.

    ``total`` is how many items are known so far; ``problem`` says in one sentence why an item gave nothing.
    ``is_passing`` says that the cause may pass (no answer, asked to slow down): then the item is not finished, and a
    later run reads it again.
    ``figures`` are what the source counted over the whole search, by name, on its last step; most count nothing.
    ``ahead`` are items that this one led to, ``visits`` the addresses that it came to. ``needs_script`` is what it
    showed of sites: by host and shape of the address (``shop.example/rooms/*``), whether pages of that kind are empty
    until their scripts have run.
    """

    item: str
    found: tuple[Found, ...] = ()
    total: int = 0
    problem: str = ""
    is_passing: bool = False
    figures: Mapping[str, int] = field(default_factory=dict)
    ahead: tuple[Item, ...] = ()
    visits: tuple[Visit, ...] = ()
    needs_script: Mapping[str, bool] = field(default_factory=dict)


class Source(Protocol):
    """A place where businesses are listed."""

    name: str

    def plan(self, query: Query) -> Plan:
        """What would happen, without fetching anything."""

    def find(self, query: Query, past: Past, should_stop: Callable[[], bool]) -> Iterator[Step]:
        """Yield finished items, leaving out those of ``past``; return early, between two items, when told to stop.

        Raises:
            BadInput: the place is not known. Unavailable, RateLimited, Blocked: the source as a whole failed.
        """


def pages_in(visits: Iterable[Visit]) -> int:
    """How many pages these visits count for against ``max_pages``: each asked for, but robots.txt and sitemaps."""
    return sum(visit.outcome in ASKED and visit.why not in BESIDE for visit in visits)


def business_key(name: str, postcode: str, street: str, city: str = "") -> str:
    """One key for the same business from any source: name and address, folded in case, accents and punctuation."""
    street = _STREET.sub("str", street.casefold())
    text = "|".join((name, postcode or city, street)).casefold().replace("ß", "ss")
    plain = unicodedata.normalize("NFKD", text)
    folded = _NOT_SAID.sub("", plain)
    return hashlib.sha256(folded.encode()).hexdigest()[:32]
