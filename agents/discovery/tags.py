"""OpenStreetMap tags as facts of a business, the same for Overpass and for exported files."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from agents.discovery import emails, urls
from agents.discovery.facts import Facts, clean
from agents.discovery.source import Found, business_key
from storage import sectors
from storage.records import Business

ATTRIBUTION = "© OpenStreetMap contributors, ODbL 1.0 (openstreetmap.org/copyright)"
SITE = "https://www.openstreetmap.org/"

KINDS = {"node": 0, "way": 1, "relation": 2}
_YES = {
    "outdoor_seating": "outdoor seating", "wheelchair": "wheelchair access", "takeaway": "takeaway",
    "delivery": "delivery", "organic": "organic products", "diet:vegan": "vegan dishes",
    "diet:vegetarian": "vegetarian dishes", "diet:halal": "halal dishes", "diet:kosher": "kosher dishes",
    "drive_through": "drive-through", "air_conditioning": "air conditioning", "changing_table": "changing table",
    "microbrewery": "own brewery", "dispensing": "dispenses prescriptions", "self_checkout": "self-checkout",
    "second_hand": "second-hand goods", "payment:contactless": "contactless payment", "lgbtq": "LGBTQ friendly",
    "beer_garden": "beer garden", "biergarten": "beer garden", "reservation": "takes reservations",
    "service:bicycle:repair": "bicycle repair", "service:bicycle:rental": "bicycle rental",
}  # fmt: skip
_SAYS = {"cuisine": "{} cuisine", "sport": "{}", "healthcare:speciality": "{}", "brand": "part of {}"}
# Values that name a food or say nothing new, where the pattern of their tag would read wrongly.
_WORDS = {
    ("cuisine", "coffee_shop"): "", ("cuisine", "coffee"): "", ("cuisine", "ice_cream"): "ice cream",
    ("cuisine", "cake"): "cakes", ("cuisine", "breakfast"): "breakfast", ("cuisine", "sandwich"): "sandwiches",
    ("cuisine", "bubble_tea"): "bubble tea", ("cuisine", "burger"): "burgers", ("cuisine", "pizza"): "pizza",
    ("cuisine", "sushi"): "sushi", ("cuisine", "kebab"): "kebab", ("cuisine", "tea"): "tea",
    ("cuisine", "crepe"): "crêpes", ("cuisine", "pastry"): "pastries", ("cuisine", "dessert"): "desserts",
    ("cuisine", "bagel"): "bagels", ("cuisine", "noodle"): "noodles", ("cuisine", "salad"): "salads",
    ("healthcare:speciality", "general"): "general medicine",
    ("healthcare:speciality", "internal"): "internal medicine",
}  # fmt: skip
_ALIASES = {
    "phone": ("phone", "contact:phone", "contact:mobile", "mobile"),
    "email": ("email", "contact:email"),
    "website": ("website", "contact:website", "url", "brand:website"),
    "description": ("description", "description:en", "description:de"),
    "postcode": ("addr:postcode",),
    "city": ("addr:city", "addr:town", "addr:village", "addr:suburb"),
    "country": ("addr:country",),
    "opening_hours": ("opening_hours",),
}  # fmt: skip

Tags = Mapping[str, str]


@dataclass(frozen=True)
class Element:
    """One element of OpenStreetMap: node, way or relation, its number, tags, and a point (degrees) where known."""

    kind: str
    number: int
    tags: Tags
    lat: float | None
    lon: float | None

    @property
    def url(self) -> str:
        return f"{SITE}{self.kind}/{self.number}"


def founds(elements: Iterable[Element]) -> Iterator[tuple[Element, Found | str]]:
    """Each element's business, or one sentence on why it gives none; the order stays."""
    listed = list(elements)
    keys = _keys(listed)
    for element in listed:
        if clean(element.tags.get("name", "")):
            yield element, _found(element, keys[element.kind, element.number])
        else:
            yield element, f"{element.url} has no name."


def _found(element: Element, key: str) -> Found:
    tags, facts = element.tags, Facts(element.url)
    facts.add("name", tags["name"])
    facts.add("street", _street(tags))
    for name, aliases in _ALIASES.items():
        for alias in aliases:
            facts.add(name, _value(name, tags.get(alias, "")), f"{alias}={tags.get(alias, '')}")
    facts.add_details(_phrases(tags))
    sector = sectors.of_tags(dict(tags))
    if sector == sectors.OTHER:
        sector = sectors.of_words(tags.get("category", ""))
    values = {"sector": sector, "lat": element.lat, "lon": element.lon, **facts.values}
    return Found(Business(key=key, details=tuple(facts.details), **values), tuple(facts.quotes))  # type: ignore[arg-type]


def _keys(elements: list[Element]) -> dict[tuple[str, int], str]:
    """A key an element: by name and address where a house number is known, else by the element's own number.

    Branches of a chain without an address stay apart that way. Where two elements share name and address, the lower
    number has the address's key, so that the order of a file makes no difference.
    """
    keys: dict[tuple[str, int], str] = {}
    taken: dict[str, tuple[str, int]] = {}
    for element in sorted(elements, key=lambda e: (KINDS.get(e.kind, 3), e.number)):
        identity, tags = (element.kind, element.number), element.tags
        key, name = "", clean(tags.get("name", ""))
        if tags.get("addr:housenumber") and _street(tags):
            key = business_key(name, tags.get("addr:postcode", ""), _street(tags), tags.get("addr:city", ""))
        if not key or taken.get(key, identity) != identity:
            key = business_key(name, "", f"openstreetmap {element.kind} {element.number}")
        taken[key], keys[identity] = identity, key
    return keys


def _street(tags: Tags) -> str:
    street = tags.get("addr:street") or tags.get("addr:place") or ""
    return clean(f"{street} {tags.get('addr:housenumber', '')}") if street else ""


def _value(name: str, text: str) -> str:
    if name in ("phone", "email", "website"):
        text = text.split(";")[0].strip()
    if name == "email":
        return emails.readable(text)
    if name == "website":
        return urls.written(text)
    return text


def _phrases(tags: Tags) -> Iterator[str]:
    for tag, phrase in _YES.items():
        if tags.get(tag) in ("yes", "only", "designated"):
            yield phrase
    if tags.get("internet_access") in ("wlan", "yes"):
        yield "free Wi-Fi" if tags.get("internet_access:fee") == "no" else "Wi-Fi"
    for tag, pattern in _SAYS.items():
        for word in filter(None, (part.strip() for part in tags.get(tag, "").split(";"))):
            if word.casefold() not in tags["name"].casefold():
                yield _WORDS.get((tag, word), pattern.format(word.replace("_", " ")))
