"""What a sentence asks for: "dentists and physiotherapists within 8 km of Freiburg", in English or German."""

import re
from dataclasses import dataclass

from storage import sectors

LONGEST = 300
_KM = {"km": 1.0, "kilo": 1.0, "mi": 1.609344, "me": 0.001, "m": 0.001}
_RADIUS = re.compile(
    r",?\s*(?:\b(?:with)?in\b|\binside\b|\bim\b|\binnerhalb\b|\bup to\b|\bbis(?: zu)?\b)?\s*"
    r"(?:\b(?:an?|of|eine[mrs]?)\b\s*)?"
    r"(?:\b(?:radius|umkreis|distance|entfernung)\b)?\s*(?:\b(?:of|von)\b\s*)?"
    r"(?P<number>\d{1,4}(?:[.,]\d{1,2})?)[\s-]*(?P<unit>km|kilomet(?:er|re)s?n?|kilometern?|miles?|mi|met(?:er|re)s?|m)\b"
    r"\s*(?:\b(?:radius|umkreis|away|entfernt)\b)?\s*(?P<to>\b(?:of|from|around|about|rund um|um|von)\b)?\s*",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"(?:^|\s)(?:in and around|in und um|around|near(?: to)?|close to|nahe|in der nähe von|rund um|in|at|bei|um|of)\s+",
    re.IGNORECASE,
)
_PARTS = re.compile(
    r"\s*(?:,|;|/|\+|\band\b|\bund\b|\bor\b|\boder\b|\bsowie\b|\bas well as\b|\bplus\b)\s*", re.IGNORECASE
)
_FILLER = re.compile(
    r"^(?:(?:please|find|show|search(?: for)?|get|give|list|look(?:ing)? for|i|we|me|us|need|want|are|am|all|every|the|"
    r"some|"
    r"bitte|finde?|suche|zeige?|mir|uns|ich|wir|brauchen?|möchten?|nach|alle|jede[nrs]?|die|der|das|den)\s+)+",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"(?:all |alle )?(?:business(?:es)?|companies|shops|everything|betriebe|firmen|unternehmen|geschäfte|alles)", re.I
)
_COUNTRY = re.compile(r"[^\W\d_][\w .'’\-,()]*")


@dataclass(frozen=True)
class Wish:
    """What was understood. ``left`` are the words that were not, in the order they came."""

    sectors: tuple[str, ...] = ()
    place: str = ""
    radius_km: float = 0.0
    left: tuple[str, ...] = ()


def read(sentence: str) -> Wish:
    """The sectors, the place and the radius that a sentence names; 0 km where it names none."""
    text = " ".join(sentence[:LONGEST].split()).strip(" .!?")
    radius = _RADIUS.search(text)
    if radius is None:
        head, place, rest = _parted(text)
        return _wish(head, place, 0.0, rest)
    before, after = text[: radius.start()], text[radius.end() :]
    km = _km(radius)
    if radius["to"] and after:
        head, inner, rest = _parted(before)
        return _wish(head, after, km, (*rest, *filter(None, (inner,))))
    head, place, rest = _parted(before)
    if not place:
        _, place, rest = _parted(f" {after}")
    elif after.strip(" ,"):
        rest = (*rest, after.strip(" ,"))
    return _wish(head, place, km, rest)


def _km(found: re.Match[str]) -> float:
    unit = found["unit"].casefold()
    factor = next(factor for start, factor in _KM.items() if unit.startswith(start))
    return round(float(found["number"].replace(",", ".")) * factor, 3)


def _parted(text: str) -> tuple[str, str, tuple[str, ...]]:
    """What stands before the place, the place, and what belongs to neither."""
    found = _PLACE.search(text)
    if found is None:
        return text, "", ()
    return text[: found.start()], text[found.end() :], ()


def _wish(head: str, place: str, km: float, rest: tuple[str, ...]) -> Wish:
    found: list[str] = []
    left = list(rest)
    for part in _PARTS.split(_FILLER.sub("", f"{head} ").strip()):
        name = _FILLER.sub("", f"{part} ").strip(" ,.")
        if not name or _ALL.fullmatch(name):
            continue
        slug = sectors.named(name)
        if slug == sectors.OTHER:
            left.append(name)
        elif slug not in found:
            found.append(slug)
    named = place.strip(" ,.;")
    is_place = _COUNTRY.fullmatch(named) is not None
    left += [named] if named and not is_place else []
    return Wish(tuple(found), named if is_place else "", km, tuple(left))
