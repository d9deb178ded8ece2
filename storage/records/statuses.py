"""Every status and kind, and the one table by which a status moves."""

from enum import StrEnum

from storage.errors import NotAllowed


class Channel(StrEnum):
    EMAIL = "email"
    SOCIAL = "social"


class CampaignStatus(StrEnum):
    OPEN = "open"
    STOPPED = "stopped"
    CLOSED = "closed"


class RunStatus(StrEnum):
    """Where one run of a campaign's search stands; ``CAPPED`` and ``ENDED`` left something unread."""

    UNDER_WAY = "under way"
    FINISHED = "finished"
    CAPPED = "stopped by a cap"
    ENDED = "ended early"


class ItemState(StrEnum):
    """Whether an item of a run is still to be read, was read, or gave nothing for a cause that may pass."""

    AHEAD = "ahead"
    DONE = "done"
    PASSING = "passing"


class CandidateStatus(StrEnum):
    FOUND = "found"
    OPEN = "to pick"
    SELECTED = "selected"
    REJECTED = "rejected"
    DEFERRED = "deferred"
    HANDED_OVER = "handed over"
    MERGED = "merged"
    """Another candidate of the campaign stands for the same business; this one is shown nowhere."""


class DraftStatus(StrEnum):
    WAITING = "to approve"
    REWRITE = "rewrite asked"
    APPROVED = "approved"
    REJECTED = "rejected"
    REPLACED = "replaced"


class DeliveryStatus(StrEnum):
    QUEUED = "scheduled"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "in doubt"
    CANCELLED = "cancelled"


class JobStatus(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


class DownloadStatus(StrEnum):
    WAITING = "waiting"
    RUNNING = "downloading"
    DONE = "installed"
    STOPPED = "stopped"
    FAILED = "failed"


class ExportStatus(StrEnum):
    WAITING = "waiting"
    RUNNING = "being written"
    DONE = "ready"
    STOPPED = "stopped"
    FAILED = "failed"
    EXPIRED = "deleted"


class Subject(StrEnum):
    """What of a candidate a decision changes; only decisions of the same subject stand in each other's way."""

    STATUS = "decision"
    TAG = "tag"
    ASSIGNEE = "assignee"


class About(StrEnum):
    """What a sentence of a draft speaks of."""

    LEAD = "the lead"
    US = "us"
    NEITHER = "neither"


class ProposalState(StrEnum):
    """What became of a pair of leads; a ``COVERED`` one asks what a stronger pair of the same businesses asks."""

    OPEN = "to decide"
    COVERED = "asked with another"
    MERGED = "merged"
    APART = "kept apart"


class EventKind(StrEnum):
    REPLY = "reply"
    BOUNCE = "bounce"
    OPT_OUT = "opt-out"


TRANSITIONS: tuple[tuple[StrEnum, str, StrEnum], ...] = (
    (CampaignStatus.OPEN, "stop", CampaignStatus.STOPPED),
    (CampaignStatus.OPEN, "finish", CampaignStatus.CLOSED),
    (CampaignStatus.STOPPED, "resume", CampaignStatus.OPEN),
    (CampaignStatus.STOPPED, "finish", CampaignStatus.CLOSED),
    (CampaignStatus.CLOSED, "resume", CampaignStatus.OPEN),
    (RunStatus.UNDER_WAY, "finish", RunStatus.FINISHED),
    (RunStatus.UNDER_WAY, "cap", RunStatus.CAPPED),
    (RunStatus.UNDER_WAY, "end", RunStatus.ENDED),
    (RunStatus.CAPPED, "go on", RunStatus.UNDER_WAY),
    (RunStatus.ENDED, "go on", RunStatus.UNDER_WAY),
    (RunStatus.FINISHED, "go on", RunStatus.UNDER_WAY),
    (CandidateStatus.FOUND, "score", CandidateStatus.OPEN),
    (CandidateStatus.OPEN, "select", CandidateStatus.SELECTED),
    (CandidateStatus.OPEN, "reject", CandidateStatus.REJECTED),
    (CandidateStatus.OPEN, "defer", CandidateStatus.DEFERRED),
    (CandidateStatus.SELECTED, "reject", CandidateStatus.REJECTED),
    (CandidateStatus.SELECTED, "defer", CandidateStatus.DEFERRED),
    (CandidateStatus.SELECTED, "reopen", CandidateStatus.OPEN),
    (CandidateStatus.SELECTED, "hand over", CandidateStatus.HANDED_OVER),
    (CandidateStatus.REJECTED, "select", CandidateStatus.SELECTED),
    (CandidateStatus.REJECTED, "defer", CandidateStatus.DEFERRED),
    (CandidateStatus.REJECTED, "reopen", CandidateStatus.OPEN),
    (CandidateStatus.DEFERRED, "select", CandidateStatus.SELECTED),
    (CandidateStatus.DEFERRED, "reject", CandidateStatus.REJECTED),
    (CandidateStatus.DEFERRED, "reopen", CandidateStatus.OPEN),
    (CandidateStatus.FOUND, "merge", CandidateStatus.MERGED),
    (CandidateStatus.OPEN, "merge", CandidateStatus.MERGED),
    (CandidateStatus.SELECTED, "merge", CandidateStatus.MERGED),
    (CandidateStatus.REJECTED, "merge", CandidateStatus.MERGED),
    (CandidateStatus.DEFERRED, "merge", CandidateStatus.MERGED),
    (CandidateStatus.HANDED_OVER, "merge", CandidateStatus.MERGED),
    (DraftStatus.WAITING, "approve", DraftStatus.APPROVED),
    (DraftStatus.WAITING, "reject", DraftStatus.REJECTED),
    (DraftStatus.WAITING, "ask rewrite", DraftStatus.REWRITE),
    (DraftStatus.REWRITE, "replace", DraftStatus.REPLACED),
    (DraftStatus.APPROVED, "reopen", DraftStatus.WAITING),
    (DraftStatus.REJECTED, "reopen", DraftStatus.WAITING),
    (DraftStatus.REWRITE, "reopen", DraftStatus.WAITING),
    (DeliveryStatus.QUEUED, "claim", DeliveryStatus.SENDING),
    (DeliveryStatus.QUEUED, "cancel", DeliveryStatus.CANCELLED),
    (DeliveryStatus.SENDING, "succeed", DeliveryStatus.SENT),
    (DeliveryStatus.SENDING, "fail", DeliveryStatus.FAILED),
    (DeliveryStatus.SENDING, "lose", DeliveryStatus.UNKNOWN),
    (DeliveryStatus.SENDING, "requeue", DeliveryStatus.QUEUED),
    (DeliveryStatus.FAILED, "requeue", DeliveryStatus.QUEUED),
    (DeliveryStatus.FAILED, "cancel", DeliveryStatus.CANCELLED),
    (DeliveryStatus.UNKNOWN, "succeed", DeliveryStatus.SENT),
    (DeliveryStatus.UNKNOWN, "fail", DeliveryStatus.FAILED),
    (JobStatus.QUEUED, "claim", JobStatus.RUNNING),
    (JobStatus.QUEUED, "stop", JobStatus.STOPPED),
    (JobStatus.RUNNING, "finish", JobStatus.DONE),
    (JobStatus.RUNNING, "stop", JobStatus.STOPPED),
    (JobStatus.RUNNING, "fail", JobStatus.FAILED),
    (JobStatus.RUNNING, "expire", JobStatus.QUEUED),
    (DownloadStatus.WAITING, "claim", DownloadStatus.RUNNING),
    (DownloadStatus.WAITING, "stop", DownloadStatus.STOPPED),
    (DownloadStatus.RUNNING, "finish", DownloadStatus.DONE),
    (DownloadStatus.RUNNING, "stop", DownloadStatus.STOPPED),
    (DownloadStatus.RUNNING, "fail", DownloadStatus.FAILED),
    (DownloadStatus.RUNNING, "claim", DownloadStatus.RUNNING),
    (DownloadStatus.STOPPED, "ask", DownloadStatus.WAITING),
    (DownloadStatus.FAILED, "ask", DownloadStatus.WAITING),
    (DownloadStatus.DONE, "ask", DownloadStatus.WAITING),
    (ExportStatus.WAITING, "claim", ExportStatus.RUNNING),
    (ExportStatus.WAITING, "stop", ExportStatus.STOPPED),
    (ExportStatus.RUNNING, "claim", ExportStatus.RUNNING),
    (ExportStatus.RUNNING, "finish", ExportStatus.DONE),
    (ExportStatus.RUNNING, "stop", ExportStatus.STOPPED),
    (ExportStatus.RUNNING, "fail", ExportStatus.FAILED),
    (ExportStatus.RUNNING, "put back", ExportStatus.WAITING),
    (ExportStatus.DONE, "expire", ExportStatus.EXPIRED),
)
# The kind is part of the key: "rejected" is a status of candidates and of drafts, and equal texts are equal keys.
_AFTER = {(type(status), status, event): after for status, event, after in TRANSITIONS}


def move(status: StrEnum, event: str) -> StrEnum:
    """The status after ``event``; raises NotAllowed where the table has no such row."""
    try:
        return _AFTER[(type(status), status, event)]
    except KeyError:
        raise NotAllowed(f"Cannot {event} what is {status}.", todo="Reload to see its present state.") from None


def moves(kind: type[StrEnum], event: str) -> frozenset[StrEnum]:
    """Every status of a kind from which ``event`` is allowed."""
    return frozenset(status for status, name, _ in TRANSITIONS if name == event and type(status) is kind)


def outcome(kind: type[StrEnum], event: str) -> StrEnum:
    """What ``event`` makes of every status that it is allowed from. Raises NotAllowed where it is no event of these."""
    found = {after for status, name, after in TRANSITIONS if name == event and type(status) is kind}
    if len(found) != 1:
        raise NotAllowed(f"Nothing can be decided by {event!r}.", todo="Reload the page.")
    return found.pop()
