"""Trend points, each once for its topic, place, day and source."""

from collections.abc import Sequence

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from storage.records import TrendPoint
from storage.tables import TrendPointRow


class Trends:
    def __init__(self, session: Session) -> None:
        self._session = session

    def store(self, points: Sequence[TrendPoint]) -> int:
        """Keep the points of one topic and place that are not kept yet; how many were new."""
        if not points:
            return 0
        known = {(p.day, p.source) for p in self.points(points[0].topic, points[0].place)}
        new = [p for p in points if (p.day, p.source) not in known]
        if new:
            rows = [
                {"topic": p.topic, "place": p.place, "day": p.day, "value": p.value, "source": p.source} for p in new
            ]
            self._session.execute(insert(TrendPointRow), rows)
        return len(new)

    def points(self, topic: str, place: str) -> list[TrendPoint]:
        """Oldest first."""
        query = select(TrendPointRow).where(TrendPointRow.topic == topic, TrendPointRow.place == place)
        rows = self._session.scalars(query.order_by(TrendPointRow.day))
        return [TrendPoint(row.topic, row.place, row.day, row.value, row.source) for row in rows]
