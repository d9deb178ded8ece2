"""Use cases on deliveries: what is scheduled, sent, failed or in doubt, and what a person does about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from graph import campaigns, drafts
from graph.app import App
from storage.errors import NotAllowed
from storage.records import Candidate, Delivery, DeliveryStatus, Draft, Message, now


@dataclass(frozen=True)
class Sent:
    """A delivery with what was approved and for whom."""

    delivery: Delivery
    draft: Draft
    candidate: Candidate
    message: Message


def page(
    app: App,
    statuses: Sequence[DeliveryStatus] = tuple(DeliveryStatus),
    campaign_id: int | None = None,
    limit: int = 500,
    offset: int = 0,
) -> list[Sent]:
    """Newest first; all campaigns where ``campaign_id`` is None."""
    with app.read() as work:
        found = []
        for delivery in work.deliveries.page(statuses, campaign_id, limit, offset):
            draft = work.drafts.get(delivery.draft_id)
            candidate = work.candidates.get(draft.candidate_id)
            message = work.approvals.get(delivery.approval_id).message
            found.append(Sent(delivery, draft, candidate, message))
        return found


def scheduled(app: App, campaign_id: int) -> tuple[int, datetime | None]:
    """How many messages of a campaign are scheduled, and when the first of them is due."""
    with app.read() as work:
        return work.deliveries.next_due_at(campaign_id)


def undo(app: App, delivery_id: int, who: str) -> None:
    """Take an approval back while it is still scheduled; the draft returns to the queue. Raises NotAllowed."""
    with app.read() as work:
        draft_id = work.deliveries.get(delivery_id).draft_id
    drafts.reopen(app, draft_id, who)


def retry(app: App, delivery_id: int, who: str) -> None:
    """Try again what certainly did not leave. Raises NotAllowed, for one in doubt above all."""
    with app.write() as work:
        delivery = work.deliveries.get(delivery_id)
        if work.approvals.get(delivery.approval_id).voided_at:
            raise NotAllowed("The approval of this message has ended.", todo="Approve its draft again under Content.")
        due = now() + timedelta(seconds=app.settings.undo_seconds)
        work.deliveries.move(delivery_id, "requeue", at=due)
        campaigns.reopen_finished(work, delivery.campaign_id, who)
        work.audit.append(who, "retry", "delivery", [delivery_id], {"before": delivery.error})
        work.commit()


def settle(app: App, delivery_id: int, arrived: bool, who: str) -> None:
    """Write down what a person found out about a message in doubt. Raises NotAllowed for any other."""
    with app.write() as work:
        before = work.deliveries.get(delivery_id)
        event = "succeed" if arrived else "fail"
        error = "" if arrived else "A person found that it did not arrive."
        work.deliveries.move(delivery_id, event, at=now(), error=error)
        detail = {"before": before.status, "arrived": arrived}
        work.audit.append(who, "settle", "delivery", [delivery_id], detail)
        work.jobs.request(before.campaign_id)
        work.commit()
