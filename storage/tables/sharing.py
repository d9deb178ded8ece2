"""Views of the table of leads under a name, and the files that it is exported to."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class SavedViewRow(Base):
    """``key`` is the name in one case, so that no two names differ by case alone."""

    __tablename__ = "saved_views"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(120), unique=True)
    name: Mapped[str]
    filter: Mapped[str]
    columns: Mapped[list[Any]]
    who: Mapped[str]
    at: Mapped[datetime]


class ExportRow(Base):
    __tablename__ = "exports"

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(String(64), unique=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"))
    filter: Mapped[str]
    columns: Mapped[list[Any]]
    format: Mapped[str] = mapped_column(String(10))
    name: Mapped[str]
    status: Mapped[str] = mapped_column(String(20))
    done: Mapped[int]
    total: Mapped[int]
    size: Mapped[int]
    error: Mapped[str]
    who: Mapped[str]
    stop_asked: Mapped[bool]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
