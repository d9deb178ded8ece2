"""Sweeps: which candidates of a campaign still need a stage's work, and what the stage found out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Select, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage.candidates import CHUNK, WHOLE, record
from storage.records import Candidate, CandidateStatus, Factor, Trend
from storage.tables import CandidateRow, CandidateScoreRow, DraftRow


class Sweeps:
    def __init__(self, session: Session) -> None:
        self._session = session

    def to_score(self, campaign_id: int, limit: int) -> list[Candidate]:
        """Candidates without a score, newest first."""
        query = select(CandidateRow).where(
            CandidateRow.campaign_id == campaign_id, CandidateRow.status == CandidateStatus.FOUND
        )
        # None of them has a score. Named here all the same, the order is the index's own, so nothing is sorted.
        return self._records(query.order_by(CandidateRow.score.desc(), CandidateRow.id.desc()).limit(limit))

    def to_enrich(self, campaign_id: int, limit: int) -> list[Candidate]:
        """Scored candidates whose trend was not looked up yet."""
        query = select(CandidateRow).where(
            CandidateRow.campaign_id == campaign_id,
            CandidateRow.enriched_at.is_(None),
            CandidateRow.status.not_in((CandidateStatus.FOUND, CandidateStatus.MERGED)),
        )
        return self._records(query.limit(limit))

    def to_write(self, campaign_id: int, channels: Sequence[str], limit: int) -> list[Candidate]:
        """Handed-over candidates that lack a draft in at least one channel, best first."""
        written = (
            select(func.count(DraftRow.channel.distinct()))
            .where(DraftRow.candidate_id == CandidateRow.id, DraftRow.channel.in_(channels))
            .scalar_subquery()
        )
        query = select(CandidateRow).where(
            CandidateRow.campaign_id == campaign_id,
            CandidateRow.status == CandidateStatus.HANDED_OVER,
            written < len(channels),
        )
        return self._records(query.order_by(CandidateRow.score.desc().nulls_last(), CandidateRow.id).limit(limit))

    def set_scores(self, scores: Mapping[int, tuple[float, Sequence[Factor]]]) -> None:
        """Store (total, factors) by candidate id and open those that were only found."""
        if not scores:
            return
        self._session.execute(update(CandidateRow), [{"id": i, "score": total} for i, (total, _) in scores.items()])
        self._keep("factors", {i: [{**vars(factor)} for factor in factors] for i, (_, factors) in scores.items()})
        ids = list(scores)
        for start in range(0, len(ids), CHUNK):
            opened = CandidateRow.id.in_(ids[start : start + CHUNK]) & (CandidateRow.status == CandidateStatus.FOUND)
            self._session.execute(update(CandidateRow).where(opened).values(status=CandidateStatus.OPEN))

    def set_trends(self, trends: Mapping[int, Trend | None], at: datetime) -> None:
        """Store what the trend of each candidate is, None where none is known, and that it was looked up."""
        if not trends:
            return
        rows = [{"id": i, "trend_change": t.change if t else None, "enriched_at": at} for i, t in trends.items()]
        self._session.execute(update(CandidateRow), rows)
        self._keep("trend", {i: {**asdict(t), "day": t.day.isoformat()} if t else None for i, t in trends.items()})

    def _keep(self, column: str, values: Mapping[int, object]) -> None:
        is_sqlite = self._session.get_bind().dialect.name == "sqlite"
        insert = (sqlite.insert if is_sqlite else postgresql.insert)(CandidateScoreRow)
        known = insert.on_conflict_do_update(index_elements=["candidate_id"], set_={column: insert.excluded[column]})
        self._session.execute(known, [{"candidate_id": i, column: value} for i, value in values.items()])

    def _records(self, query: Select[CandidateRow]) -> list[Candidate]:
        rows: Iterable[CandidateRow] = self._session.scalars(query.options(*WHOLE))
        return [record(row) for row in rows]
