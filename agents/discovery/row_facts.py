"""One row's texts as the facts of a business, with what could not be taken over and why."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from agents.discovery import contacts, emails, mailboxes, phones, structured, urls
from agents.discovery.facts import LONGEST, Facts, clean
from agents.discovery.source import Found, business_key
from storage import sectors
from storage.records import Business

_PLAIN = ("name", "description", "street", "city", "country", "opening_hours")
_LONGEST_FIELD = 200
# What spreadsheets show in a cell whose formula failed (ECMA-376, 18.17.3), and exports carry on as text.
ERRORS = frozenset(("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#GETTING_DATA"))
_BARE_HOST = re.compile(r"(https?://)?([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})*\.[a-z]{2,63})/?")
_WHOLE = re.compile(r"(\d+)[.,]0{1,2}")

# A list repeats few words many times.
_country_of = lru_cache(4096)(contacts.country_code)

Causes = dict[str, str]


@dataclass(frozen=True)
class Ground:
    """What a person says of all rows: the sector of those that give none, and the country where numbers are dialled."""

    sector: str = ""
    country: str = ""


NO_GROUND = Ground()


def of_texts(texts: Mapping[str, str], url: str, ground: Ground = NO_GROUND) -> tuple[Found, Causes]:
    """The business, and by field why a text that was there is not part of it, or not all of it.

    ``texts`` are by field of ``columns.FIELDS``, without spaces around them; ``name`` is there.
    """
    causes: Causes = {}
    if any(text in ERRORS for text in texts.values()):
        causes = {field: f"holds the error {text} of a formula" for field, text in texts.items() if text in ERRORS}
        texts = {field: "" if field in causes else text for field, text in texts.items()}
    facts = Facts(url)
    _add_plain(facts, texts, causes)
    _add_address(facts, texts.get("address", ""))
    _add_contacts(facts, texts, causes, ground)
    _add_position(facts, texts, causes)
    _add_rating(facts, texts, causes)
    if texts.get("details"):
        facts.add_details(re.split(r"[;,|\n]", texts["details"]))
    _add_sector(facts, texts, causes, ground)
    return _found(facts), causes


def _add_sector(facts: Facts, texts: Mapping[str, str], causes: Causes, ground: Ground) -> None:
    """What a row says of its sector; what a person says of all rows is no fact that was read, so it has no quote."""
    said = texts.get("sector", "")
    sector = structured.sector_of(said[:200]) if said else sectors.OTHER
    if sector != sectors.OTHER:
        facts.add("sector", sector, said)
    elif said:
        causes["sector"] = f"{_shown(said)} is no sector that is known"
    elif ground.sector:
        facts.values["sector"] = ground.sector


def _found(facts: Facts) -> Found:
    values = facts.values
    name, postcode, street, city = (str(values.get(part, "")) for part in ("name", "postcode", "street", "city"))
    where = street or (f"{values['lat']:.5f} {values['lon']:.5f}" if "lat" in values else "")
    key = business_key(name, postcode, where, city)
    return Found(Business(key=key, details=tuple(facts.details), **values), tuple(facts.quotes))  # type: ignore[arg-type]


def _add_plain(facts: Facts, texts: Mapping[str, str], causes: Causes) -> None:
    for field in _PLAIN:
        value = texts.get(field, "")
        if not value:
            continue
        longest = LONGEST.get(field, _LONGEST_FIELD)
        if len(value) > longest and len(clean(value, len(value))) > longest:
            causes[field] = f"is longer than {longest:,} characters and was cut"
        facts.add(field, f"{value} {texts['housenumber']}" if field == "street" and texts.get("housenumber") else value)
    postcode = texts.get("postcode", "")
    whole = _WHOLE.fullmatch(postcode)
    facts.add("postcode", whole.group(1) if whole else postcode)
    if postcode and not any(c.isdigit() for c in postcode):
        causes["postcode"] = f"{_shown(postcode)} holds no digit"
        facts.forget("postcode")


def _add_address(facts: Facts, text: str) -> None:
    if not text:
        return
    parts = contacts.address(text[:400])
    if parts is None and not facts.values.keys() & {"street", "city"}:
        facts.add("street", text)
    for name in ("street", "postcode", "city") if parts else ():
        facts.add(name, getattr(parts, name), text)


def _add_contacts(facts: Facts, texts: Mapping[str, str], causes: Causes, ground: Ground) -> None:
    if email := texts.get("email", ""):
        found = next(iter(emails.in_text(email[:1000])), None)
        if found:
            facts.add("email", *found)
            if whose := mailboxes.kind(found[0]):
                facts.values["email_kind"] = whose
        else:
            causes["email"] = f"{_shown(email)} is no e-mail address that a person reads"
    if phone := texts.get("phone", ""):
        if sum(c.isdigit() for c in phone[:200]) >= 3:
            facts.add("phone", phone)
            _add_dialled(facts, phone, _country_of(texts.get("country", "")) or ground.country)
        else:
            causes["phone"] = f"{_shown(phone)} is no phone number"
    if website := texts.get("website", ""):
        if address := _web_address(website):
            facts.add("website", address, website)
        else:
            causes["website"] = f"{_shown(website)} is no web address"


def _add_dialled(facts: Facts, text: str, country: str) -> None:
    """The same number as machines and the people of its country dial it, where it is one."""
    if number := phones.read(text, country):
        facts.values["phone_e164"], facts.values["phone_national"] = number.e164, number.national


def _web_address(text: str) -> str:
    """The page that a text names, "" where it names none; bare hosts, the most of a list, take no parsing."""
    if bare := _BARE_HOST.fullmatch(text):
        return f"{bare.group(1) or 'https://'}{bare.group(2)}/"
    if "." not in text or " " in text:
        return ""
    return urls.written(text)


def _add_position(facts: Facts, texts: Mapping[str, str], causes: Causes) -> None:
    lat, lon, both = texts.get("lat", ""), texts.get("lon", ""), texts.get("position", "")
    if lat or lon:
        spot = contacts.position(lat, lon)
        if spot is None:
            causes["lat"] = f"{_shown(lat)} and {_shown(lon)} are no latitude and longitude"
    elif both:
        spot = contacts.coordinates(both[:200])
        lat = lon = both
        if spot is None:
            causes["position"] = f"{_shown(both)} is no pair of latitude and longitude"
    else:
        return
    if spot:
        facts.add_number("lat", spot[0], lat)
        facts.add_number("lon", spot[1], lon)


def _add_rating(facts: Facts, texts: Mapping[str, str], causes: Causes) -> None:
    if said := texts.get("rating", ""):
        rating, reviews = contacts.rating(said[:200])
        if rating is None:
            causes["rating"] = f"{_shown(said)} is no rating on a scale of 0 to 5"
        facts.add_number("rating", rating, said)
        facts.add_number("reviews", reviews, said)
    if said := texts.get("reviews", ""):
        whole = _WHOLE.fullmatch(said)
        digits = whole.group(1) if whole else re.sub(r"\D", "", said[:200])
        facts.add_number("reviews", int(digits[:9]) if digits else None, said)
        if not digits:
            causes["reviews"] = f"{_shown(said)} is no number"


def _shown(text: str) -> str:
    return f'"{clean(text, 60)}"'
