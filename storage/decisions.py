"""Decisions on candidates, one by one or on all that match, set by set, and what each candidate was before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from sqlalchemy import ColumnElement, Executable, and_, func, insert, literal, select, update
from sqlalchemy.orm import Session, aliased

from storage import decision_changes, in_step, lead_narrowing
from storage.candidates import CHUNK
from storage.errors import NotFound
from storage.lead_filter import LeadFilter, Shown
from storage.records import Decision, Subject, now
from storage.tables import CandidateRow, DecisionItemRow, DecisionRow, TagRow

MANY = 5000
"""From so many on, candidates that move are counted together."""


@dataclass(frozen=True)
class Everyone:
    """Every candidate of a campaign, merged ones too."""

    campaign_id: int


Chosen: TypeAlias = Sequence[int] | LeadFilter | Shown | Everyone
"""Candidates of one campaign by their ids, all that match a filter, or all there are."""


@dataclass(frozen=True)
class NewDecision:
    """What is decided and by whom; see ``storage.records.Decision``. ``tag_id`` is the tag gained or lost."""

    campaign_id: int
    subject: Subject
    verb: str
    who: str
    reason: str = ""
    note: str = ""
    until: date | None = None
    tag_id: int | None = None
    value: str = ""
    where: str = ""


class Decisions:
    def __init__(self, session: Session) -> None:
        self._session = session

    def make(self, new: NewDecision, chosen: Chosen) -> Decision:
        """Decide on those of ``chosen`` that it changes anything on; what each of them was before is kept."""
        row = DecisionRow(**vars(new), at=now(), moved=0, left=0, undoes=None, undone=0, entry=0)
        self._add(row)
        with in_step.with_room(self._session.connection()):
            self._decide(row, chosen)
        self._session.flush()
        return _record(row)

    def undo(self, decision_id: int, who: str) -> Decision:
        """Take a decision back on each candidate on which it still stands. Raises NotFound.

        It stands where nobody decided on the same subject since, and nothing else changed it.
        """
        made = self._get(decision_id)
        row = _undoing(made, who)
        self._add(row)
        mine = and_(DecisionItemRow.decision_id == made.id, DecisionItemRow.undone_by.is_(None))
        stands = and_(mine, ~self._is_decided_since(made), decision_changes.standing(made))
        with in_step.with_room(self._session.connection()):
            self._undo(made, row, stands)
        self._session.flush()
        return _record(row)

    def get(self, decision_id: int) -> Decision:
        """Raises NotFound."""
        return _record(self._get(decision_id))

    def forget(self, decision_id: int) -> None:
        """Drop a decision that changed nothing."""
        self._session.delete(self._get(decision_id))
        self._session.flush()

    def items(self, decision_id: int, limit: int) -> list[int]:
        """The first of the candidates that a decision changed."""
        mine = select(DecisionItemRow.candidate_id).where(DecisionItemRow.decision_id == decision_id)
        return list(self._session.scalars(mine.order_by(DecisionItemRow.candidate_id).limit(limit)))

    def set_entry(self, decision_id: int, entry: int) -> None:
        """Note which entry of the audit trail tells of a decision."""
        self._get(decision_id).entry = entry
        self._session.flush()

    def latest(self, campaign_id: int, limit: int = 20) -> list[Decision]:
        """The newest decisions of a campaign, newest first."""
        query = select(DecisionRow).where(DecisionRow.campaign_id == campaign_id)
        return [_record(row) for row in self._session.scalars(query.order_by(DecisionRow.id.desc()).limit(limit))]

    def of_candidate(self, candidate_id: int, limit: int = 50) -> list[Decision]:
        """The newest decisions on one candidate, those that took one back among them, newest first."""
        mine = DecisionItemRow.candidate_id == candidate_id
        made = select(DecisionItemRow.decision_id).where(mine)
        undone = select(DecisionItemRow.undone_by).where(mine, DecisionItemRow.undone_by.is_not(None))
        query = select(DecisionRow).where(DecisionRow.id.in_(made.union(undone)))
        return [_record(row) for row in self._session.scalars(query.order_by(DecisionRow.id.desc()).limit(limit))]

    def campaign_of(self, chosen: Chosen) -> int | None:
        """The campaign that the choice is from; None where nothing is chosen."""
        if isinstance(chosen, LeadFilter | Shown | Everyone):
            return chosen.campaign_id
        first = select(CandidateRow.campaign_id).where(CandidateRow.id.in_(chosen[:CHUNK])).limit(1)
        return self._session.scalar(first)

    def _decide(self, row: DecisionRow, chosen: Chosen) -> None:
        matching = 0
        for part in _parts(chosen, self._session):
            matching += self._session.scalar(select(func.count()).select_from(CandidateRow).where(part)) or 0
            row.moved += self._keep(row, part)
        row.left = matching - row.moved
        if row.moved:
            self._move(row, decision_changes.applied(row), row.moved)

    def _undo(self, made: DecisionRow, row: DecisionRow, stands: ColumnElement[bool]) -> None:
        row.moved = self._run(update(DecisionItemRow).where(stands).values(undone_by=row.id))
        row.left = made.moved - made.undone - row.moved
        if row.moved:
            self._move(made, decision_changes.restored(made, row.id), row.moved)
            # What is on a lead can be chosen again, though it was deleted meanwhile.
            self._run(update(TagRow).where(TagRow.id == made.tag_id).values(is_hidden=False))
            made.undone += row.moved

    def _keep(self, row: DecisionRow, where: ColumnElement[bool]) -> int:
        """Note what each candidate is before the decision; how many there are. Nobody else changes them meanwhile."""
        columns = ["decision_id", "candidate_id", *decision_changes.BEFORE, "assignee"]
        found = select(literal(row.id), CandidateRow.id, *decision_changes.before(row))
        concerned = found.where(where, decision_changes.concerns(row)).order_by(CandidateRow.id).with_for_update()
        return self._run(insert(DecisionItemRow).from_select(columns, concerned))

    def _is_decided_since(self, made: DecisionRow) -> ColumnElement[bool]:
        later = select(DecisionRow.id).where(
            DecisionRow.campaign_id == made.campaign_id,
            DecisionRow.id > made.id,
            DecisionRow.subject == made.subject,
            DecisionRow.tag_id.is_not_distinct_from(made.tag_id),
            DecisionRow.moved > DecisionRow.undone,
        )
        item = aliased(DecisionItemRow)
        since = select(item.candidate_id).where(item.decision_id.in_(later), item.undone_by.is_(None))
        return DecisionItemRow.candidate_id.in_(since)

    def _move(self, row: DecisionRow, statement: Executable, count: int) -> None:
        if row.subject != Subject.STATUS or count < MANY:
            self._run(statement)
            return
        with in_step.moved_at_once(self._session.connection(), row.campaign_id, count):
            self._run(statement)

    def _run(self, statement: Executable) -> int:
        """How many rows a statement changed."""
        return self._session.connection().execute(statement).rowcount

    def _add(self, row: DecisionRow) -> None:
        self._session.add(row)
        self._session.flush()

    def _get(self, decision_id: int) -> DecisionRow:
        row = self._session.get(DecisionRow, decision_id)
        if row is None:
            raise NotFound(f"There is no decision {decision_id}.")
        return row


def _parts(chosen: Chosen, session: Session) -> Iterator[ColumnElement[bool]]:
    """Conditions that fit a statement each, and that no candidate meets two of."""
    if isinstance(chosen, Shown):
        chosen = chosen.where
    if isinstance(chosen, LeadFilter):
        yield CandidateRow.id.in_(lead_narrowing.matching(session, chosen, CandidateRow.id))
        return
    if isinstance(chosen, Everyone):
        yield CandidateRow.campaign_id == chosen.campaign_id
        return
    ids = list(dict.fromkeys(chosen))
    for start in range(0, len(ids), CHUNK):
        yield CandidateRow.id.in_(ids[start : start + CHUNK])


def _undoing(made: DecisionRow, who: str) -> DecisionRow:
    return DecisionRow(
        campaign_id=made.campaign_id, subject=made.subject, tag_id=made.tag_id, verb="undo", value=made.value,
        who=who, at=now(), reason="", note="", until=None, where=made.where, moved=0, left=0,
        undoes=made.id, undone=0, entry=0,
    )  # fmt: skip


def _record(row: DecisionRow) -> Decision:
    return Decision(
        row.id, row.campaign_id, Subject(row.subject), row.verb, row.value, row.who, row.at, row.reason, row.note,
        row.until, row.where, row.moved, row.left, row.undoes, row.undone, row.entry,
    )  # fmt: skip
