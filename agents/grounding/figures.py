"""Figures, links and addresses in a text, in one notation whatever the language."""

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
_SCALE = re.compile(r"(?:\bout of|\bof|\bvon|\bsobre|\bde|\baus|/)\s*$", re.IGNORECASE)
_LINK = re.compile(
    r"\b(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\b[\w-]{2,}\.(?:com|net|org|info|biz|io|de|es|at|ch|uk|eu|shop|example|test)\b(?:/\S*)?"
    r"|\+\d[\d\s()/.-]{6,}\d|\b0\d{2,5}[\s/-]?\d[\d\s/-]{3,}\d|\b\d{3}[\s-]\d{3}[\s-]\d{3,4}\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Figure:
    """A number as it stands (``text``), its value ("1200", "4.6"), its unit ("%", "€" or "") and its role.

    ``role`` is "rating" before "out of 5", "scale" for that 5, "reviews" before the word, else "".
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


def links(text: str) -> list[str]:
    """Links, e-mail addresses and telephone numbers."""
    return [found[0].rstrip(".,;:!?)") for found in _LINK.finditer(text)]


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
    return "reviews" if _REVIEWS.match(text, after) else ""
