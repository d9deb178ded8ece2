"""Leads: businesses, one row each whatever source or campaign found them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from storage.errors import NotFound
from storage.records import Business, Lead
from storage.tables import LeadRow

FACTS = tuple(field.name for field in fields(Business) if field.name != "key")
_LISTS = ("details", "languages", "social")
PROFILE = ("name", "sector", "city", "description", "details")
"""The facts that a lead's profile text is made of (see ``agents.scorer.profile_text``)."""


@dataclass(frozen=True)
class Stored:
    """What storing a batch did: the lead ids in the order given, and how many were new or gained a fact."""

    ids: tuple[int, ...]
    created: int
    updated: int


class Leads:
    def __init__(self, session: Session) -> None:
        self._session = session

    def store(self, businesses: Sequence[Business], source: str, at: datetime) -> Stored:
        """Add those whose key is new; a known lead only gains facts that it lacked."""
        wanted: dict[str, Business] = {}
        for business in businesses:
            wanted[business.key] = _merged(wanted.get(business.key, business), business)
        known = {row.key: row for row in self._session.scalars(select(LeadRow).where(LeadRow.key.in_(wanted)))}
        new = [business for key, business in wanted.items() if key not in known]
        updated = sum(_fill(row, wanted[key]) for key, row in known.items())
        if new:
            self._session.execute(insert(LeadRow), [_values(business, source, at) for business in new])
        rows = self._session.execute(select(LeadRow.key, LeadRow.id).where(LeadRow.key.in_(wanted)))
        ids = {row.key: row.id for row in rows}
        return Stored(tuple(ids[business.key] for business in businesses), len(new), updated)

    def get(self, lead_id: int) -> Lead:
        """Raises NotFound."""
        row = self._session.get(LeadRow, lead_id)
        if row is None:
            raise NotFound(f"There is no lead {lead_id}.")
        return record(row)

    def set_email(self, lead_id: int, email: str) -> None:
        self.get(lead_id)
        row = self._session.get(LeadRow, lead_id)
        if row is not None:
            row.email = email

    def set_profiles(self, hashes: Mapping[int, str]) -> int:
        """Note by lead id which text its vector belongs to; how many were not noted so before."""
        query = select(LeadRow.id, LeadRow.profile_hash).where(LeadRow.id.in_(hashes))
        before = {row.id: row.profile_hash for row in self._session.execute(query)}
        rows = [{"id": i, "profile_hash": hashes[i]} for i, known in before.items() if known != hashes[i]]
        if rows:
            self._session.execute(update(LeadRow), rows)
        return len(rows)

    def count(self) -> int:
        return self._session.scalar(select(func.count()).select_from(LeadRow)) or 0


def record(row: LeadRow) -> Lead:
    facts = {name: getattr(row, name) for name in FACTS}
    facts.update((name, tuple(facts[name])) for name in _LISTS)
    return Lead(row.id, Business(key=row.key, **facts), row.source, row.found_at)


def _values(business: Business, source: str, at: datetime) -> dict[str, object]:
    lists = {name: list(getattr(business, name)) for name in _LISTS}
    return {**asdict(business), **lists, "source": source, "found_at": at}


def _merged(first: Business, second: Business) -> Business:
    """The first, with each fact that only the second has."""
    gained = {name: value for name in FACTS if _is_gain(name, getattr(first, name), value := getattr(second, name))}
    return replace(first, **gained) if gained else first


def _is_gain(name: str, known: object, value: object) -> bool:
    unknown: tuple[object, ...] = ("other",) if name == "sector" else ("", None, (), [])
    return known in unknown and value not in unknown


def _fill(row: LeadRow, business: Business) -> bool:
    """Take over each fact that the row lacks; whether there was any."""
    gained = [name for name in FACTS if _is_gain(name, getattr(row, name), getattr(business, name))]
    for name in gained:
        value = getattr(business, name)
        setattr(row, name, list(value) if isinstance(value, tuple) else value)
    if set(gained) & set(PROFILE):
        row.profile_hash = ""
    return bool(gained)
