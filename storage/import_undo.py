"""Taking an import back: its candidates that nobody touched, and those of its leads that no one else knows."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Table, delete, exists, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from storage.records import CandidateStatus
from storage.tables import Base, CandidateRow, LeadRow

CHUNK = 2000
_UNTOUCHED = (CandidateStatus.FOUND, CandidateStatus.OPEN)
_TOUCHING = ("drafts", "decision_items", "candidate_tags")
"""Tables in which a candidate stands when a person decided on it once, or it was written to."""


class ImportUndo:
    def __init__(self, session: Session) -> None:
        self._session = session

    def untouched(self, campaign_id: int) -> list[tuple[int, int]]:
        """The candidates of a campaign on which nobody decided and to whom nothing is written, each with its lead."""
        query = select(CandidateRow.id, CandidateRow.lead_id).where(
            CandidateRow.campaign_id == campaign_id,
            CandidateRow.status.in_(_UNTOUCHED),
            CandidateRow.decided_at.is_(None),
            *(~_stands_in(name, "candidate_id", CandidateRow.id) for name in _TOUCHING),
        )
        return [(candidate_id, lead_id) for candidate_id, lead_id in self._session.execute(query)]

    def remove_candidates(self, ids: Sequence[int]) -> None:
        self._remove(CandidateRow.__tablename__, ids)

    def remove_leads(self, ids: Sequence[int], source: str, since: datetime) -> int:
        """Remove those of the leads that ``source`` was the first to give, since then; how many.

        Those stay that another campaign has, that a person changed, or that were ever merged with another.
        """
        removed = 0
        other = aliased(CandidateRow)
        for some in _chunks(ids):
            query = select(LeadRow.id).where(
                LeadRow.id.in_(some),
                LeadRow.source == source,
                LeadRow.found_at >= since,
                ~exists().where(other.lead_id == LeadRow.id),
                ~_stands_in("merges", "kept_id", LeadRow.id),
                ~_stands_in("merges", "gone_id", LeadRow.id),
            )
            doomed = list(self._session.scalars(query))
            self._remove(LeadRow.__tablename__, doomed)
            removed += len(doomed)
        return removed

    def _remove(self, name: str, ids: Sequence[int]) -> None:
        """Remove rows with what other tables say of them."""
        column = Base.metadata.tables[name].c.id
        for some in _chunks(ids):
            for table in reversed(Base.metadata.sorted_tables):
                for key in table.foreign_keys:
                    if key.column is column:
                        self._session.execute(delete(table).where(table.c[key.parent.name].in_(some)))
            self._session.execute(delete(Base.metadata.tables[name]).where(column.in_(some)))


def _stands_in(name: str, column: str, of: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    table: Table = Base.metadata.tables[name]
    return exists().where(table.c[column] == of)


def _chunks(ids: Sequence[int]) -> list[Sequence[int]]:
    return [ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK)]
