"""Personas: who reads the message and what they care about, each with the quote behind it or marked as typical."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from storage import sectors
from storage.records import Business, PersonaText, Quote

OWNER, MANAGER, PRACTICE_MANAGER = ROLES = ("owner", "manager", "practice manager")

ROLE_OF_SECTOR = {
    "hotel": MANAGER,
    "gym": MANAGER,
    "supermarket": MANAGER,
    "doctor": PRACTICE_MANAGER,
    "dentist": PRACTICE_MANAGER,
    "veterinary": PRACTICE_MANAGER,
}

TYPICAL = {
    "cafe": ("regular guests on quiet weekdays", "the queue in the morning", "the cost of ingredients"),
    "restaurant": ("full tables on quiet evenings", "finding and keeping staff", "the cost of ingredients"),
    "bakery": ("what is left over at closing time", "staff for the early hours", "regular customers"),
    "bar": ("guests on weekday evenings", "staff for late hours", "standing out in the neighbourhood"),
    "pub": ("regulars and groups on weekdays", "staff for late hours", "evenings with a reason to come"),
    "hotel": ("direct bookings rather than commission", "rooms outside the season", "reviews by guests"),
    "gym": ("members who stay after the first months", "quiet hours of the day", "new members in the neighbourhood"),
    "hairdresser": ("no-shows and late cancellations", "a calendar without gaps", "finding and keeping staff"),
    "florist": ("flowers that wilt before they sell", "orders around holidays", "regular business customers"),
    "bookshop": ("readers who could order online", "readings and other events", "the right books in stock"),
    "bicycle": ("repairs piling up in spring", "quiet months in winter", "spare parts on time"),
    "garage": ("a workshop with neither gaps nor queues", "spare parts on time", "customers who come back"),
    "supermarket": ("fresh goods that must sell in time", "finding and keeping staff", "customers from next door"),
    "doctor": ("telephone lines that are always busy", "no-shows and late cancellations", "time for patients"),
    "dentist": ("no-shows and late cancellations", "patients who come for check-ups", "time at the front desk"),
    "pharmacy": ("competition by mail order", "medicines out of stock", "time for advice"),
    "veterinary": ("telephone lines that are always busy", "check-ups and vaccinations on time", "emergencies"),
    sectors.OTHER: ("new customers nearby", "customers who come back", "time for the work itself"),
}

FACT_FIELDS_LEFT_OUT = frozenset(
    {"name", "street", "postcode", "city", "country", "email", "phone", "website", "lat", "lon"}
)
MANY_REVIEWS = 50
MOST_GROUNDED, FEWEST = 3, 3
SHOWN_LETTERS = 60


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
    slug = sector if sector in TYPICAL else business.sector if business.sector in TYPICAL else sectors.OTHER
    already = {concern for concern, _ in signed}
    typical = [concern for concern in TYPICAL[slug] if concern not in already][: max(1, FEWEST - len(signed))]
    role, role_ground = _role(slug, usable)
    return PersonaText(
        role,
        (
            *(f"{concern} (quoted: “{_short(quote.text)}”)" for concern, quote in signed),
            *(f"{concern} (typical of {sectors.label(slug, plural=True)})" for concern in typical),
        ),
        tuple(dict.fromkeys([*(quote.text for _, quote in signed), *role_ground])),
    )


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
    role = ROLE_OF_SECTOR.get(slug, OWNER)
    if role == MANAGER:
        for quote in quotes:
            if OWNED.search(quote.text):
                return OWNER, [quote.text]
    return role, []


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= SHOWN_LETTERS else plain[: SHOWN_LETTERS - 1].rstrip() + "…"
