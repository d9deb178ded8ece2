"""A filter of leads as SQL: what has to hold of a candidate, whatever is done with those that match."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    and_,
    false,
    func,
    literal_column,
    not_,
    or_,
    select,
    union_all,
)

from storage import lead_words
from storage.folding import fold
from storage.lead_fields import CHANNELS, Op
from storage.lead_filter import Condition, LeadFilter
from storage.records import CandidateStatus, ProposalState, now
from storage.tables import CandidateRow, CandidateTagRow, LeadRow, ProposalRow, RunLeadRow, RunRow, TagRow

Term = ColumnElement[bool]
NOTHING: ColumnElement[str] = literal_column("''")
"""Written out, so that a database can see that an index over the filled ones alone serves."""
_AFTER_ALL = "\U0010ffff"
MOST_DIGITS = 10
REACHES = range(2 ** len(CHANNELS))
"""What ``CandidateRow.channels`` can be."""


def ids(where: LeadFilter, dialect: str) -> Select[int]:
    """The ids of the candidates that match, in no order; ``dialect`` is "sqlite" or "postgresql"."""
    return select(CandidateRow.id).where(*terms(where, dialect))


def terms(where: LeadFilter, dialect: str) -> list[Term]:
    """What has to hold of a row of candidates, all of it."""
    held = (term(one, where.campaign_id) for one in where.all_of)
    return [in_campaign(where), *held, *others(where, dialect)]


def in_campaign(where: LeadFilter) -> Term:
    return CandidateRow.campaign_id == where.campaign_id


def others(where: LeadFilter, dialect: str) -> list[Term]:
    """What has to hold besides the campaign and ``all_of``."""
    held: list[Term] = [CandidateRow.status != CandidateStatus.MERGED]
    if where.any_of:
        held.append(or_(*(term(one, where.campaign_id) for one in where.any_of)))
    if where.ids is not None:
        held.append(CandidateRow.id.in_(where.ids))
    if where.text.strip():
        found = lead_words.found(where.text, dialect)
        held.append(false() if found is None else CandidateRow.lead_id.in_(found))
    return held


def term(condition: Condition, campaign_id: int) -> Term:
    """One condition on a row of a campaign's candidates."""
    if condition.field in _OF_RUNS:
        return _OF_RUNS[condition.field](condition, campaign_id)
    return _TERMS[condition.field](condition)


def _choice(column: Any) -> Callable[[Condition], Term]:
    def made(one: Condition) -> Term:
        if one.op in (Op.EMPTY, Op.FILLED):
            return _emptiness(one.op, column == NOTHING)
        # Written out, so that an index over the filled ones alone serves.
        return _either(one.op, and_(column != NOTHING, column.in_(one.values)))

    return made


def _text(column: Any, key: Callable[[str], str]) -> Callable[[Condition], Term]:
    """Texts are compared as they are ordered, by their key."""

    def made(one: Condition) -> Term:
        if one.op in (Op.EMPTY, Op.FILLED):
            return _emptiness(one.op, column == NOTHING)
        keys = [key(str(value)) for value in one.values]
        if one.op == Op.STARTS:
            return or_(*(and_(column >= each, column < each + _AFTER_ALL) for each in keys))
        return _either(one.op, column.in_(keys))

    return made


def _number(column: Any, unit: float = 1) -> Callable[[Condition], Term]:
    def made(one: Condition) -> Term:
        if one.op in (Op.EMPTY, Op.FILLED):
            return _emptiness(one.op, column.is_(None))
        value = float(one.values[0]) / unit  # type: ignore[arg-type]
        return column >= value if one.op == Op.AT_LEAST else column <= value  # type: ignore[no-any-return]

    return made


def _moment(column: Any) -> Callable[[Condition], Term]:
    """Days are those of this machine's time zone."""

    def made(one: Condition) -> Term:
        if one.op in (Op.EMPTY, Op.FILLED):
            return _emptiness(one.op, column.is_(None))
        value = one.values[0]
        if one.op == Op.WITHIN:
            return column >= now() - timedelta(days=int(value))  # type: ignore[arg-type, no-any-return]
        day: date = value  # type: ignore[assignment]
        if one.op == Op.FROM:
            return column >= _midnight(day)  # type: ignore[no-any-return]
        return column < _midnight(day + timedelta(days=1))  # type: ignore[no-any-return]

    return made


def _day(column: Any) -> Callable[[Condition], Term]:
    def made(one: Condition) -> Term:
        if one.op in (Op.EMPTY, Op.FILLED):
            return _emptiness(one.op, column.is_(None))
        return column >= one.values[0] if one.op == Op.FROM else column <= one.values[0]  # type: ignore[no-any-return]

    return made


def _channel(one: Condition) -> Term:
    bits = sum({CHANNELS[str(value)] for value in one.values})
    return CandidateRow.channels.in_([each for each in REACHES if bool(each & bits) == (one.op == Op.IS)])


def _mailbox(one: Condition) -> Term:
    known = [str(value) for value in one.values if value != "unknown"]
    terms: list[Term] = [CandidateRow.email_kind.in_(known)] if known else []
    if "unknown" in one.values:
        by_mail = [each for each in REACHES if each & CHANNELS["email"]]
        terms.append(and_(CandidateRow.email_kind == "", CandidateRow.channels.in_(by_mail)))
    return _either(one.op, or_(*terms))


def _language(one: Condition) -> Term:
    if one.op in (Op.EMPTY, Op.FILLED):
        return _emptiness(one.op, CandidateRow.languages == "[]")
    spoken = (CandidateRow.languages.contains(f'"{value}"', autoescape=True) for value in one.values)
    return _either(one.op, and_(CandidateRow.languages != literal_column("'[]'"), or_(*spoken)))


def tagged(one: Condition) -> Select[int]:
    """The ids of the candidates with any of some tags."""
    named = select(TagRow.id).where(TagRow.name.in_(one.values)).scalar_subquery()
    return select(CandidateTagRow.candidate_id).where(CandidateTagRow.tag_id.in_(named))


def _tag(one: Condition) -> Term:
    if one.op in (Op.EMPTY, Op.FILLED):
        return _emptiness(one.op, CandidateRow.id.not_in(select(CandidateTagRow.candidate_id)))
    return _either(one.op, CandidateRow.id.in_(tagged(one)))


def seen_by_run(one: Condition, campaign_id: int) -> Term:
    """Last found by a run of the campaign that began when a condition says."""
    begun = select(RunRow.number).where(RunRow.campaign_id == campaign_id, _moment(RunRow.started_at)(one))
    return CandidateRow.last_run.in_(begun)


def seen_before_runs(one: Condition) -> Term:
    """Found by no run, and known since when a condition says."""
    return and_(CandidateRow.last_run.is_(None), _moment(CandidateRow.lead_found_at)(one))


def _seen(one: Condition, campaign_id: int) -> Term:
    return or_(seen_by_run(one, campaign_id), seen_before_runs(one))


def numbers(one: Condition) -> list[int]:
    """The numbers of runs that a condition names."""
    return [int(value) for value in map(str, one.values) if value.isdecimal() and len(value) < MOST_DIGITS]


def _run(one: Condition, campaign_id: int) -> Term:
    """By the numbers of runs; what found a lead that was merged since found the one that stands for it."""
    named = select(RunRow.id).where(RunRow.campaign_id == campaign_id, RunRow.number.in_(numbers(one)))
    found = select(RunLeadRow.run_id).where(RunLeadRow.run_id.in_(named))
    itself = found.where(RunLeadRow.lead_id == CandidateRow.lead_id).correlate(CandidateRow).exists()
    merged = found.join(LeadRow, LeadRow.id == RunLeadRow.lead_id).where(LeadRow.merged_into == CandidateRow.lead_id)
    return _either(one.op, or_(itself, merged.correlate(CandidateRow).exists()))


def _new(one: Condition, campaign_id: int) -> Term:
    newest = select(func.coalesce(func.max(RunRow.number), -1)).where(RunRow.campaign_id == campaign_id)
    is_of_it = CandidateRow.first_run == newest.scalar_subquery()
    return is_of_it if one.op == Op.YES else or_(CandidateRow.first_run.is_(None), not_(is_of_it))


def _gone(one: Condition) -> Term:
    return _yes(one.op, CandidateRow.gone_run.is_not(None))


def paired() -> CompoundSelect[int]:
    """The leads of the pairs that wait for a decision on whether they are one business."""
    is_open = ProposalRow.state == literal_column(f"'{ProposalState.OPEN}'")
    return union_all(select(ProposalRow.first_id).where(is_open), select(ProposalRow.second_id).where(is_open))


def _duplicate(one: Condition) -> Term:
    return _yes(one.op, CandidateRow.lead_id.in_(paired()))


def _yes(op: Op, holds: Term) -> Term:
    return not_(holds) if op == Op.NO else holds


def _either(op: Op, holds: Term) -> Term:
    return not_(holds) if op == Op.IS_NOT else holds


def _emptiness(op: Op, is_empty: Term) -> Term:
    return is_empty if op == Op.EMPTY else not_(is_empty)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time()).astimezone()


def _as_it_is(text: str) -> str:
    return text


CHOSEN: dict[str, Any] = {
    "sector": CandidateRow.sector,
    "source": CandidateRow.source,
    "booking": CandidateRow.booking,
    "assignee": CandidateRow.assignee,
    "reason": CandidateRow.reason,
}
"""Columns whose values are chosen from those that occur."""

_TERMS: dict[str, Callable[[Condition], Term]] = {
    "decision": _choice(CandidateRow.status),
    "score": _number(CandidateRow.score),
    "name": _text(CandidateRow.name_key, fold),
    "sector": _choice(CandidateRow.sector),
    "city": _text(CandidateRow.city_key, fold),
    "postcode": _text(CandidateRow.postcode, _as_it_is),
    "rating": _number(CandidateRow.rating),
    "reviews": _number(CandidateRow.reviews),
    "channel": _channel,
    "mailbox": _mailbox,
    "tag": _tag,
    "assignee": _choice(CandidateRow.assignee),
    "reason": _choice(CandidateRow.reason),
    "found": _moment(CandidateRow.lead_found_at),
    "decided": _moment(CandidateRow.decided_at),
    "gone": _gone,
    "duplicate": _duplicate,
    "deferred": _day(CandidateRow.deferred_until),
    "source": _choice(CandidateRow.source),
    "language": _language,
    "booking": _choice(CandidateRow.booking),
    "trend": _number(CandidateRow.trend_change, unit=100),
}

_OF_RUNS: dict[str, Callable[[Condition, int], Term]] = {"seen": _seen, "run": _run, "new": _new}
