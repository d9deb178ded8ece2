"""The audit trail: every change of state, append-only, each row chained to the one before by hash."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.errors import NotFound
from storage.records import AuditEntry, canonical, now
from storage.tables import AuditRow

START = "0" * 64


class Audit:
    def __init__(self, session: Session) -> None:
        self._session = session

    def append(
        self, actor: str, action: str, noun: str, noun_ids: Sequence[int], detail: Mapping[str, Any] | None = None
    ) -> int:
        """Add one entry for one change, on one or many of a noun; its id."""
        last = self._session.scalar(select(AuditRow.digest).order_by(AuditRow.id.desc()).limit(1))
        row = AuditRow(
            at=now(),
            actor=actor,
            action=action,
            noun=noun,
            noun_ids=list(noun_ids),
            detail=dict(detail or {}),
            previous=last or START,
        )
        row.digest = _digest(row)
        self._session.add(row)
        self._session.flush()
        return row.id

    def get(self, entry_id: int) -> AuditEntry:
        """Raises NotFound."""
        row = self._session.get(AuditRow, entry_id)
        if row is None:
            raise NotFound(f"There is no audit entry {entry_id}.")
        return _record(row)

    def many(self, entry_ids: Sequence[int]) -> list[AuditEntry]:
        """Those of some entries that are there, newest first."""
        rows = self._session.scalars(select(AuditRow).where(AuditRow.id.in_(entry_ids)).order_by(AuditRow.id.desc()))
        return [_record(row) for row in rows]

    def page(self, limit: int = 200) -> list[AuditEntry]:
        """Newest first."""
        rows = self._session.scalars(select(AuditRow).order_by(AuditRow.id.desc()).limit(limit))
        return [_record(row) for row in rows]

    def of(self, noun: str, noun_id: int, limit: int = 50) -> list[AuditEntry]:
        """The newest entries on one thing, newest first, looked for among the last 2,000."""
        rows = self._session.scalars(
            select(AuditRow).where(AuditRow.noun == noun).order_by(AuditRow.id.desc()).limit(2000)
        )
        return [_record(row) for row in rows if noun_id in row.noun_ids][:limit]

    def first_broken(self) -> int | None:
        """The id of the first entry that was changed, removed or put in later; None where the chain holds."""
        previous = START
        for row in self._session.scalars(select(AuditRow).order_by(AuditRow.id).execution_options(yield_per=1000)):
            if row.previous != previous or row.digest != _digest(row):
                return row.id
            previous = row.digest
        return None


def _digest(row: AuditRow) -> str:
    content = [row.previous, row.at.isoformat(), row.actor, row.action, row.noun, row.noun_ids, row.detail]
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def _record(row: AuditRow) -> AuditEntry:
    return AuditEntry(
        row.id,
        row.at,
        row.actor,
        row.action,
        row.noun,
        tuple(row.noun_ids),
        row.detail,
        row.previous,
        row.digest,
    )
