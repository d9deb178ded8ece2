"""Imported lists: what was uploaded, how far each import is, what is to be said of its rows, and what it changed."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class UploadRow(Base):
    """A list that is kept on disk, and what a person chose for it so far."""

    __tablename__ = "uploads"

    id: Mapped[int] = mapped_column(primary_key=True)
    file: Mapped[str] = mapped_column(String(120), unique=True)
    name: Mapped[str]
    size: Mapped[int]
    at: Mapped[datetime]
    mapping: Mapped[dict[str, Any]]
    options: Mapped[dict[str, Any]]
    preview: Mapped[dict[str, Any]]
    checked: Mapped[dict[str, Any]]


class ImportRow(Base):
    """How far the import of a campaign's list is."""

    __tablename__ = "imports"

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), primary_key=True)
    done: Mapped[int]
    figures: Mapped[dict[str, Any]]
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]


class ImportNoteRow(Base):
    """Why a row of a list gave no lead of its own, or gave one without all of its fields."""

    __tablename__ = "import_notes"

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), primary_key=True)
    row: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    reason: Mapped[str]


class LeadChangeRow(Base):
    """What a list changed on a lead that was known before."""

    __tablename__ = "lead_changes"
    __table_args__ = (Index("lead_changes_of_campaign", "campaign_id"), Index("lead_changes_of_lead", "lead_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"))
    lead_id: Mapped[int] = mapped_column(ForeignKey("leads.id"))
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    at: Mapped[datetime]
