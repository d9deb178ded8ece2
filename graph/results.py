"""Use cases on results: the funnel, and what came back."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph import campaigns
from graph.app import App
from storage.records import Candidate, CandidateStatus, DeliveryStatus, DraftStatus, Event, EventKind


@dataclass(frozen=True)
class Stage:
    """One bar of the funnel: its name, how many reached it, and the screen and filter that show them."""

    name: str
    count: int
    page: str
    statuses: Sequence[str]


def funnel(app: App, campaign_id: int) -> list[Stage]:
    """From found to replied; each stage counts what reached it or went beyond."""
    view = campaigns.overview(app, campaign_id)
    found = sum(view.candidates.values())
    handed = view.candidates.get(CandidateStatus.HANDED_OVER, 0)
    picked = view.candidates.get(CandidateStatus.SELECTED, 0) + handed
    drafted = sum(count for status, count in view.drafts.items() if status != DraftStatus.REPLACED)
    return [
        Stage("Found", found, "leads", ()),
        Stage("Scored", found - view.candidates.get(CandidateStatus.FOUND, 0), "leads", _past(CandidateStatus.FOUND)),
        Stage("Picked", picked, "leads", (CandidateStatus.SELECTED, CandidateStatus.HANDED_OVER)),
        Stage("Drafted", drafted, "content", tuple(s for s in DraftStatus if s != DraftStatus.REPLACED)),
        Stage("Approved", view.drafts.get(DraftStatus.APPROVED, 0), "content", (DraftStatus.APPROVED,)),
        Stage("Sent", view.deliveries.get(DeliveryStatus.SENT, 0), "outbox", (DeliveryStatus.SENT,)),
        Stage("Replied", view.events.get(EventKind.REPLY, 0), "results", ()),
    ]


def came_back(app: App, campaign_id: int | None = None) -> list[tuple[Event, Candidate]]:
    """Replies, bounces and opt-outs with the lead that each came from, newest first."""
    with app.read() as work:
        found = []
        for event in work.events.page(campaign_id):
            draft = work.drafts.get(work.deliveries.get(event.delivery_id).draft_id)
            found.append((event, work.candidates.get(draft.candidate_id)))
        return found


def _past(status: CandidateStatus) -> tuple[CandidateStatus, ...]:
    return tuple(other for other in CandidateStatus if other not in (status, CandidateStatus.MERGED))
