"""Imported lists of businesses: which column holds what, and each row as a business or a problem."""

import re
from collections.abc import Iterator, Mapping

from agents.discovery import contacts, emails, structured, urls
from agents.discovery.facts import Facts, clean
from agents.discovery.formats import read_table
from agents.discovery.source import Found, business_key
from agents.discovery.table import Row, Table
from agents.discovery.tags import Element, founds
from storage import sectors
from storage.errors import BadInput
from storage.records import Business

__all__ = ["FIELDS", "Table", "guess_mapping", "read_table", "to_found", "to_safe_cell"]

# Headings in English and German, folded by ``_fold``, best first; ``address`` is a whole address in one column.
FIELDS: dict[str, tuple[str, ...]] = {
    "name": (
        "company name", "business name", "firmenname", "firma", "company", "business", "unternehmen", "betrieb", "name",
        "organisation", "organization", "account name", "title", "kunde", "bezeichnung",
    ),
    "email": ("email", "e mail", "mail", "email address", "e mail address", "e mail adresse", "mailadresse"),
    "phone": ("phone", "telephone", "telefon", "tel", "phone number", "telefonnummer", "rufnummer", "mobile", "mobil"),
    "website": ("website", "web", "url", "homepage", "webseite", "internet", "web site", "domain", "internetseite"),
    "street": ("street", "strasse", "str", "street address", "strasse und hausnummer", "strasse hausnummer"),
    "housenumber": ("housenumber", "house number", "hausnummer", "hausnr", "hnr", "street number", "nr"),
    "postcode": ("postcode", "postal code", "zip", "zip code", "plz", "postleitzahl"),
    "city": ("city", "town", "ort", "stadt", "place", "municipality", "wohnort", "gemeinde"),
    "country": ("country", "land", "staat", "country code"),
    "address": ("address", "adresse", "anschrift", "full address", "postal address", "location"),
    "sector": ("sector", "category", "branche", "kategorie", "industry", "type of business", "amenity"),
    "description": ("description", "beschreibung", "about", "summary", "info", "kurzbeschreibung", "notes"),
    "opening_hours": ("opening hours", "offnungszeiten", "oeffnungszeiten", "hours"),
    "rating": ("rating", "bewertung", "stars", "sterne", "score"),
    "reviews": ("reviews", "number of reviews", "review count", "anzahl bewertungen", "bewertungen", "ratings"),
    "details": ("details", "features", "specialities", "specialties", "besonderheiten", "tags", "services"),
    "lat": ("lat", "latitude", "breite", "breitengrad", "y"),
    "lon": ("lon", "lng", "long", "longitude", "lange", "laenge", "langengrad", "laengengrad", "x"),
}  # fmt: skip
_PLAIN = ("name", "description", "street", "postcode", "city", "country", "opening_hours")
# Of these a heading may be one word among others ("Telefon (Büro)"); elsewhere that would mislead ("Place of birth").
_LOOSE = ("name", "email", "phone", "website", "postcode", "opening_hours", "description", "reviews", "housenumber")
_PERSON = re.compile(r"\b(first|last|contact|user|sur|middle|file|street|city|person|owner)\b")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_OSM_MARKS = ("amenity", "shop", "leisure", "tourism", "healthcare", "addr:street", "addr:postcode")
_OSM_COLUMNS = {
    "name": "name", "email": "email", "phone": "phone", "website": "website", "street": "addr:street",
    "housenumber": "addr:housenumber", "postcode": "addr:postcode", "city": "addr:city", "country": "addr:country",
    "description": "description", "opening_hours": "opening_hours", "lat": "lat", "lon": "lon",
}  # fmt: skip


def guess_mapping(columns: tuple[str, ...]) -> dict[str, str]:
    """The likely column of each field of ``FIELDS``; a field without one is left out, no column counts twice."""
    if _is_osm(columns):
        return {field: column for field, column in _OSM_COLUMNS.items() if column in columns}
    folded = {column: _fold(column) for column in columns}
    guessed: dict[str, str] = {}
    for loosely in (False, True):
        for field in _LOOSE if loosely else FIELDS:
            free = {column: words for column, words in folded.items() if column not in guessed.values()}
            column = _best_column(free, FIELDS[field], loosely=loosely)
            if field not in guessed and column:
                guessed[field] = column
    return guessed


def to_found(table: Table, mapping: Mapping[str, str], source_url: str) -> Iterator[tuple[int, Found | str]]:
    """Each row's number with its business, or with one sentence on why it gives none.

    Tables exported from OpenStreetMap are read by their tags, as long as the mapping is the guessed one.

    Raises:
        BadInput: no column is mapped to the name, or a mapped column is not there.
    """
    if not mapping.get("name"):
        listed = ", ".join(table.columns[:12])
        raise BadInput(
            f"No column holds the name of the business; the columns are: {listed}.",
            kept="Nothing was imported.",
            todo="Choose the column with the names.",
        )
    absent = [column for column in mapping.values() if column and column not in table.columns]
    if absent:
        raise BadInput(f'The file has no column "{absent[0][:60]}".', todo="Choose the columns again.")
    if _is_osm(table.columns) and dict(mapping) == guess_mapping(table.columns):
        return _from_tags(table)
    return _from_rows(table, mapping, source_url)


def to_safe_cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe goes before what could start one (OWASP)."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _fold(heading: str) -> str:
    plain = heading.casefold().replace("ß", "ss").replace("ö", "o").replace("ä", "a").replace("ü", "u")
    plain = re.sub(r"^(addr|contact|properties|business|company|firmen)[:._]", "", plain)
    return " ".join(re.findall(r"[a-z0-9]+", plain))


def _best_column(free: Mapping[str, str], headings: tuple[str, ...], *, loosely: bool) -> str:
    for heading in headings:
        for column, words in free.items():
            if words == heading or (loosely and re.search(rf"\b{heading}\b", words) and not _PERSON.search(words)):
                return column
    return ""


def _from_rows(table: Table, mapping: Mapping[str, str], source_url: str) -> Iterator[tuple[int, Found | str]]:
    for number, row in enumerate(table.rows(), table.first_row):
        texts = {field: _cell(row.get(column, "")) for field, column in mapping.items() if column}
        if clean(texts.get("name", "")):
            yield number, _business(texts, f"{source_url}#row={number}")
        else:
            yield number, f"Row {number} has no name."


def _cell(text: str) -> str:
    """A cell without the apostrophe that ``to_safe_cell`` put before it."""
    text = text.strip()
    return text[1:] if text[:1] == "'" and text[1:].startswith(_FORMULA_STARTS) else text


def _business(texts: Mapping[str, str], url: str) -> Found:
    facts = Facts(url)
    for field in _PLAIN:
        value = f"{texts.get(field, '')} {texts.get('housenumber', '')}" if field == "street" else texts.get(field, "")
        facts.add(field, value)
    _add_address(facts, texts.get("address", ""))
    _add_contacts(facts, texts)
    _add_numbers(facts, texts)
    if texts.get("details"):
        facts.add_details(re.split(r"[;,|\n]", texts["details"]))
    sector = structured.sector_of(texts.get("sector", ""))
    if sector != sectors.OTHER:
        facts.add("sector", sector, texts["sector"])
    values = facts.values
    name, postcode, street, city = (str(values.get(part, "")) for part in ("name", "postcode", "street", "city"))
    where = street or (f"{values['lat']:.5f} {values['lon']:.5f}" if "lat" in values else "")
    key = business_key(name, postcode, where, city)
    return Found(Business(key=key, details=tuple(facts.details), **values), tuple(facts.quotes))  # type: ignore[arg-type]


def _add_address(facts: Facts, text: str) -> None:
    if not text:
        return
    parts = contacts.address(text)
    if parts is None and not facts.values.keys() & {"street", "city"}:
        facts.add("street", text)
    for name in ("street", "postcode", "city") if parts else ():
        facts.add(name, getattr(parts, name), text)


def _add_contacts(facts: Facts, texts: Mapping[str, str]) -> None:
    for email, quote in emails.in_text(texts.get("email", "")):
        facts.add("email", email, quote)
    phone = texts.get("phone", "")
    facts.add("phone", phone if any(c.isdigit() for c in phone) else "")
    website = texts.get("website", "")
    address = urls.canonical(website if "://" in website else f"https://{website}") if "." in website else ""
    facts.add("website", address, website)


def _add_numbers(facts: Facts, texts: Mapping[str, str]) -> None:
    spot = contacts.position(texts["lat"], texts["lon"]) if texts.get("lat") and texts.get("lon") else None
    if spot:
        facts.add_number("lat", spot[0], texts["lat"])
        facts.add_number("lon", spot[1], texts["lon"])
    if texts.get("rating"):
        rating, reviews = contacts.rating(texts["rating"])
        facts.add_number("rating", rating, texts["rating"])
        facts.add_number("reviews", reviews, texts["rating"])
    digits = re.sub(r"\D", "", texts.get("reviews", ""))[:9]
    facts.add_number("reviews", int(digits) if digits else None, texts.get("reviews", ""))


def _is_osm(columns: tuple[str, ...]) -> bool:
    known = set(columns)
    return ({"type", "id"} <= known or "@id" in known) and any(mark in known for mark in _OSM_MARKS)


def _from_tags(table: Table) -> Iterator[tuple[int, Found | str]]:
    elements = [_element(number, row) for number, row in enumerate(table.rows(), table.first_row)]
    for (number, _), (_, result) in zip(elements, founds(element for _, element in elements), strict=True):
        yield number, result


def _element(number: int, row: Row) -> tuple[int, Element]:
    kind, _, digits = row["@id"].rpartition("/") if row.get("@id") else (row.get("type", ""), "/", row.get("id", ""))
    spot = contacts.position(row.get("lat", ""), row.get("lon", "")) or (None, None)
    tags = {key: value for key, value in row.items() if value and key not in ("id", "type", "@id", "lat", "lon")}
    return number, Element(kind or "row", int(digits) if digits.isdigit() else number, tags, *spot)
