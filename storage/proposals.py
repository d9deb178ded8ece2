"""Proposals: pairs of leads that are or may be one business, and what a person said of them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, or_, select, update
from sqlalchemy.orm import Session

from storage import bulk
from storage.errors import NotFound
from storage.leads import CHUNK
from storage.records import Proposal, ProposalState
from storage.tables import LeadRow, ProposalRow

SURE, DOUBTFUL = "sure", "doubtful"


@dataclass(frozen=True)
class NewProposal:
    """A pair as it was found; ``first_id`` is the lower id."""

    first_id: int
    second_id: int
    is_sure: bool
    score: float
    reasons: tuple[str, ...]

    @property
    def pair(self) -> tuple[int, int]:
        return self.first_id, self.second_id


class Proposals:
    def __init__(self, session: Session) -> None:
        self._session = session

    def keep(self, found: Sequence[NewProposal], compared: Collection[int], at: datetime) -> set[int]:
        """Keep the pairs that comparing some leads gave, and drop those of theirs that it no longer gave.

        What a person said of a pair stays. The leads of the pairs that are gone.
        """
        known = {(one.first_id, one.second_id): one for one in self.touching(compared)}
        wanted = {one.pair: one for one in found}
        new = [_values(one, at) for pair, one in wanted.items() if pair not in known]
        if new:
            self._session.execute(insert(ProposalRow), new)
        changed = [
            {"id": old.id, "verdict": _verdict(one), "score": one.score, "reasons": list(one.reasons)}
            for pair, old in known.items()
            if (one := wanted.get(pair)) and (one.is_sure, one.score, one.reasons) != _said(old)
        ]
        if changed:
            self._session.execute(update(ProposalRow), changed)
        gone = {pair: old.id for pair, old in known.items() if pair not in wanted and not old.who}
        for ids in _chunks([*gone.values()]):
            self._session.execute(delete(ProposalRow).where(ProposalRow.id.in_(ids)))
        return {lead_id for pair in gone for lead_id in pair}

    def add(self, new: NewProposal, state: ProposalState, who: str, at: datetime) -> None:
        self._session.execute(insert(ProposalRow), [{**_values(new, at), "state": state, "who": who}])

    def get(self, proposal_id: int) -> Proposal:
        """Raises NotFound."""
        row = self._session.get(ProposalRow, proposal_id, populate_existing=True)
        if row is None:
            raise NotFound("This proposal is no longer there.", todo="Go on with the next one.")
        return _record(row)

    def touching(self, lead_ids: Iterable[int]) -> list[Proposal]:
        """Every pair in which one of the leads takes part, by rising id."""
        asked, found = list(lead_ids), dict[int, Proposal]()
        # Two statements: with an OR over both columns SQLite reads the whole table.
        for column in (ProposalRow.first_id, ProposalRow.second_id):
            for ids in _chunks(bulk.within_reach(self._session, column, asked)):
                rows = self._session.execute(select(ProposalRow.__table__).where(column.in_(ids)))
                found.update({row.id: _record(row) for row in rows})
        return [found[i] for i in sorted(found)]

    def between(self, some: Collection[int], others: Collection[int]) -> list[Proposal]:
        """The pairs of which each side holds one lead."""
        return [
            one
            for one in self.touching(some)
            if (one.first_id in some and one.second_id in others) or (one.first_id in others and one.second_id in some)
        ]

    def set_states(self, states: Mapping[int, ProposalState], who: str, at: datetime) -> None:
        rows = [{"id": i, "state": state, "who": who, "at": at} for i, state in states.items()]
        if rows:
            self._session.execute(update(ProposalRow), rows)

    def page(self, limit: int, after: tuple[float, int] | None = None) -> list[Proposal]:
        """Those to decide, strongest first; ``after`` is score and id of the last one seen."""
        query = select(ProposalRow).where(ProposalRow.state == ProposalState.OPEN)
        if after is not None:
            score, last = after
            is_later = (ProposalRow.score < score) | ((ProposalRow.score == score) & (ProposalRow.id < last))
            query = query.where(is_later)
        query = query.order_by(ProposalRow.score.desc(), ProposalRow.id.desc()).limit(limit)
        return [_record(row) for row in self._session.scalars(query)]

    def count_open(self) -> int:
        query = select(func.count()).select_from(ProposalRow).where(ProposalRow.state == ProposalState.OPEN)
        return self._session.scalar(query) or 0

    def oldest_open(self) -> datetime | None:
        return self._session.scalar(select(func.min(ProposalRow.at)).where(ProposalRow.state == ProposalState.OPEN))

    def open_of(self, lead_id: int) -> list[Proposal]:
        """Those to decide in which a business takes part, also by a lead that was merged into it."""
        own = or_(LeadRow.id == lead_id, LeadRow.merged_into == lead_id)
        ids = list(self._session.scalars(select(LeadRow.id).where(own)))
        return [one for one in self.touching(ids) if one.state == ProposalState.OPEN]


def _values(one: NewProposal, at: datetime) -> dict[str, object]:
    return {
        "first_id": one.first_id,
        "second_id": one.second_id,
        "verdict": _verdict(one),
        "score": one.score,
        "reasons": list(one.reasons),
        "state": ProposalState.OPEN,
        "who": "",
        "at": at,
    }


def _said(one: Proposal) -> tuple[bool, float, tuple[str, ...]]:
    return one.is_sure, one.score, one.reasons


def _verdict(one: NewProposal) -> str:
    return SURE if one.is_sure else DOUBTFUL


def _chunks(ids: list[int]) -> Iterable[list[int]]:
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))


def _record(row: Any) -> Proposal:
    return Proposal(
        row.id,
        row.first_id,
        row.second_id,
        row.verdict == SURE,
        row.score,
        tuple(row.reasons),
        ProposalState(row.state),
        row.who,
        row.at,
    )
