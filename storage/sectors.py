"""The sectors that Handpicked knows by name, and the OpenStreetMap tags that mark them.

Tags follow the OpenStreetMap wiki's map features (amenity, shop, leisure, tourism, healthcare).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from storage.sector_names import NAMES


@dataclass(frozen=True)
class Sector:
    """A sector: its slug, its label on screen (singular, plural), and any of its OSM tags."""

    slug: str
    label: str
    plural: str
    tags: tuple[tuple[str, str], ...]


SECTORS: dict[str, Sector] = {
    sector.slug: sector
    for sector in (
        Sector("cafe", "café", "cafés", (("amenity", "cafe"),)),
        Sector("restaurant", "restaurant", "restaurants", (("amenity", "restaurant"),)),
        Sector("bakery", "bakery", "bakeries", (("shop", "bakery"),)),
        Sector("bar", "bar", "bars", (("amenity", "bar"),)),
        Sector("pub", "pub", "pubs", (("amenity", "pub"),)),
        Sector("hotel", "hotel", "hotels", (("tourism", "hotel"), ("tourism", "guest_house"))),
        Sector("gym", "gym", "gyms", (("leisure", "fitness_centre"),)),
        Sector("hairdresser", "hairdresser", "hairdressers", (("shop", "hairdresser"),)),
        Sector("florist", "florist", "florists", (("shop", "florist"),)),
        Sector("bookshop", "bookshop", "bookshops", (("shop", "books"),)),
        Sector("bicycle", "bicycle shop", "bicycle shops", (("shop", "bicycle"),)),
        Sector("garage", "car workshop", "car workshops", (("shop", "car_repair"),)),
        Sector("supermarket", "supermarket", "supermarkets", (("shop", "supermarket"),)),
        Sector("doctor", "doctor's practice", "doctors' practices", (("amenity", "doctors"), ("healthcare", "doctor"))),
        Sector("dentist", "dental practice", "dental practices", (("amenity", "dentist"),)),
        Sector("pharmacy", "pharmacy", "pharmacies", (("amenity", "pharmacy"),)),
        Sector("veterinary", "veterinary practice", "veterinary practices", (("amenity", "veterinary"),)),
        Sector("butcher", "butcher's shop", "butcher's shops", (("shop", "butcher"),)),
        Sector("greengrocer", "greengrocer's shop", "greengrocers", (("shop", "greengrocer"),)),
        Sector("wine_shop", "wine shop", "wine shops", (("shop", "wine"),)),
        Sector(
            "ice_cream", "ice cream parlour", "ice cream parlours", (("amenity", "ice_cream"), ("shop", "ice_cream"))
        ),
        Sector("snack_bar", "snack bar", "snack bars", (("amenity", "fast_food"),)),
        Sector("beauty_salon", "beauty salon", "beauty salons", (("shop", "beauty"),)),
        Sector("massage", "massage practice", "massage practices", (("shop", "massage"),)),
        Sector("optician", "optician's shop", "opticians", (("shop", "optician"),)),
        Sector("jeweller", "jeweller's shop", "jewellers", (("shop", "jewelry"),)),
        Sector("clothes", "clothes shop", "clothes shops", (("shop", "clothes"), ("shop", "boutique"))),
        Sector("shoes", "shoe shop", "shoe shops", (("shop", "shoes"),)),
        Sector("furniture", "furniture shop", "furniture shops", (("shop", "furniture"),)),
        Sector("toys", "toy shop", "toy shops", (("shop", "toys"),)),
        Sector("pet_shop", "pet shop", "pet shops", (("shop", "pet"),)),
        Sector("garden_centre", "garden centre", "garden centres", (("shop", "garden_centre"),)),
        Sector("hardware", "hardware shop", "hardware shops", (("shop", "hardware"), ("shop", "doityourself"))),
        Sector("electronics", "electronics shop", "electronics shops", (("shop", "electronics"), ("shop", "computer"))),
        Sector("stationery", "stationery shop", "stationery shops", (("shop", "stationery"),)),
        Sector("sports_shop", "sports shop", "sports shops", (("shop", "sports"),)),
        Sector("music_shop", "music shop", "music shops", (("shop", "musical_instrument"),)),
        Sector("photographer", "photo studio", "photo studios", (("craft", "photographer"), ("shop", "photo"))),
        Sector("architect", "architect's office", "architects' offices", (("office", "architect"),)),
        Sector("lawyer", "law firm", "law firms", (("office", "lawyer"),)),
        Sector(
            "tax_adviser",
            "tax adviser's office",
            "tax advisers' offices",
            (("office", "tax_advisor"), ("office", "accountant")),
        ),
        Sector("estate_agent", "estate agency", "estate agencies", (("office", "estate_agent"),)),
        Sector("insurance", "insurance office", "insurance offices", (("office", "insurance"),)),
        Sector("travel_agency", "travel agency", "travel agencies", (("shop", "travel_agency"),)),
        Sector("driving_school", "driving school", "driving schools", (("amenity", "driving_school"),)),
        Sector("language_school", "language school", "language schools", (("amenity", "language_school"),)),
        Sector("kindergarten", "kindergarten", "kindergartens", (("amenity", "kindergarten"),)),
        Sector(
            "physiotherapist", "physiotherapy practice", "physiotherapy practices", (("healthcare", "physiotherapist"),)
        ),
        Sector("carpenter", "carpenter's workshop", "carpenters' workshops", (("craft", "carpenter"),)),
        Sector("electrician", "electrical business", "electrical businesses", (("craft", "electrician"),)),
        Sector("plumber", "plumbing business", "plumbing businesses", (("craft", "plumber"),)),
        Sector("painter", "painting business", "painting businesses", (("craft", "painter"),)),
        Sector("laundry", "laundry", "laundries", (("shop", "laundry"), ("shop", "dry_cleaning"))),
        Sector("tailor", "tailor's shop", "tailors' shops", (("shop", "tailor"), ("craft", "tailor"))),
        Sector("car_dealer", "car dealership", "car dealerships", (("shop", "car"),)),
        Sector(
            "coworking",
            "coworking space",
            "coworking spaces",
            (("amenity", "coworking_space"), ("office", "coworking")),
        ),
        Sector("dance_school", "dance school", "dance schools", (("leisure", "dance"), ("amenity", "dancing_school"))),
        Sector("hostel", "hostel", "hostels", (("tourism", "hostel"),)),
        Sector("campsite", "campsite", "campsites", (("tourism", "camp_site"),)),
        Sector("gallery", "gallery", "galleries", (("tourism", "gallery"), ("shop", "art"))),
        Sector("cinema", "cinema", "cinemas", (("amenity", "cinema"),)),
    )
}

OTHER = "other"


def in_order() -> list[str]:
    """All slugs in the order of what a person reads for them, in the plural."""
    return sorted(SECTORS, key=lambda slug: _folded(SECTORS[slug].plural))


def of_tags(tags: dict[str, str]) -> str:
    """The slug of the first sector one of whose tags is present, or ``other``; values split at ``;``."""
    for sector in SECTORS.values():
        for key, value in sector.tags:
            if value in tags.get(key, "").split(";"):
                return sector.slug
    return OTHER


def label(slug: str, *, plural: bool = False) -> str:
    """What a person reads for a slug; an unknown slug is shown as ``business``."""
    if slug not in SECTORS:
        return "businesses" if plural else "business"
    return SECTORS[slug].plural if plural else SECTORS[slug].label


def of_words(words: str) -> str:
    """The slug that words name, a person's, a page's or a file's, or ``other``.

    Known are slugs, labels, OpenStreetMap's values and what people call a sector in English or German, in singular or
    plural, whatever the case and the accents.
    """
    known = _by_name()
    return next((known[form] for form in _forms(_folded(words)) if form in known), OTHER)


_ENDINGS = ("s", "'s", "es", "en", "n", "e", "er", "ern", "nen", "in", "innen")
_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "é": "e", "è": "e", "’": "'"})
_SHORTEST = 2


def _forms(wanted: str) -> Iterator[str]:
    """The words as they are, then what they may be the plural or the feminine of."""
    yield wanted
    for ending in _ENDINGS:
        stem = wanted.removesuffix(ending)
        if stem != wanted and len(stem) >= _SHORTEST:
            yield stem
            yield _without_umlaut(stem)
    yield _without_umlaut(wanted)
    if wanted.endswith("ies"):
        yield f"{wanted[:-3]}y"
    if wanted.endswith("praxen"):
        yield f"{wanted[:-2]}is"


def _without_umlaut(stem: str) -> str:
    """Läden are those of Laden, Häuser those of Haus: the last umlaut is taken back."""
    return re.sub(r"(.*[aou])e(u?[^aeiou]*)", r"\1\2", stem)


@cache
def _by_name() -> dict[str, str]:
    found: dict[str, str] = {}
    for slug, sector in SECTORS.items():
        tags = (value for _, value in sector.tags)
        for name in (slug, sector.label, sector.plural, *NAMES[slug].split(", "), *tags):
            found.setdefault(_folded(name), slug)
    return found


def _folded(words: str) -> str:
    return re.sub(r"[\s_]+", " ", words.casefold().translate(_LETTERS)).strip(" .,;:!?\"'")
