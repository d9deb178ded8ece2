"""Which leads are the same business: the keys under which they meet, what was proposed, and what was merged."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class LeadKeyRow(Base):
    """A block key of a lead, hashed to 64 bits; leads that share one are compared."""

    __tablename__ = "lead_keys"
    __table_args__ = (Index("lead_keys_of_lead", "lead_id"), {"sqlite_with_rowid": False})

    key: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    lead_id: Mapped[int] = mapped_column(ForeignKey("leads.id"), primary_key=True)


class ProposalRow(Base):
    """A pair of leads that are or may be one business, as the sources gave them; ``first_id`` is the lower id."""

    __tablename__ = "proposals"
    __table_args__ = (
        UniqueConstraint("first_id", "second_id"),
        Index("proposals_of_second", "second_id"),
        Index(
            "proposals_open",
            "score",
            "id",
            sqlite_where=text("state = 'to decide'"),
            postgresql_where=text("state = 'to decide'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    first_id: Mapped[int] = mapped_column(ForeignKey("leads.id"))
    second_id: Mapped[int] = mapped_column(ForeignKey("leads.id"))
    verdict: Mapped[str] = mapped_column(String(20))
    score: Mapped[float]
    reasons: Mapped[list[Any]]
    state: Mapped[str] = mapped_column(String(20))
    who: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]


class MergeRow(Base):
    """A lead that went into another: why, and what has to be put back to undo it."""

    __tablename__ = "merges"
    __table_args__ = (Index("merges_of_kept", "kept_id"), Index("merges_of_gone", "gone_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    kept_id: Mapped[int] = mapped_column(ForeignKey("leads.id"))
    gone_id: Mapped[int] = mapped_column(ForeignKey("leads.id"))
    why: Mapped[str]
    who: Mapped[str]
    at: Mapped[datetime]
    before: Mapped[dict[str, Any]]
    undone_by: Mapped[str] = mapped_column(server_default="", default="")
    undone_at: Mapped[datetime | None]
