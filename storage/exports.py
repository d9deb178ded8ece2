"""Exports: files of leads that were asked for, how far each is, and until when it is kept."""

from datetime import datetime, timedelta

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import Session

from storage.errors import NotFound
from storage.records import Export, ExportStatus, move, now
from storage.tables import ExportRow

_LIVE = (ExportStatus.WAITING, ExportStatus.RUNNING)


class Exports:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(
        self, token: str, campaign_id: int, where: str, columns: tuple[str, ...], format: str, name: str, who: str
    ) -> Export:
        """Put a file into the queue."""
        row = ExportRow(
            token=token, campaign_id=campaign_id, filter=where, columns=list(columns), format=format, name=name,
            status=ExportStatus.WAITING, done=0, total=0, size=0, error="", who=who, stop_asked=False,
            created_at=now(), updated_at=now(),
        )  # fmt: skip
        self._session.add(row)
        self._session.flush()
        return _record(row)

    def claim(self, silent_since: datetime) -> Export | None:
        """Take the next that waits, or one that runs but was last heard of before ``silent_since``; None without."""
        is_left = and_(ExportRow.status == ExportStatus.RUNNING, ExportRow.updated_at < silent_since)
        query = select(ExportRow).where(or_(is_left, ExportRow.status == ExportStatus.WAITING))
        row = self._session.scalar(query.order_by(ExportRow.id).limit(1))
        if row is None:
            return None
        row.status, row.updated_at, row.done = move(ExportStatus(row.status), "claim"), now(), 0
        self._session.flush()
        return _record(row)

    def report(self, export_id: int, done: int, total: int) -> bool:
        """Store how far a file is; true where it is to go on, false where it was stopped."""
        running = (ExportRow.id == export_id) & (ExportRow.status == ExportStatus.RUNNING)
        change = update(ExportRow).where(running).values(done=done, total=total, updated_at=now())
        return self._session.scalar(change.returning(ExportRow.stop_asked)) is False

    def end(self, export_id: int, event: str, *, size: int = 0, error: str = "") -> None:
        """Finish, stop, fail or put back one that is being written; any other stays as it is."""
        row = self._session.get(ExportRow, export_id, populate_existing=True)
        if row is not None and row.status == ExportStatus.RUNNING:
            row.status = move(ExportStatus.RUNNING, event)
            row.size, row.error, row.stop_asked, row.updated_at = size, error, False, now()
            self._session.flush()

    def ask_stop(self, export_id: int) -> None:
        """Stop what is being written soon, and what waits at once. Raises NotFound."""
        row = self._get(export_id)
        if row.status == ExportStatus.WAITING:
            row.status, row.updated_at = move(ExportStatus.WAITING, "stop"), now()
        elif row.status == ExportStatus.RUNNING:
            row.stop_asked = True
        self._session.flush()

    def expire(self, older_than: timedelta) -> list[Export]:
        """Mark the files that were ready for longer as deleted; which they are."""
        old = (ExportRow.status == ExportStatus.DONE) & (ExportRow.updated_at < now() - older_than)
        rows = list(self._session.scalars(select(ExportRow).where(old)))
        for row in rows:
            row.status, row.updated_at = move(ExportStatus.DONE, "expire"), now()
        self._session.flush()
        return [_record(row) for row in rows]

    def get(self, export_id: int) -> Export:
        """Raises NotFound."""
        return _record(self._get(export_id))

    def by_token(self, token: str) -> Export | None:
        row = self._session.scalar(select(ExportRow).where(ExportRow.token == token))
        return None if row is None else _record(row)

    def of_campaign(self, campaign_id: int, limit: int = 10) -> list[Export]:
        """The newest of a campaign, newest first."""
        query = select(ExportRow).where(ExportRow.campaign_id == campaign_id)
        return [_record(row) for row in self._session.scalars(query.order_by(ExportRow.id.desc()).limit(limit))]

    def tokens(self) -> set[str]:
        """Of the files that are there or on their way."""
        kept = (*_LIVE, ExportStatus.DONE)
        return set(self._session.scalars(select(ExportRow.token).where(ExportRow.status.in_(kept))))

    def _get(self, export_id: int) -> ExportRow:
        row = self._session.get(ExportRow, export_id)
        if row is None:
            raise NotFound("This export is not there any more.", todo="Export again.")
        return row


def _record(row: ExportRow) -> Export:
    return Export(
        row.id, row.token, row.campaign_id, row.filter, tuple(row.columns), row.format, row.name,
        ExportStatus(row.status), row.done, row.total, row.size, row.error, row.who, row.stop_asked, row.created_at,
        row.updated_at,
    )  # fmt: skip
