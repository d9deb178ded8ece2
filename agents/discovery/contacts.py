"""How people write phone numbers, ratings and coordinates."""

import re
from collections.abc import Iterator
from itertools import pairwise

from agents.discovery.postal import Address, address

__all__ = [
    "Address",
    "address",
    "cloudflare_email",
    "coordinates",
    "decimal",
    "labelled",
    "phone",
    "position",
    "rating",
    "scaled",
]

_PHONE = re.compile(r"(?:\+|\b00|\(0|\b0)[\d\s()/.\-–]{6,22}\d")
_FAX = re.compile(r"fax\W{0,12}$", re.IGNORECASE)
_COUNTRIES = {
    name: code
    for code, names in {
        "DE": "germany|deutschland|alemania|deu|allemagne", "AT": "austria|österreich|aut|autriche",
        "CH": "switzerland|schweiz|suiza|suisse|svizzera|che", "ES": "spain|spanien|españa|esp|espagne",
        "GB": "united kingdom|great britain|england|scotland|wales|großbritannien|vereinigtes königreich|"
        "reino unido|gbr",
        "US": "united states|usa|united states of america|vereinigte staaten|estados unidos",
        "FR": "france|frankreich|francia|fra",
        "IT": "italy|italien|italia|ita",
        "NL": "netherlands|niederlande|países bajos|nld", "BE": "belgium|belgien|bélgica|bel",
        "LU": "luxembourg|luxemburg|luxemburgo|lux", "LI": "liechtenstein|lie", "PT": "portugal|prt",
        "PL": "poland|polen|polonia|pol",
        "DK": "denmark|dänemark|dinamarca|dnk", "CZ": "czechia|tschechien|chequia|cze",
        "IE": "ireland|irland|irlanda|irl", "MX": "mexico|mexiko|méxico|mex", "CA": "canada|kanada|canadá|can",
    }.items()
    for name in names.split("|")
}  # fmt: skip
_RATING = re.compile(r"(?P<value>\d+(?:[.,]\d+)?)\s*(?:/|of|out of|von)?\s*(?P<best>\d+)?", re.IGNORECASE)
_REVIEWS = re.compile(r"(\d[\d.,]*)\s*(?:customer |google )?(?:reviews?|ratings?|votes?|bewertungen|stimmen)", re.I)
_COORDINATES = re.compile(r"(-?\d{1,2}\.\d+)\s*[,;/ ]\s*(-?\d{1,3}\.\d+)")


def phone(text: str) -> str:
    """The first phone number with an area code that is no fax's, or ""."""
    for match in _PHONE.finditer(text):
        is_fax = _FAX.search(text, max(0, match.start() - 20), match.start()) is not None
        if not is_fax and 7 <= sum(c.isdigit() for c in match.group(0)) <= 16:
            return match.group(0).strip()
    return ""


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


def country_code(text: str) -> str:
    """The two letters (ISO 3166-1) of a country that is written as such or by a name of its neighbours, or ""."""
    word = text.strip().casefold()
    if len(word) == 2 and word.isascii() and word.isalpha():
        return "GB" if word == "uk" else word.upper()
    return _COUNTRIES.get(word, "")


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
