"""Evidence: where and when each fact of a lead was read."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from storage.records import Evidence, Quote
from storage.tables import EvidenceRow


class EvidenceStore:
    def __init__(self, session: Session) -> None:
        self._session = session

    def store(self, quotes: Sequence[tuple[int, Quote]], source: str, at: datetime) -> int:
        """Keep each (lead id, quote) that is not kept yet; how many were new."""
        lead_ids = {lead_id for lead_id, _ in quotes}
        known = self._session.execute(
            select(EvidenceRow.lead_id, EvidenceRow.field, EvidenceRow.text, EvidenceRow.url).where(
                EvidenceRow.lead_id.in_(lead_ids)
            )
        )
        seen = {tuple(row) for row in known}
        new = {
            (lead_id, q.field, q.text, q.url): None
            for lead_id, q in quotes
            if (lead_id, q.field, q.text, q.url) not in seen
        }
        rows = [
            {"lead_id": lead_id, "field": name, "text": text, "url": url, "source": source, "found_at": at}
            for lead_id, name, text, url in new
        ]
        if rows:
            self._session.execute(insert(EvidenceRow), rows)
        return len(rows)

    def from_site(self, lead_ids: Sequence[int], site: str) -> set[int]:
        """Those of the leads of which a fact was read at an address that begins with ``site``."""
        read_there = EvidenceRow.url.startswith(site, autoescape=True)
        query = select(EvidenceRow.lead_id).where(EvidenceRow.lead_id.in_(lead_ids), read_there)
        return set(self._session.scalars(query))

    def of(self, lead_ids: Sequence[int]) -> dict[int, list[Evidence]]:
        """The evidence of each lead, in the order in which it was found."""
        found: dict[int, list[Evidence]] = {lead_id: [] for lead_id in lead_ids}
        for row in self._session.scalars(
            select(EvidenceRow).where(EvidenceRow.lead_id.in_(lead_ids)).order_by(EvidenceRow.id)
        ):
            quote = Quote(row.field, row.text, row.url)
            found[row.lead_id].append(Evidence(row.id, row.lead_id, quote, row.source, row.found_at))
        return found
