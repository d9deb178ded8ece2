"""What a decision changes, by its subject: which candidates it concerns, how it is applied, how it is taken back."""

from typing import Any

from sqlalchemy import ColumnElement, Executable, and_, delete, exists, insert, literal, null, select, update

from storage.records import TRANSITIONS, CandidateStatus, Subject, moves, outcome
from storage.tables import CandidateRow, CandidateTagRow, DecisionItemRow, DecisionRow

BEFORE = ("status", "reason", "note", "decided_by", "decided_at", "deferred_until")
"""What is kept of a candidate before a decision on its status."""


def concerns(row: DecisionRow) -> ColumnElement[bool]:
    """The candidates on which the decision would change anything, and may."""
    if row.subject == Subject.STATUS:
        return CandidateRow.status.in_(moves(CandidateStatus, row.verb))
    if row.subject == Subject.ASSIGNEE:
        return CandidateRow.assignee != row.value
    return ~_has_tag(row) if row.verb == "tag" else _has_tag(row)


def before(row: DecisionRow) -> list[Any]:
    """The columns of ``BEFORE`` and the assignee, those that the decision leaves alone as null."""
    is_status, is_assignee = row.subject == Subject.STATUS, row.subject == Subject.ASSIGNEE
    own = [getattr(CandidateRow, name) if is_status else null() for name in BEFORE]
    return [*own, CandidateRow.assignee if is_assignee else null()]


def applied(row: DecisionRow) -> Executable:
    """The statement that makes the decision on each of its items."""
    mine = DecisionItemRow.decision_id == row.id
    if row.subject == Subject.TAG:
        return _tagged(row, mine) if row.verb == "tag" else _untagged(row, mine)
    return (
        update(CandidateRow)
        .where(CandidateRow.id.in_(select(DecisionItemRow.candidate_id).where(mine)))
        .values(_after(row))
    )


def standing(row: DecisionRow) -> ColumnElement[bool]:
    """The items whose candidate is still as the decision made it, and may go back to what it was."""
    if row.subject == Subject.TAG:
        has_tag = exists().where(
            CandidateTagRow.candidate_id == DecisionItemRow.candidate_id, CandidateTagRow.tag_id == row.tag_id
        )
        return has_tag if row.verb == "tag" else ~has_tag
    here = CandidateRow.id == DecisionItemRow.candidate_id
    if row.subject == Subject.ASSIGNEE:
        return exists().where(here, CandidateRow.assignee == row.value)
    after = outcome(CandidateStatus, row.verb)
    back = [to for status, _, to in TRANSITIONS if status is after]
    return and_(DecisionItemRow.status.in_(back), exists().where(here, CandidateRow.status == after))


def restored(row: DecisionRow, undone_by: int) -> Executable:
    """The statement that puts back each item which ``undone_by`` took back."""
    mine = and_(DecisionItemRow.decision_id == row.id, DecisionItemRow.undone_by == undone_by)
    if row.subject == Subject.TAG:
        return _untagged(row, mine) if row.verb == "tag" else _tagged(row, mine)
    names = BEFORE if row.subject == Subject.STATUS else ("assignee",)
    was = {name: getattr(DecisionItemRow, name) for name in names}
    return update(CandidateRow).where(CandidateRow.id == DecisionItemRow.candidate_id, mine).values(was)


def _after(row: DecisionRow) -> dict[str, Any]:
    if row.subject == Subject.ASSIGNEE:
        return {"assignee": row.value}
    why = {"reason": row.reason, "note": row.note, "deferred_until": row.until}
    return {"status": outcome(CandidateStatus, row.verb), "decided_by": row.who, "decided_at": row.at, **why}


def _has_tag(row: DecisionRow) -> ColumnElement[bool]:
    return exists().where(CandidateTagRow.candidate_id == CandidateRow.id, CandidateTagRow.tag_id == row.tag_id)


def _tagged(row: DecisionRow, items: ColumnElement[bool]) -> Executable:
    found = select(DecisionItemRow.candidate_id, literal(row.tag_id)).where(items)
    return insert(CandidateTagRow).from_select(["candidate_id", "tag_id"], found)


def _untagged(row: DecisionRow, items: ColumnElement[bool]) -> Executable:
    tagged = CandidateTagRow.candidate_id.in_(select(DecisionItemRow.candidate_id).where(items))
    return delete(CandidateTagRow).where(CandidateTagRow.tag_id == row.tag_id, tagged)
