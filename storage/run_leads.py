"""The leads that a run found, which of them its campaign had before, and which it no longer finds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, CompoundSelect, Select, func, insert, intersect, or_, select, update
from sqlalchemy.orm import Session

from storage.records import ItemState, SearchRun
from storage.tables import CandidateRow, LeadRow, RunItemRow, RunLeadRow, RunRow

CHUNK = 5000


@dataclass(frozen=True)
class Counted:
    """What a batch brought: businesses the run had not found before, those new to its campaign, and repetitions."""

    found: int
    new: int
    duplicates: int


@dataclass(frozen=True)
class Differences:
    """Two runs of a campaign, an earlier and a later, side by side: how many leads only one of them or both found."""

    gone: int
    both: int
    new: int

    @property
    def overlap(self) -> float | None:
        """The share of the earlier run's leads that the later found again; None where it had none."""
        earlier = self.gone + self.both
        return self.both / earlier if earlier else None


@dataclass(frozen=True)
class Seen:
    """In which searches of its campaign a candidate was found: the first and the last one, and that which missed it.

    Each by its number and when it began, None where there is none.
    """

    first: tuple[int, datetime] | None = None
    last: tuple[int, datetime] | None = None
    gone: tuple[int, datetime] | None = None


class RunLeads:
    def __init__(self, session: Session) -> None:
        self._session = session

    def seen(self, candidate_id: int) -> Seen:
        numbers = (CandidateRow.first_run, CandidateRow.last_run, CandidateRow.gone_run)
        found = self._session.execute(select(CandidateRow.campaign_id, *numbers).where(CandidateRow.id == candidate_id))
        campaign_id, *wanted = found.first() or (0,)
        if not any(wanted):
            return Seen()
        query = select(RunRow.number, RunRow.started_at).where(
            RunRow.campaign_id == campaign_id, RunRow.number.in_([one for one in wanted if one is not None])
        )
        began = {row[0]: row[1] for row in self._session.execute(query)}
        first, last, gone = ((one, began[one]) if one in began else None for one in wanted)
        return Seen(first, last, gone)

    def keep(self, run: SearchRun, found: Sequence[tuple[int, int | None]]) -> Counted:
        """Keep which leads a run found, each with the item that gave it. Their candidates have to be there already.

        A lead that the same item gave before is no repetition: that item was read again.
        """
        first: dict[int, int | None] = {}
        for lead_id, item_id in found:
            first.setdefault(lead_id, item_id)
        known = self._items(run.id, list(first))
        new = self._see(run, [lead_id for lead_id in first if lead_id not in known])
        rows = [
            {"run_id": run.id, "lead_id": lead_id, "item_id": item_id, "is_new": lead_id in new}
            for lead_id, item_id in first.items()
            if lead_id not in known
        ]
        if rows:
            self._session.execute(insert(RunLeadRow), rows)
        read_again = sum(lead_id in known and known[lead_id] == item_id for lead_id, item_id in found)
        return Counted(len(rows), len(new), len(found) - len(rows) - read_again)

    def standing(self, run: SearchRun) -> tuple[int, int]:
        """How many leads a run found, those that were merged since as one, and how many are new to its campaign."""
        found = _standing(run.id).subquery()
        is_new = (CandidateRow.campaign_id == run.campaign_id) & _is_of(run)
        new = select(func.count()).select_from(CandidateRow).where(is_new, CandidateRow.lead_id.in_(select(found.c[0])))
        return self._count(select(found.c[0])), self._session.scalar(new) or 0

    def mark_gone(self, run: SearchRun, sources: Sequence[str] = ()) -> int:
        """Note of each candidate that earlier runs found that this one finished without it; how many are so noted.

        With ``sources``, of those alone that such a source gave last, by how the names of its items begin.
        """
        merged = select(LeadRow.id).where(LeadRow.merged_into.is_not(None))
        missed = (
            (CandidateRow.last_run < run.number) & CandidateRow.gone_run.is_(None) & CandidateRow.lead_id.not_in(merged)
        )
        self._session.execute(
            update(CandidateRow)
            .where(CandidateRow.campaign_id == run.campaign_id, missed, *([_was_given_by(sources)] if sources else []))
            .values(gone_run=run.number)
            .execution_options(synchronize_session=False)
        )
        is_gone = (CandidateRow.campaign_id == run.campaign_id) & (CandidateRow.gone_run == run.number)
        return self._session.scalar(select(func.count()).select_from(CandidateRow).where(is_gone)) or 0

    def compare(self, earlier: int, later: int) -> Differences:
        """Two runs, by id. A lead that was merged since counts as the one that stands for it."""
        one, two = self._count(_standing(earlier)), self._count(_standing(later))
        both = self._count(intersect(_standing(earlier), _standing(later)))
        return Differences(one - both, both, two - both)

    def only_in(self, run_id: int, other_id: int, limit: int) -> list[tuple[int, str, str]]:
        """Leads that a run found and the other did not, in order of name: id, name and town of the first."""
        alone = _standing(run_id).except_(_standing(other_id)).subquery()
        query = select(LeadRow.id, LeadRow.name, LeadRow.city).where(LeadRow.id.in_(select(alone.c[0])))
        rows = self._session.execute(query.order_by(LeadRow.name, LeadRow.id).limit(limit))
        return [(row.id, row.name, row.city) for row in rows]

    def count_to_find_again(self, run_id: int) -> int:
        """How many leads items gave that are to be read once more, as for a web site that was left out."""
        is_open = RunItemRow.state.in_((ItemState.AHEAD, ItemState.PASSING))
        query = select(func.count()).select_from(RunLeadRow).join(RunItemRow, RunItemRow.id == RunLeadRow.item_id)
        return self._session.scalar(query.where(RunLeadRow.run_id == run_id, is_open)) or 0

    def ids(self, run_id: int) -> list[int]:
        return list(self._session.scalars(select(RunLeadRow.lead_id).where(RunLeadRow.run_id == run_id)))

    def _count(self, query: Select[int] | CompoundSelect[int]) -> int:
        return self._session.scalar(select(func.count()).select_from(query.subquery())) or 0

    def _items(self, run_id: int, lead_ids: Sequence[int]) -> dict[int, int | None]:
        """Of these leads those that a run has found already, with the item that gave each."""
        found: dict[int, int | None] = {}
        for some in _chunks(lead_ids):
            query = select(RunLeadRow.lead_id, RunLeadRow.item_id).where(
                RunLeadRow.run_id == run_id, RunLeadRow.lead_id.in_(some)
            )
            found.update((lead_id, item_id) for lead_id, item_id in self._session.execute(query))
        return found

    def _see(self, run: SearchRun, lead_ids: Sequence[int]) -> set[int]:
        """Note on the candidates of these leads that this run found them; which of them are new to the campaign."""
        new: set[int] = set()
        for some in _chunks(lead_ids):
            here = (CandidateRow.campaign_id == run.campaign_id) & CandidateRow.lead_id.in_(some)
            new.update(self._session.scalars(select(CandidateRow.lead_id).where(here, _is_of(run))))
            self._session.execute(
                update(CandidateRow)
                .where(here, ~_is_of(run))
                .values(last_run=run.number, gone_run=None)
                .execution_options(synchronize_session=False)
            )
        return new


def _was_given_by(sources: Sequence[str]) -> ColumnElement[bool]:
    """Whether one of these sources gave a candidate in the last run that found it."""
    named = or_(*(RunItemRow.name.startswith(f"{name}: ", autoescape=True) for name in sources))
    last = (RunRow.campaign_id == CandidateRow.campaign_id) & (RunRow.number == CandidateRow.last_run)
    found = select(RunLeadRow.lead_id).join(RunItemRow, RunItemRow.id == RunLeadRow.item_id)
    of_run = found.join(RunRow, RunRow.id == RunLeadRow.run_id).where(RunLeadRow.lead_id == CandidateRow.lead_id)
    return of_run.where(last, named).correlate(CandidateRow).exists()


def _is_of(run: SearchRun) -> ColumnElement[bool]:
    """Whether a candidate came into its campaign by this run."""
    return func.coalesce(CandidateRow.first_run, 0) == run.number


def _standing(run_id: int) -> Select[int]:
    """The leads that a run found, each once; in place of a merged one the lead that stands for it."""
    standing = func.coalesce(LeadRow.merged_into, LeadRow.id)
    found = select(standing.label("lead_id")).join(RunLeadRow, RunLeadRow.lead_id == LeadRow.id)
    return found.where(RunLeadRow.run_id == run_id).distinct()


def _chunks(ids: Sequence[int]) -> list[Sequence[int]]:
    return [ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK)]
