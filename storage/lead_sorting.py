"""The orders of the table of leads as SQL: by what rows are compared, which come after one, which index gives them."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, literal_column, true

from storage.lead_fields import DECISIONS
from storage.lead_filter import Order
from storage.lead_query import NOTHING
from storage.tables import CandidateRow

Term = ColumnElement[bool]
_TEXTS: dict[str, Any] = {
    "name": CandidateRow.name_key,
    "sector": CandidateRow.sector,
    "city": CandidateRow.city_key,
    "postcode": CandidateRow.postcode,
    "reason": CandidateRow.reason,
    "assignee": CandidateRow.assignee,
}
_VALUES: dict[str, Any] = {
    "score": CandidateRow.score,
    "rating": CandidateRow.rating,
    "reviews": CandidateRow.reviews,
    "found": CandidateRow.lead_found_at,
    "decided": CandidateRow.decided_at,
    "trend": CandidateRow.trend_change,
}
_PARTIAL = ("decided", "reason", "assignee")
"""Their indexes leave out the rows that lack the field."""


@dataclass(frozen=True)
class Part:
    """Rows that stand together in an order: ``which`` tells them from the others; unless ``is_keyed``, keys are equal.

    To walk ``index``, ``proof`` is always said, and ``least`` where no other lower bound is.
    """

    which: Term
    index: str
    proof: Term | None = None
    least: Term | None = None
    is_keyed: bool = True


@dataclass(frozen=True)
class Sorting:
    """The parts one after the other; within each, rows by ``key`` and by id, the highest first where descending."""

    parts: tuple[Part, ...]
    key: Any
    is_descending: bool


def of(order: Order) -> Sorting:
    """How an order is kept; rows that lack the field come last both ways."""
    if order.field == "added":
        return Sorting((Part(true(), "candidates_added", is_keyed=False),), CandidateRow.id, order.is_descending)
    if order.field == "decision":
        return _by_decision(order)
    return Sorting((_filled(order.field), _lacking(order.field)), _key(order.field), order.is_descending)


def _key(name: str) -> Any:
    return _TEXTS[name] if name in _TEXTS else _VALUES[name]


def _filled(name: str) -> Part:
    key, index = _key(name), f"candidates_{name}"
    which = key != NOTHING if name in _TEXTS else key.is_not(None)
    if name in _PARTIAL:
        return Part(which, index, proof=which)
    return Part(which, index, least=key > NOTHING if name in _TEXTS else which)


def _lacking(name: str) -> Part:
    key = _key(name)
    which = key == NOTHING if name in _TEXTS else key.is_(None)
    return Part(which, "candidates_added" if name in _PARTIAL else f"candidates_{name}", proof=which, is_keyed=False)


def _by_decision(order: Order) -> Sorting:
    """In the order of a lead's way; with the same decision the best score first."""
    parts = []
    for status in reversed(DECISIONS) if order.is_descending else DECISIONS:
        own = CandidateRow.status == literal_column(f"'{status}'")
        scored, unscored = CandidateRow.score.is_not(None), CandidateRow.score.is_(None)
        parts.append(Part(and_(own, scored), "candidates_by_score", own, scored))
        lacking = and_(own, unscored)
        parts.append(Part(lacking, "candidates_by_score", lacking, is_keyed=False))
    return Sorting(tuple(parts), CandidateRow.score, is_descending=True)
