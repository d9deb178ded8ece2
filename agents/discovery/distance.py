"""The distance that words name, in English or German: 8 km, 2 miles, half a mile, fünf Kilometer."""

import re
from dataclasses import dataclass

KM_A_MILE = 1.609344
_SMALL = {
    "half": 0.5, "halbe": 0.5, "halber": 0.5, "halben": 0.5, "a": 1, "an": 1, "one": 1, "ein": 1, "eine": 1,
    "einem": 1, "einen": 1, "einer": 1, "two": 2, "zwei": 2, "three": 3, "drei": 3, "four": 4, "vier": 4, "five": 5,
    "fünf": 5, "six": 6, "sechs": 6, "seven": 7, "sieben": 7, "eight": 8, "acht": 8, "nine": 9, "neun": 9, "ten": 10,
    "zehn": 10, "twelve": 12, "zwölf": 12, "fifteen": 15, "fünfzehn": 15, "twenty": 20, "zwanzig": 20, "thirty": 30,
    "dreißig": 30, "forty": 40, "vierzig": 40, "fifty": 50, "fünfzig": 50, "hundred": 100, "hundert": 100,
}  # fmt: skip
_LONG = r"kilomet(?:er|re)s?n?|kms?|miles?|meilen?|met(?:er|re)s?n?"
_REACH = r"radius|umkreis|distance|entfernung|abstand|perimeter"
_BEFORE = (
    r"(?:with|mit)(?:\s+(?:an?|eine[mr]))?(?=\s+(?:" + _REACH + r"))|within|inside|in|im|innerhalb|not more than|"
    r"no more than|less than|at most|up to|bis(?: zu)?|max(?:imum|imal)?|höchstens|weniger als|ca|circa|etwa|"
    r"ungefähr|about|roughly|approx(?:imately)?|" + _REACH + r"|of|von|an?|eine[mrs]?(?=\s+(?:" + _REACH + r"))"
)
_FOUND = re.compile(
    rf"(?:(?:\b(?:{_BEFORE})\b\.?|[,(+~≤<±])\s*)*"
    rf"(?P<plain>(?<![\d.,])(?P<number>\d{{1,3}}(?:[.,]\d{{3}})+|\d{{1,5}}(?:[.,]\d{{1,2}})?)[\s-]*(?P<unit>{_LONG}|mi|m)"
    rf"|\b(?P<word>{'|'.join(_SMALL)})[\s-]+(?:an?\s+)?(?P<of_word>{_LONG}))\b[.)]?"
    rf"\s*(?:\b(?:{_REACH}|away|entfernt|weit|luftlinie|or less|or so)\b\s*)*"
    r"(?P<to>\b(?:of|from|around|about|to|rund um|um|von|zu)\b)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Distance:
    """A distance in km, and how it was said where that was not in km (``2 miles``)."""

    km: float
    said: str


def take(text: str, around: str, stop: str) -> tuple[Distance | None, str]:
    """The first distance of a text, and the text without it.

    In its place stands ``around`` where the words lead on to a place (8 km *of* ...), else ``stop``.
    """
    found = _FOUND.search(text)
    if found is None:
        return None, text
    before, after = text[: found.start()], text[found.end() :]
    return _distance(found), f"{before} {around if found['to'] and after.strip() else stop} {after}"


def _distance(found: re.Match[str]) -> Distance:
    unit = (found["unit"] or found["of_word"]).casefold()
    number = _number(found["number"]) if found["number"] else float(_SMALL[found["word"].casefold()])
    if unit.startswith("k"):
        return Distance(round(number, 2), "")
    said = found["plain"].strip()
    return Distance(
        round(number * KM_A_MILE, 1) if unit.startswith("m") and "i" in unit else round(number / 1000, 3), said
    )


def _number(text: str) -> float:
    is_grouped = re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", text) is not None
    return float(re.sub(r"[.,]", "", text) if is_grouped else text.replace(",", "."))
