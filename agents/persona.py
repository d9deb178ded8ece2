"""Personas: who reads the message and what they care about, each with the quote behind it or marked as typical."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from storage import sectors
from storage.records import Business, PersonaText, Quote

OWNER, MANAGER, PRACTICE_MANAGER = ROLES = ("owner", "manager", "practice manager")
TYPICAL = Path(__file__).with_suffix(".toml")
"""By sector, who reads a message and three things that such a person typically cares about."""

FACT_FIELDS_LEFT_OUT = frozenset(
    {"name", "street", "postcode", "city", "country", "email", "phone", "website", "lat", "lon"}
)
MANY_REVIEWS = 50
MOST_GROUNDED, FEWEST = 3, 3
SHOWN_LETTERS = 60


@dataclass(frozen=True)
class _Typical:
    role: str
    cares: tuple[str, ...]


@dataclass(frozen=True)
class _Sign:
    concern: str
    words: re.Pattern[str]


def _sign(concern: str, words: str) -> _Sign:
    return _Sign(concern, re.compile(rf"\b(?:{words})", re.IGNORECASE))


SIGNS = (
    _sign(
        "outdoor seats that depend on the season", r"terrace|\w*terrasse|outdoor.seating|beer.garden|biergarten|patio"
    ),
    _sign(
        "no-shows and late cancellations",
        r"appointment|termin(?:e|buchung|vereinbarung)?\b|reserv|book (?:a|your|online)",
    ),
    _sign(
        "orders to collect or deliver at busy hours", r"take.?away|take.?out|deliver|lieferung|lieferdienst|abholung"
    ),
    _sign("the good name of a family business", r"family.(?:run|owned|business)|famili\w+betrieb|generation"),
    _sign("customers who ask where things come from", r"organic|bio(?:laden|\b)|vegan|regional|locally|fair.?trade"),
    _sign("finding and keeping staff", r"we are hiring|join our team|apprentice|wir suchen|ausbildung"),
    _sign("bookings by groups and for events", r"wedding|catering|private event|parties|veranstaltung|hochzeit|feiern"),
    _sign("courses that fill up", r"classes\b|kurse?\b|yoga|pilates"),
    _sign("repairs done when promised", r"repair|reparatur|inspection"),
    _sign("becoming known in the neighbourhood", r"newly opened|new opening|neueröffnung|just opened"),
)
OWNED = re.compile(r"\b(?:owner|inhaber|family.(?:run|owned)|famili\w+betrieb)", re.IGNORECASE)
DENIAL = re.compile(r"\b(?:no|not|non|none|without|kein\w*|nicht|ohne|nein)\b", re.IGNORECASE)
REVIEWS = re.compile(r"(\d[\d.,]*)\s*(?:reviews|ratings|bewertungen)|^\s*(\d[\d.,]*)\s*$", re.IGNORECASE)


def persona_for(business: Business, quotes: Sequence[Quote], sector: str) -> PersonaText:
    """Who reads the message at ``business``, from what was quoted of it and from its sector (a slug).

    Each concern names the quote it rests on, or says that it is typical of the sector; ``grounds`` are the whole texts
    of the quotes used. A quote with a denial in it ("no terrace") is never used.
    """
    usable = [q for q in quotes if q.field not in FACT_FIELDS_LEFT_OUT and q.text.strip() and not DENIAL.search(q.text)]
    signed = _signed(usable)[:MOST_GROUNDED]
    known = _typical()
    slug = next((one for one in (sector, business.sector) if one in known), sectors.OTHER)
    already = {concern for concern, _ in signed}
    typical = [concern for concern in known[slug].cares if concern not in already][: max(1, FEWEST - len(signed))]
    role, role_ground = _role(slug, usable)
    return PersonaText(
        role,
        (
            *(f"{concern} (quoted: “{_short(quote.text)}”)" for concern, quote in signed),
            *(f"{concern} (typical of {sectors.label(slug, plural=True)})" for concern in typical),
        ),
        tuple(dict.fromkeys([*(quote.text for _, quote in signed), *role_ground])),
    )


@lru_cache(maxsize=1)
def _typical() -> Mapping[str, _Typical]:
    listed = tomllib.loads(TYPICAL.read_text(encoding="utf-8"))
    return {slug: _Typical(one.get("role", OWNER), tuple(one["cares"])) for slug, one in listed.items()}


def _signed(quotes: Sequence[Quote]) -> list[tuple[str, Quote]]:
    found = [("their reputation, with that many reviews", quote) for quote in quotes if _has_many_reviews(quote)][:1]
    for sign in SIGNS:
        found += [(sign.concern, quote) for quote in quotes if sign.words.search(quote.text)][:1]
    return found


def _has_many_reviews(quote: Quote) -> bool:
    match = REVIEWS.search(quote.text)
    if match is None or (match[1] is None and quote.field != "reviews"):
        return False
    number = re.sub(r"[.,](?=\d{3}\b)", "", match[1] or match[2])
    return int(re.split(r"[.,]", number)[0]) >= MANY_REVIEWS


def _role(slug: str, quotes: Sequence[Quote]) -> tuple[str, list[str]]:
    role = _typical()[slug].role
    if role == MANAGER:
        for quote in quotes:
            if OWNED.search(quote.text):
                return OWNER, [quote.text]
    return role, []


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= SHOWN_LETTERS else plain[: SHOWN_LETTERS - 1].rstrip() + "…"
