"""Evidence: where and when each fact of a lead was read."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import bulk
from storage.records import Evidence, Quote
from storage.tables import Base, EvidenceRow

_EVIDENCE = Base.metadata.tables["evidence"]
_OF_FACTS = select(*(_EVIDENCE.c[name] for name in ("lead_id", "field", "text", "url", "facts")))


class EvidenceStore:
    def __init__(self, session: Session) -> None:
        self._session = session

    def store(self, quotes: Sequence[tuple[int, Quote]], source: str, at: datetime) -> int:
        """Keep each (lead id, quote) that is not kept yet; how many were new.

        What one address gave of one lead is one row: a list of 100,000 rows would else make a million.
        """
        if not quotes:
            return 0
        wanted: dict[tuple[int, str], dict[tuple[str, str], None]] = {}
        for lead_id, quote in quotes:
            wanted.setdefault((lead_id, quote.url), {})[quote.field, quote.text] = None
        asked = bulk.within_reach(self._session, EvidenceRow.lead_id, {lead_id for lead_id, _ in wanted})
        query = _OF_FACTS.where(_EVIDENCE.c.lead_id.in_(asked))
        for lead_id, field, text, url, facts in self._session.execute(query):
            for name, said in facts or [(field, text)]:
                wanted.get((lead_id, url), {}).pop((name, said), None)
        new = [_values(*where, list(facts), source, at) for where, facts in wanted.items() if facts]
        bulk.add(self._session, _EVIDENCE, new)
        return sum(map(len, wanted.values()))

    def from_site(self, lead_ids: Sequence[int], site: str) -> set[int]:
        """Those of the leads of which a fact was read at an address that begins with ``site``."""
        read_there = EvidenceRow.url.startswith(site, autoescape=True)
        query = select(EvidenceRow.lead_id).where(EvidenceRow.lead_id.in_(lead_ids), read_there)
        return set(self._session.scalars(query))

    def of(self, lead_ids: Sequence[int]) -> dict[int, list[Evidence]]:
        """The evidence of each lead, in the order in which it was found; facts of one row share its id."""
        found: dict[int, list[Evidence]] = {lead_id: [] for lead_id in lead_ids}
        for row in self._session.scalars(
            select(EvidenceRow).where(EvidenceRow.lead_id.in_(lead_ids)).order_by(EvidenceRow.id)
        ):
            for field, text in row.facts or [(row.field, row.text)]:
                quote = Quote(field, text, row.url)
                found[row.lead_id].append(Evidence(row.id, row.lead_id, quote, row.source, row.found_at))
        return found


def _values(lead_id: int, url: str, facts: list[tuple[str, str]], source: str, at: datetime) -> dict[str, Any]:
    field, text = facts[0] if len(facts) == 1 else ("", "")
    return {
        "lead_id": lead_id,
        "field": field,
        "text": text,
        "url": url,
        "source": source,
        "found_at": at,
        "facts": facts if len(facts) > 1 else [],
    }
