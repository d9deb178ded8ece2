"""Drafts, the word of a person on them, and what was sent."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class DraftRow(Base):
    __tablename__ = "drafts"
    __table_args__ = (
        UniqueConstraint("candidate_id", "channel", "version"),
        Index("drafts_by_status", "campaign_id", "status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"))
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidates.id"))
    channel: Mapped[str] = mapped_column(String(20))
    version: Mapped[int]
    status: Mapped[str] = mapped_column(String(20))
    recipient: Mapped[str]
    subject: Mapped[str]
    body: Mapped[str]
    original_subject: Mapped[str]
    original_body: Mapped[str]
    comment: Mapped[str]
    reason: Mapped[str]
    model: Mapped[str]
    prompt: Mapped[str]
    seed: Mapped[int]
    used: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    model_digest: Mapped[str] = mapped_column(String(120), server_default="", default="")
    task: Mapped[str] = mapped_column(String(20), server_default="draft", default="draft")
    prompt_version: Mapped[str] = mapped_column(String(40), server_default="", default="")
    language: Mapped[str] = mapped_column(String(8), server_default="en", default="en")
    evidence: Mapped[list[Any]] = mapped_column(server_default="[]", default=list)
    sentences: Mapped[list[Any]] = mapped_column(server_default="[]", default=list)


class OverrideRow(Base):
    """A person's word that a sentence without evidence may stay in a draft, and why."""

    __tablename__ = "overrides"
    __table_args__ = (UniqueConstraint("draft_id", "sentence"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"))
    sentence: Mapped[str]
    reason: Mapped[str]
    who: Mapped[str]
    at: Mapped[datetime]


class ApprovalRow(Base):
    __tablename__ = "approvals"

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"), index=True)
    digest: Mapped[str] = mapped_column(String(64))
    message: Mapped[dict[str, Any]]
    who: Mapped[str]
    at: Mapped[datetime]
    voided_at: Mapped[datetime | None]


class DeliveryRow(Base):
    __tablename__ = "deliveries"
    __table_args__ = (
        Index("deliveries_due", "status", "due_at"),
        Index("deliveries_of_campaign", "campaign_id"),
        Index("deliveries_of_draft", "draft_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"))
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"))
    approval_id: Mapped[int] = mapped_column(ForeignKey("approvals.id"), unique=True)
    channel: Mapped[str] = mapped_column(String(20))
    via: Mapped[str] = mapped_column(String(20))
    recipient: Mapped[str]
    message_id: Mapped[str] = mapped_column(unique=True)
    status: Mapped[str] = mapped_column(String(20))
    due_at: Mapped[datetime]
    claimed_by: Mapped[str] = mapped_column(default="")
    sent_at: Mapped[datetime | None]
    provider_id: Mapped[str] = mapped_column(default="")
    error: Mapped[str] = mapped_column(default="")


class EventRow(Base):
    __tablename__ = "events"

    id: Mapped[int] = mapped_column(primary_key=True)
    delivery_id: Mapped[int] = mapped_column(ForeignKey("deliveries.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    provider_event_id: Mapped[str] = mapped_column(unique=True)
    text: Mapped[str]
    simulated: Mapped[bool]
    at: Mapped[datetime]
    answer: Mapped[str] = mapped_column(String(20), server_default="", default="")
    answer_words: Mapped[str] = mapped_column(server_default="", default="")
    answer_by: Mapped[str] = mapped_column(server_default="", default="")


class SuppressionRow(Base):
    __tablename__ = "suppressions"

    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(unique=True)
    reason: Mapped[str]
    at: Mapped[datetime]
