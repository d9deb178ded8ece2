"""Campaigns, and the work asked for."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class CampaignRow(Base):
    __tablename__ = "campaigns"

    id: Mapped[int] = mapped_column(primary_key=True)
    brief: Mapped[dict[str, Any]]
    status: Mapped[str] = mapped_column(String(20))
    stage: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[datetime]
    next_run_at: Mapped[datetime | None]


class JobRow(Base):
    __tablename__ = "jobs"
    __table_args__ = (Index("jobs_by_status", "status"), Index("jobs_of_campaign", "campaign_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"))
    status: Mapped[str] = mapped_column(String(20))
    progress: Mapped[dict[str, Any]]
    owner: Mapped[str]
    lease_until: Mapped[datetime | None]
    stop_asked: Mapped[bool]
    error: Mapped[str]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
