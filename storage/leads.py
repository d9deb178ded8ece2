"""Leads: businesses, one row each whatever source or campaign found them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from storage import bulk
from storage.errors import NotFound
from storage.records import Business, Change, Lead
from storage.tables import Base, LeadRow

FACTS = tuple(field.name for field in fields(Business) if field.name != "key")
CHUNK = 5000
_LISTS = ("details", "languages", "social")
_UNKNOWN: tuple[object, ...] = ("", None, (), [])
PROFILE = ("name", "sector", "city", "description", "details")
"""The facts that a lead's profile text is made of (see ``agents.scorer.profile_text``)."""
IDENTITY = ("name", "sector", "street", "postcode", "city", "country", "lat", "lon", "email", "phone", "website")
"""The facts by which a lead is told from others (see ``agents.identity``)."""


@dataclass(frozen=True)
class Stored:
    """What storing a batch did: the lead ids in the order given, how many were new or gained a fact, and what changed.

    ``changes`` tells of the leads that were known before. In place of a lead that was merged stands the one that it
    went into, which gains the facts too.
    """

    ids: tuple[int, ...]
    created: int
    updated: int
    changes: tuple[Change, ...] = ()


class Leads:
    def __init__(self, session: Session) -> None:
        self._session = session

    def store(self, businesses: Sequence[Business], source: str, at: datetime, *, overwrite: bool = False) -> Stored:
        """Add those whose key is new; a known lead only gains facts that it lacked, or else those that differ too."""
        wanted: dict[str, Business] = {}
        for business in businesses:
            first = wanted.get(business.key)
            wanted[business.key] = business if first is None else _merged(first, business)
        known = self._known(list(wanted))
        changes = [*self._changes(known, wanted, overwrite)]
        if changes:
            self._session.execute(update(LeadRow), [{"id": c.lead_id, **_columns(c.after)} for c in changes])
        self._see(known.values(), at)
        new = [_values(business, source, at) for key, business in wanted.items() if key not in known]
        bulk.add(self._session, Base.metadata.tables[LeadRow.__tablename__], new)
        ids = {key: row["merged_into"] or row["id"] for key, row in known.items()} | self.ids_of(
            [str(row["key"]) for row in new]
        )
        return Stored(
            tuple(ids[b.key] for b in businesses), len(new), len({c.lead_id for c in changes}), tuple(changes)
        )

    def _changes(
        self, known: Mapping[str, dict[str, Any]], wanted: Mapping[str, Business], overwrite: bool
    ) -> Iterator[Change]:
        """What the facts change on each known lead, and on those that stand for a merged one of them."""
        rows = {row["id"]: row for row in known.values()}
        merged = {row["merged_into"] for row in known.values()} - {None, *rows}
        if merged:
            query = select(LeadRow.__table__).where(LeadRow.id.in_(merged))
            rows.update((row["id"], dict(row)) for row in self._session.execute(query).mappings())
        for key, row in known.items():
            standing = rows.get(row["merged_into"])
            changed = [(row, _change(row, wanted[key], overwrite))]
            if standing is not None:
                changed.append((standing, _change(standing, wanted[key], overwrite, own=row)))
            for one, change in changed:
                if change.after:
                    one.update(change.after)
                    yield change

    def _see(self, known: Iterable[Mapping[str, Any]], at: datetime) -> None:
        """Note that these leads, and those that they were merged into, were found again."""
        ids = [i for row in known for i in (row["id"], row["merged_into"]) if i is not None]
        for start in range(0, len(ids), CHUNK):
            seen = update(LeadRow).where(LeadRow.id.in_(ids[start : start + CHUNK])).values(seen_at=at)
            self._session.execute(seen.execution_options(synchronize_session=False))

    def ids_of(self, keys: Sequence[str]) -> dict[str, int]:
        """The lead of each key that is known; for one that was merged the lead that stands for it."""
        found: dict[str, int] = {}
        standing = func.coalesce(LeadRow.merged_into, LeadRow.id)
        for start in range(0, len(keys), CHUNK):
            query = select(LeadRow.key, standing).where(LeadRow.key.in_(keys[start : start + CHUNK]))
            found.update((key, lead_id) for key, lead_id in self._session.execute(query))
        return found

    def put_back(self, changes: Iterable[Change]) -> int:
        """Undo changes, the newest first, as far as what each of them made still stands; on how many leads."""
        leads = set[int]()
        for change in changes:
            row = self._session.get(LeadRow, change.lead_id)
            stands = {n: v for n, v in change.before.items() if row and getattr(row, n) == change.after.get(n)}
            if row is None or not stands:
                continue
            for name, value in _columns(stands).items():
                setattr(row, name, value)
            leads.add(change.lead_id)
        return len(leads)

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

    def _known(self, keys: Sequence[str]) -> dict[str, dict[str, Any]]:
        """The columns of each lead that is known, by key."""
        found: dict[str, dict[str, Any]] = {}
        for start in range(0, len(keys), CHUNK):
            query = select(LeadRow.__table__).where(LeadRow.key.in_(keys[start : start + CHUNK]))
            found.update((str(row["key"]), dict(row)) for row in self._session.execute(query).mappings())
        return found

    def count(self) -> int:
        """How many businesses are known; several leads that were merged are one."""
        query = select(func.count()).select_from(LeadRow).where(LeadRow.merged_into.is_(None))
        return self._session.scalar(query) or 0


def record(row: LeadRow) -> Lead:
    facts = {name: getattr(row, name) for name in FACTS}
    facts.update((name, tuple(facts[name])) for name in _LISTS)
    return Lead(row.id, Business(key=row.key, **facts), row.source, row.found_at)


def _values(business: Business, source: str, at: datetime) -> dict[str, object]:
    return {**vars(business), "source": source, "found_at": at, "seen_at": at}


def _merged(first: Business, second: Business) -> Business:
    """The first, with each fact that only the second has."""
    gained = {name: value for name in FACTS if _is_gain(name, getattr(first, name), value := getattr(second, name))}
    return replace(first, **gained) if gained else first


def _is_gain(name: str, known: object, value: object) -> bool:
    return not _is_said(name, known) and _is_said(name, value)


def _is_said(name: str, value: object) -> bool:
    return value != "other" if name == "sector" else value not in _UNKNOWN


def _change(
    row: Mapping[str, Any], business: Business, overwrite: bool, own: Mapping[str, Any] | None = None
) -> Change:
    """What taking over a business's facts changes on a known lead: each fact that it lacks, or all that differ.

    Of a lead that stands for the business's ``own``, which was merged into it, only those differ that came from there.
    """
    before, after = {}, {}
    for name in FACTS:
        known, value = row[name], getattr(business, name)
        said = list(value) if isinstance(value, tuple) else value
        is_free = overwrite and (own is None or own[name] == known)
        if _is_gain(name, known, value) or (is_free and _is_said(name, value) and known != said):
            before[name], after[name] = known, said
    return Change(row["id"], before, after)


def _columns(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts as columns; where the profile changes, its vector is of another text, and a new identity is compared."""
    marks: dict[str, Any] = {"profile_hash": ""} if set(facts) & set(PROFILE) else {}
    return {**facts, **marks, **({"is_compared": False} if set(facts) & set(IDENTITY) else {})}
