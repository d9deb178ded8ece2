"""Leads, leads in a campaign, and leads that are one business."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from storage.records.business import Business, Factor, Quote, Trend
from storage.records.statuses import CandidateStatus, ExportStatus, ProposalState, Subject

REJECT_REASONS = (
    "not our customer",
    "right company, wrong time",
    "no way to reach them",
    "already in touch",
    "bad data",
    "other",
)


@dataclass(frozen=True)
class Lead:
    id: int
    business: Business
    source: str
    found_at: datetime


@dataclass(frozen=True)
class Evidence:
    id: int
    lead_id: int
    quote: Quote
    source: str
    found_at: datetime


@dataclass(frozen=True)
class Proposal:
    """A pair of leads that are or may be one business: ``score`` orders pairs from 0 to 1, ``reasons`` are phrases."""

    id: int
    first_id: int
    second_id: int
    is_sure: bool
    score: float
    reasons: tuple[str, ...]
    state: ProposalState
    who: str
    at: datetime


@dataclass(frozen=True)
class Merge:
    """A lead that went into another; ``before`` is what has to be put back to undo it."""

    id: int
    kept_id: int
    gone_id: int
    why: str
    who: str
    at: datetime
    before: Mapping[str, Any]
    undone_by: str
    undone_at: datetime | None


@dataclass(frozen=True)
class Candidate:
    id: int
    campaign_id: int
    lead: Lead
    status: CandidateStatus
    score: float | None
    factors: tuple[Factor, ...]
    trend: Trend | None
    reason: str
    note: str
    decided_by: str
    decided_at: datetime | None
    deferred_until: date | None
    assignee: str = ""


@dataclass(frozen=True)
class Change:
    """What a list changed on a lead that was known before: each fact as it was, and as it is since."""

    lead_id: int
    before: Mapping[str, Any]
    after: Mapping[str, Any]


@dataclass(frozen=True)
class Decision:
    """What a person decided on one or many candidates of a campaign, or took back.

    ``value`` is the tag or the person assigned, ``where`` the filter in words, "" where single leads were ticked;
    ``moved`` candidates were changed, ``left`` were not, since they were so already or their state did not allow it.
    ``undoes`` is the decision that this one took back, and ``undone`` how many of this one were taken back so far.
    ``entry`` is its entry in the audit trail.
    """

    id: int
    campaign_id: int
    subject: Subject
    verb: str
    value: str
    who: str
    at: datetime
    reason: str = ""
    note: str = ""
    until: date | None = None
    where: str = ""
    moved: int = 0
    left: int = 0
    undoes: int | None = None
    undone: int = 0
    entry: int = 0


@dataclass(frozen=True)
class SavedView:
    """A filter with its order, as text for an address, and the columns shown, under a name; the same in all campaigns.

    ``problem`` says why the filter cannot be used any more, "" where it can.
    """

    id: int
    name: str
    filter: str
    columns: tuple[str, ...]
    who: str
    at: datetime
    problem: str = ""


@dataclass(frozen=True)
class Export:
    """A file of leads that is being written or is there; ``done`` and ``total`` are leads, ``size`` is in bytes.

    ``token`` is the unguessable part of its address, ``name`` what the file is called when it is downloaded.
    """

    id: int
    token: str
    campaign_id: int
    filter: str
    columns: tuple[str, ...]
    format: str
    name: str
    status: ExportStatus
    done: int
    total: int
    size: int
    error: str
    who: str
    stop_asked: bool
    created_at: datetime
    updated_at: datetime
