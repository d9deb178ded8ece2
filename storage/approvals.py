"""Approvals: a person's word for exactly one text, bound to its digest."""

from dataclasses import asdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.errors import NotFound
from storage.records import Approval, Message, now
from storage.tables import ApprovalRow


class Approvals:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, draft_id: int, message: Message, who: str) -> Approval:
        row = ApprovalRow(draft_id=draft_id, digest=message.digest(), message=asdict(message), who=who, at=now())
        self._session.add(row)
        self._session.flush()
        return _record(row)

    def get(self, approval_id: int) -> Approval:
        """Raises NotFound."""
        row = self._session.get(ApprovalRow, approval_id)
        if row is None:
            raise NotFound(f"There is no approval {approval_id}.")
        return _record(row)

    def void(self, draft_id: int) -> None:
        """End every approval of a draft that still holds."""
        valid = (ApprovalRow.draft_id == draft_id) & ApprovalRow.voided_at.is_(None)
        for row in self._session.scalars(select(ApprovalRow).where(valid)):
            row.voided_at = now()
        self._session.flush()


def _record(row: ApprovalRow) -> Approval:
    message = Message(**{**row.message, "links": tuple(row.message["links"])})
    return Approval(row.id, row.draft_id, row.digest, message, row.who, row.at, row.voided_at)
