"""vCards of any version as rows, a card a row.

Read here and not by vobject: it joins a folded line anew at every piece, so that one photo costs minutes, gives up the
whole file at one odd line, and does not know version 4.0.
"""

import re
from collections.abc import Iterator, Sequence

from agents.discovery import text_encoding
from agents.discovery.table import GUESSED, Options, Record, Table, of_records, packed, refused
from agents.discovery.vcard_lines import Property, properties

COLUMNS = (
    "name", "contact", "street", "postcode", "city", "country", "phone", "email", "website", "lat", "lon", "category",
    "categories", "notes",
)  # fmt: skip
_MOST_PROPERTIES = 2_000
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_NUMBERS = re.compile(r"(-?\d{1,3}(?:\.\d+)?)\s*[;,]\s*(-?\d{1,3}(?:\.\d+)?)")
# A business is called at work, and no fax machine takes a call.
_RANKS = {"FAX": 4, "PAGER": 4, "HOME": 2, "WORK": -2, "PREF": -1}


def read(name: str, data: bytes, options: Options = GUESSED) -> Table:
    """The cards of a file. Raises BadInput where it holds none, or ends within one."""
    encoding = options.encoding or text_encoding.guess(name, data)
    if encoding not in text_encoding.CHOICES:
        raise refused(f"The encoding {encoding[:40]} is not known.", "Choose one of the list.")
    text_encoding.check(name, data, encoding)
    cards = packed(name, ((number, _cells(card)) for number, card in enumerate(_cards(name, data, encoding), 1)))
    if not any(True for _ in cards()):
        raise refused(f"{name} holds no vCard.", "Export it again.")

    def records() -> Iterator[Record]:
        yield 0, list(COLUMNS)
        yield from cards()

    return of_records(name, records, Options(encoding))


def _cards(name: str, data: bytes, encoding: str) -> Iterator[list[Property]]:
    """The properties of each card; a card within a card (AGENT) is left out, one without end stops at the next."""
    card: list[Property] | None = None
    depth = 0
    for one in properties(data, encoding):
        mark = one.value.strip().upper() == "VCARD" and one.name
        if mark == "BEGIN":
            if card and card[-1].name == "AGENT":
                depth += 1
                continue
            if card is not None:
                yield card
            card, depth = [], 0
        elif mark == "END" and card is not None and depth:
            depth -= 1
        elif mark == "END" and card is not None:
            yield card
            card = None
        elif card is not None and not depth and len(card) < _MOST_PROPERTIES:
            card.append(one)
    if card is not None:
        raise refused(f"{name} is damaged: it ends within a card.", "Export it again.")


def _cells(card: Sequence[Property]) -> list[str]:
    organisation = _parts(_best(card, "ORG"), ";")
    person = _plain(_best(card, "FN")) or " ".join(part for part in reversed(_parts(_best(card, "N"), ";")[:2]) if part)
    name = next((part for part in organisation if part), "") or person
    address = [*_parts(_best(card, "ADR"), ";"), *[""] * 7]
    categories = [part.strip() for one in card if one.name == "CATEGORIES" for part in _parts(one.value, ",")]
    lat, lon = _position(card)
    phone = re.sub(r"^(?i:tel):", "", _plain(_best(card, "TEL")))
    email = re.sub(r"^(?i:mailto):", "", _plain(_best(card, "EMAIL")))
    return [
        name, person if person != name else "", address[2] or address[1], address[5], address[3], address[6],
        phone, email, _plain(_best(card, "URL")), lat, lon, categories[0] if categories else "", ", ".join(categories),
        _plain(_best(card, "NOTE")),
    ]  # fmt: skip


def _best(card: Sequence[Property], name: str) -> str:
    """The value of a property that suits a business most: at work before any, any before at home, fax last."""
    found = [one for one in card if one.name == name and one.value.strip(" ;")]
    return min(found, key=lambda one: sum(_RANKS.get(kind, 0) for kind in one.types)).value if found else ""


def _position(card: Sequence[Property]) -> tuple[str, str]:
    said = [one.value for one in card if one.name == "GEO"] + [one.geo for one in card if one.name == "ADR" and one.geo]
    found = next((match for text in said if (match := _NUMBERS.search(text))), None)
    return (found.group(1), found.group(2)) if found else ("", "")


def _parts(value: str, separator: str) -> list[str]:
    """The parts between separators that no backslash stands before."""
    parts, start, at = [], 0, 0
    while at < len(value):
        if value[at] == "\\":
            at += 1
        elif value[at] == separator:
            parts.append(_plain(value[start:at]))
            start = at + 1
        at += 1
    return [*parts, _plain(value[start:])] if value else []


def _plain(value: str) -> str:
    return _ESCAPED.sub(lambda match: "\n" if match.group(1) in "nN" else match.group(1), value).strip()
