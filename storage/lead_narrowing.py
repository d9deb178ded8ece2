"""The shortest way into a filter of leads: by the index of a condition that leaves few, where there is one.

SQLite chooses an index by how many rows share a value on average, which is wrong for whatever is rare or does not
occur. So each condition that an index answers is asked how many it leaves, and the one with the fewest is gone by;
where all leave many, the candidates are read as they lie, the newest first. Postgres knows its values, and chooses.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CompoundSelect, Select, func, select, text, union_all
from sqlalchemy.orm import Session

from storage import lead_query, lead_words
from storage.lead_fields import NO_VALUE, Op
from storage.lead_filter import Condition, LeadFilter
from storage.tables import CandidateRow, CandidateTagRow, LeadRow, RunLeadRow, RunRow

ENOUGH = 30_000
"""So many candidates are looked at one by one sooner than all of them are read."""

_INDEXES = {
    "decision": "candidates_by_score",
    "gone": "candidates_gone_run",
    "new": "candidates_first_run",
    "channel": "candidates_reach",
    "mailbox": "candidates_reach",
    "language": "candidates_languages",
    **{name: f"candidates_{name}" for name in ("score", "name", "sector", "city", "postcode", "rating", "reviews")},
    **{name: f"candidates_{name}" for name in ("found", "trend", "source")},
    **{name: f"candidates_{name}" for name in ("assignee", "reason", "booking", "decided", "deferred")},
}
_OF_FILLED = frozenset({"assignee", "reason", "booking", "decided", "deferred", "gone", "tag", "run", "duplicate"})
"""Fields whose way in holds only those that have them."""
_LACKING = frozenset({Op.IS_NOT, Op.EMPTY, Op.NO})
_MOST_LANGUAGES = 2000
_LANGUAGES = text(
    "WITH RECURSIVE spoken(value) AS (SELECT min(languages) FROM candidates WHERE campaign_id = :campaign UNION ALL"
    " SELECT (SELECT min(languages) FROM candidates WHERE campaign_id = :campaign AND languages > value)"
    " FROM spoken WHERE value IS NOT NULL) SELECT value FROM spoken WHERE value IS NOT NULL LIMIT :most"
)
"""One look into the index a list of languages, however many leads have it."""


@dataclass(frozen=True)
class _Way:
    """``ids`` gives every candidate that can match, others too; ``probe`` as many rows, and sooner."""

    probe: Select[int] | CompoundSelect[int]
    ids: Select[int] | CompoundSelect[int]


def matching(session: Session, where: LeadFilter, *columns: Any) -> Select[Any]:
    """Some columns of the candidates that match, in any order, each once."""
    dialect = session.get_bind().dialect.name
    query = select(*columns).where(*lead_query.terms(where, dialect))
    if dialect != "sqlite" or where.ids is not None:
        return query
    way = _shortest(session, _ways(session, where))
    if way is None:
        newest_first = query.order_by(CandidateRow.id.desc())
        return newest_first.with_hint(CandidateRow, "INDEXED BY candidates_added", "sqlite")
    return query.with_hint(CandidateRow, "NOT INDEXED", "sqlite").where(CandidateRow.id.in_(way.ids))


def _shortest(session: Session, ways: Sequence[_Way]) -> _Way | None:
    best, fewest = None, ENOUGH
    for way in ways:
        some = way.probe.limit(fewest + 1).subquery()
        count = session.scalar(select(func.count()).select_from(some)) or 0
        if count <= fewest:
            best, fewest = way, count
        if not count:
            break
    return best


def _ways(session: Session, where: LeadFilter) -> list[_Way]:
    found = [_text(where)] if where.text.strip() else []
    found += [_condition(session, where.campaign_id, one) for one in where.all_of]
    if where.any_of:
        some = [_condition(session, where.campaign_id, one) for one in where.any_of]
        found.append(_together([way for way in some if way]) if all(some) else None)
    return [way for way in found if way]


def _together(ways: Sequence[_Way]) -> _Way:
    probes, ids = [way.probe.subquery() for way in ways], [way.ids.subquery() for way in ways]
    return _Way(union_all(*(select(one) for one in probes)), union_all(*(select(one) for one in ids)))


def _text(where: LeadFilter) -> _Way | None:
    words = lead_words.found(where.text, "sqlite")
    return None if words is None else _of_leads(where.campaign_id, words)


def _condition(session: Session, campaign_id: int, one: Condition) -> _Way | None:
    """The way by one condition; None where no index answers it."""
    if one.op in _LACKING and one.field in _OF_FILLED:
        return None
    if one.field in _OWN:
        return _OWN[one.field](campaign_id, one)
    held = [lead_query.term(one, campaign_id)]
    if one.field in ("channel", "mailbox"):
        held.append(CandidateRow.channels.in_(lead_query.REACHES))
    if one.field == "language":
        spoken = _spoken(session, campaign_id, one)
        if spoken is None:
            return None
        held = [CandidateRow.languages.in_(spoken)]
    return _by(_INDEXES[one.field], campaign_id, *held)


def _by(index: str, campaign_id: int, *held: lead_query.Term) -> _Way:
    ids = select(CandidateRow.id).with_hint(CandidateRow, f"INDEXED BY {index}", "sqlite")
    ids = ids.where(CandidateRow.campaign_id == campaign_id, *held)
    return _Way(ids, ids)


def _of_leads(campaign_id: int, leads: Select[int] | CompoundSelect[int]) -> _Way:
    here = CandidateRow.campaign_id == campaign_id
    return _Way(leads, select(CandidateRow.id).where(here, CandidateRow.lead_id.in_(leads)))


def _tag(campaign_id: int, one: Condition) -> _Way:
    ids = lead_query.tagged(one) if one.op == Op.IS else select(CandidateTagRow.candidate_id)
    return _Way(ids, ids)


def _duplicate(campaign_id: int, _one: Condition) -> _Way:
    return _of_leads(campaign_id, lead_query.paired())


def _run(campaign_id: int, one: Condition) -> _Way:
    """The leads of a run, and in place of those that were merged since the ones that stand for them."""
    found = select(RunLeadRow.lead_id).join(RunRow, RunRow.id == RunLeadRow.run_id)
    found = found.where(RunRow.campaign_id == campaign_id, RunRow.number.in_(lead_query.numbers(one)))
    merged = select(LeadRow.merged_into).where(LeadRow.merged_into.is_not(None), LeadRow.id.in_(found))
    return _Way(found, _of_leads(campaign_id, union_all(found, merged)).ids)


def _seen(campaign_id: int, one: Condition) -> _Way:
    terms = (lead_query.seen_by_run(one, campaign_id), lead_query.seen_before_runs(one))
    return _together([_by("candidates_last_run", campaign_id, term) for term in terms])


_OWN = {"tag": _tag, "duplicate": _duplicate, "run": _run, "seen": _seen}


def _spoken(session: Session, campaign_id: int, one: Condition) -> list[str] | None:
    """Of the lists of languages that occur in a campaign those that a condition is true of; None for too many."""
    occurring = session.scalars(_LANGUAGES, {"campaign": campaign_id, "most": _MOST_LANGUAGES + 1}).all()
    if len(occurring) > _MOST_LANGUAGES:
        return None
    wanted = [f'"{value}"'.lower() for value in one.values]
    if one.op in NO_VALUE:
        return [each for each in occurring if (each == "[]") == (one.op == Op.EMPTY)]
    return [each for each in occurring if any(word in each.lower() for word in wanted) == (one.op == Op.IS)]
