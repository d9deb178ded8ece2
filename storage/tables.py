"""The tables, one a noun, as typed SQLAlchemy classes."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Moment(TypeDecorator[datetime]):
    """A point in time: stored in UTC without a zone, read back with one."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    type_annotation_map = {  # noqa: RUF012 (SQLAlchemy reads this class attribute)
        datetime: Moment,
        date: Date,
        dict[str, Any]: JSON,
        list[Any]: JSON,
        str: Text,
    }


class CampaignRow(Base):
    __tablename__ = "campaigns"

    id: Mapped[int] = mapped_column(primary_key=True)
    brief: Mapped[dict[str, Any]]
    status: Mapped[str] = mapped_column(String(20))
    stage: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[datetime]
    found_at: Mapped[datetime | None]


class FindStepRow(Base):
    """An item of the find stage that was read, so that a run that was cut off skips it, unless its problem may pass."""

    __tablename__ = "find_steps"

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), primary_key=True)
    item: Mapped[str] = mapped_column(primary_key=True)
    problem: Mapped[str]
    is_passing: Mapped[bool]


class LeadRow(Base):
    __tablename__ = "leads"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str]
    sector: Mapped[str] = mapped_column(String(40), index=True)
    description: Mapped[str]
    street: Mapped[str]
    postcode: Mapped[str]
    city: Mapped[str]
    country: Mapped[str]
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    email: Mapped[str]
    phone: Mapped[str]
    website: Mapped[str]
    opening_hours: Mapped[str]
    rating: Mapped[float | None]
    reviews: Mapped[int | None]
    details: Mapped[list[Any]]
    source: Mapped[str]
    found_at: Mapped[datetime]
    profile_hash: Mapped[str] = mapped_column(String(64), server_default="", default="", index=True)


class EvidenceRow(Base):
    __tablename__ = "evidence"
    __table_args__ = (Index("evidence_of_lead", "lead_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    lead_id: Mapped[int] = mapped_column(ForeignKey("leads.id"))
    field: Mapped[str] = mapped_column(String(40))
    text: Mapped[str]
    url: Mapped[str]
    source: Mapped[str]
    found_at: Mapped[datetime]


class CandidateRow(Base):
    __tablename__ = "candidates"
    __table_args__ = (
        UniqueConstraint("campaign_id", "lead_id"),
        Index("candidates_by_score", "campaign_id", "status", "score"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"))
    lead_id: Mapped[int] = mapped_column(ForeignKey("leads.id"))
    status: Mapped[str] = mapped_column(String(20))
    score: Mapped[float | None]
    factors: Mapped[list[Any]]
    trend: Mapped[dict[str, Any] | None]
    enriched_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    decided_by: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime | None]
    deferred_until: Mapped[date | None]
    lead: Mapped[LeadRow] = relationship(lazy="raise")


class PersonaRow(Base):
    __tablename__ = "personas"

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidates.id"), unique=True)
    role: Mapped[str]
    cares_about: Mapped[list[Any]]
    grounds: Mapped[list[Any]]
    edited: Mapped[bool]
    portrait: Mapped[str] = mapped_column(server_default="", default="")


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
    __table_args__ = (Index("deliveries_due", "status", "due_at"), Index("deliveries_of_campaign", "campaign_id"))

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


class ModelCallRow(Base):
    """What one call of a hosted model may cost at most, and once it is settled, what it did cost."""

    __tablename__ = "model_calls"
    __table_args__ = (Index("model_calls_of_campaign", "campaign_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int | None] = mapped_column(ForeignKey("campaigns.id"))
    task: Mapped[str] = mapped_column(String(20))
    model: Mapped[str] = mapped_column(String(120))
    is_settled: Mapped[bool]
    prompt_tokens: Mapped[int]
    tokens: Mapped[int]
    micros: Mapped[int]
    at: Mapped[datetime]


class DownloadRow(Base):
    """A model of the catalogue on its way to this machine."""

    __tablename__ = "downloads"

    model: Mapped[str] = mapped_column(String(80), primary_key=True)
    status: Mapped[str] = mapped_column(String(20))
    done: Mapped[int]
    total: Mapped[int]
    error: Mapped[str]
    stop_asked: Mapped[bool]
    updated_at: Mapped[datetime]


class VectorRow(Base):
    """The embedding of a text by one model, as little-endian float32; stored once however many leads share the text."""

    __tablename__ = "vectors"

    model: Mapped[str] = mapped_column(String(80), primary_key=True)
    content_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    vector: Mapped[bytes] = mapped_column(LargeBinary)


class TrendPointRow(Base):
    __tablename__ = "trend_points"
    __table_args__ = (UniqueConstraint("topic", "place", "day", "source"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    topic: Mapped[str] = mapped_column(String(80))
    place: Mapped[str] = mapped_column(String(120))
    day: Mapped[date]
    value: Mapped[float]
    source: Mapped[str] = mapped_column(String(80))


class PreferenceRow(Base):
    __tablename__ = "preferences"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[dict[str, Any]]


class AuditRow(Base):
    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str]
    action: Mapped[str] = mapped_column(String(60))
    noun: Mapped[str] = mapped_column(String(40))
    noun_ids: Mapped[list[Any]]
    detail: Mapped[dict[str, Any]]
    previous: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
