"""Campaigns: their briefs, and where they stand."""

from dataclasses import asdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.errors import NotFound
from storage.records import Brief, Campaign, CampaignStatus, Known, ListOptions, move, now
from storage.tables import CampaignRow


class Campaigns:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, brief: Brief) -> Campaign:
        row = CampaignRow(brief=asdict(brief), status=CampaignStatus.OPEN, stage="find", created_at=now())
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

    def set_brief(self, campaign_id: int, brief: Brief) -> None:
        self._row(campaign_id).brief = asdict(brief)

    def set_stage(self, campaign_id: int, stage: str) -> None:
        self._row(campaign_id).stage = stage

    def _row(self, campaign_id: int) -> CampaignRow:
        row = self._session.get(CampaignRow, campaign_id)
        if row is None:
            raise NotFound(f"There is no campaign {campaign_id}.", todo="Choose one from the list.")
        return row


def _record(row: CampaignRow) -> Campaign:
    columns = tuple((field, column) for field, column in row.brief["columns"])
    lists = {name: tuple(value) for name, value in row.brief.items() if isinstance(value, list)}
    options = row.brief.get("options", {})
    read = ListOptions(**{**options, "known": Known(options.get("known", Known.FILL))})
    brief = Brief(**{**row.brief, **lists, "columns": columns, "options": read})
    return Campaign(row.id, brief, CampaignStatus(row.status), row.stage, row.created_at)
