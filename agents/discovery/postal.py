"""How postal addresses are written in Germany, Austria, Switzerland, Spain, Britain and the United States."""

import re
from dataclasses import dataclass
from itertools import islice

_NUMBER = r"\d{1,4}\s?[a-zA-Z]?(?![\w.]\d)"
_STREET = rf"[^\W\d][^,;\n|]{{1,60}}?\s{_NUMBER}(?:\s?[-–/+]\s?\d{{1,4}}\s?[a-zA-Z]?){{0,3}}"
_CITY = r"[^\W\d_][^\d,;\n|()]{1,50}"
_PART = r"\s*[,;\n|·•]\s*"
_PREFIX = r"(?:(?P<land>[A-Z]{1,2})[-–])?"
# Behind the street may stand a floor, a stair or a door: "2. Stock", "Top 5", "2º B", "Hinterhaus".
_WITHIN = (
    rf"(?:{_PART}[^,;\n|\d][^,;\n|]{{0,25}}|{_PART}\d{{1,2}}(?:º|ª|\.|o|a)\s?[^,;\n|]{{0,20}}|"
    rf"{_PART}(?:bajo|local)\b[^,;\n|]{{0,15}})?"
)
_CONTINENTAL = re.compile(
    rf"(?:(?P<street>{_STREET}){_WITHIN}{_PART})?{_PREFIX}(?<![\d.,+/])\b(?P<postcode>\d{{4,5}})\s+(?P<city>{_CITY})"
)
_SPANISH_WAY = (
    r"(?:c/|c\.|calle|cl\.|avenida|avda\.?|av\.|avinguda|paseo|pº|passeig|plaza|plaça|pza\.?|pl\.|ronda|rambla|carrer|"
    r"camino|carretera|ctra\.?|travesía|travessera|vía|gran vía|glorieta|polígono|urbanización|callejón|cuesta)"
)
_SPANISH = re.compile(
    rf"(?P<street>\b{_SPANISH_WAY}\s?[^,;\n|\d]{{2,50}}?(?:,\s*|\s+)(?:nº?\.?\s*|núm\.?\s*)?(?:\d{{1,4}}(?:\s?[-–/]\s?\d{{1,4}})?\s?[a-z]?\b|s/n))"
    rf"(?P<within>(?:{_PART}|\s+)[^\n|;]{{0,40}}?)??(?:{_PART}|\s+[-–]?\s*)(?:E-)?(?P<postcode>\d{{5}})[\s,]+(?P<city>[^\W\d_][^\d,;\n|()]{{1,40}})",
    re.IGNORECASE,
)
_BRITISH_WAY = (
    r"(?:street|st|road|rd|lane|ln|avenue|ave|square|sq|place|pl|terrace|gardens|court|ct|drive|dr|close|crescent|row|hill|"
    r"way|walk|green|mews|parade|yard|wharf|quay|park|gate|embankment|broadway|market|circus|grove|mill|house|farm|arcade)\b\.?"
)
_BRITISH = re.compile(
    rf"(?P<street>(?:\d{{1,4}}[a-zA-Z]?(?:\s?[-–]\s?\d{{1,4}}[a-zA-Z]?)?\s[^,;\n|\d]{{3,60}}|[A-Z][^,;\n|\d]{{2,50}}\s(?i:{_BRITISH_WAY})))"
    rf"(?:{_PART}[^,;\n|\d]{{2,40}})??{_PART}(?P<city>[^\W\d_][^,;\n|\d]{{1,40}}?)\s*,?\s+"
    r"(?P<postcode>[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2})\b"
)
_STATES = (
    "AL|AK|AZ|AR|CA|CO|CT|DE|DC|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|"
    "PA|PR|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY"
)
_AMERICAN = re.compile(
    rf"(?P<street>\d{{1,6}}\s[^,;\n|]{{3,60}})(?:{_PART}(?i:suite|ste|unit|apt|floor|fl|#)\.?\s?[^,;\n|]{{1,15}})?"
    rf"{_PART}(?P<city>[^\W\d_][^,;\n|\d]{{1,40}}?)\s*,\s*(?:{_STATES}),?\s+(?P<postcode>\d{{5}})(?:-\d{{4}})?\b"
)
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_NO_CITY = re.compile(
    r"(?:euro?|eur|chf|usd|uhr|km|qm|m²|stück|kunden|gäste|mitarbeiter|patienten|sterne|stars|reviews|followers|likes|people|"
    r"customers|years|jahre|prozent|personen|plätze|seats|square|gmbh|alle|all|by|bis|to|and|und|the|in|on|at)\b",
    re.IGNORECASE,
)
_CITY_ENDS = re.compile(
    r"\s+(?:tel(?:efon|éfono|\.)?|phone|fon|mobil|fax|e-?mail|mail|www|http\S*|deutschland|germany|österreich|austria|schweiz|"
    r"switzerland|españa|spain|united kingdom|uk|usa)\b.*|\s+[-–•·|].*|[.:!?]\s.*|\s*\S*@.*",
    re.IGNORECASE | re.DOTALL,
)
_POSTCODE = re.compile(r"(?<![\d.,+/])\b(?:\d{4,5}|[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2})\b")
_LONGEST_SCAN, _MOST_CODES, _BEFORE, _BEHIND = 60_000, 60, 150, 70


@dataclass(frozen=True)
class Address:
    """The parts of a postal address, and the words it was read in; a part that is not written is ""."""

    street: str
    postcode: str
    city: str
    quote: str = ""


def address(text: str) -> Address | None:
    """The first postal address in a text; its lines may be parted by commas or line ends.

    Four digits without a street are a postcode only with a country before them (``A-1070 Wien``) or as all that is
    said, since years look the same.
    """
    scanned = text[:_LONGEST_SCAN]
    for code in islice(_POSTCODE.finditer(scanned), _MOST_CODES):
        patterns = (_AMERICAN, _SPANISH, _CONTINENTAL) if code.group().isdigit() else (_BRITISH,)
        for pattern in patterns:
            found = _around(pattern, scanned, code)
            if found:
                return found
    return None


def _around(pattern: re.Pattern[str], text: str, code: re.Match[str]) -> Address | None:
    """The address whose postcode stands at a place; only what is near is looked at, as patterns go back."""
    for match in pattern.finditer(text, max(0, code.start() - _BEFORE), code.end() + _BEHIND):
        if match.start("postcode") == code.start():
            return _checked(match, text)
    return None


def _checked(match: re.Match[str], text: str) -> Address | None:
    street, postcode = (match.group("street") or "").strip(), match.group("postcode")
    city = _CITY_ENDS.sub("", f"{match.group('city')} ").strip(" .,\t")
    if len(city) < 2 or _NO_CITY.match(city):
        return None
    is_bare = not street and not match.groupdict().get("land")
    if is_bare and (re.search(r"[\d)/]\s?$", text[: match.start()]) or (len(postcode) == 4 and _is_other(match, text))):
        return None
    return Address(street, postcode, city, match.group().strip())


def _is_other(match: re.Match[str], text: str) -> bool:
    """Whether four digits without a street are a year or one number of many."""
    return _YEAR.fullmatch(match.group("postcode")) is not None or len(text.strip()) > len(match.group()) + 20
