"""The rows of an export: only the columns asked for, a page of candidates at a time, as plain values."""

from array import array
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from storage import lead_gathering
from storage.lead_filter import LeadFilter
from storage.lead_table import LeadTable
from storage.tables import CandidateRow, CandidateScoreRow, LeadRow

PAGE = 1000

_OF_LEAD = (
    "name", "sector", "description", "street", "postcode", "city", "country", "lat", "lon", "email", "email_kind",
    "phone", "website", "opening_hours", "rating", "reviews", "details", "booking", "shop", "site_builder",
    "languages", "social", "source", "found_at",
)  # fmt: skip
_OF_CANDIDATE = (
    "status", "score", "reason", "note", "assignee", "decided_by", "decided_at", "deferred_until",
)  # fmt: skip
_OF_SCORE = ("factors", "trend")
FACTS = ("id", "lead_id", *_OF_LEAD, *_OF_CANDIDATE, *_OF_SCORE)
"""What can be asked for: a candidate's id, its lead's id, the lead's facts, the decision, the score's factors."""


class Exported:
    def __init__(self, session: Session) -> None:
        self._session = session

    def ids(self, where: LeadFilter) -> "array[int]":
        """The ids of all that match, in the filter's order; a million take 8 MB."""
        if where.ids is not None:
            return array("q", LeadTable(self._session).ids(where))
        query = lead_gathering.everything(where, self._session.get_bind().dialect.name)
        return array("q", self._session.scalars(query.execution_options(yield_per=10_000)))

    def rows(self, ids: Sequence[int], facts: Sequence[str]) -> list[Mapping[str, Any]]:
        """The facts of some candidates, in the order of ``ids``."""
        columns: dict[str, InstrumentedAttribute[Any] | ColumnElement[Any]] = {
            "id": CandidateRow.id,
            "lead_id": CandidateRow.lead_id,
            **{name: getattr(LeadRow, name) for name in facts if name in _OF_LEAD},
            **{name: getattr(CandidateRow, name) for name in facts if name in _OF_CANDIDATE},
            **{name: getattr(CandidateScoreRow, name) for name in facts if name in _OF_SCORE},
        }
        query = select(*(column.label(name) for name, column in columns.items())).join(
            LeadRow, LeadRow.id == CandidateRow.lead_id
        )
        if set(facts) & set(_OF_SCORE):
            query = query.outerjoin(CandidateScoreRow, CandidateScoreRow.candidate_id == CandidateRow.id)
        found = self._session.execute(query.where(CandidateRow.id.in_(ids))).all()
        by_id = {row[0]: dict(zip(columns, row, strict=True)) for row in found}
        return [by_id[i] for i in ids if i in by_id]
