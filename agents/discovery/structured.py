"""What schema.org data on a page says of the one business that the page is about."""

import functools
from collections.abc import Iterator, Mapping
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from agents.discovery import contacts, emails, embedded, hours, languages, social
from agents.discovery.embedded import Node
from agents.discovery.facts import Facts
from storage import sectors

# schema.org types in lower case, each with the sector it belongs to.
_SECTOR_OF_TYPE = {
    "cafeorcoffeeshop": "cafe", "restaurant": "restaurant", "fastfoodrestaurant": "snack_bar", "bakery": "bakery",
    "barorpub": "bar", "nightclub": "bar", "winery": "bar", "brewery": "pub", "hotel": "hotel", "motel": "hotel",
    "hostel": "hostel", "bedandbreakfast": "hotel", "lodgingbusiness": "hotel", "resort": "hotel",
    "exercisegym": "gym", "healthclub": "gym", "sportsactivitylocation": "gym", "hairsalon": "hairdresser",
    "beautysalon": "beauty_salon", "florist": "florist", "bookstore": "bookshop", "bikestore": "bicycle",
    "autorepair": "garage", "autobodyshop": "garage", "grocerystore": "supermarket", "physician": "doctor",
    "medicalclinic": "doctor", "dentist": "dentist", "pharmacy": "pharmacy", "veterinarycare": "veterinary",
}  # fmt: skip
_NOT_BUSINESS = (
    "product",
    "event",
    "person",
    "article",
    "blogposting",
    "breadcrumblist",
    "website",
    "webpage",
    "offer",
)
_SIGNS = ("address", "telephone", "openingHours", "openingHoursSpecification", "geo", "aggregateRating", "email")
_MOST_VALUES = 100


def read(tree: LexborHTMLParser, html: str, url: str, title: str) -> Facts:
    """Facts from the one business that the page is about; none where it lists several and ``title`` names no one."""
    found = embedded.nodes(tree, html, url)
    nodes = [node for node in found if _is_business(node)]
    wanted = title.casefold().strip()
    named = [node for node in nodes if _text(node.get("name")).casefold().strip() == wanted]
    facts = Facts(url)
    if named or len({_text(node.get("name")) for node in nodes}) == 1:
        known = embedded.by_id(found)
        for node in named or nodes:
            _add(facts, {key: _referred(value, known) for key, value in node.items()})
    return facts


def _referred(value: Any, known: Mapping[str, Node], depth: int = 0) -> Any:
    """A value with the objects in place of what only refers to them by ``@id``; two levels end any circle."""
    if isinstance(value, list):
        return [_referred(one, known, depth) for one in value[:_MOST_VALUES]]
    if isinstance(value, dict) and depth < 2:
        name = value.get("@id")
        whole = known.get(name, value) if isinstance(name, str) and len(value) <= 2 else value
        return {key: _referred(inner, known, depth + 1) for key, inner in whole.items()}
    return value


def _types(node: Node) -> list[str]:
    return [str(t).rsplit("/", 1)[-1].rsplit(":", 1)[-1].casefold() for t in _list(node.get("@type"))]


def _is_business(node: Node) -> bool:
    types = _types(node)
    if not _text(node.get("name")) or any(kind.endswith(_NOT_BUSINESS) for kind in types):
        return False
    is_known = any(kind in _SECTOR_OF_TYPE or kind in ("localbusiness", "store") for kind in types)
    return is_known or (bool(types) and any(sign in node for sign in _SIGNS))


def _add(facts: Facts, node: Node) -> None:
    for kind in _types(node):
        if kind in _SECTOR_OF_TYPE:
            facts.add("sector", _SECTOR_OF_TYPE[kind], kind)
    facts.add("name", _text(node.get("name")))
    facts.add("description", _text(node.get("description")))
    facts.add("phone", _text(node.get("telephone")).removeprefix("tel:"))
    email = _text(node.get("email")).removeprefix("mailto:")
    facts.add("email", emails.readable(email), email)
    same = [_text(one) for one in _list(node.get("sameAs"))]
    profiles = social.profiles(same)
    linked = {profile.linked for profile in profiles}
    for website in (*map(_text, _list(node.get("url"))), *(one for one in same if one not in linked)):
        facts.add("website", website if website.startswith("http") else "")
    facts.add_each("social", ((profile.url, profile.linked) for profile in profiles))
    _add_hours(facts, node)
    facts.add_each("languages", ((code, code) for code in map(_language, _list(node.get("knowsLanguage"))) if code))
    _add_place(facts, node)
    _add_rating(facts, node.get("aggregateRating"))
    facts.add_details(_phrases(node))


def _add_place(facts: Facts, node: Node) -> None:
    for address in _list(node.get("address")):
        if isinstance(address, dict):
            facts.add("street", _text(address.get("streetAddress")))
            facts.add("postcode", _text(address.get("postalCode")))
            facts.add("city", _text(address.get("addressLocality")))
            facts.add("country", _text(address.get("addressCountry")))
        elif parts := contacts.address(_text(address)):
            for name in ("street", "postcode", "city"):
                facts.add(name, getattr(parts, name), _text(address))
    geo = next((g for g in _list(node.get("geo")) if isinstance(g, dict)), {})
    spot = contacts.position(_text(geo.get("latitude")), _text(geo.get("longitude")))
    if spot:
        facts.add_number("lat", spot[0], _text(geo.get("latitude")))
        facts.add_number("lon", spot[1], _text(geo.get("longitude")))


def _add_rating(facts: Facts, rating: Any) -> None:
    for one in _list(rating):
        if isinstance(one, dict):
            value, best = _text(one.get("ratingValue")), _text(one.get("bestRating", 5))
            facts.add_number("rating", contacts.scaled(value, best), f"{value} of {best}")
            count = contacts.decimal(_text(one.get("reviewCount", one.get("ratingCount"))))
            if count is not None and count >= 0:
                facts.add_number("reviews", int(count), f"{int(count)} reviews")


def _add_hours(facts: Facts, node: Node) -> None:
    lines = [_text(line) for line in _list(node.get("openingHours"))]
    specifications = [
        {
            "days": [_text(day) for day in _list(spec.get("dayOfWeek"))],
            **{name: _text(spec.get(name)) for name in ("opens", "closes", "validFrom")},
        }
        for spec in _list(node.get("openingHoursSpecification"))
        if isinstance(spec, dict)
    ]
    said = [f"{','.join(spec['days'])} {spec['opens']}-{spec['closes']}".strip() for spec in specifications]
    facts.add(
        "opening_hours", hours.of_schema(lines, specifications), "; ".join(line for line in (*lines, *said) if line)
    )


def _language(value: Any) -> str:
    return languages.code(_text(value))


def _phrases(node: Node) -> Iterator[str]:
    for feature in _list(node.get("amenityFeature")):
        if isinstance(feature, dict) and str(feature.get("value", True)).casefold() not in ("false", "no", "0"):
            yield _text(feature.get("name"))
    for cuisine in _list(node.get("servesCuisine")):
        yield f"{_text(cuisine)} cuisine"
    for key in ("knowsAbout", "makesOffer", "availableService", "medicalSpecialty", "keywords"):
        for thing in _list(node.get(key)):
            name = thing.get("name") or thing.get("itemOffered") if isinstance(thing, dict) else thing
            for word in _text(name).split(","):
                yield word.strip()


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value[:_MOST_VALUES] if isinstance(value, list) else [value]


def _text(value: Any) -> str:
    """A schema.org value as text: a list gives its first, an object its name or value."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = next((value[key] for key in ("name", "@value", "@id") if isinstance(value.get(key), str)), "")
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


@functools.lru_cache(4096)
def sector_of(words: str) -> str:
    """The sector that a page's or a list's words name: a schema.org type, or what people call it; else ``other``."""
    kind = words.replace(" ", "").casefold()
    return _SECTOR_OF_TYPE.get(kind) or sectors.of_words(words)
