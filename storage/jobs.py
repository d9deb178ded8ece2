"""Jobs: what the worker runs, who holds it, and how far it is."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from storage.records import Job, JobStatus, Progress, move, now
from storage.tables import JobRow

ACTIVE = (JobStatus.QUEUED, JobStatus.RUNNING)


class Jobs:
    def __init__(self, session: Session) -> None:
        self._session = session

    def request(self, campaign_id: int) -> Job:
        """Ask the worker to advance a campaign. A job that is still queued already covers it."""
        waiting = (JobRow.campaign_id == campaign_id) & (JobRow.status == JobStatus.QUEUED)
        row = self._session.scalar(select(JobRow).where(waiting).limit(1))
        if row is None:
            row = JobRow(
                campaign_id=campaign_id,
                status=JobStatus.QUEUED,
                progress=asdict(Progress()),
                owner="",
                stop_asked=False,
                error="",
                created_at=now(),
                updated_at=now(),
            )
            self._session.add(row)
            self._session.flush()
        return _record(row)

    def claim(self, owner: str, lease_until: datetime) -> Job | None:
        """Take the oldest queued job whose campaign no other job is running; None where there is none."""
        busy = select(JobRow.campaign_id).where(JobRow.status == JobStatus.RUNNING)
        queued = select(JobRow).where(JobRow.status == JobStatus.QUEUED, JobRow.campaign_id.not_in(busy))
        row = self._session.scalar(queued.order_by(JobRow.id).limit(1))
        if row is None:
            return None
        row.status = move(JobStatus.QUEUED, "claim")
        row.owner, row.lease_until, row.updated_at = owner, lease_until, now()
        self._session.flush()
        return _record(row)

    def renew(self, job_id: int, owner: str, lease_until: datetime) -> bool:
        """Prolong the lease; false where the job is no longer ``owner``'s or was told to stop."""
        held = (JobRow.id == job_id) & (JobRow.owner == owner) & (JobRow.status == JobStatus.RUNNING)
        renewed = self._session.scalar(
            update(JobRow).where(held).values(lease_until=lease_until).returning(JobRow.stop_asked)
        )
        return renewed is False

    def is_stop_asked(self, job_id: int) -> bool:
        return self._session.scalar(select(JobRow.stop_asked).where(JobRow.id == job_id)) is True

    def set_progress(self, job_id: int, progress: Progress) -> None:
        self._session.execute(
            update(JobRow).where(JobRow.id == job_id).values(progress=asdict(progress), updated_at=now())
        )

    def end(self, job_id: int, owner: str, event: str, error: str = "") -> bool:
        """Finish, stop or fail a job that is still ``owner``'s; false for another's, which stays as it is."""
        row = self._session.get(JobRow, job_id)
        if row is None or row.owner != owner or row.status != JobStatus.RUNNING:
            return False
        row.status = move(JobStatus.RUNNING, event)
        row.lease_until, row.error, row.updated_at = None, error, now()
        self._session.flush()
        return True

    def running(self) -> list[Job]:
        return [_record(row) for row in self._session.scalars(select(JobRow).where(JobRow.status == JobStatus.RUNNING))]

    def expire(self, job_id: int, owner: str) -> None:
        """Put a job back whose ``owner`` is gone, or end it where it was told to stop; another's stays as it is."""
        row = self._session.get(JobRow, job_id)
        if row is not None and row.owner == owner and row.status == JobStatus.RUNNING:
            row.status = move(JobStatus.RUNNING, "stop" if row.stop_asked else "expire")
            row.owner, row.lease_until = "", None
            self._session.flush()

    def ask_stop(self, campaign_id: int) -> None:
        """Stop what is running between two items, and what is queued at once."""
        rows = self._session.scalars(select(JobRow).where(JobRow.campaign_id == campaign_id, JobRow.status.in_(ACTIVE)))
        for row in rows:
            row.stop_asked = True
            if row.status == JobStatus.QUEUED:
                row.status = move(JobStatus.QUEUED, "stop")
        self._session.flush()

    def latest(self, campaign_id: int) -> Job | None:
        """The job that is running, else the one that something happened to last."""
        query = select(JobRow).where(JobRow.campaign_id == campaign_id)
        running = self._session.scalar(query.where(JobRow.status == JobStatus.RUNNING))
        row = running or self._session.scalar(query.order_by(JobRow.updated_at.desc(), JobRow.id.desc()).limit(1))
        return None if row is None else _record(row)

    def has_active(self, campaign_id: int) -> bool:
        active = select(JobRow.id).where(JobRow.campaign_id == campaign_id, JobRow.status.in_(ACTIVE))
        return self._session.scalar(active.limit(1)) is not None


def _record(row: JobRow) -> Job:
    progress = Progress(**{**row.progress, "problems": tuple(row.progress.get("problems", ()))})
    return Job(
        row.id,
        row.campaign_id,
        JobStatus(row.status),
        progress,
        row.owner,
        row.lease_until,
        row.stop_asked,
        row.error,
        row.created_at,
        row.updated_at,
    )
