"""The place that words name: "79098 Freiburg", "Weil am Rhein", "the city of Bath"; and what else they hold."""

import re

from storage import sectors

_BEFORE_PLACE = re.compile(
    r"^(?:(?:the|der|die|das|dem|den|des)\s+|(?:city|town|district|area|region|state|county|canton|village) of\s+|"
    r"(?:stadt|stadtgebiet|raum|großraum|gegend|gemeinde|ort)\s+(?:(?:um|von)\s+)?)+",
    re.IGNORECASE,
)
_AFTER_PLACE = re.compile(
    r"(?:[\s,]+(?:please|bitte|herum|suchen|gesucht|finden|zeigen|thanks|danke)|(?<!\bbay)\s+area)+$", re.IGNORECASE
)
_MORE_PLACES = re.compile(r"\s*(?:\b(?:and|und|or|(?<!\()oder|sowie|as well as|plus)\b|[&+])\s*", re.IGNORECASE)
_ONE_PLACE = re.compile(
    r"trinidad and tobago|tyne and wear|brighton and hove|perth and kinross|argyll and bute|(?:dumfries|bosnia|"
    r"antigua|hammersmith|kensington) and \w+|bosnien und herzegowina",
    re.IGNORECASE,
)
_PLACE = re.compile(r"(?=.*[^\W\d_]|\d{4,})[^\W_][\w .'’\-,()/]*")
_POSTCODE = re.compile(r"(?:[A-Z]{1,2}-)?\d{4,6}\b")
_PARTICLE_WORDS = (
    "a am an auf bei beim da de del della den der des di do du ob of on sul sur the bij aan den im in la le les upon "
    "under unter vor vom von zu zum zur"
)
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_NOWHERE = frozenset(("me", "my", "here", "hier", "mir", "us", "uns", "town", "city", "nähe", "umgebung"))


def named(text: str) -> tuple[str, tuple[str, ...]]:
    """The place, "" where the words name none, and words that are no part of it: sectors, further places, others."""
    whole = _BEFORE_PLACE.sub("", _AFTER_PLACE.sub("", text.strip(" ,.;")))
    is_one = _ONE_PLACE.fullmatch(whole) is not None
    parts = [whole] if is_one else _MORE_PLACES.split(whole)
    name, rest = (whole, "") if is_one else _ended(parts[0])
    inside = name.split(",")
    also = [one for one in inside[1:] if sectors.of_words(one) != sectors.OTHER]
    name, trailing = _before_sector(",".join(one for one in inside if one not in also).strip(" ,.;"))
    if not _PLACE.fullmatch(name) or is_nowhere(name):
        return "", ()
    return name, (trailing, *also, rest, *parts[1:])


def bare(text: str) -> str:
    """The words without what only leads to a place's name: articles, "city of"."""
    return _BEFORE_PLACE.sub("", text.strip())


def is_nowhere(text: str) -> bool:
    """Whether words that lead to a place name none (near *me*)."""
    return text.strip(" ,.").partition(" ")[0].casefold() in _NOWHERE


def is_name(words: str) -> bool:
    """Whether words look like a place's name: a capital or a postcode comes first."""
    return words[0].isupper() or is_postcode(words)


def is_postcode(words: str) -> bool:
    """Whether words begin with a postcode in digits."""
    return _POSTCODE.match(words) is not None


def _before_sector(text: str) -> tuple[str, str]:
    """A place without the sector that follows it (Ulm *Bäckereien*), and that sector."""
    words = text.split()
    for at in range(max(1, len(words) - 2), len(words)):
        if sectors.of_words(" ".join(words[at:])) != sectors.OTHER:
            return " ".join(words[:at]), " ".join(words[at:])
    return text, ""


def _ended(text: str) -> tuple[str, str]:
    """A place up to the first word in small letters that belongs to no name (Ulm *open on Sunday*), and the rest."""
    words = text.split()
    for at in range(1, len(words)):
        is_small = words[at][0].islower() and words[at].casefold() not in _PARTICLES
        if is_small and words[at - 1].casefold() not in _PARTICLES and any(letter.isupper() for letter in words[0]):
            return " ".join(words[:at]), " ".join(words[at:])
    return text, ""
