"""Imports: how far the import of each campaign's list is, what is to be said of its rows, and what it changed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage import bulk
from storage.records import Change, ImportState, RowKind, RowNote, now
from storage.tables import Base, ImportNoteRow, ImportRow, LeadChangeRow


class Imports:
    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, campaign_id: int) -> ImportState | None:
        """None for a campaign whose list was not begun."""
        row = self._session.get(ImportRow, campaign_id)
        return None if row is None else _record(row)

    def advance(self, campaign_id: int, done: int, figures: Mapping[str, int]) -> None:
        """So many rows are read, and that became of them."""
        row = self._session.get(ImportRow, campaign_id)
        if row is None:
            row = ImportRow(campaign_id=campaign_id, started_at=now(), finished_at=None, undone_at=None)
            self._session.add(row)
        row.done, row.figures = done, dict(figures)
        self._session.flush()

    def finish(self, campaign_id: int) -> None:
        row = self._session.get(ImportRow, campaign_id)
        if row is not None:
            row.finished_at = row.finished_at or now()

    def set_undone(self, campaign_id: int) -> None:
        row = self._session.get(ImportRow, campaign_id)
        if row is not None:
            row.undone_at = now()

    def note(self, campaign_id: int, notes: Sequence[RowNote]) -> None:
        new = [{"campaign_id": campaign_id, "row": n.row, "kind": str(n.kind), "reason": n.reason} for n in notes]
        bulk.add(self._session, Base.metadata.tables[ImportNoteRow.__tablename__], new)

    def notes(self, campaign_id: int, kinds: Sequence[RowKind] = tuple(RowKind)) -> Iterator[RowNote]:
        """By row, a few thousand at a time."""
        query = select(ImportNoteRow).where(ImportNoteRow.campaign_id == campaign_id, ImportNoteRow.kind.in_(kinds))
        ordered = query.order_by(ImportNoteRow.row).execution_options(yield_per=5000)
        for row in self._session.scalars(ordered):
            yield RowNote(row.row, RowKind(row.kind), row.reason)

    def note_counts(self, campaign_id: int) -> dict[RowKind, int]:
        counted = select(ImportNoteRow.kind, func.count()).where(ImportNoteRow.campaign_id == campaign_id)
        return {RowKind(kind): n for kind, n in self._session.execute(counted.group_by(ImportNoteRow.kind))}

    def keep_changes(self, campaign_id: int, changes: Sequence[Change], at: datetime) -> None:
        new = [
            {"campaign_id": campaign_id, "lead_id": c.lead_id, "before": c.before, "after": c.after, "at": at}
            for c in changes
        ]
        bulk.add(self._session, Base.metadata.tables[LeadChangeRow.__tablename__], new)

    def changes(self, campaign_id: int) -> list[Change]:
        """What the list of a campaign changed, the newest first."""
        query = select(LeadChangeRow).where(LeadChangeRow.campaign_id == campaign_id).order_by(LeadChangeRow.id.desc())
        return [Change(row.lead_id, row.before, row.after) for row in self._session.scalars(query)]

    def changes_of(self, lead_id: int) -> list[tuple[datetime, Change]]:
        """What lists changed on one lead, the newest first, and when."""
        query = select(LeadChangeRow).where(LeadChangeRow.lead_id == lead_id).order_by(LeadChangeRow.id.desc())
        return [(row.at, Change(row.lead_id, row.before, row.after)) for row in self._session.scalars(query)]


def _record(row: ImportRow) -> ImportState:
    return ImportState(row.campaign_id, row.done, row.figures, row.started_at, row.finished_at, row.undone_at)
