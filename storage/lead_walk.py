"""A page of the table of leads where many match: an index is walked in the order asked for."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, select, true, tuple_, union_all
from sqlalchemy.orm import Session

from storage import lead_query, lead_sorting
from storage.lead_fields import Op
from storage.lead_filter import Condition, LeadFilter
from storage.lead_gathering import Row, Some
from storage.lead_place import Place, Side
from storage.lead_sorting import Part, Sorting
from storage.records import CandidateStatus
from storage.tables import CandidateRow

Term = ColumnElement[bool]
_LOWER = (Op.AT_LEAST, Op.FROM, Op.WITHIN)
_UPPER = (Op.AT_MOST, Op.UNTIL)
_BY_DECISION = {"score": "candidates_by_score", "decided": "candidates_decided", "reason": "candidates_reason"}
"""By which order the index holds the keys of each decision."""


def walked(session: Session, where: LeadFilter, place: Place, size: int) -> Some:
    """Rows from the place on, in their order, one more than ``size`` where there are more."""
    sorting = lead_sorting.of(where.order)
    backwards = place.side in (Side.BEFORE, Side.LAST)
    is_relative = place.side in (Side.AFTER, Side.BEFORE)
    rows: list[Row] = []
    for rank in _ranks(sorting, place, backwards):
        walk = _Walk(where, sorting, sorting.parts[rank], session.get_bind().dialect.name, backwards)
        begin = place if is_relative and rank == place.part else None
        query = walk.query(begin, size + 1 - len(rows))
        rows += [Row(rank, key, i) for key, i in session.execute(query)]
        if len(rows) > size:
            break
    return Some(tuple(rows[::-1] if backwards else rows))


def _ranks(sorting: Sorting, place: Place, backwards: bool) -> list[int]:
    """The parts to walk, one after the other."""
    ranks = list(range(len(sorting.parts)))
    if place.side == Side.AFTER:
        ranks = ranks[place.part :]
    if place.side == Side.BEFORE:
        ranks = ranks[: place.part + 1]
    return ranks[::-1] if backwards else ranks


@dataclass(frozen=True)
class _Walk:
    """One walk through the rows of a part."""

    where: LeadFilter
    sorting: Sorting
    part: Part
    dialect: str
    backwards: bool

    @property
    def falls(self) -> bool:
        return self.sorting.is_descending != self.backwards

    def query(self, begin: Place | None, limit: int) -> Select[Any]:
        """(key, id) of the next rows after a place; candidates with several decisions are merged from one walk each."""
        statuses = self._statuses()
        if not statuses:
            return self._stream(self.where, self.part.index, begin, limit)
        own = (self.where.decided(status) for status in statuses)
        index = _BY_DECISION[self.where.order.field]
        streams = [self._stream(one, index, begin, limit).subquery() for one in own]
        merged = union_all(*(select(stream) for stream in streams)).subquery()
        keys = [merged.c.key, merged.c.id]
        return select(*keys).order_by(*(key.desc() if self.falls else key.asc() for key in keys)).limit(limit)

    def _statuses(self) -> list[CandidateStatus]:
        """The decisions to walk one by one, since an index holds the keys of each in order; () where it is not so."""
        if self.where.order.field not in _BY_DECISION or not self.part.is_keyed:
            return []
        asked = any(one.field == "decision" for one in self.where.all_of)
        return self.where.decisions() if asked or self.where.order.field != "score" else []

    def _stream(self, where: LeadFilter, index: str, begin: Place | None, limit: int) -> Select[Any]:
        fixed = [one for one in where.all_of if self._is_fixing(one, index)]
        bounds = [one for one in where.all_of if self._is_bound(one, begin is None)]
        by_id = not self.part.is_keyed or any(one.field == where.order.field for one in fixed)
        seek = [lead_query.in_campaign(where), *map(self._term, (*fixed, *bounds)), *_said(self.part.proof)]
        if not by_id and not any(one.op in _LOWER for one in bounds) and (begin is None or self.falls):
            seek += _said(self.part.least)
        if begin is not None:
            seek.append(self._beyond(begin, by_id))
        rest = [self._term(one) for one in where.all_of if one not in fixed and one not in bounds]
        rest += lead_query.others(where, self.dialect)
        key = self.sorting.key
        keys = [CandidateRow.id] if by_id else [key, CandidateRow.id]
        return (
            select(key.label("key"), CandidateRow.id.label("id"))
            .with_hint(CandidateRow, f"INDEXED BY {index}", "sqlite")
            .where(*seek, *(term.is_(true()) for term in rest))  # what is said to be true, no index is looked up for
            .order_by(*(one.desc() if self.falls else one.asc() for one in keys))
            .limit(limit)
        )

    def _term(self, one: Condition) -> Term:
        return lead_query.term(one, self.where.campaign_id)

    def _is_fixing(self, one: Condition, index: str) -> bool:
        """Whether all rows of the walk have one value of what the index holds first."""
        first = "decision" if index in _BY_DECISION.values() else self.where.order.field
        return one.field == first and one.op == Op.IS and len(one.values) == 1 and self.part.is_keyed

    def _is_bound(self, one: Condition, is_begin: bool) -> bool:
        """Whether a condition is where the walk ends, or where it begins if there is no place to begin at."""
        if one.field != self.where.order.field or not self.part.is_keyed:
            return False
        return one.op in (_LOWER if self.falls else _UPPER) or (is_begin and one.op in (*_LOWER, *_UPPER))

    def _beyond(self, begin: Place, by_id: bool) -> Term:
        if by_id:
            return CandidateRow.id < begin.id if self.falls else CandidateRow.id > begin.id
        row, here = tuple_(self.sorting.key, CandidateRow.id), (begin.key, begin.id)
        return row < here if self.falls else row > here


def _said(term: Term | None) -> list[Term]:
    return [] if term is None else [term]
