"""What comes back: reactions to the demo's messages, kept as events and marked as simulated."""

from datetime import timedelta

from graph.app import App, Reaction
from storage.records import Channel, Delivery, EventKind, now

LOOK_BACK = timedelta(minutes=10)


def collect(app: App) -> int:
    """Keep the reactions whose moment has come; how many were new. A bounce or opt-out bars the address."""
    due = _due(app)
    if not due:
        return 0
    new = 0
    with app.write() as work:
        for delivery, reaction in due:
            if work.events.add(
                delivery.id, reaction.kind, reaction.provider_event_id, reaction.text, reaction.at, simulated=True
            ):
                new += 1
                work.audit.append("demo inbox", reaction.kind, "delivery", [delivery.id])
                if reaction.kind in (EventKind.BOUNCE, EventKind.OPT_OUT):
                    work.suppressions.add(delivery.recipient, f"{reaction.kind} (simulated)")
        work.commit()
    return new


def _due(app: App) -> list[tuple[Delivery, Reaction]]:
    with app.read() as work:
        demos = [campaign.id for campaign in work.campaigns.all() if campaign.brief.is_demo]
        sent = [delivery for i in demos for delivery in work.deliveries.sent_since(now() - LOOK_BACK, i)]
        due = []
        for delivery in sent:
            if delivery.channel != Channel.EMAIL or delivery.sent_at is None:
                continue
            company = work.candidates.get(work.drafts.get(delivery.draft_id).candidate_id).lead.business.name
            for reaction in app.inbox(delivery.message_id, delivery.recipient, company, delivery.sent_at):
                if reaction.at <= now() and not work.events.is_known(reaction.provider_event_id):
                    due.append((delivery, reaction))
    return due
