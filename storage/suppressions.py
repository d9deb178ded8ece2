"""Suppressions: addresses, and whole domains, that must never be written to again."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.records import Suppression, now
from storage.tables import SuppressionRow


class Suppressions:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, address: str, reason: str) -> None:
        """Keep an address ("ann@shop.example") or a domain with all below it ("shop.example"); twice is once."""
        folded = address.strip().casefold()
        if self._session.scalar(select(SuppressionRow.id).where(SuppressionRow.address == folded)) is None:
            self._session.add(SuppressionRow(address=folded, reason=reason, at=now()))
            self._session.flush()

    def remove(self, address: str) -> None:
        folded = address.strip().casefold()
        row = self._session.scalar(select(SuppressionRow).where(SuppressionRow.address == folded))
        if row is not None:
            self._session.delete(row)
            self._session.flush()

    def reason(self, address: str) -> str:
        """Why an address is suppressed, itself or by its domain or one above that; empty where it is not."""
        folded = address.strip().casefold()
        labels = folded.rpartition("@")[2].split(".")
        names = {folded, *(".".join(labels[start:]) for start in range(len(labels)))}
        query = select(SuppressionRow.reason).where(SuppressionRow.address.in_(names))
        return self._session.scalar(query.order_by(SuppressionRow.id).limit(1)) or ""

    def all(self) -> list[Suppression]:
        """Newest first."""
        rows = self._session.scalars(select(SuppressionRow).order_by(SuppressionRow.id.desc()))
        return [Suppression(row.id, row.address, row.reason, row.at) for row in rows]
