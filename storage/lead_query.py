"""A filter of leads as SQL: what has to hold of a candidate, whatever is done with those that match."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, literal_column, not_, or_, select, union_all

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


def ids(where: LeadFilter, dialect: str) -> Select[int]:
    """The ids of the candidates that match, in no order; ``dialect`` is "sqlite" or "postgresql"."""
    return select(CandidateRow.id).where(*terms(where, dialect))


def terms(where: LeadFilter, dialect: str) -> list[Term]:
    """What has to hold of a row of candidates, all of it."""
    return [in_campaign(where), *(term(one) for one in where.all_of), *others(where, dialect)]


def in_campaign(where: LeadFilter) -> Term:
    return CandidateRow.campaign_id == where.campaign_id


def others(where: LeadFilter, dialect: str) -> list[Term]:
    """What has to hold besides the campaign and ``all_of``."""
    held: list[Term] = [CandidateRow.status != CandidateStatus.MERGED]
    if where.any_of:
        held.append(or_(*(term(one) for one in where.any_of)))
    if where.ids is not None:
        held.append(CandidateRow.id.in_(where.ids))
    if where.text.strip():
        found = lead_words.found(where.text, dialect)
        held.append(false() if found is None else CandidateRow.lead_id.in_(found))
    return held


def term(condition: Condition) -> Term:
    """One condition on a row of candidates."""
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
    return _either(one.op, CandidateRow.channels.bitwise_and(bits) != 0)


def _mailbox(one: Condition) -> Term:
    known = [str(value) for value in one.values if value != "unknown"]
    terms: list[Term] = [CandidateRow.email_kind.in_(known)] if known else []
    if "unknown" in one.values:
        terms.append(and_(CandidateRow.email_kind == "", CandidateRow.channels.bitwise_and(CHANNELS["email"]) != 0))
    return _either(one.op, or_(*terms))


def _language(one: Condition) -> Term:
    if one.op in (Op.EMPTY, Op.FILLED):
        return _emptiness(one.op, CandidateRow.languages == "[]")
    spoken = (CandidateRow.languages.contains(f'"{value}"', autoescape=True) for value in one.values)
    return _either(one.op, and_(CandidateRow.languages != literal_column("'[]'"), or_(*spoken)))


def _tag(one: Condition) -> Term:
    tagged = select(CandidateTagRow.candidate_id)
    if one.op in (Op.EMPTY, Op.FILLED):
        return _emptiness(one.op, CandidateRow.id.not_in(tagged))
    named = select(TagRow.id).where(TagRow.name.in_(one.values)).scalar_subquery()
    return _either(one.op, CandidateRow.id.in_(tagged.where(CandidateTagRow.tag_id.in_(named))))


def _seen(one: Condition) -> Term:
    """By the last run that found the lead; by when it was first found where that was no run."""
    run = select(RunRow.number).where(RunRow.campaign_id == CandidateRow.campaign_id)
    of_run = _moment(RunRow.started_at)(one)
    named = run.where(RunRow.number == CandidateRow.last_run, of_run).exists()
    return or_(named, and_(CandidateRow.last_run.is_(None), _moment(CandidateRow.lead_found_at)(one)))


def _run(one: Condition) -> Term:
    """By the numbers of runs; what found a lead that was merged since found the one that stands for it."""
    numbers = [int(value) for value in map(str, one.values) if value.isdecimal() and len(value) < MOST_DIGITS]
    of_run = and_(RunRow.campaign_id == CandidateRow.campaign_id, RunRow.number.in_(numbers))
    found = select(RunLeadRow.run_id).join(RunRow, RunRow.id == RunLeadRow.run_id).where(of_run)
    itself = found.where(RunLeadRow.lead_id == CandidateRow.lead_id).correlate(CandidateRow).exists()
    merged = found.join(LeadRow, LeadRow.id == RunLeadRow.lead_id).where(LeadRow.merged_into == CandidateRow.lead_id)
    return _either(one.op, or_(itself, merged.correlate(CandidateRow).exists()))


def _new(one: Condition) -> Term:
    newest = select(func.coalesce(func.max(RunRow.number), -1)).where(RunRow.campaign_id == CandidateRow.campaign_id)
    found_by_it = func.coalesce(CandidateRow.first_run, 0) == newest.correlate(CandidateRow).scalar_subquery()
    return _yes(one.op, found_by_it)


def _gone(one: Condition) -> Term:
    return _yes(one.op, CandidateRow.gone_run.is_not(None))


def _duplicate(one: Condition) -> Term:
    is_open = ProposalRow.state == literal_column(f"'{ProposalState.OPEN}'")
    paired = union_all(select(ProposalRow.first_id).where(is_open), select(ProposalRow.second_id).where(is_open))
    return _yes(one.op, CandidateRow.lead_id.in_(paired))


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
    "seen": _seen,
    "run": _run,
    "new": _new,
    "gone": _gone,
    "duplicate": _duplicate,
    "deferred": _day(CandidateRow.deferred_until),
    "source": _choice(CandidateRow.source),
    "language": _language,
    "booking": _choice(CandidateRow.booking),
    "trend": _number(CandidateRow.trend_change, unit=100),
}
