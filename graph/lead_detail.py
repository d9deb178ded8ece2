"""Use cases on one lead: what is known of it, where else it is worked on, its trend, its neighbours, its history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import cos, radians

from graph.app import App
from storage.nearby import KM_A_DEGREE, Placed
from storage.records import AuditEntry, Candidate, CandidateStatus, Evidence, TrendPoint
from storage.run_leads import Seen

__all__ = [
    "MOST_NEAR", "NEAR_KM", "Elsewhere", "Near", "Opened", "Seen", "campaign_of", "history", "name_of", "neighbours",
    "opened", "points",
]  # fmt: skip

NEAR_KM = 1.0
MOST_NEAR = 200


@dataclass(frozen=True)
class Elsewhere:
    """The same business in another campaign: its decision there, and when it was last written to, if ever."""

    campaign_id: int
    campaign: str
    status: CandidateStatus
    written_at: datetime | None


@dataclass(frozen=True)
class Near:
    """A lead of the campaign beside another: how far to the east and to the north of it, in kilometres."""

    candidate_id: int
    name: str
    status: CandidateStatus
    east_km: float
    north_km: float


@dataclass(frozen=True)
class Opened:
    """What stands in the drawer at once."""

    candidate: Candidate
    evidence: Sequence[Evidence]
    elsewhere: Sequence[Elsewhere]
    seen: Seen
    tags: Sequence[str]


def opened(app: App, candidate_id: int) -> Opened:
    """Raises NotFound."""
    with app.read() as work:
        candidate = work.candidates.get(candidate_id)
        lead_id = candidate.lead.id
        others = [one for one in work.candidates.campaigns_of_lead(lead_id) if one[0] != candidate.campaign_id]
        written = work.deliveries.last_to_lead(lead_id) if others else {}
        elsewhere = [
            Elsewhere(other, work.campaigns.get(other).brief.name, status, written.get(other))
            for other, status in others
        ]
        return Opened(
            candidate,
            work.evidence.of([lead_id])[lead_id],
            elsewhere,
            work.run_leads.seen(candidate_id),
            work.tags.of([candidate_id]).get(candidate_id, ()),
        )


def history(app: App, candidate_id: int) -> list[AuditEntry]:
    """What was done with it, newest first."""
    with app.read() as work:
        return work.audit.of("candidate", candidate_id)


def points(app: App, candidate: Candidate) -> list[TrendPoint]:
    """What was measured of its sector at its trend's place, oldest first; of the campaign's place where it has none."""
    with app.read() as work:
        trend = candidate.trend
        place = trend.place if trend else work.campaigns.get(candidate.campaign_id).brief.place
        topic = trend.topic if trend else candidate.lead.business.sector
        return work.trends.points(topic, place, trend.source if trend else "")


def neighbours(app: App, candidate: Candidate, km: float = NEAR_KM) -> list[Near]:
    """The campaign's other leads within ``km`` to the north, south, east and west; none where its place is unknown."""
    business = candidate.lead.business
    if business.lat is None or business.lon is None:
        return []
    with app.read() as work:
        found = work.nearby.of(candidate.campaign_id, business.lat, business.lon, km, MOST_NEAR + 1)
    near = [_near(one, business.lat, business.lon) for one in found if one.candidate_id != candidate.id]
    return near[:MOST_NEAR]


def _near(one: Placed, lat: float, lon: float) -> Near:
    east = (one.lon - lon) * KM_A_DEGREE * max(cos(radians(lat)), 0.01)
    return Near(one.candidate_id, one.name, one.status, east, (one.lat - lat) * KM_A_DEGREE)


def campaign_of(app: App, candidate_id: int) -> int:
    """Raises NotFound."""
    with app.read() as work:
        return work.candidates.get(candidate_id).campaign_id


def name_of(app: App, candidate_id: int) -> str:
    """What a lead is called. Raises NotFound."""
    with app.read() as work:
        return work.candidates.get(candidate_id).lead.business.name or f"lead {candidate_id}"
