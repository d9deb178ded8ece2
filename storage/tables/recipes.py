"""Recipes: how directory sites are read."""

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class RecipeRow(Base):
    """A recipe; its number is never given to another, because campaigns name it."""

    __tablename__ = "recipes"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 (SQLAlchemy reads this class attribute)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    start_url: Mapped[str]
    entry: Mapped[str]
    next: Mapped[str]
    fields: Mapped[list[Any]]
    sector: Mapped[str] = mapped_column(String(40))
    sectors: Mapped[list[Any]]
    is_on: Mapped[bool]
    changed_at: Mapped[datetime]
