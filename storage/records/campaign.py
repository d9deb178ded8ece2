"""What a campaign is about, and where it looks."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.records.statuses import CampaignStatus, Channel


class Known(StrEnum):
    """What an import does with a business that was known before."""

    FILL = "fill the gaps"
    OVERWRITE = "overwrite"
    SKIP = "skip"
    CREATE = "create all"


TONES = ("friendly", "formal", "direct", "enthusiastic", "playful", "modest")
LANGUAGES = {"en": "English", "de": "Deutsch", "es": "Español"}
"""Languages that drafts can be asked for in, by ISO 639-1 code, each in its own name."""


@dataclass(frozen=True)
class Sender:
    """Who writes. ``missing`` names what still has to be filled in before anything can be approved."""

    name: str = ""
    company: str = ""
    email: str = ""
    postal_address: str = ""

    def missing(self) -> list[str]:
        labels = {
            "name": "name",
            "company": "company",
            "email": "e-mail address",
            "postal_address": "postal address",
        }
        return [label for key, label in labels.items() if not getattr(self, key).strip()]


@dataclass(frozen=True)
class ListOptions:
    """How an imported list is read, and what it may do.

    An empty ``encoding``, ``delimiter`` or ``sheet`` is guessed. ``sector`` (a slug) is that of rows that give none,
    ``country`` (ISO 3166-1, two letters) where phone numbers without a country code are dialled.
    """

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    known: Known = Known.FILL
    sector: str = ""
    country: str = ""


@dataclass(frozen=True)
class Brief:
    """What a campaign is about, as the person typed it.

    ``sectors`` are slugs, none for every sector; ``radius_km`` is measured from the middle of the place, 0 keeps to its
    own outline. The search stops after ``limit`` businesses, ``max_pages`` pages or ``max_minutes``, and runs again
    every ``every_days`` days, 0 never. ``directories`` are ids of recipes that are read too, ``websites`` addresses.
    ``area`` is what the place was understood as (see ``agents.discovery.places``), "" until it was looked up.
    ``source`` is "demo", "osm", "web" (directories and web sites alone) or "file"; for a file, ``file`` is its name
    among the imports, ``columns`` says which of its columns holds which field of a business, as (field, column)
    pairs, and ``options`` how it is read.
    """

    name: str
    place: str
    sectors: tuple[str, ...]
    offer: str
    ideal_customer: str
    tone: str = "friendly"
    language: str = "en"
    source: str = "osm"
    max_pages: int = 1000
    limit: int = 500
    channels: tuple[str, ...] = (Channel.EMAIL, Channel.SOCIAL)
    is_demo: bool = False
    file: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    radius_km: float = 0.0
    max_minutes: int = 240
    every_days: int = 0
    directories: tuple[int, ...] = ()
    websites: tuple[str, ...] = ()
    options: ListOptions = ListOptions()
    area: str = ""


@dataclass(frozen=True)
class Recipe:
    """How the pages of one directory site are read. Selectors are CSS, of an attribute with ``@name`` behind it.

    ``start_url`` is a list; ``{place}`` and ``{sector}`` in it stand for what is looked for. ``sectors`` are pairs of a
    slug and what stands for it in the address; ``sector`` is that of every entry where the address names none.
    ``entry`` selects the links to entries, ``next`` the link to the list's next page, ``fields`` are pairs of a field
    of ``Business`` and where it stands in an entry's page. What a recipe leaves empty is guessed from each page.
    """

    id: int
    name: str
    start_url: str
    entry: str = ""
    next: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    sector: str = ""
    sectors: tuple[tuple[str, str], ...] = ()
    is_on: bool = True


@dataclass(frozen=True)
class Campaign:
    id: int
    brief: Brief
    status: CampaignStatus
    stage: str
    created_at: datetime
