"""The runs of a campaign's search: what each has read, what it came to on the way, and which leads it found."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class RunRow(Base):
    """One search of a campaign, begun once and perhaps cut off and gone on with many times."""

    __tablename__ = "runs"
    __table_args__ = (UniqueConstraint("campaign_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"))
    number: Mapped[int]
    status: Mapped[str] = mapped_column(String(20))
    cap: Mapped[str] = mapped_column(String(20))
    is_scheduled: Mapped[bool]
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    seconds: Mapped[float]
    pages: Mapped[int]
    found: Mapped[int]
    new: Mapped[int]
    duplicates: Mapped[int]
    gone: Mapped[int | None]
    figures: Mapped[dict[str, Any]]


class RunItemRow(Base):
    """Something that a run has to read: still ahead, done, or to be read again since its problem may pass."""

    __tablename__ = "run_items"
    __table_args__ = (UniqueConstraint("run_id", "name"), Index("run_items_by_state", "run_id", "state"))

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id"))
    name: Mapped[str]
    kind: Mapped[str] = mapped_column(String(40))
    note: Mapped[str]
    state: Mapped[str] = mapped_column(String(20))
    problem: Mapped[str]


class RunVisitRow(Base):
    """An address that a run came to, and what became of it."""

    __tablename__ = "run_visits"
    __table_args__ = (Index("run_visits_by_outcome", "run_id", "outcome"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id"))
    url: Mapped[str]
    outcome: Mapped[str] = mapped_column(String(40))
    why: Mapped[str]
    size: Mapped[int]
    at: Mapped[datetime]


class RunLeadRow(Base):
    """A lead that a run found, by which item, and whether its campaign had not had it before."""

    __tablename__ = "run_leads"
    __table_args__ = (Index("run_leads_of_lead", "lead_id"),)

    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id"), primary_key=True)
    lead_id: Mapped[int] = mapped_column(ForeignKey("leads.id"), primary_key=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("run_items.id"))
    is_new: Mapped[bool]


class HostTraitRow(Base):
    """What was learned about a host: whether its pages stay empty until their scripts have run."""

    __tablename__ = "host_traits"

    host: Mapped[str] = mapped_column(String(255), primary_key=True)
    needs_script: Mapped[bool]
    at: Mapped[datetime]
