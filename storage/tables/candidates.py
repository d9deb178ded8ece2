"""Leads in a campaign: what was decided, what the table of leads is filtered and ordered by, tags, and counts."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.tables.base import Base
from storage.tables.leads import LeadRow

Sortable = Text().with_variant(Text(collation="C"), "postgresql")
"""A text that is ordered by its code points on every database."""


def _only(condition: str) -> dict[str, Any]:
    """An index over few rows: those of which the condition holds."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


class CandidateRow(Base):
    """A lead in a campaign. Narrow, so that a million can be read at once: what is wide is in ``CandidateScoreRow``.

    ``first_run`` and ``last_run`` are the numbers of the campaign's runs that were the first and the last to find it,
    ``gone_run`` that of the one that finished without it; null where none was, or it was found again since. From
    ``name_key`` to ``lead_found_at`` are copies of the lead's facts, kept in step by ``storage.in_step``.
    """

    __tablename__ = "candidates"
    __table_args__ = (
        UniqueConstraint("campaign_id", "lead_id"),
        Index("candidates_of_lead", "lead_id"),
        Index("candidates_by_score", "campaign_id", "status", "score"),
        Index("candidates_added", "campaign_id", "id"),
        Index("candidates_score", "campaign_id", "score"),
        Index("candidates_name", "campaign_id", "name_key"),
        Index("candidates_sector", "campaign_id", "sector"),
        Index("candidates_city", "campaign_id", "city_key"),
        Index("candidates_postcode", "campaign_id", "postcode"),
        Index("candidates_rating", "campaign_id", "rating"),
        Index("candidates_reviews", "campaign_id", "reviews"),
        Index("candidates_found", "campaign_id", "lead_found_at"),
        Index("candidates_trend", "campaign_id", "trend_change"),
        Index("candidates_source", "campaign_id", "source"),
        Index("candidates_first_run", "campaign_id", "first_run"),
        Index("candidates_last_run", "campaign_id", "last_run", "lead_found_at"),
        Index("candidates_reach", "campaign_id", "channels", "email_kind"),
        Index("candidates_languages", "campaign_id", "languages"),
        Index("candidates_decided", "campaign_id", "status", "decided_at", **_only("decided_at IS NOT NULL")),
        Index("candidates_reason", "campaign_id", "status", "reason", **_only("reason <> ''")),
        Index("candidates_deferred", "deferred_until", **_only("deferred_until IS NOT NULL")),
        Index("candidates_to_enrich", "campaign_id", "id", **_only("enriched_at IS NULL")),
        Index("candidates_gone_run", "campaign_id", "gone_run", **_only("gone_run IS NOT NULL")),
        Index("candidates_booking", "campaign_id", "booking", **_only("booking <> ''")),
        Index("candidates_assignee", "campaign_id", "assignee", **_only("assignee <> ''")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"))
    lead_id: Mapped[int] = mapped_column(ForeignKey("leads.id"))
    status: Mapped[str] = mapped_column(String(20))
    score: Mapped[float | None]
    enriched_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    decided_by: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime | None]
    deferred_until: Mapped[date | None]
    first_run: Mapped[int | None]
    last_run: Mapped[int | None]
    gone_run: Mapped[int | None]
    assignee: Mapped[str] = mapped_column(String(80), server_default="", default="")
    trend_change: Mapped[float | None]
    name_key: Mapped[str] = mapped_column(Sortable, server_default="", default="")
    sector: Mapped[str] = mapped_column(String(40), server_default="", default="")
    city_key: Mapped[str] = mapped_column(Sortable, server_default="", default="")
    postcode: Mapped[str] = mapped_column(Sortable, server_default="", default="")
    rating: Mapped[float | None]
    reviews: Mapped[int | None]
    channels: Mapped[int] = mapped_column(server_default="0", default=0)
    email_kind: Mapped[str] = mapped_column(String(20), server_default="", default="")
    languages: Mapped[str] = mapped_column(server_default="[]", default="[]")
    booking: Mapped[str] = mapped_column(server_default="", default="")
    source: Mapped[str] = mapped_column(server_default="", default="")
    lead_found_at: Mapped[datetime | None]
    lead: Mapped[LeadRow] = relationship(lazy="raise")
    scoring: Mapped["CandidateScoreRow | None"] = relationship(lazy="raise", viewonly=True)


class CandidateScoreRow(Base):
    """Why a candidate has its score, and the trend that it is part of; none before it was scored."""

    __tablename__ = "candidate_scores"

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidates.id", ondelete="CASCADE"), primary_key=True)
    factors: Mapped[list[Any]] = mapped_column(server_default="[]", default=list)
    trend: Mapped[dict[str, Any] | None]


class CandidateCountRow(Base):
    """How many candidates of a campaign have a status, kept in step by ``storage.in_step``."""

    __tablename__ = "candidate_counts"

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), primary_key=True)
    status: Mapped[str] = mapped_column(String(20), primary_key=True)
    count: Mapped[int]


class TagRow(Base):
    """A word that people put on leads, the same in every campaign; a hidden one was deleted."""

    __tablename__ = "tags"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    is_hidden: Mapped[bool] = mapped_column(server_default=false(), default=False)


class CandidateTagRow(Base):
    __tablename__ = "candidate_tags"
    __table_args__ = (Index("candidate_tags_of_tag", "tag_id", "candidate_id"),)

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidates.id", ondelete="CASCADE"), primary_key=True)
    tag_id: Mapped[int] = mapped_column(ForeignKey("tags.id", ondelete="CASCADE"), primary_key=True)
