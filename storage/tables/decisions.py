"""What people decided on leads, one by one or in bulk, with what each lead was before."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class DecisionRow(Base):
    __tablename__ = "decisions"
    __table_args__ = (Index("decisions_of_campaign", "campaign_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"))
    subject: Mapped[str] = mapped_column(String(20))
    tag_id: Mapped[int | None]
    verb: Mapped[str] = mapped_column(String(20))
    value: Mapped[str]
    who: Mapped[str]
    at: Mapped[datetime]
    reason: Mapped[str]
    note: Mapped[str]
    until: Mapped[date | None]
    where: Mapped[str]
    moved: Mapped[int]
    left: Mapped[int]
    undoes: Mapped[int | None] = mapped_column(ForeignKey("decisions.id"))
    undone: Mapped[int]
    entry: Mapped[int]


class DecisionItemRow(Base):
    """One candidate of a decision as it was before; ``undone_by`` is the decision that took this one back."""

    __tablename__ = "decision_items"
    __table_args__ = (Index("decision_items_of_candidate", "candidate_id"), {"sqlite_with_rowid": False})

    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id"), primary_key=True, autoincrement=False)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidates.id"), primary_key=True, autoincrement=False)
    status: Mapped[str | None] = mapped_column(String(20))
    reason: Mapped[str | None]
    note: Mapped[str | None]
    decided_by: Mapped[str | None]
    decided_at: Mapped[datetime | None]
    deferred_until: Mapped[date | None]
    assignee: Mapped[str | None]
    undone_by: Mapped[int | None]
