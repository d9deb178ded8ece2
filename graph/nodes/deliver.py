"""Deliver: claim what is due, one by one, read its approval again, and send it once."""

import logging
from dataclasses import dataclass
from datetime import datetime

from graph import messages, preferences
from graph.app import App
from graph.run import Run, StopAsked
from storage.errors import HandpickedError, UnknownOutcome
from storage.records import (
    CampaignStatus,
    Channel,
    Delivery,
    DeliveryStatus,
    Draft,
    DraftStatus,
    Message,
    now,
)
from storage.unit_of_work import UnitOfWork

log = logging.getLogger("handpicked.deliver")

CHANNELS = ("outbox", "smtp")
LEFT = (DeliveryStatus.SENDING, DeliveryStatus.SENT, DeliveryStatus.UNKNOWN)


@dataclass(frozen=True)
class Claim:
    """A delivery that is ours to send, and exactly what to send."""

    delivery: Delivery
    message: Message


def deliver(run: Run, campaign_id: int) -> None:
    run.begin("deliver", 0, "Sending what was approved")
    done = 0
    while due := next_due(run.app, campaign_id):
        run.pause_point()
        if claim := take(run.app, due.id, run.owner):
            attempt(run.app, claim)
            done += 1
            run.advance(done, done, due.recipient)


def next_due(app: App, campaign_id: int) -> Delivery | None:
    """The earliest delivery that may leave now; None while sending is paused or today's cap is reached."""
    with app.read() as work:
        return work.deliveries.due(now(), campaign_id, without=closed(work, now()))


def closed(work: UnitOfWork, at: datetime) -> list[str]:
    """The channels by which nothing may leave at the moment."""
    return [via for via in CHANNELS if held(work, via, at)]


def held(work: UnitOfWork, via: str, at: datetime) -> str:
    """Why nothing may leave by ``via`` at the moment; empty where it may."""
    rules = preferences.sending(work)
    if rules.paused:
        return "Sending is paused."
    if via != "outbox" and not rules.live:
        return "Live sending is switched off."
    midnight = at.astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    if via != "outbox" and work.deliveries.taken_since(midnight, via) >= rules.daily_cap:
        return f"Today's cap of {rules.daily_cap} messages is reached; the rest goes out tomorrow."
    return ""


def take(app: App, delivery_id: int, owner: str) -> Claim | None:
    """Claim a delivery, with every check in the same transaction; committed before anything is sent.

    What no longer matches its approval fails, and its draft waits for a person again.

    Raises StopAsked where the campaign was stopped or closed meanwhile.
    """
    with app.write(durable=True) as work:
        delivery = work.deliveries.get(delivery_id)
        if work.campaigns.get(delivery.campaign_id).status != CampaignStatus.OPEN:
            raise StopAsked
        if held(work, delivery.via, now()) or not work.deliveries.claim(delivery_id, owner):
            return None
        draft = work.drafts.get(delivery.draft_id)
        message = messages.compose(draft, preferences.sender(work), delivery.via)
        reason = _objection(app, work, delivery, draft, message)
        if reason:
            _refuse(work, delivery, reason)
        work.audit.append("handpicked", "refuse" if reason else "claim", "delivery", [delivery_id], {"why": reason})
        work.commit()
    return None if reason else Claim(delivery, message)


def _objection(app: App, work: UnitOfWork, delivery: Delivery, draft: Draft, message: Message) -> str:
    """Why what was approved must not leave after all; empty where nothing stands in the way."""
    approval = work.approvals.get(delivery.approval_id)
    if approval.voided_at or draft.status != DraftStatus.APPROVED or message.digest() != approval.digest:
        return "The message is no longer the one that was approved."
    if delivery.channel != Channel.EMAIL:
        return ""
    if barred := work.suppressions.reason(delivery.recipient):
        return f"The address must not be written to: {barred}."
    is_demo = work.campaigns.get(delivery.campaign_id).brief.is_demo
    if delivery.via != "outbox" and preferences.way_out(app, work, delivery.channel, is_demo=is_demo) == "outbox":
        return "The demo reaches nobody outside this machine, but the mail server is elsewhere now."
    left = work.deliveries.to([delivery.recipient], LEFT)[delivery.recipient.lower()]
    written = messages.written_before(draft.id, delivery.via, left, is_demo=is_demo)
    return written.text if written and written.is_blocking else ""


def attempt(app: App, claim: Claim) -> None:
    """Send once and write down what is known of the outcome."""
    event, provider_id, error = "succeed", "", ""
    try:
        provider_id = app.channel(app, claim.delivery.via).send(claim.message, claim.delivery.message_id).provider_id
    except UnknownOutcome as problem:
        event, error = "lose", str(problem)
    except HandpickedError as problem:
        event, error = "fail", str(problem)
    except Exception as problem:
        log.exception("Delivery %s ended unexpectedly.", claim.delivery.id)
        event, error = "lose", f"Something unexpected went wrong while sending ({type(problem).__name__}: {problem})."
    record(app, claim.delivery.id, event, provider_id, error)


def record(
    app: App, delivery_id: int, event: str, provider_id: str = "", error: str = "", claimed_by: str = ""
) -> None:
    """Write an outcome down; with ``claimed_by``, only where that owner's claim still stands open."""
    with app.write(durable=True) as work:
        if claimed_by and (delivery_id, claimed_by) not in [(d.id, owner) for d, owner in work.deliveries.claimed()]:
            return
        moved = work.deliveries.move(delivery_id, event, at=now(), provider_id=provider_id, error=error)
        work.audit.append("handpicked", moved.status, "delivery", [delivery_id], {"error": error})
        work.commit()


def _refuse(work: UnitOfWork, delivery: Delivery, reason: str) -> None:
    work.deliveries.move(delivery.id, "fail", error=reason)
    work.approvals.void(delivery.draft_id)
    if work.drafts.get(delivery.draft_id).status == DraftStatus.APPROVED:
        work.drafts.move(delivery.draft_id, "reopen", reason=reason)
