"""Downloads: which models of the catalogue are on their way here, and how far each is."""

from datetime import datetime

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import Session

from storage.records import Download, DownloadStatus, move, now
from storage.tables import DownloadRow


class Downloads:
    def __init__(self, session: Session) -> None:
        self._session = session

    def ask(self, model: str, total: int) -> bool:
        """Put a model into the queue; false where it waits or runs already."""
        row = self._session.get(DownloadRow, model)
        if row is None:
            waiting = DownloadStatus.WAITING
            row = DownloadRow(
                model=model, status=waiting, done=0, total=total, error="", stop_asked=False, updated_at=now()
            )
            self._session.add(row)
        elif row.status in (DownloadStatus.WAITING, DownloadStatus.RUNNING):
            return False
        else:
            row.status, row.error = move(DownloadStatus(row.status), "ask"), ""
            row.stop_asked, row.updated_at = False, now()
        self._session.flush()
        return True

    def claim(self, silent_since: datetime) -> Download | None:
        """Take the next that waits, or one that runs but was last heard of before ``silent_since``; None without."""
        is_left = and_(DownloadRow.status == DownloadStatus.RUNNING, DownloadRow.updated_at < silent_since)
        query = select(DownloadRow).where(or_(is_left, DownloadRow.status == DownloadStatus.WAITING))
        row = self._session.scalar(query.order_by(DownloadRow.updated_at, DownloadRow.model).limit(1))
        if row is None:
            return None
        row.status, row.updated_at = move(DownloadStatus(row.status), "claim"), now()
        self._session.flush()
        return _record(row)

    def report(self, model: str, done: int, total: int) -> bool:
        """Store how far a running download is; true where it is to go on, false where it was stopped or removed."""
        running = (DownloadRow.model == model) & (DownloadRow.status == DownloadStatus.RUNNING)
        change = update(DownloadRow).where(running).values(done=done, total=total, updated_at=now())
        return self._session.scalar(change.returning(DownloadRow.stop_asked)) is False

    def end(self, model: str, event: str, error: str = "") -> None:
        """Finish, stop or fail a running download; what is not running any more stays as it is."""
        row = self._session.get(DownloadRow, model)
        if row is not None and row.status == DownloadStatus.RUNNING:
            row.status = move(DownloadStatus.RUNNING, event)
            row.error, row.stop_asked, row.updated_at = error, False, now()
            self._session.flush()

    def put_back(self, model: str) -> None:
        """Let a running download be taken up again at once: the process that ran it ends."""
        left = (DownloadRow.model == model) & (DownloadRow.status == DownloadStatus.RUNNING)
        self._session.execute(
            update(DownloadRow).where(left).values(updated_at=datetime.fromtimestamp(0, now().tzinfo))
        )

    def ask_stop(self, model: str) -> None:
        """Stop what runs soon, and what waits at once."""
        row = self._session.get(DownloadRow, model)
        if row is None:
            return
        if row.status == DownloadStatus.WAITING:
            row.status = move(DownloadStatus.WAITING, "stop")
        elif row.status == DownloadStatus.RUNNING:
            row.stop_asked = True
        self._session.flush()

    def get(self, model: str) -> Download | None:
        row = self._session.get(DownloadRow, model)
        return None if row is None else _record(row)

    def all(self) -> list[Download]:
        return [_record(row) for row in self._session.scalars(select(DownloadRow).order_by(DownloadRow.model))]

    def remove(self, model: str) -> None:
        """Forget a model."""
        row = self._session.get(DownloadRow, model)
        if row is not None:
            self._session.delete(row)
            self._session.flush()


def _record(row: DownloadRow) -> Download:
    return Download(
        row.model, DownloadStatus(row.status), row.done, row.total, row.error, row.stop_asked, row.updated_at
    )
