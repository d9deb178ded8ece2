"""What schema.org data on a page says of a business: JSON-LD and microdata."""

import functools
import json
import re
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from agents.discovery import contacts, emails
from agents.discovery.facts import Facts
from storage import sectors

Node = dict[str, Any]

# schema.org types in lower case, each with the sector it belongs to.
_SECTOR_OF_TYPE = {
    "cafeorcoffeeshop": "cafe", "restaurant": "restaurant", "fastfoodrestaurant": "restaurant", "bakery": "bakery",
    "barorpub": "bar", "nightclub": "bar", "winery": "bar", "brewery": "pub", "hotel": "hotel", "motel": "hotel",
    "hostel": "hotel", "bedandbreakfast": "hotel", "lodgingbusiness": "hotel", "resort": "hotel",
    "exercisegym": "gym", "healthclub": "gym", "sportsactivitylocation": "gym", "hairsalon": "hairdresser",
    "beautysalon": "hairdresser", "florist": "florist", "bookstore": "bookshop", "bikestore": "bicycle",
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
_DEEPEST = 12


def read(tree: LexborHTMLParser, url: str, title: str) -> Facts:
    """Facts from the one business that the page is about; none where it lists several and ``title`` names no one.

    Broken JSON is mended where a trailing comma or a comment is the fault, and left out otherwise.
    """
    nodes = [node for block in _json_blocks(tree) for node in _walk(block, 0) if _is_business(node)]
    nodes += [node for node in _microdata(tree) if _is_business(node)]
    wanted = title.casefold().strip()
    named = [node for node in nodes if _text(node.get("name")).casefold().strip() == wanted]
    facts = Facts(url)
    if named or len({_text(node.get("name")) for node in nodes}) == 1:
        for node in named or nodes:
            _add(facts, node)
    return facts


def _json_blocks(tree: LexborHTMLParser) -> Iterator[Any]:
    for script in tree.css('script[type="application/ld+json" i]'):
        text = re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[)|(?:-->|//\s*\]\]>)\s*$", "", script.text(deep=True))
        for attempt in (text, re.sub(r",(\s*[}\]])", r"\1", text)):
            try:
                yield json.loads(attempt, strict=False)
                break
            except (ValueError, RecursionError):
                continue


def _walk(value: Any, depth: int) -> Iterator[Node]:
    """Every object in a JSON value, outermost first."""
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _walk(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value[:500]:
            yield from _walk(inner, depth + 1)


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
    for website in (*_list(node.get("url")), *_list(node.get("sameAs"))):
        facts.add("website", _text(website))
    facts.add("opening_hours", _hours(node))
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
    spot = contacts.position(geo.get("latitude"), geo.get("longitude"))
    if spot:
        facts.add_number("lat", spot[0], str(geo.get("latitude")))
        facts.add_number("lon", spot[1], str(geo.get("longitude")))


def _add_rating(facts: Facts, rating: Any) -> None:
    for one in _list(rating):
        if isinstance(one, dict):
            value, best = one.get("ratingValue"), one.get("bestRating", 5)
            facts.add_number("rating", contacts.scaled(value, best), f"{value} of {best}")
            count = contacts.decimal(one.get("reviewCount", one.get("ratingCount")))
            if count is not None and count >= 0:
                facts.add_number("reviews", int(count), f"{int(count)} reviews")


def _hours(node: Node) -> str:
    lines = [_text(line) for line in _list(node.get("openingHours"))]
    for spec in _list(node.get("openingHoursSpecification")):
        if isinstance(spec, dict) and spec.get("opens") and spec.get("closes"):
            days = [_text(day).rsplit("/", 1)[-1][:2] for day in _list(spec.get("dayOfWeek"))]
            lines.append(f"{','.join(days)} {_text(spec['opens'])[:5]}-{_text(spec['closes'])[:5]}".strip())
    return "; ".join(line for line in lines if line)


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


def _microdata(tree: LexborHTMLParser) -> Iterator[Node]:
    for scope in tree.css("[itemscope][itemtype]"):
        if scope.attributes.get("itemprop") is None:
            yield _item(scope, 0)


def _item(scope: LexborNode, depth: int) -> Node:
    node: Node = {"@type": (scope.attributes.get("itemtype") or "").split()}
    for element in scope.css("[itemprop]"):
        if depth > 3 or element == scope or _owner(element) != scope:
            continue
        name = element.attributes.get("itemprop") or ""
        value = _item(element, depth + 1) if "itemscope" in element.attributes else _property(element)
        node.setdefault(name, []).append(value)
    return node


def _owner(element: LexborNode) -> LexborNode | None:
    parent = element.parent
    while parent is not None and "itemscope" not in parent.attributes:
        parent = parent.parent
    return parent


def _property(element: LexborNode) -> str:
    for attribute in ("content", "datetime", "href", "src"):
        if element.attributes.get(attribute):
            return element.attributes[attribute] or ""
    return element.text(deep=True, separator=" ", strip=True)


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value[:100] if isinstance(value, list) else [value]


def _text(value: Any) -> str:
    """A schema.org value as text: a list gives its first, an object its name or value."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = next((value[key] for key in ("name", "@value", "@id") if isinstance(value.get(key), str)), "")
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


@functools.lru_cache(1024)
def sector_of(words: str) -> str:
    """The sector that words on a page name: a label, or a schema.org type."""
    kind = words.replace(" ", "").casefold()
    return _SECTOR_OF_TYPE.get(kind) or sectors.of_words(words)
