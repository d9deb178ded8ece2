"""How people write addresses, phone numbers, ratings and coordinates."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_STREET = r"[^\W\d][^,;\n|]{1,60}?\s\d{1,4}\s?[a-zA-Z]?(?:\s?[-–/+]\s?\d{1,4}\s?[a-zA-Z]?)?"
_CITY = r"[^\W\d][^\d,;\n|()]{1,50}"
_CONTINENTAL = re.compile(
    rf"(?:(?P<street>{_STREET})\s*[,;\n|·]\s*)?(?:[A-Z]{{1,2}}[-–])?\b(?P<postcode>\d{{4,5}})\s+(?P<city>{_CITY})"
)
_BRITISH = re.compile(
    r"(?P<street>\d{1,4}[a-z]?\s[^,;\n|\d]{3,60})\s*[,\n|]\s*(?P<city>[^\W\d][^,;\n|\d]{1,40}?)\s*,?\s+"
    r"(?P<postcode>[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2})\b"
)
_AMERICAN = re.compile(
    r"(?P<street>\d{1,6}\s[^,;\n|]{3,60})\s*[,\n|]\s*(?P<city>[^\W\d][^,;\n|\d]{1,40}?)\s*,\s*[A-Z]{2}\s+"
    r"(?P<postcode>\d{5})(?:-\d{4})?\b"
)
_PHONE = re.compile(r"(?:\+|\b00|\(0|\b0)[\d\s()/.\-–]{6,22}\d")
_RATING = re.compile(r"(?P<value>\d+(?:[.,]\d+)?)\s*(?:/|of|out of|von)?\s*(?P<best>\d+)?", re.IGNORECASE)
_REVIEWS = re.compile(r"(\d[\d.,]*)\s*(?:customer |google )?(?:reviews?|ratings?|votes?|bewertungen|stimmen)", re.I)
_COORDINATES = re.compile(r"(-?\d{1,2}\.\d+)\s*[,;/ ]\s*(-?\d{1,3}\.\d+)")


@dataclass(frozen=True)
class Address:
    """The parts of a postal address; a part that is not written is ""."""

    street: str
    postcode: str
    city: str


def address(text: str) -> Address | None:
    """The first postal address in a text: continental, British or American; lines may be commas or line ends."""
    for pattern in (_BRITISH, _AMERICAN, _CONTINENTAL):
        match = pattern.search(text)
        if match:
            street, city = (match.group("street") or "").strip(), match.group("city").strip(" .\t")
            return Address(street, match.group("postcode"), city)
    return None


def phone(text: str) -> str:
    """The first phone number with an area code, or ""."""
    match = _PHONE.search(text)
    return match.group(0).strip() if match and 7 <= sum(c.isdigit() for c in match.group(0)) <= 16 else ""


def rating(text: str) -> tuple[float | None, int | None]:
    """A rating on a scale of 0 to 5, and how many reviews: ``4.6 of 5 (128 reviews)`` gives (4.6, 128)."""
    match = _RATING.search(text)
    value = scaled(match.group("value"), match.group("best") or "5") if match else None
    count = _REVIEWS.search(text)
    return value, int(re.sub(r"\D", "", count.group(1))) if count else None


def scaled(value: object, best: object = 5) -> float | None:
    """A rating on a scale of 0 to 5, None where the numbers make no sense."""
    number, top = decimal(value), decimal(best) or 5.0
    if number is None or not 0 <= number <= top or top <= 0:
        return None
    return round(number * 5 / top, 2)


def decimal(value: object) -> float | None:
    """A number from a number or text, with point or comma; None where it is none or not finite."""
    try:
        number = float(str(value).strip().replace(",", ".")[:40])
    except ValueError:
        return None
    return number if abs(number) < 1e12 else None


def coordinates(text: str) -> tuple[float, float] | None:
    """Latitude and longitude in degrees."""
    match = _COORDINATES.search(text)
    return position(match.group(1), match.group(2)) if match else None


def position(lat: object, lon: object) -> tuple[float, float] | None:
    """Latitude and longitude if both are numbers on the globe."""
    north, east = decimal(lat), decimal(lon)
    if north is None or east is None or abs(north) > 90 or abs(east) > 180:
        return None
    return north, east


def cloudflare_email(code: str) -> str:
    """The address behind Cloudflare's ``data-cfemail``: every byte is XORed with the first."""
    try:
        data = bytes.fromhex(code[:400])
    except ValueError:
        return ""
    return bytes(b ^ data[0] for b in data[1:]).decode("utf-8", "replace") if data else ""


def labelled(lines: list[str]) -> Iterator[tuple[str, str]]:
    """``Label: value`` lines as pairs, also where the value stands on the next line."""
    for line, following in pairwise([*lines, ""]):
        label, colon, value = line.partition(":")
        if colon and len(label) <= 30:
            yield label.strip(), value.strip() or following.strip()
