"""What trends did to the candidates of a campaign, by sector, and having them weighed anew."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, and_, func, not_, or_, select, true, update
from sqlalchemy.orm import Session

from storage.folding import fold
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

    def count_at(self, campaign_id: int, sector: str, place: str) -> int:
        """How many leads of a sector have this city or postcode."""
        of_sector = (CandidateRow.campaign_id == campaign_id) & (CandidateRow.sector == sector)
        shown = CandidateRow.status != CandidateStatus.MERGED
        return self._session.scalar(select(func.count(CandidateRow.id)).where(of_sector, shown, _at(place))) or 0

    def factors(
        self, campaign_id: int, sector: str, at: str = "", elsewhere_than: Collection[str] = ()
    ) -> list[Sequence[Factor]]:
        """The factors of the leads of a sector that were weighed with a trend, of at most the first thousand.

        Only of those in the city or postcode ``at`` where one is given, and of none that are in one of the others.
        """
        query = (
            select(CandidateScoreRow.factors)
            .join(CandidateRow, CandidateRow.id == CandidateScoreRow.candidate_id)
            .where(
                CandidateRow.campaign_id == campaign_id,
                CandidateRow.sector == sector,
                CandidateRow.enriched_at.is_not(None),
                _at(at) if at else true(),
                *(not_(_at(place)) for place in elsewhere_than),
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


def _at(place: str) -> ColumnElement[bool]:
    """Whether a lead's own city or postcode is this place."""
    is_city = and_(CandidateRow.city_key != "", CandidateRow.city_key == fold(place))
    return or_(is_city, and_(CandidateRow.postcode != "", CandidateRow.postcode == place))
