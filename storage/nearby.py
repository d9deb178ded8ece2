"""The leads of a campaign around a point."""

from dataclasses import dataclass
from math import cos, radians

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.records import CandidateStatus
from storage.tables import CandidateRow, LeadRow

KM_A_DEGREE = 111.32
"""Of latitude, everywhere; of longitude at the equator (WGS 84, to half a percent)."""


@dataclass(frozen=True)
class Placed:
    """A lead on the map: WGS 84 degrees."""

    candidate_id: int
    name: str
    status: CandidateStatus
    lat: float
    lon: float


class Nearby:
    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, campaign_id: int, lat: float, lon: float, km: float, limit: int) -> list[Placed]:
        """At most ``limit`` of those in the square of ``km`` around a point; which, where there are more, is open."""
        high = km / KM_A_DEGREE
        wide = high / max(cos(radians(lat)), 0.01)
        around = (LeadRow.lat.between(lat - high, lat + high), LeadRow.lon.between(lon - wide, lon + wide))
        query = (
            select(CandidateRow.id, LeadRow.name, CandidateRow.status, LeadRow.lat, LeadRow.lon)
            .join(CandidateRow, (CandidateRow.lead_id == LeadRow.id) & (CandidateRow.campaign_id == campaign_id))
            .where(*around)
            .limit(limit)
        )
        rows = self._session.execute(query)
        return [Placed(i, name, CandidateStatus(status), y or 0.0, x or 0.0) for i, name, status, y, x in rows]
