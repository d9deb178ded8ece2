"""Sends that a crash cut off: what became of them, by the channel's own word, else in doubt."""

from agents.email.channel import Trace
from graph.app import App
from graph.nodes.deliver import record
from graph.owner import is_dead, is_gone, is_here
from storage.errors import HandpickedError
from storage.records import Delivery
from storage.unit_of_work import UnitOfWork


def settle(app: App) -> None:
    """Decide what became of sends that a crash cut off: by the channel's own word, else in doubt."""
    with app.read() as work:
        cut_off = _cut_off(work)
    events = {Trace.SENT: "succeed", Trace.NOT_SENT: "requeue", Trace.UNKNOWN: "lose"}
    for delivery, owner in cut_off:
        trace = _trace(app, delivery)
        doubt = "The program ended while this was being sent." if trace == Trace.UNKNOWN else ""
        record(app, delivery.id, events[trace], error=doubt, claimed_by=owner)


def _cut_off(work: UnitOfWork) -> list[tuple[Delivery, str]]:
    """Claimed deliveries that nobody is sending: their owner died, or is of another machine and lost the campaign.

    A laptop that got another name since the crash counts as another machine.
    """
    held = {(job.campaign_id, job.owner) for job in work.jobs.running() if not is_gone(job)}
    return [
        (delivery, owner)
        for delivery, owner in work.deliveries.claimed()
        if is_dead(owner) or (not is_here(owner) and (delivery.campaign_id, owner) not in held)
    ]


def _trace(app: App, delivery: Delivery) -> Trace:
    """What the channel knows; a channel that cannot be asked knows nothing."""
    try:
        return app.channel(app, delivery.via).trace(delivery.message_id)
    except HandpickedError:
        return Trace.UNKNOWN
