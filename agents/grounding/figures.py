"""Figures in a text, in one notation whatever the language, each with what it counts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NUMBER = re.compile(
    r"(?<![\w.,])(?P<sign>[€$£]\s?)?(?P<figures>\d+(?:[.,’'\u202f\u00a0]\d+)*)"
    r"(?P<unit>\s?(?:%|€|\$|£|(?:percent|per cent|prozent|por ciento|euros?|dollars?|pounds?)\b))?",
    re.IGNORECASE,
)
_GROUPED = re.compile(r"\d{1,3}(?:[.,’'\u202f\u00a0]\d{3})+")
_OF_FIVE = re.compile(
    r"\s*(?:out of|of|von|sobre|de|aus|/)\s*(?:5|five|fünf|cinco)\b|\s*(?:stars?|sternen?|estrellas?)\b", re.IGNORECASE
)
_REVIEWS = re.compile(
    r"\s*(?:[^\W\d]+\s)?(?:reviews?|ratings|bewertungen|rezensionen|reseñas|valoraciones|opiniones)\b", re.IGNORECASE
)
_SPAN = re.compile(
    r"\s*(?:\+\s*)?(?:years?|months?|weeks?|days?|hours?|jahren?|monaten?|wochen?|tagen?|stunden?|años?|mes(?:es)?|semanas?"
    r"|días?|horas?)\b",
    re.IGNORECASE,
)
_NEAR_REVIEWS = re.compile(
    r"\b(?:reviews?|ratings?|reviewers|bewertung\w*|rezension\w*|reseñas?|valoraci\w*|opini\w*|voices|people|guests"
    r"|customers|stimmen|voces|votes)\b",
    re.IGNORECASE,
)
_SCALE = re.compile(r"(?:\bout of|\bof|\bvon|\bsobre|\bde|\baus|/)\s*$", re.IGNORECASE)


_AROUND = 24


@dataclass(frozen=True)
class Figure:
    """A number as it stands (``text``), its value ("1200", "4.6"), its unit ("%", "€" or "") and its role.

    ``role`` is "rating" before "out of 5", "scale" for that 5, "reviews" before the word, "span" before a unit of time,
    "near rating" of any other decimal, "near reviews" where such a word stands elsewhere beside it, else "".
    """

    text: str
    value: str
    unit: str
    role: str
    start: int


def figures(text: str) -> Iterator[Figure]:
    """Every number of a text that is written in figures, left to right."""
    for found in _NUMBER.finditer(text):
        unit = (found["unit"] or found["sign"] or "").strip().casefold()
        yield Figure(found[0].strip(), _value(found["figures"]), _unit(unit), _role(text, found), found.start())


def _value(raw: str) -> str:
    raw = raw.strip(" .,’'\u202f\u00a0")
    if _GROUPED.fullmatch(raw):
        return re.sub(r"\D", "", raw)
    plain = re.sub(r"[\s\u202f\u00a0’']", "", raw).replace(",", ".")
    whole, dot, part = plain.partition(".")
    return whole if dot and not part.strip("0") else plain.rstrip("0") if dot else plain


def _unit(raw: str) -> str:
    if raw in ("%", "percent", "per cent", "prozent", "por ciento"):
        return "%"
    return "€" if raw else ""


def _role(text: str, found: re.Match[str]) -> str:
    after = found.end()
    if _value(found["figures"]) == "5" and _SCALE.search(text, max(0, found.start() - 12), found.start()):
        return "scale"
    if _OF_FIVE.match(text, after):
        return "rating"
    if _REVIEWS.match(text, after):
        return "reviews"
    if _SPAN.match(text, after):
        return "span"
    if "." in _value(found["figures"]):
        return "near rating"
    around = text[max(0, found.start() - _AROUND) : after + _AROUND]
    return "near reviews" if _NEAR_REVIEWS.search(around) else ""
