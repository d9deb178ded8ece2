"""What one lead made of several would say: a proposal as data, so that the caller can record a merge and undo it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from agents.identity import contact, places
from agents.identity.entry import Entry
from storage.errors import BadInput

Values = tuple[str | float | None, ...]

# What belongs together survives together: half an address of one source and half of another is a place nobody is at.
UNITS: dict[str, tuple[str, ...]] = {
    "name": ("name",),
    "address": ("street", "postcode", "city", "country"),
    "position": ("lat", "lon"),
    "phone": ("phone",),
    "website": ("website",),
    "email": ("email",),
    "sector": ("sector",),
}
_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which lead's value of a unit survives: the unit's fields and values, and what the other leads said instead."""

    unit: str
    fields: tuple[str, ...]
    values: Values
    source: int
    others: tuple[tuple[int, Values], ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """A proposed merge: the lead that stays, those that go into it, what it then says and why, and all as they were.

    ``before`` holds every entry unchanged, by id: writing them back undoes the merge.
    """

    kept: int
    gone: tuple[int, ...]
    result: Entry
    choices: tuple[Choice, ...]
    before: tuple[Entry, ...]


def merged(entries: Iterable[Entry]) -> Merge:
    """One lead of several, whatever their order: of each unit the most complete value, of equals the newest.

    The lead that stays is the most complete one, of equals the newest, then that with the lowest id.
    Raises BadInput for fewer than two entries.
    """
    listed = sorted(entries, key=lambda entry: entry.id)
    if len({entry.id for entry in listed}) < 2:
        raise BadInput("A merge needs two leads.", todo="Choose at least two.")
    kept = _best(listed, _filled)
    choices = tuple(_choice(unit, listed) for unit in UNITS if _has_any(unit, listed))
    values = {field: value for one in choices for field, value in zip(one.fields, one.values, strict=True)}
    seen = max((entry.seen for entry in listed if entry.seen is not None), key=_moment, default=None)
    result = replace(kept, **values, seen=seen)  # type: ignore[arg-type]
    gone = tuple(entry.id for entry in listed if entry.id != kept.id)
    return Merge(kept.id, gone, result, choices, tuple(listed))


def _choice(unit: str, listed: Sequence[Entry]) -> Choice:
    best = _best(listed, _MEASURES[unit])
    chosen = _values(best, unit)
    others = tuple(
        (entry.id, values)
        for entry in listed
        if (values := _values(entry, unit)) != chosen and any(value not in ("", None) for value in values)
    )
    return Choice(unit, UNITS[unit], chosen, best.id, others)


def _best(listed: Sequence[Entry], measure: Callable[[Entry], float]) -> Entry:
    return max(listed, key=lambda entry: (measure(entry), _moment(entry.seen), -entry.id))


def _moment(seen: datetime | None) -> datetime:
    """A moment that can be compared: none is long ago, one without a zone is UTC."""
    if seen is None:
        return _LONG_AGO
    return seen if seen.tzinfo else seen.replace(tzinfo=UTC)


def _values(entry: Entry, unit: str) -> Values:
    return tuple(getattr(entry, field) for field in UNITS[unit])


def _has_any(unit: str, listed: Sequence[Entry]) -> bool:
    return any(value not in ("", None) for entry in listed for value in _values(entry, unit))


def _filled(entry: Entry) -> float:
    return sum(value not in ("", None) for unit in UNITS for value in _values(entry, unit))


def _name(entry: Entry) -> float:
    """Words in the name; one in capitals only is the worse spelling of the same words."""
    name = entry.name.strip()
    return len(name.split()) - (0.5 if name.isupper() else 0.0) if name else -1.0


def _address(entry: Entry) -> float:
    """Parts of the address that are filled; a house number counts as one."""
    has_house = places.street(entry.street)[1] is not None
    return sum(bool(value) for value in _values(entry, "address")) + has_house


def _position(entry: Entry) -> float:
    return float(entry.lat is not None and entry.lon is not None)


def _website(entry: Entry) -> float:
    """An own site before a page on a platform, any page before none."""
    return float(bool(entry.website)) + bool(contact.domain(entry.website))


def _phone(entry: Entry) -> float:
    return float(bool(entry.phone)) + len(contact.phones(entry.phone, entry.country or "DE"))


def _email(entry: Entry) -> float:
    """An address in the company's own domain before one with a mail provider, any before none."""
    return float(bool(contact.email(entry.email))) + bool(contact.domain_of_email(entry.email))


def _sector(entry: Entry) -> float:
    return float(bool(entry.sector)) + (entry.sector not in ("", "other"))


_MEASURES: dict[str, Callable[[Entry], float]] = {
    "name": _name,
    "address": _address,
    "position": _position,
    "phone": _phone,
    "website": _website,
    "email": _email,
    "sector": _sector,
}
