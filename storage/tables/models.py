"""What models cost, their downloads, and vectors."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


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
