"""Vectors: the embedding of each text by each model, stored once however many leads share the text."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from operator import itemgetter

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage import leads
from storage.records import CandidateStatus, Lead
from storage.tables import CandidateRow, LeadRow, VectorRow

CHUNK = 5000


class Vectors:
    def __init__(self, session: Session) -> None:
        self._session = session

    def known(self, model: str, hashes: Collection[str]) -> dict[str, bytes]:
        """The vectors of those texts that ``model`` embedded before, by content hash."""
        asked, found = list(hashes), {}
        for start in range(0, len(asked), CHUNK):
            some = VectorRow.content_hash.in_(asked[start : start + CHUNK])
            query = select(VectorRow.content_hash, VectorRow.vector).where(VectorRow.model == model, some)
            found.update({row.content_hash: row.vector for row in self._session.execute(query)})
        return found

    def store(self, model: str, vectors: Mapping[str, bytes]) -> None:
        """Keep each vector under its content hash; one that another process stored meanwhile stays as it is."""
        rows = [{"model": model, "content_hash": key, "vector": vector} for key, vector in vectors.items()]
        if rows:
            is_sqlite = self._session.get_bind().dialect.name == "sqlite"
            insert = sqlite.insert if is_sqlite else postgresql.insert
            self._session.execute(insert(VectorRow).on_conflict_do_nothing(), rows)

    def of_campaign(self, campaign_id: int, model: str) -> Iterator[Sequence[tuple[int, bytes]]]:
        """(candidate id, vector) of each candidate whose lead ``model`` embedded, by rising id, in chunks."""
        is_shown = CandidateRow.status != CandidateStatus.MERGED
        of_it = select(CandidateRow.id).where(CandidateRow.campaign_id == campaign_id, is_shown)
        # Chunks are named by their ids: a limit would let SQLite join and sort all the vectors for each of them.
        ids = sorted(self._session.scalars(of_it))
        query = (
            select(CandidateRow.id, VectorRow.vector)
            .join(LeadRow, LeadRow.id == CandidateRow.lead_id)
            .join(VectorRow, _is_of_lead(model))
        )
        for start in range(0, len(ids), CHUNK):
            some = query.where(CandidateRow.id.in_(ids[start : start + CHUNK]))
            rows = [(i, vector) for i, vector in self._session.execute(some)]
            if rows:
                yield sorted(rows, key=itemgetter(0))

    def to_embed(self, campaign_id: int, model: str, limit: int) -> list[Lead]:
        """Leads of a campaign of which ``model`` has no vector yet."""
        query = select(LeadRow).join(CandidateRow, CandidateRow.lead_id == LeadRow.id)
        lacking = query.outerjoin(VectorRow, _is_of_lead(model)).where(
            CandidateRow.campaign_id == campaign_id, VectorRow.model.is_(None)
        )
        return [leads.record(row) for row in self._session.scalars(lacking.limit(limit))]

    def count(self, model: str) -> int:
        query = select(func.count()).select_from(VectorRow).where(VectorRow.model == model)
        return self._session.scalar(query) or 0


def _is_of_lead(model: str) -> ColumnElement[bool]:
    return and_(VectorRow.model == model, VectorRow.content_hash == LeadRow.profile_hash)
