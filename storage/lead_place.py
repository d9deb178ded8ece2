"""Where a page of the table of leads begins, and that as a short text for an address."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.errors import BadInput
from storage.url_text import quoted, unquoted

Key = str | float | datetime | None


class Side(StrEnum):
    """Which rows a page holds: from the start, the end, a row number, or those after or before a row."""

    FIRST = "first"
    LAST = "last"
    NUMBER = "n"
    AFTER = "a"
    BEFORE = "b"


@dataclass(frozen=True)
class Place:
    """``number`` is the page's first row counted from 0, as far as known; for ``Side.NUMBER`` it says where.

    After and before a row: ``part``, ``key`` and ``id`` are its place in the order (see ``storage.lead_sorting``).
    """

    side: Side = Side.FIRST
    number: int | None = 0
    part: int = 0
    key: Key = None
    id: int = 0


FIRST = Place()
LAST = Place(Side.LAST, None)


def at(number: int) -> Place:
    """The page whose first row is this one, counted from 0."""
    return Place(Side.NUMBER, number) if number else FIRST


def to_text(place: Place) -> str:
    """ "" for the first page."""
    if place.side == Side.FIRST:
        return ""
    if place.side == Side.LAST:
        return "last"
    number = "" if place.number is None else str(place.number)
    if place.side == Side.NUMBER:
        return f"n.{number}"
    return ".".join((place.side, number, str(place.part), _key_text(place.key), str(place.id)))


def from_text(text: str) -> Place:
    """Raises BadInput for a text that ``to_text`` did not give."""
    if text == "":
        return FIRST
    if text == "last":
        return LAST
    parts = text.split(".")
    if len(text) < 1000 and parts[0] == Side.NUMBER and len(parts) == 2:
        return at(_count(parts[1]))
    if len(text) < 1000 and parts[0] in (Side.AFTER, Side.BEFORE) and len(parts) == 5:
        side, number, part, key, candidate_id = parts
        known = _count(number) if number else None
        return Place(Side(side), known, _count(part), _key(key), _count(candidate_id))
    raise _bad(text)


def _key_text(key: Key) -> str:
    if key is None:
        return "-"
    if isinstance(key, datetime):
        return f"t{quoted(key.isoformat())}"
    return f"s{quoted(key)}" if isinstance(key, str) else f"f{quoted(repr(key))}"


def _key(text: str) -> Key:
    if text == "-":
        return None
    kind, value = text[:1], unquoted(text[1:])
    try:
        if kind == "t":
            return datetime.fromisoformat(value)
        if kind == "f":
            return float(value)
    except ValueError:
        raise _bad(text) from None
    if kind != "s" or "\0" in value:
        raise _bad(text)
    return value


def _count(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,15}", text):
        raise _bad(text)
    return int(text)


def _bad(text: str) -> BadInput:
    return BadInput(f"Page: {text[:40]!r} is no page of this table.", todo="The first page is shown.")
