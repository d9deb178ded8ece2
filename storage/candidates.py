"""Candidates: leads in a campaign, one by one, and what a person decided on them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, Integer, String, func, insert, literal, literal_column, select, update
from sqlalchemy.orm import Session, joinedload

from storage import in_step, leads
from storage.errors import NotFound
from storage.records import Candidate, CandidateStatus, Factor, Trend, canonical, moves, now
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
        """How many candidates a campaign has, and the newest's id: together they change when one is added."""
        query = select(func.count(), func.max(CandidateRow.id)).where(CandidateRow.campaign_id == campaign_id)
        count, newest = self._session.execute(query).one()
        return count, newest or 0

    def newest(self) -> int:
        """The highest id of all campaigns' candidates, 0 before the first."""
        return self._session.scalar(select(func.max(CandidateRow.id))) or 0

    def count_first_found(self, campaign_id: int, source: str, since: datetime) -> int:
        """How many candidates are leads that ``source`` was the first to give, then or later."""
        is_first = (LeadRow.source == source) & (LeadRow.found_at >= since)
        query = select(func.count(CandidateRow.id)).join(LeadRow, LeadRow.id == CandidateRow.lead_id)
        return self._session.scalar(query.where(CandidateRow.campaign_id == campaign_id, is_first)) or 0

    def decide(self, ids: Sequence[int], event: str, to: CandidateStatus, decision: Mapping[str, object]) -> list[int]:
        """Move those of ``ids`` whose status allows ``event``; the ids that were moved."""
        allowed = CandidateRow.status.in_(moves(CandidateStatus, event))
        return self._update(ids, allowed, {"status": to, **decision})

    def snapshot(self, ids: Sequence[int]) -> dict[str, list[object]]:
        """The decision of each candidate as plain values, for ``restore``."""
        columns = (CandidateRow.id, CandidateRow.status, CandidateRow.reason, CandidateRow.note)
        found: dict[str, list[object]] = {}
        for start in range(0, len(ids), CHUNK):
            query = select(*columns, CandidateRow.deferred_until).where(CandidateRow.id.in_(ids[start : start + CHUNK]))
            for i, status, reason, note, until in self._session.execute(query):
                found[str(i)] = [status, reason, note, until.isoformat() if until else None]
        return found

    def restore(
        self, before: Mapping[str, Sequence[object]], still: CandidateStatus, decided_at: datetime, who: str
    ) -> int:
        """Put back what ``snapshot`` took, for those on which the decision of ``decided_at`` still stands; how many."""
        stands = (CandidateRow.status == still) & (CandidateRow.decided_at == decided_at)
        groups: dict[str, list[int]] = {}
        for candidate_id, decision in before.items():
            groups.setdefault(canonical(decision), []).append(int(candidate_id))
        undone = 0
        for ids in groups.values():
            status, reason, note, until = before[str(ids[0])]
            values = {
                "status": status,
                "reason": reason,
                "note": note,
                "decided_by": who,
                "decided_at": now(),
                "deferred_until": date.fromisoformat(str(until)) if until else None,
            }
            undone += len(self._update(ids, stands, values))
        return undone

    def reopen_due(self, today: date) -> list[int]:
        """Reopen those deferred until today or earlier; their ids."""
        due = (CandidateRow.status == CandidateStatus.DEFERRED) & (CandidateRow.deferred_until <= today)
        return list(
            self._session.scalars(
                update(CandidateRow)
                .where(due)
                .values(status=CandidateStatus.OPEN, deferred_until=None)
                .returning(CandidateRow.id)
            )
        )

    def campaigns_of_lead(self, lead_id: int) -> list[tuple[int, CandidateStatus]]:
        query = select(CandidateRow.campaign_id, CandidateRow.status)
        query = query.where(CandidateRow.lead_id == lead_id, _SHOWN)
        return [(campaign_id, CandidateStatus(status)) for campaign_id, status in self._session.execute(query)]

    def _update(self, ids: Sequence[int], allowed: ColumnElement[bool], values: Mapping[str, object]) -> list[int]:
        """Update those of ``ids`` that are allowed, in chunks that fit a statement; the ids that were."""
        moved: list[int] = []
        for start in range(0, len(ids), CHUNK):
            query = (
                update(CandidateRow)
                .where(CandidateRow.id.in_(ids[start : start + CHUNK]), allowed)
                .values(**values)
                .returning(CandidateRow.id)
                .execution_options(synchronize_session=False)
            )
            moved += self._session.scalars(query)
        return moved


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
    )


def _scoring(row: CandidateScoreRow | None) -> tuple[tuple[Factor, ...], Trend | None]:
    if row is None:
        return (), None
    trend = Trend(**{**row.trend, "day": date.fromisoformat(row.trend["day"])}) if row.trend else None
    return tuple(Factor(**factor) for factor in row.factors), trend
