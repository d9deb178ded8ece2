"""The work asked for, downloads, what models cost, and the audit trail."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from storage.records.statuses import DownloadStatus, JobStatus


@dataclass(frozen=True)
class Progress:
    """How far a stage is: items done of a total (0 when unknown), and what was last done in words."""

    stage: str = ""
    done: int = 0
    total: int = 0
    message: str = ""
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Job:
    id: int
    campaign_id: int
    status: JobStatus
    progress: Progress
    owner: str
    lease_until: datetime | None
    stop_asked: bool
    error: str
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True)
class Download:
    """A model of the catalogue on its way here; ``done`` and ``total`` are bytes."""

    model: str
    status: DownloadStatus
    done: int
    total: int
    error: str
    stop_asked: bool
    updated_at: datetime


@dataclass(frozen=True)
class ModelCall:
    """One call of a hosted model; ``micros``: millionths of a US dollar, the most it may cost until settled."""

    id: int
    campaign_id: int | None
    task: str
    model: str
    is_settled: bool
    prompt_tokens: int
    tokens: int
    micros: int
    at: datetime


@dataclass(frozen=True)
class AuditEntry:
    id: int
    at: datetime
    actor: str
    action: str
    noun: str
    noun_ids: tuple[int, ...]
    detail: Mapping[str, Any] = field(default_factory=dict)
    previous: str = ""
    digest: str = ""
