"""The sectors that Handpicked knows by name, and the OpenStreetMap tags that mark them.

Tags follow the OpenStreetMap wiki's map features (amenity, shop, leisure, tourism, healthcare).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sector:
    """A line of business: its slug, its label on screen (singular, plural), and any of its OSM tags."""

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
    )
}

OTHER = "other"


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
    """The slug that a person's or a file's words name (slug, singular or plural label), or ``other``."""
    wanted = words.strip().casefold()
    singular = wanted.rstrip("s")
    for sector in SECTORS.values():
        names = {sector.slug, sector.label.casefold(), sector.plural.casefold(), *(value for _, value in sector.tags)}
        if names & {wanted, singular, singular.replace("e", "é")}:
            return sector.slug
    return OTHER
