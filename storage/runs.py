"""Runs: each search of a campaign, from its first item to its end, and the next one that is due."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from storage.errors import NotAllowed, NotFound
from storage.records import RunStatus, SearchRun, move, now
from storage.tables import CampaignRow, RunRow


class Runs:
    def __init__(self, session: Session) -> None:
        self._session = session

    def current(self, campaign_id: int) -> SearchRun | None:
        """The run that is under way, the first begun here where the campaign has none; None where the newest ended."""
        row = self._newest(campaign_id)
        if row is None:
            return self.begin(campaign_id)
        return _record(row) if row.status == RunStatus.UNDER_WAY else None

    def begin(self, campaign_id: int, *, is_scheduled: bool = False) -> SearchRun:
        """The next run. Raises NotAllowed while the one before is under way."""
        last = self._newest(campaign_id)
        if last is not None and last.status == RunStatus.UNDER_WAY:
            raise NotAllowed("The last search of this campaign is not at its end.", todo="Let it go on, or end it.")
        row = RunRow(
            campaign_id=campaign_id,
            number=last.number + 1 if last else 1,
            status=RunStatus.UNDER_WAY,
            cap="",
            is_scheduled=is_scheduled,
            started_at=now(),
            seconds=0.0,
            pages=0,
            found=0,
            new=0,
            duplicates=0,
            figures={},
        )
        self._session.add(row)
        self._session.flush()
        return _record(row)

    def newest(self, campaign_id: int) -> SearchRun | None:
        row = self._newest(campaign_id)
        return None if row is None else _record(row)

    def is_found(self, campaign_id: int) -> bool:
        """Whether the campaign was searched, and no search of it is under way."""
        row = self._newest(campaign_id)
        return row is not None and row.status != RunStatus.UNDER_WAY

    def all(self, campaign_id: int) -> list[SearchRun]:
        """Newest first."""
        query = select(RunRow).where(RunRow.campaign_id == campaign_id).order_by(RunRow.number.desc())
        return [_record(row) for row in self._session.scalars(query)]

    def get(self, run_id: int) -> SearchRun:
        """Raises NotFound."""
        return _record(self._row(run_id))

    def move(self, run_id: int, event: str, cap: str = "") -> SearchRun:
        """Raises NotAllowed where the status table forbids it."""
        row = self._row(run_id)
        row.status = move(RunStatus(row.status), event)
        row.cap, row.finished_at = cap, None if row.status == RunStatus.UNDER_WAY else now()
        self._session.flush()
        return _record(row)

    def add_up(
        self,
        run_id: int,
        *,
        seconds: float,
        pages: int = 0,
        found: int = 0,
        new: int = 0,
        duplicates: int = 0,
        figures: Mapping[str, int] | None = None,
    ) -> SearchRun:
        """Count what a batch took and brought."""
        row = self._row(run_id)
        row.seconds += seconds
        row.pages += pages
        row.found += found
        row.new += new
        row.duplicates += duplicates
        row.figures = {**row.figures, **(figures or {})}
        self._session.flush()
        return _record(row)

    def recount(self, run_id: int, found: int, new: int) -> None:
        """Count leads that turned out to be one business as repetitions."""
        row = self._row(run_id)
        row.duplicates += row.found - found
        row.found, row.new = found, new

    def set_gone(self, run_id: int, gone: int | None) -> None:
        self._row(run_id).gone = gone

    def clock(self) -> datetime:
        """The present moment by the database's clock, the same for every process that shares it."""
        if self._session.get_bind().dialect.name == "sqlite":
            told = self._session.scalar(select(func.strftime("%Y-%m-%dT%H:%M:%f+00:00", "now")))
            return datetime.fromisoformat(str(told))
        moment: datetime = self._session.execute(select(func.now())).scalar_one()
        return moment

    def next_at(self, campaign_id: int) -> datetime | None:
        """When the search runs again by itself; None where it does not."""
        return self._session.scalar(select(CampaignRow.next_run_at).where(CampaignRow.id == campaign_id))

    def set_next(self, campaign_id: int, at: datetime | None) -> None:
        self._session.execute(update(CampaignRow).where(CampaignRow.id == campaign_id).values(next_run_at=at))

    def due(self) -> list[tuple[int, datetime]]:
        """The campaigns whose next run is due by the database's clock, each with the moment it was planned for."""
        due = CampaignRow.next_run_at <= self.clock()
        query = select(CampaignRow.id, CampaignRow.next_run_at).where(due).order_by(CampaignRow.id)
        return [(campaign_id, at) for campaign_id, at in self._session.execute(query) if at is not None]

    def take_turn(self, campaign_id: int, planned: datetime, every_days: int) -> bool:
        """Claim the run that was planned for then, and plan the next; false where another process was first.

        The next stands a whole number of periods after ``planned`` and lies ahead, however many were missed.
        """
        period = timedelta(days=every_days)
        missed = max((self.clock() - planned) // period, 0)
        here = (CampaignRow.id == campaign_id) & (CampaignRow.next_run_at == planned)
        taken = update(CampaignRow).where(here).values(next_run_at=planned + (missed + 1) * period)
        return self._session.scalar(taken.returning(CampaignRow.id)) is not None

    def _newest(self, campaign_id: int) -> RunRow | None:
        query = select(RunRow).where(RunRow.campaign_id == campaign_id).order_by(RunRow.number.desc())
        return self._session.scalar(query.limit(1))

    def _row(self, run_id: int) -> RunRow:
        row = self._session.get(RunRow, run_id)
        if row is None:
            raise NotFound(f"There is no search {run_id}.", todo="Choose one from the list.")
        return row


def _record(row: RunRow) -> SearchRun:
    return SearchRun(
        row.id,
        row.campaign_id,
        row.number,
        RunStatus(row.status),
        row.cap,
        row.is_scheduled,
        row.started_at,
        row.finished_at,
        row.seconds,
        row.pages,
        row.found,
        row.new,
        row.duplicates,
        row.gone,
        row.figures,
    )
