"""Candidates: leads in a campaign, one by one, and what a person decided on them."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import Integer, String, func, insert, literal, literal_column, select
from sqlalchemy.orm import Session, joinedload

from storage import in_step, leads
from storage.errors import NotFound
from storage.records import Candidate, CandidateStatus, Factor, Trend
from storage.tables import CandidateRow, CandidateScoreRow, LeadRow

CHUNK = 5000
_SHOWN = CandidateRow.status != CandidateStatus.MERGED
WHOLE = (joinedload(CandidateRow.lead), joinedload(CandidateRow.scoring))
"""What ``record`` reads besides the candidate's own row."""


class Candidates:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, campaign_id: int, lead_ids: Iterable[int], run: int | None = None) -> int:
        """Make each lead a candidate that is not one yet, found by the run of that number; how many were new."""
        wanted = list(dict.fromkeys(lead_ids))
        copies = in_step.copied(self._session.connection(), "leads")
        columns = ("campaign_id", "lead_id", "status", "first_run", "last_run", "reason", "note", "decided_by", *copies)
        texts = [literal(text, String) for text in ("", "", "")]
        own = (
            literal(campaign_id),
            LeadRow.id,
            literal(str(CandidateStatus.FOUND)),
            *[literal(run, Integer)] * 2,
            *texts,
        )
        known = select(CandidateRow.lead_id).where(CandidateRow.campaign_id == campaign_id)
        added = 0
        for start in range(0, len(wanted), CHUNK):
            some = wanted[start : start + CHUNK]
            new = (
                select(*own, *(literal_column(value) for value in copies.values()))
                .where(LeadRow.id.in_(some), LeadRow.id.not_in(known.where(CandidateRow.lead_id.in_(some))))
                .order_by(LeadRow.id)
            )
            done = self._session.execute(insert(CandidateRow).from_select(columns, new, include_defaults=False))
            added += done.rowcount  # type: ignore[attr-defined]
        return added

    def get(self, candidate_id: int) -> Candidate:
        """Raises NotFound."""
        found = self.many([candidate_id])
        if not found:
            raise NotFound(f"There is no candidate {candidate_id}.", todo="Go back to the list of leads.")
        return found[0]

    def many(self, ids: Sequence[int]) -> list[Candidate]:
        query = select(CandidateRow).where(CandidateRow.id.in_(ids)).options(*WHOLE)
        by_id = {row.id: record(row) for row in self._session.scalars(query)}
        return [by_id[i] for i in ids if i in by_id]

    def extent(self, campaign_id: int) -> tuple[int, int]:
        """How many candidates a campaign shows, and the newest's id: they change when one is added or merged."""
        query = select(func.count(), func.max(CandidateRow.id)).where(CandidateRow.campaign_id == campaign_id, _SHOWN)
        count, newest = self._session.execute(query).one()
        return count, newest or 0

    def merged(self, campaign_id: int) -> int:
        """How many candidates turned out to be another one of their campaign, and are shown no more."""
        is_merged = (CandidateRow.campaign_id == campaign_id) & (CandidateRow.status == CandidateStatus.MERGED)
        return self._session.scalar(select(func.count(CandidateRow.id)).where(is_merged)) or 0

    def newest(self) -> int:
        """The highest id of all campaigns' candidates, 0 before the first."""
        return self._session.scalar(select(func.max(CandidateRow.id))) or 0

    def count_first_found(self, campaign_id: int, source: str, since: datetime) -> int:
        """How many candidates are leads that ``source`` was the first to give, then or later."""
        is_first = (LeadRow.source == source) & (LeadRow.found_at >= since)
        query = select(func.count(CandidateRow.id)).join(LeadRow, LeadRow.id == CandidateRow.lead_id)
        return self._session.scalar(query.where(CandidateRow.campaign_id == campaign_id, is_first)) or 0

    def due(self, today: date) -> dict[int, list[int]]:
        """The candidates that were deferred until today or earlier, by campaign."""
        is_due = (CandidateRow.status == CandidateStatus.DEFERRED) & (CandidateRow.deferred_until <= today)
        found: dict[int, list[int]] = {}
        for campaign_id, candidate_id in self._session.execute(
            select(CandidateRow.campaign_id, CandidateRow.id).where(is_due).order_by(CandidateRow.id)
        ):
            found.setdefault(campaign_id, []).append(candidate_id)
        return found

    def campaigns_of_lead(self, lead_id: int) -> list[tuple[int, CandidateStatus]]:
        query = select(CandidateRow.campaign_id, CandidateRow.status)
        query = query.where(CandidateRow.lead_id == lead_id, _SHOWN)
        return [(campaign_id, CandidateStatus(status)) for campaign_id, status in self._session.execute(query)]


def record(row: CandidateRow) -> Candidate:
    factors, trend = _scoring(row.scoring)
    return Candidate(
        id=row.id,
        campaign_id=row.campaign_id,
        lead=leads.record(row.lead),
        status=CandidateStatus(row.status),
        score=row.score,
        factors=factors,
        trend=trend,
        reason=row.reason,
        note=row.note,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        deferred_until=row.deferred_until,
        assignee=row.assignee,
    )


def _scoring(row: CandidateScoreRow | None) -> tuple[tuple[Factor, ...], Trend | None]:
    if row is None:
        return (), None
    trend = Trend(**{**row.trend, "day": date.fromisoformat(row.trend["day"])}) if row.trend else None
    return tuple(Factor(**factor) for factor in row.factors), trend
