"""Candidates: leads in a campaign, with their score, their factors, and what a person decided."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, func, insert, or_, select, update
from sqlalchemy.orm import Session, contains_eager, joinedload

from storage import leads
from storage.errors import NotFound
from storage.records import Candidate, CandidateStatus, Factor, Trend, canonical, moves, now
from storage.tables import CandidateRow, DraftRow, LeadRow

Query = TypeVar("Query", bound=Select[Any])
CHUNK = 5000
_SHOWN = CandidateRow.status != CandidateStatus.MERGED

ORDERS = {
    "best first": (CandidateRow.score.desc().nulls_last(), CandidateRow.id),
    "worst first": (CandidateRow.score.asc().nulls_last(), CandidateRow.id),
    "name": (LeadRow.name, CandidateRow.id),
    "newest": (CandidateRow.id.desc(),),
}
AS_GIVEN = "as given"
"""The order of ``CandidateFilter.ids``."""


@dataclass(frozen=True)
class CandidateFilter:
    """Which candidates; an empty field asks for all. ``text`` is looked for in name, address and description.

    ``ids`` names the only ones that may match, None any; the order ``AS_GIVEN`` keeps theirs. A few thousand fit.
    """

    campaign_id: int
    statuses: tuple[CandidateStatus, ...] = ()
    sector: str = ""
    text: str = ""
    min_score: float = 0
    reachable: bool = False
    reason: str = ""
    ids: tuple[int, ...] | None = None


class Candidates:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, campaign_id: int, lead_ids: Iterable[int], run: int | None = None) -> int:
        """Make each lead a candidate that is not one yet, found by the run of that number; how many were new."""
        wanted = list(dict.fromkeys(lead_ids))
        known = set(
            self._session.scalars(
                select(CandidateRow.lead_id).where(
                    CandidateRow.campaign_id == campaign_id, CandidateRow.lead_id.in_(wanted)
                )
            )
        )
        new: list[dict[str, object]] = [
            {
                "campaign_id": campaign_id,
                "lead_id": lead_id,
                "status": CandidateStatus.FOUND,
                "factors": [],
                "first_run": run,
                "last_run": run,
            }
            for lead_id in wanted
            if lead_id not in known
        ]
        if new:
            self._session.execute(insert(CandidateRow), new)
        return len(new)

    def get(self, candidate_id: int) -> Candidate:
        """Raises NotFound."""
        found = self.many([candidate_id])
        if not found:
            raise NotFound(f"There is no candidate {candidate_id}.", todo="Go back to the list of leads.")
        return found[0]

    def many(self, ids: Sequence[int]) -> list[Candidate]:
        query = select(CandidateRow).where(CandidateRow.id.in_(ids)).options(joinedload(CandidateRow.lead))
        by_id = {row.id: record(row) for row in self._session.scalars(query)}
        return [by_id[i] for i in ids if i in by_id]

    def page(
        self, where: CandidateFilter, order: str = "best first", offset: int = 0, limit: int = 100
    ) -> list[Candidate]:
        if order == AS_GIVEN:
            return self.many(self.ids(where, order)[offset : offset + limit])
        query = (
            _filtered(select(CandidateRow), where)
            .options(contains_eager(CandidateRow.lead))
            .order_by(*ORDERS[order])
            .offset(offset)
            .limit(limit)
        )
        return [record(row) for row in self._session.scalars(query)]

    def ids(self, where: CandidateFilter, order: str = "best first", limit: int | None = None) -> list[int]:
        if order == AS_GIVEN:
            matching = set(self.matching(where))
            return [i for i in where.ids or () if i in matching][:limit]
        query = _filtered(select(CandidateRow.id), where).order_by(*ORDERS[order]).limit(limit)
        return list(self._session.scalars(query))

    def matching(self, where: CandidateFilter) -> list[int]:
        """The ids of all that match, in no order: half the time of ``ids``."""
        return list(self._session.scalars(_narrowed(select(CandidateRow.id), where)))

    def count(self, where: CandidateFilter) -> int:
        return self._session.scalar(_narrowed(select(func.count(CandidateRow.id)), where)) or 0

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

    def counts(self, campaign_id: int) -> dict[CandidateStatus, int]:
        """How many candidates have each status."""
        query = (
            select(CandidateRow.status, func.count())
            .where(CandidateRow.campaign_id == campaign_id, _SHOWN)
            .group_by(CandidateRow.status)
        )
        return {CandidateStatus(status): count for status, count in self._session.execute(query)}

    def sectors(self, campaign_id: int) -> list[str]:
        query = (
            select(LeadRow.sector)
            .join(CandidateRow, CandidateRow.lead_id == LeadRow.id)
            .where(CandidateRow.campaign_id == campaign_id, _SHOWN)
            .distinct()
            .order_by(LeadRow.sector)
        )
        return list(self._session.scalars(query))

    def to_score(self, campaign_id: int, limit: int) -> list[Candidate]:
        """Candidates without a score, newest first."""
        query = _filtered(select(CandidateRow), CandidateFilter(campaign_id, (CandidateStatus.FOUND,)))
        # None of them has a score. Named here all the same, the order is the index's own, so nothing is sorted.
        newest = query.order_by(CandidateRow.score.desc(), CandidateRow.id.desc()).limit(limit)
        return [record(row) for row in self._session.scalars(newest.options(contains_eager(CandidateRow.lead)))]

    def to_enrich(self, campaign_id: int, limit: int) -> list[Candidate]:
        """Scored candidates whose trend was not looked up yet."""
        query = (
            select(CandidateRow)
            .where(
                CandidateRow.campaign_id == campaign_id,
                CandidateRow.enriched_at.is_(None),
                CandidateRow.status.not_in((CandidateStatus.FOUND, CandidateStatus.MERGED)),
            )
            .options(joinedload(CandidateRow.lead))
            .limit(limit)
        )
        return [record(row) for row in self._session.scalars(query)]

    def to_write(self, campaign_id: int, channels: Sequence[str], limit: int) -> list[Candidate]:
        """Handed-over candidates that lack a draft in at least one channel."""
        written = (
            select(func.count(DraftRow.channel.distinct()))
            .where(DraftRow.candidate_id == CandidateRow.id, DraftRow.channel.in_(channels))
            .scalar_subquery()
        )
        query = (
            select(CandidateRow)
            .where(
                CandidateRow.campaign_id == campaign_id,
                CandidateRow.status == CandidateStatus.HANDED_OVER,
                written < len(channels),
            )
            .options(joinedload(CandidateRow.lead))
            .order_by(*ORDERS["best first"])
            .limit(limit)
        )
        return [record(row) for row in self._session.scalars(query)]

    def set_scores(self, scores: Mapping[int, tuple[float, Sequence[Factor]]]) -> None:
        """Store (total, factors) by candidate id and open those that were only found."""
        rows = [
            {"id": i, "score": total, "factors": [{**vars(factor)} for factor in factors]}
            for i, (total, factors) in scores.items()
        ]
        if rows:
            self._session.execute(update(CandidateRow), rows)
            self._session.execute(
                update(CandidateRow)
                .where(CandidateRow.id.in_(scores), CandidateRow.status == CandidateStatus.FOUND)
                .values(status=CandidateStatus.OPEN)
            )

    def set_trends(self, trends: Mapping[int, Trend | None], at: datetime) -> None:
        rows = [
            {"id": i, "trend": {**asdict(t), "day": t.day.isoformat()} if t else None, "enriched_at": at}
            for i, t in trends.items()
        ]
        if rows:
            self._session.execute(update(CandidateRow), rows)

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
    trend = Trend(**{**row.trend, "day": date.fromisoformat(row.trend["day"])}) if row.trend else None
    return Candidate(
        id=row.id,
        campaign_id=row.campaign_id,
        lead=leads.record(row.lead),
        status=CandidateStatus(row.status),
        score=row.score,
        factors=tuple(Factor(**factor) for factor in row.factors),
        trend=trend,
        reason=row.reason,
        note=row.note,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        deferred_until=row.deferred_until,
    )


def _filtered(query: Query, where: CandidateFilter) -> Query:
    """With the lead beside each candidate."""
    return query.join(LeadRow, LeadRow.id == CandidateRow.lead_id).where(*_own(where), *_of_lead(where))


def _narrowed(query: Query, where: CandidateFilter) -> Query:
    """With the leads only where they are asked about: looking each one up takes most of the time."""
    return _filtered(query, where) if _of_lead(where) else query.where(*_own(where))


def _own(where: CandidateFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [CandidateRow.campaign_id == where.campaign_id, _SHOWN]
    if where.statuses:
        conditions.append(CandidateRow.status.in_(where.statuses))
    if where.min_score > 0:
        conditions.append(CandidateRow.score >= where.min_score)
    if where.reason:
        conditions.append(CandidateRow.reason == where.reason)
    if where.ids is not None:
        conditions.append(CandidateRow.id.in_(where.ids))
    return conditions


def _of_lead(where: CandidateFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if where.sector:
        conditions.append(LeadRow.sector == where.sector)
    if where.reachable:
        conditions.append(LeadRow.email != "")
    if where.text:
        places = (LeadRow.name, LeadRow.street, LeadRow.postcode, LeadRow.city, LeadRow.description)
        conditions.append(
            or_(*(place.icontains(s, autoescape=True) for place in places for s in _spellings(where.text)))
        )
    return conditions


def _spellings(text: str) -> set[str]:
    """The cases of a text to look for: SQLite folds only A to Z, so other letters are asked for one by one."""
    return {text} if text.isascii() else {text, text.lower(), text.upper(), text.title()}
