"""Leads, where their facts were read, who reads at them, and trends."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base

_MERGED = text("merged_into IS NOT NULL")
NOT_COMPARED = text("NOT is_compared")
"""As the index over them has it: SQLite reads the whole table for the same condition in other words."""


class LeadRow(Base):
    """``merged_into`` is the lead that stands for this one; ``is_compared`` with those that it shares a key with."""

    __tablename__ = "leads"
    __table_args__ = (
        Index("leads_merged", "merged_into", sqlite_where=_MERGED, postgresql_where=_MERGED),
        Index("leads_to_compare", "id", sqlite_where=NOT_COMPARED, postgresql_where=NOT_COMPARED),
        Index("leads_by_place", "lat", "lon"),
    )

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
    phone_e164: Mapped[str] = mapped_column(String(20), server_default="", default="")
    phone_national: Mapped[str] = mapped_column(server_default="", default="")
    email_kind: Mapped[str] = mapped_column(String(20), server_default="", default="")
    booking: Mapped[str] = mapped_column(server_default="", default="")
    shop: Mapped[str] = mapped_column(server_default="", default="")
    site_builder: Mapped[str] = mapped_column(server_default="", default="")
    languages: Mapped[list[Any]] = mapped_column(server_default="[]", default=list)
    social: Mapped[list[Any]] = mapped_column(server_default="[]", default=list)
    source: Mapped[str]
    found_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]
    profile_hash: Mapped[str] = mapped_column(String(64), server_default="", default="", index=True)
    merged_into: Mapped[int | None]
    is_compared: Mapped[bool] = mapped_column(server_default=false(), default=False)


class EvidenceRow(Base):
    """Where a fact was read; where one address gave several, ``facts`` holds each of them as [field, text]."""

    __tablename__ = "evidence"
    __table_args__ = (Index("evidence_of_lead", "lead_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    lead_id: Mapped[int] = mapped_column(ForeignKey("leads.id"))
    field: Mapped[str] = mapped_column(String(40))
    text: Mapped[str]
    url: Mapped[str]
    source: Mapped[str]
    found_at: Mapped[datetime]
    facts: Mapped[list[Any]] = mapped_column(server_default="[]", default=list)


class PersonaRow(Base):
    __tablename__ = "personas"

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidates.id"), unique=True)
    role: Mapped[str]
    cares_about: Mapped[list[Any]]
    grounds: Mapped[list[Any]]
    edited: Mapped[bool]
    portrait: Mapped[str] = mapped_column(server_default="", default="")


class TrendPointRow(Base):
    __tablename__ = "trend_points"
    __table_args__ = (UniqueConstraint("topic", "place", "day", "source"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    topic: Mapped[str] = mapped_column(String(80))
    place: Mapped[str] = mapped_column(String(120))
    day: Mapped[date]
    value: Mapped[float]
    source: Mapped[str] = mapped_column(String(80))


class TrendAskRow(Base):
    """When sources were last asked about a topic and place, and what came of it.

    ``asked`` names the sources; ``measured_at`` is the place of the points that they gave.
    """

    __tablename__ = "trend_asks"

    topic: Mapped[str] = mapped_column(String(80), primary_key=True)
    place: Mapped[str] = mapped_column(String(120), primary_key=True)
    asked: Mapped[str] = mapped_column(String(200), primary_key=True)
    measured_at: Mapped[str] = mapped_column(String(120))
    source: Mapped[str] = mapped_column(String(80), server_default="", default="")
    problem: Mapped[str]
    at: Mapped[datetime]
