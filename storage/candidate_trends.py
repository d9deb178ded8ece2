"""What trends did to the candidates of a campaign, by sector, and having them weighed anew."""

from collections.abc import Sequence

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from storage.records import CandidateStatus, Factor
from storage.tables import CandidateRow, CandidateScoreRow

SAMPLE = 1000


class CandidateTrends:
    def __init__(self, session: Session) -> None:
        self._session = session

    def sectors(self, campaign_id: int, limit: int = 40) -> dict[str, int]:
        """The sectors with the most leads of a campaign, and how many each has."""
        count = func.count(CandidateRow.id)
        query = (
            select(CandidateRow.sector, count)
            .where(CandidateRow.campaign_id == campaign_id, CandidateRow.status != CandidateStatus.MERGED)
            .group_by(CandidateRow.sector)
            .order_by(count.desc(), CandidateRow.sector)
            .limit(limit)
        )
        return {str(row[0]): int(row[1]) for row in self._session.execute(query)}

    def factors(self, campaign_id: int, sector: str) -> list[Sequence[Factor]]:
        """The factors of the leads of a sector that were weighed with a trend, of at most the first thousand."""
        query = (
            select(CandidateScoreRow.factors)
            .join(CandidateRow, CandidateRow.id == CandidateScoreRow.candidate_id)
            .where(
                CandidateRow.campaign_id == campaign_id,
                CandidateRow.sector == sector,
                CandidateRow.enriched_at.is_not(None),
            )
            .limit(SAMPLE)
        )
        return [tuple(Factor(**factor) for factor in factors) for factors in self._session.scalars(query)]

    def forget(self, campaign_id: int) -> int:
        """Have every candidate's trend looked up anew; how many there are."""
        known = (CandidateRow.campaign_id == campaign_id) & CandidateRow.enriched_at.is_not(None)
        change = update(CandidateRow).where(known).values(enriched_at=None)
        changed = self._session.execute(change.execution_options(synchronize_session=False))
        return int(getattr(changed, "rowcount", 0))
