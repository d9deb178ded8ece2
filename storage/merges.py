"""Merges: which lead went into which, with all that is needed to take it out again."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, literal_column, select, update
from sqlalchemy.orm import Session

from storage import bulk, in_step
from storage.errors import NotFound
from storage.leads import CHUNK, PROFILE
from storage.records import CandidateStatus, Merge
from storage.tables import Base, CandidateRow, CandidateTagRow, EvidenceRow, LeadRow, MergeRow


@dataclass
class NewMerge:
    """A merge to be done: what it changes on the kept lead, as [before, after] by fact, and what goes with the other.

    ``moved`` are candidates that become the kept lead's, ``hidden`` those beside which the kept lead has its own: by id
    their status before, and the one that is shown.
    """

    kept_id: int
    gone_id: int
    why: str
    facts: dict[str, list[Any]] = field(default_factory=dict)
    moved: list[int] = field(default_factory=list)
    hidden: dict[int, tuple[CandidateStatus, int]] = field(default_factory=dict)


class Merges:
    def __init__(self, session: Session) -> None:
        self._session = session

    def rows(self, lead_ids: Iterable[int]) -> dict[int, dict[str, Any]]:
        """All columns of leads, by id."""
        found: dict[int, dict[str, Any]] = {}
        for ids in _chunks(lead_ids):
            query = select(LeadRow.__table__).where(LeadRow.id.in_(ids))
            found.update({row["id"]: dict(row) for row in self._session.execute(query).mappings()})
        return found

    def candidates(self, lead_ids: Iterable[int]) -> dict[int, dict[int, tuple[int, CandidateStatus]]]:
        """By lead and campaign its candidate with its status; those that were merged are left out."""
        found: dict[int, dict[int, tuple[int, CandidateStatus]]] = {}
        for ids in _chunks(lead_ids):
            query = select(CandidateRow.id, CandidateRow.campaign_id, CandidateRow.lead_id, CandidateRow.status)
            shown = CandidateRow.status != CandidateStatus.MERGED
            for i, campaign, lead, status in self._session.execute(query.where(CandidateRow.lead_id.in_(ids), shown)):
                found.setdefault(lead, {})[campaign] = (i, CandidateStatus(status))
        return found

    def clusters(self, lead_ids: Iterable[int]) -> dict[int, set[int]]:
        """Of each lead the leads that stand together with it, itself included."""
        standing = self.standing(lead_ids)
        members: dict[int, set[int]] = {root: {root} for root in standing.values()}
        for ids in _chunks(members):
            query = select(LeadRow.merged_into, LeadRow.id).where(LeadRow.merged_into.in_(ids))
            for root, lead_id in self._session.execute(query):
                members[root or 0].add(lead_id)
        return {lead_id: members[root] for lead_id, root in standing.items()}

    def standing(self, lead_ids: Iterable[int]) -> dict[int, int]:
        """The lead that stands for each: itself, or the one that it was merged into."""
        found: dict[int, int] = {}
        for ids in _chunks(lead_ids):
            query = select(LeadRow.id, func.coalesce(LeadRow.merged_into, LeadRow.id)).where(LeadRow.id.in_(ids))
            found.update({row[0]: row[1] for row in self._session.execute(query)})
        return found

    def active(self, lead_ids: Iterable[int]) -> list[Merge]:
        """Merges in force in which one of the leads took part, by rising id."""
        asked, found = list(lead_ids), dict[int, Merge]()
        for column in (MergeRow.kept_id, MergeRow.gone_id):
            for ids in _chunks(bulk.within_reach(self._session, column, asked)):
                query = select(MergeRow.__table__).where(column.in_(ids), MergeRow.undone_at.is_(None))
                found.update({row.id: _record(row) for row in self._session.execute(query)})
        return [found[i] for i in sorted(found)]

    def get(self, merge_id: int) -> Merge:
        """Raises NotFound."""
        row = self._session.get(MergeRow, merge_id, populate_existing=True)
        if row is None:
            raise NotFound(f"There is no merge {merge_id}.")
        return _record(row)

    def page(self, limit: int, before: int | None = None) -> list[Merge]:
        """Merges, newest first, also those undone; ``before`` is the id of the last one seen."""
        query = select(MergeRow).order_by(MergeRow.id.desc()).limit(limit)
        rows = self._session.scalars(query if before is None else query.where(MergeRow.id < before))
        return [_record(row) for row in rows]

    def count(self) -> int:
        """How many are in force."""
        return self._session.scalar(select(func.count()).select_from(MergeRow).where(MergeRow.undone_at.is_(None))) or 0

    def do(self, merges: Sequence[NewMerge], who: str, at: datetime) -> list[int]:
        """Hide each gone lead behind its kept one, in the order given; the ids of the merges."""
        if not merges:
            return []
        evidence = self._move_evidence(merges)
        facts: dict[int, dict[str, Any]] = {}
        for one in merges:
            facts.setdefault(one.kept_id, {}).update({name: after for name, (_, after) in one.facts.items()})
        changed = [{"id": lead_id, **_columns(values)} for lead_id, values in facts.items() if values]
        if changed:
            self._session.execute(update(LeadRow), changed)
        self._update_candidates(
            [{"id": i, "lead_id": one.kept_id} for one in merges for i in one.moved]
            + [{"id": i, "status": CandidateStatus.MERGED} for one in merges for i in one.hidden]
        )
        self._refresh([i for one in merges for i in one.moved])
        self._hide({one.gone_id: one.kept_id for one in merges})
        marks = self._pass_on({i: shown for one in merges for i, (_, shown) in one.hidden.items()})
        new = [_values(one, evidence.get(one.gone_id, []), marks, who, at) for one in merges]
        bulk.add(self._session, Base.metadata.tables[MergeRow.__tablename__], new)
        return self._ids([one.gone_id for one in merges])

    def _ids(self, gone: Sequence[int]) -> list[int]:
        """The merge in force by which each of these leads went; a lead goes once."""
        found: dict[int, int] = {}
        for ids in _chunks(gone):
            query = select(MergeRow.gone_id, MergeRow.id).where(MergeRow.gone_id.in_(ids), MergeRow.undone_at.is_(None))
            found.update({row[0]: row[1] for row in self._session.execute(query)})
        return [found[i] for i in gone]

    def undo(self, merge: Merge, facts: Mapping[str, Any], inside: Collection[int], who: str, at: datetime) -> None:
        """Take a lead out again with what came with it and ``inside`` it; ``facts`` go back on the kept one."""
        if facts:
            self._session.execute(update(LeadRow), [{"id": merge.kept_id, **_columns(facts)}])
        self._quietly(update(LeadRow).where(LeadRow.id == merge.gone_id).values(merged_into=None))
        for ids in _chunks(inside):
            self._quietly(update(LeadRow).where(LeadRow.id.in_(ids)).values(merged_into=merge.gone_id))
        for ids in _chunks(merge.before["evidence"]):
            is_still_there = (EvidenceRow.lead_id == merge.kept_id) & EvidenceRow.id.in_(ids)
            self._quietly(update(EvidenceRow).where(is_still_there).values(lead_id=merge.gone_id))
        for ids in _chunks(merge.before["moved"]):
            is_moved = (CandidateRow.lead_id == merge.kept_id) & CandidateRow.id.in_(ids)
            self._quietly(update(CandidateRow).where(is_moved).values(lead_id=merge.gone_id))
            self._refresh(ids)
        for candidate_id, (status, shown) in merge.before["hidden"].items():
            marks = merge.before["marks"].get(candidate_id, {})
            is_passed_on = (CandidateTagRow.candidate_id == shown) & CandidateTagRow.tag_id.in_(marks.get("tags", ()))
            self._quietly(delete(CandidateTagRow).where(is_passed_on))
            if name := marks.get("assignee"):
                is_same = (CandidateRow.id == shown) & (CandidateRow.assignee == name)
                self._quietly(update(CandidateRow).where(is_same).values(assignee=""))
            is_hidden = (CandidateRow.id == int(candidate_id)) & (CandidateRow.status == CandidateStatus.MERGED)
            self._quietly(update(CandidateRow).where(is_hidden).values(status=status))
        self._quietly(update(MergeRow).where(MergeRow.id == merge.id).values(undone_by=who, undone_at=at))

    def set_facts(self, merge_id: int, facts: Mapping[str, Sequence[Any]]) -> None:
        """Say anew what a merge changed on the kept lead."""
        row = self._session.get_one(MergeRow, merge_id)
        row.before = {**row.before, "facts": {name: list(values) for name, values in facts.items()}}

    def _hide(self, kept: Mapping[int, int]) -> None:
        """Let the kept lead stand for each gone one, and for those that had gone into it."""
        inside: dict[int, int] = {}
        for ids in _chunks(kept):
            query = select(LeadRow.id, LeadRow.merged_into).where(LeadRow.merged_into.in_(ids))
            inside.update((lead_id, kept[root]) for lead_id, root in self._session.execute(query) if root is not None)
        rows = [{"id": lead_id, "merged_into": root} for lead_id, root in {**kept, **inside}.items()]
        self._session.execute(update(LeadRow), rows)

    def _refresh(self, ids: Collection[int]) -> None:
        """Copy the facts of their lead anew into candidates that were given to another one."""
        copies = in_step.copied(self._session.connection(), "leads")
        values: dict[str, Any] = {name: literal_column(value) for name, value in copies.items()}
        for some in _chunks(ids):
            moved = CandidateRow.id.in_(some) & (CandidateRow.lead_id == LeadRow.id)
            self._quietly(update(CandidateRow).where(moved).values(**values))

    def _pass_on(self, shown: Mapping[int, int]) -> dict[int, dict[str, Any]]:
        """Give the shown candidates the tags and the assignee that they lack; which, by hidden candidate."""
        marks: dict[int, dict[str, Any]] = {}
        for ids in _chunks({*shown, *shown.values()}):
            tagged = select(CandidateTagRow.candidate_id, CandidateTagRow.tag_id)
            assigned = select(CandidateRow.id, CandidateRow.assignee).where(CandidateRow.assignee != "")
            for i, tag in self._session.execute(tagged.where(CandidateTagRow.candidate_id.in_(ids))):
                marks.setdefault(i, {}).setdefault("tags", []).append(tag)
            for i, name in self._session.execute(assigned.where(CandidateRow.id.in_(ids))):
                marks.setdefault(i, {})["assignee"] = name
        passed: dict[int, dict[str, Any]] = {}
        for hidden, to in shown.items():
            own, theirs = marks.get(to, {}), marks.get(hidden, {})
            tags = sorted(set(theirs.get("tags", ())) - set(own.get("tags", ())))
            name = "" if own.get("assignee") else theirs.get("assignee", "")
            if tags:
                self._session.execute(insert(CandidateTagRow), [{"candidate_id": to, "tag_id": i} for i in tags])
            if name:
                self._quietly(update(CandidateRow).where(CandidateRow.id == to).values(assignee=name))
            if tags or name:
                passed[hidden] = {"tags": tags, "assignee": name}
                marks[to] = {"tags": [*own.get("tags", ()), *tags], "assignee": own.get("assignee") or name}
        return passed

    def _move_evidence(self, merges: Sequence[NewMerge]) -> dict[int, list[int]]:
        """Give each gone lead's evidence to its kept one; the ids by gone lead."""
        found: dict[int, list[int]] = {}
        kept = {one.gone_id: one.kept_id for one in merges}
        for ids in _chunks(kept):
            query = select(EvidenceRow.id, EvidenceRow.lead_id).where(EvidenceRow.lead_id.in_(ids))
            for evidence_id, lead_id in self._session.execute(query):
                found.setdefault(lead_id, []).append(evidence_id)
        rows = [{"id": i, "lead_id": kept[lead_id]} for lead_id, own in found.items() for i in own]
        if rows:
            self._session.execute(update(EvidenceRow), rows)
        return found

    def _update_candidates(self, rows: list[dict[str, Any]]) -> None:
        if rows:
            self._session.execute(update(CandidateRow), rows)

    def _quietly(self, statement: Any) -> None:
        self._session.execute(statement.execution_options(synchronize_session=False))


def _values(
    one: NewMerge, evidence: list[int], marks: Mapping[int, Mapping[str, Any]], who: str, at: datetime
) -> dict[str, Any]:
    before = {
        "facts": one.facts,
        "evidence": evidence,
        "moved": one.moved,
        "hidden": {str(i): [status, shown] for i, (status, shown) in one.hidden.items()},
        "marks": {str(i): marks[i] for i in one.hidden if i in marks},
    }
    return {"kept_id": one.kept_id, "gone_id": one.gone_id, "why": one.why, "who": who, "at": at, "before": before}


def _columns(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts as columns; where the profile changes, its vector is of another text. What is compared did not change."""
    return {**facts, "profile_hash": ""} if set(facts) & set(PROFILE) else dict(facts)


def _chunks(ids: Iterable[int]) -> Iterable[list[int]]:
    listed = list(ids)
    return (listed[start : start + CHUNK] for start in range(0, len(listed), CHUNK))


def _record(row: Any) -> Merge:
    return Merge(
        row.id, row.kept_id, row.gone_id, row.why, row.who, row.at, row.before, row.undone_by, row.undone_at
    )  # fmt: skip
