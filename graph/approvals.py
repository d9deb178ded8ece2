"""Use cases on approvals: each is bound to the digest of exactly what was shown, and is taken back until it leaves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from agents.email import mime
from graph import campaigns, preferences, queue
from graph.app import App
from storage.errors import Changed, NotAllowed
from storage.records import DeliveryStatus, Draft, DraftStatus, now
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Approved:
    """What a group approval did: the drafts approved, and the sentence for each that was left."""

    ids: Sequence[int]
    left: Sequence[str]


@dataclass(frozen=True)
class Reopened:
    """What taking a group of approvals back did: the drafts that wait again, and those that had left already."""

    ids: Sequence[int]
    gone: Sequence[int]


def approve(app: App, draft_id: int, digest: str, who: str) -> None:
    """Approve exactly what was shown; it leaves after the undo time.

    Raises:
        Changed: the message is no longer the one whose ``digest`` was shown. NotAllowed: something blocks it.
    """
    with app.write() as work:
        _approve(app, work, draft_id, digest, who)
        work.commit()


def approve_many(app: App, shown: Sequence[tuple[int, str]], who: str) -> Approved:
    """Approve each (draft id, digest) that nothing blocks; the others stay in the queue."""
    approved, left = [], []
    for draft_id, digest in shown:
        try:
            approve(app, draft_id, digest, who)
            approved.append(draft_id)
        except (Changed, NotAllowed) as problem:
            left.append(str(problem))
    return Approved(approved, left)


def reopen(app: App, draft_id: int, who: str) -> None:
    """Put a decided draft back into the queue; a send that was scheduled is cancelled.

    Raises NotAllowed where it has left already, or is leaving.
    """
    with app.write() as work:
        draft = work.drafts.get(draft_id)
        if draft.status == DraftStatus.APPROVED:
            withdraw(work, draft, who)
        else:
            work.drafts.move(draft_id, "reopen")
            work.audit.append(who, "reopen", "draft", [draft_id])
        work.commit()


def reopen_many(app: App, draft_ids: Sequence[int], who: str) -> Reopened:
    """Put each decided draft back into the queue; what has left, or is leaving, stays as it is."""
    back, gone = [], []
    for draft_id in draft_ids:
        try:
            reopen(app, draft_id, who)
            back.append(draft_id)
        except NotAllowed:
            if queue.show(app, draft_id).draft.status == DraftStatus.APPROVED:
                gone.append(draft_id)
    return Reopened(back, gone)


def withdraw(work: UnitOfWork, draft: Draft, who: str) -> None:
    """End an approval and its delivery; refuses where that delivery has left, is leaving, or may have left."""
    for delivery in work.deliveries.of_draft(draft.id)[:1]:
        if delivery.status in (DeliveryStatus.SENDING, DeliveryStatus.SENT, DeliveryStatus.UNKNOWN):
            raise NotAllowed(
                f"The message to {delivery.recipient or 'the outbox'} is {delivery.status}.",
                kept="It stays as it is.",
                todo="What has left cannot be called back.",
            )
        if delivery.status in (DeliveryStatus.QUEUED, DeliveryStatus.FAILED):
            work.deliveries.move(delivery.id, "cancel")
    work.approvals.void(draft.id)
    work.drafts.move(draft.id, "reopen")
    work.audit.append(who, "withdraw approval", "draft", [draft.id])


def check_digest(app: App, work: UnitOfWork, draft: Draft, digest: str) -> None:
    """Raises Changed where a draft is no longer the one whose ``digest`` was shown."""
    if queue.shown(app, work, [draft])[0].digest != digest:
        raise Changed(
            "This changed since you opened it.",
            kept="Nothing was changed.",
            todo="Read it as it stands now, then decide.",
        )


def _approve(app: App, work: UnitOfWork, draft_id: int, digest: str, who: str) -> None:
    shown = queue.shown(app, work, [work.drafts.get(draft_id)])[0]
    name = shown.candidate.lead.business.name
    if shown.draft.status != DraftStatus.WAITING:
        raise NotAllowed(f"The message to {name} is {shown.draft.status} already.", kept="Nothing was done twice.")
    if shown.digest != digest:
        raise Changed(
            f"The message to {name} changed since you opened it.",
            kept="Nothing was approved.",
            todo="Read it as it stands now, then decide.",
        )
    if blocked := [flag.text for flag in shown.flags if flag.is_blocking]:
        raise NotAllowed(f"The message to {name} cannot be approved: {blocked[0]}", kept="It stays in the queue.")
    for earlier in work.deliveries.of_draft(draft_id):
        if earlier.status == DeliveryStatus.FAILED:
            work.deliveries.move(earlier.id, "cancel", error=earlier.error)
    approval = work.approvals.add(draft_id, shown.message, who)
    work.drafts.move(draft_id, "approve")
    campaigns.reopen_finished(work, shown.draft.campaign_id, who)
    installation = work.preferences.get("installation").get("id", "")
    message_id = mime.new_message_id(f"{installation}/{approval.id}", preferences.sender(work).email)
    due = now() + timedelta(seconds=app.settings.undo_seconds)
    work.deliveries.add(shown.draft, approval.id, shown.via, message_id, due)
    work.audit.append(who, "approve", "draft", [draft_id], {"digest": digest, "via": shown.via})
