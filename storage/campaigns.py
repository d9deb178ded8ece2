"""Campaigns: their briefs, where they stand, and which items of finding are finished."""

from collections.abc import Iterable
from dataclasses import asdict

from sqlalchemy import ColumnElement, func, insert, select
from sqlalchemy.orm import Session

from storage.errors import NotFound
from storage.records import Brief, Campaign, CampaignStatus, Known, ListOptions, move, now
from storage.tables import CampaignRow, FindStepRow


class Campaigns:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, brief: Brief) -> Campaign:
        row = CampaignRow(brief=asdict(brief), status=CampaignStatus.RUNNING, stage="find", created_at=now())
        self._session.add(row)
        self._session.flush()
        return _record(row)

    def get(self, campaign_id: int) -> Campaign:
        """Raises NotFound."""
        return _record(self._row(campaign_id))

    def all(self) -> list[Campaign]:
        """Newest first."""
        return [_record(row) for row in self._session.scalars(select(CampaignRow).order_by(CampaignRow.id.desc()))]

    def move(self, campaign_id: int, event: str) -> Campaign:
        """Raises NotAllowed where the status table forbids it."""
        row = self._row(campaign_id)
        row.status = move(CampaignStatus(row.status), event)
        self._session.flush()
        return _record(row)

    def set_stage(self, campaign_id: int, stage: str) -> None:
        self._row(campaign_id).stage = stage

    def is_found(self, campaign_id: int) -> bool:
        """Whether the find stage has finished."""
        return self._row(campaign_id).found_at is not None

    def finish_finding(self, campaign_id: int) -> None:
        row = self._row(campaign_id)
        row.found_at = row.found_at or now()

    def finished_items(self, campaign_id: int) -> set[str]:
        """The items of the find stage that need no second visit."""
        return set(self._session.scalars(select(FindStepRow.item).where(_of(campaign_id), ~FindStepRow.is_passing)))

    def keep_items(self, campaign_id: int, items: Iterable[tuple[str, str, bool]]) -> None:
        """Keep items that were read, each with its problem and whether that may pass.

        All others are finished, and stay as they were; one whose problem may pass takes what the next visit brings.
        """
        wanted = {item: {"item": item, "problem": problem, "is_passing": passing} for item, problem, passing in items}
        for row in self._session.scalars(select(FindStepRow).where(_of(campaign_id), FindStepRow.item.in_(wanted))):
            latest = wanted.pop(row.item)
            if row.is_passing:
                row.problem, row.is_passing = str(latest["problem"]), bool(latest["is_passing"])
        if wanted:
            self._session.execute(insert(FindStepRow), [{"campaign_id": campaign_id, **one} for one in wanted.values()])

    def problems(self, campaign_id: int, limit: int = 50) -> tuple[int, list[tuple[str, str]]]:
        """How many items gave nothing, and the first of them with the reason."""
        failed = _of(campaign_id) & (FindStepRow.problem != "")
        count = self._session.scalar(select(func.count()).select_from(FindStepRow).where(failed)) or 0
        rows = self._session.execute(select(FindStepRow.item, FindStepRow.problem).where(failed).limit(limit))
        return count, [(item, problem) for item, problem in rows]

    def _row(self, campaign_id: int) -> CampaignRow:
        row = self._session.get(CampaignRow, campaign_id)
        if row is None:
            raise NotFound(f"There is no campaign {campaign_id}.", todo="Choose one from the list.")
        return row


def _of(campaign_id: int) -> ColumnElement[bool]:
    return FindStepRow.campaign_id == campaign_id


def _record(row: CampaignRow) -> Campaign:
    columns = tuple((field, column) for field, column in row.brief["columns"])
    lists = {name: tuple(value) for name, value in row.brief.items() if isinstance(value, list)}
    options = row.brief.get("options", {})
    read = ListOptions(**{**options, "known": Known(options.get("known", Known.FILL))})
    brief = Brief(**{**row.brief, **lists, "columns": columns, "options": read})
    return Campaign(row.id, brief, CampaignStatus(row.status), row.stage, row.created_at)
