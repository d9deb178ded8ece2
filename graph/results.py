"""Use cases on results: the funnel, what came back, and the table that is exported."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TextIO

from agents.discovery import tags
from agents.discovery.files import to_safe_cell
from graph import campaigns
from graph.app import App
from storage.lead_filter import LeadFilter
from storage.records import Candidate, CandidateStatus, DeliveryStatus, DraftStatus, Event, EventKind

EXPORTED = (
    "name", "sector", "score", "status", "reason", "street", "postcode", "city", "country", "lat", "lon",
    "email", "phone", "website", "opening_hours", "rating", "reviews", "details", "description", "factors", "source",
    "licence",
)  # fmt: skip


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


def export(app: App, where: LeadFilter, file: TextIO) -> int:
    """Write the candidates that match as CSV, best first, formulas made harmless; how many."""
    writer = csv.writer(file)
    writer.writerow(EXPORTED)
    count = 0
    for candidate, licence in _all(app, where):
        writer.writerow([to_safe_cell(text) for text in _cells(candidate, licence)])
        count += 1
    return count


def _all(app: App, where: LeadFilter, size: int = 1000) -> Iterator[tuple[Candidate, str]]:
    """Every candidate with the licence of its facts; the ids are asked for once, so none is missed or doubled."""
    with app.read() as work:
        ids = work.table.ids(where)
    for start in range(0, len(ids), size):
        with app.read() as work:
            rows = work.candidates.many(ids[start : start + size])
            mapped = work.evidence.from_site([row.lead.id for row in rows], tags.SITE)
        yield from ((row, tags.ATTRIBUTION if row.lead.id in mapped else "") for row in rows)


def _cells(candidate: Candidate, licence: str) -> list[str]:
    business = candidate.lead.business
    own = {
        "score": "" if candidate.score is None else f"{candidate.score:.1f}",
        "status": candidate.status,
        "reason": candidate.reason,
        "details": "; ".join(business.details),
        "factors": "; ".join(f"{f.name} {f.value:.2f} x {f.weight:.2f}: {f.why}" for f in candidate.factors),
        "source": candidate.lead.source,
        "licence": licence,
    }
    return [str(own[name]) if name in own else _text(getattr(business, name)) for name in EXPORTED]


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _past(status: CandidateStatus) -> tuple[CandidateStatus, ...]:
    return tuple(other for other in CandidateStatus if other not in (status, CandidateStatus.MERGED))
